/** Columns of numbers that grow as reports arrive. */

/** A column of numbers that grows by doubling; `values` is valid up to `length`. */
export interface Growing {
  readonly values: Float64Array;
  readonly length: number;
}

export interface Pushing extends Growing {
  values: Float64Array;
  length: number;
  push(value: number): void;
}

export function growing(): Pushing {
  return {
    values: new Float64Array(256),
    length: 0,
    push(value) {
      if (this.length === this.values.length) {
        const larger = new Float64Array(this.values.length * 2);
        larger.set(this.values);
        this.values = larger;
      }
      this.values[this.length++] = value;
    },
  };
}

/** The last number of a column; −1 of an empty one. */
export const lastOf = ({ values, length }: Growing): number => (length > 0 ? values[length - 1] : -1);

/** The index of the last of the ascending `steps` that is not after `step`; −1 when all are. */
export function indexAt(steps: Growing, step: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps.values[middle] <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
