/** Stands for the trainer where there is none: a single file would be ten times as large with it. */
export function createTrainer(): never {
  throw new Error('Networks are not trained in a single file.');
}
