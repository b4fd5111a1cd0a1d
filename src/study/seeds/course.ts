/** A run with one seed, looked at along its way. */

import { createObjective } from '../../core/objective.ts';
import type { Experiment } from '../../experiment/types.ts';
import { experimentOf, type NumberedTrials, protocolOf } from '../study.ts';
import { type RunningTrial, startTrial } from '../trial.ts';
import type { Course } from './messages.ts';

/** A run that is followed. */
export interface Follower {
  /** Goes on for at most so many updates; false when it has come to its end. */
  advance(updates: number): boolean;
  course(): Course;
}

/** The steps at which a run of so many updates is looked at, if at most so many rows are kept: evenly, both ends included. */
export function stepsShown(updates: number, rows: number): Int32Array {
  const count = Math.max(1, Math.min(updates, rows - 1));
  return Int32Array.from({ length: count + 1 }, (_, i) => Math.round((i * updates) / count));
}

/** Rows for which all runs and seeds together can be summed up in a few milliseconds. */
export const rowsFor = (courses: number): number => Math.max(40, Math.min(400, Math.floor(20_000 / courses)));

/** Follows one trial of a run on a surface: it is the trial of the study, to the last bit, and so is its outcome. */
export function follow(
  experiment: Experiment,
  run: number,
  place: number,
  numbered: NumberedTrials,
  steps: Int32Array,
): Follower {
  const { measure, to } = protocolOf(experiment);
  const alone = experimentOf(experiment, numbered.job(place));
  const trial: RunningTrial = startTrial(alone, measure, to);
  const { minima } = createObjective(alone.surface, alone.formula, alone.seed);
  const least = minima.length === 0 ? null : Math.min(...minima.map(({ loss }) => loss));
  const loss = new Float64Array(steps.length).fill(Number.NaN);
  const rates = [0, 1].map(() => new Float64Array(steps.length).fill(Number.NaN));
  let row = 0;
  const look = (): void => {
    const standing = trial.look();
    loss[row] = Number.isFinite(standing.loss) ? standing.loss : Number.NaN;
    if (standing.step > 0) for (const [i, values] of rates.entries()) values[row] = standing.rate[i];
    row++;
  };
  look();
  return {
    advance(updates) {
      let left = updates;
      while (left > 0 && row < steps.length) {
        const most = Math.min(left, steps[row] - trial.look().step);
        const more = trial.advance(most);
        left -= most;
        if (trial.look().diverged) return false;
        if (trial.look().step === steps[row]) look();
        if (!more) return false;
      }
      return row < steps.length;
    },
    course: () => ({
      ...{ run, place, outcome: trial.outcome(), least },
      steps: steps.slice(0, row),
      loss: loss.slice(0, row),
      rates: rates.map((values) => values.slice(0, row)),
    }),
  };
}
