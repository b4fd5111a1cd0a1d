/** Stands for the trainer where there is none: a single file would be ten times as large with it. */
import type { Trainer, TrainerEvent } from './trainer.ts';

const message = 'Networks are not trained in a single file.';

/** A trainer that says that it is none. */
export function createTrainer(_options: unknown, emit: (event: TrainerEvent) => void): Trainer {
  emit({ type: 'failed', code: 'error', message, trouble: { code: 'single-file', parameters: {}, message } });
  const nothing = (): void => undefined;
  return {
    ...{ resume: nothing, pause: nothing, step: nothing, watch: nothing },
    ...{ plane: nothing, predict: nothing, dispose: nothing },
  };
}
