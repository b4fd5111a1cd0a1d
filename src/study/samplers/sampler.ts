/** What all samplers are: they propose settings, and may learn from what came of them. */
import type { Settings } from '../settings.ts';

/** A trial to be made. */
export interface Proposal {
  /** Counted from 0. */
  readonly trial: number;
  readonly at: Settings;
  /** How many updates it is given. */
  readonly steps: number;
}

/** What came of a proposal: the less, the better; infinite where it has no value. */
export interface Learned {
  readonly trial: number;
  readonly cost: number;
}

export interface Sampler {
  /** How many trials there will be. */
  readonly trials: number;
  /** The settings of any trial, where they depend on nothing but its number. */
  readonly at?: (trial: number) => Settings;
  /** A trial may be proposed again with more updates: what came of it is known when the study is over. */
  readonly again?: true;
  /** How many proposals there will be, where that are not as many as trials. */
  readonly proposals?: number;
  /** The next trials, which don't depend on each other; none when the study is over. */
  propose(): readonly Proposal[];
  /** Told of all that was proposed last, in that order. */
  learn(results: readonly Learned[]): void;
}

/** So many trials are proposed at a time where none depends on another. */
const BATCH = 256;

/** A sampler whose settings depend on nothing but the number of the trial. */
export function independent(trials: number, steps: number, at: (trial: number) => Settings): Sampler {
  let next = 0;
  return {
    trials,
    at,
    propose() {
      const count = Math.min(BATCH, trials - next);
      const batch = Array.from({ length: count }, (_, i) => ({ trial: next + i, at: at(next + i), steps }));
      next += count;
      return batch;
    },
    learn() {},
  };
}
