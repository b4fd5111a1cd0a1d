/** The way of a run from another start. Pure. */

import { createObjective } from '../../../core/objective.ts';
import { createRun } from '../../../core/run.ts';
import { computation, type Experiment } from '../../../experiment/index.ts';
import { experimentOfTrial, type Settings } from '../../settings.ts';

/** Updates that are made for a glance at a way: some milliseconds. */
const MOST = 3000;

/** The points of a run with other settings, x and y one after another, the start first; it ends where it stops being finite. */
export function pathOf(experiment: Experiment, run: number, at: Settings): Float64Array {
  const trial = experimentOfTrial(experiment, experiment.runs[run], at, 0);
  const { surface, formula, rules, start, runs, seed, steps } = computation(trial);
  const made = createRun(runs[0], createObjective(surface, formula, seed), start, seed, rules);
  const points = new Float64Array(2 * (Math.min(steps, MOST) + 1));
  points.set(made.theta);
  let length = 2;
  while (length < points.length && made.advance()) {
    points.set(made.theta, length);
    length += 2;
  }
  return points.subarray(0, length);
}
