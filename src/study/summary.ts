/** What a run's trials say together. */
import type { Settings } from './settings.ts';
import type { TrialStatus } from './trial.ts';

/** The best of a run's trials. */
export interface BestTrial {
  readonly trial: number;
  readonly at: Settings;
  readonly value: number;
}

export interface StudySummary {
  /** How many settings were tried; repetitions with other seeds count as one. */
  readonly trials: number;
  /** In how many of them at least one repetition stopped being finite. */
  readonly diverged: number;
  /** null where no trial has a value. */
  readonly best: BestTrial | null;
  /** Element k−1: the expected best value of k trials drawn with replacement, for k up to 100. */
  readonly expectedBest: readonly number[];
  /** With `race` only: how many problems it solved, and the updates that its soonest trial on each took; null where none solved it. */
  readonly solved?: number;
  readonly costs?: readonly (number | null)[];
}

/** A trial with the mean of its repetitions. */
export interface Tried {
  readonly trial: number;
  readonly at: Settings;
  readonly value: number | null;
  /** `diverged` where one repetition did, else `worse` where one was. */
  readonly status: TrialStatus;
}

/** How repetitions came out together. */
export const statusOf = (statuses: readonly TrialStatus[]): TrialStatus =>
  statuses.includes('diverged') ? 'diverged' : statuses.includes('worse') ? 'worse' : 'finished';

/** The most draws for which the expected best is said. */
const DRAWS = 100;

/**
 * The expected best value of 1, 2, … draws with replacement (Dodge et al. 2019, Show Your Work, equation 8, for a minimum): the i-th
 * of n sorted values is the least of k draws with probability ((n−i+1)/n)^k − ((n−i)/n)^k.
 *
 * @param better Whether a value is better than another.
 */
export function expectedBest(
  values: readonly number[],
  draws: number,
  better: (a: number, b: number) => boolean,
): readonly number[] {
  const sorted = [...values].sort((a, b) => (better(a, b) ? -1 : better(b, a) ? 1 : 0));
  const n = sorted.length;
  if (n === 0) return [];
  // By multiplication: powers of whole exponents, the same in every engine.
  const tail = sorted.map((_, i) => (n - i) / n);
  const power = new Array<number>(n).fill(1);
  return Array.from({ length: draws }, () => {
    for (let i = 0; i < n; i++) power[i] *= tail[i];
    return sorted.reduce((sum, value, i) => {
      const probability = power[i] - (i + 1 < n ? power[i + 1] : 0);
      return probability === 0 ? sum : sum + probability * value;
    }, 0);
  });
}

export function summaryOf(
  tried: readonly Tried[],
  better: (a: number, b: number) => boolean = (a, b) => a < b,
): StudySummary {
  let best: BestTrial | null = null;
  const values: number[] = [];
  for (const { trial, at, value } of tried) {
    if (value === null) continue;
    values.push(value);
    if (best === null || better(value, best.value)) best = { trial, at, value };
  }
  return {
    trials: tried.length,
    diverged: tried.filter(({ status }) => status === 'diverged').length,
    best,
    expectedBest: expectedBest(values, DRAWS, better),
  };
}
