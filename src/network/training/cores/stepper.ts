/** Makes the steps of a training, on this thread alone or with others. */
import type { Columns } from '../columns.ts';
import type { Guarded } from '../recovery.ts';
import type { Training } from '../training.ts';

export interface Stepper {
  /** How many threads compute. */
  readonly cores: number;
  /**
   * Makes up to `most` steps, at least one, within about `budget` milliseconds, and records them. `seconds`: of training, up to now.
   * How many were made.
   */
  advance(most: number, budget: number, seconds: () => number): Promise<number>;
  /** Has all runs stand on this thread as they are now. To be awaited before anything but losses is read of them. */
  gather(): Promise<void>;
  /** Ends the other threads. */
  dispose(): void;
}

export interface StepperOptions {
  readonly training: Training;
  readonly columns: Columns;
  readonly guarded: Guarded;
  now(): number;
}

/** All on this thread. */
export const singleStepper = ({ training, columns, guarded, now }: StepperOptions): Stepper => ({
  cores: 1,
  async advance(most, budget, seconds) {
    const started = now();
    let made = 0;
    do {
      await guarded(() => training.advance());
      columns.push(training, seconds());
      made++;
    } while (made < most && now() - started < budget);
    return made;
  },
  gather: () => Promise.resolve(),
  dispose: () => undefined,
});
