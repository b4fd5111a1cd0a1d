/**
 * The range test (Smith 2017, Cyclical Learning Rates for Training Neural Networks; first in arXiv:1506.01186 of 2015): one run whose
 * rate grows in even ratios from update to update, and its loss against the rate.
 *
 * It is a schedule as any other: the losses are those of `trace` for the run with `exponential`, to the last bit.
 */
import { pow } from '../core/elementary/index.ts';
import { createObjective } from '../core/objective.ts';
import { createRun } from '../core/run.ts';
import { sharpness } from '../core/stability.ts';
import { stabilityLimit } from '../core/stability-limit.ts';
import { defaults, optimizerTable, scheduleTable } from '../core/tables.ts';
import { computation } from '../experiment/computation.ts';
import type { Axis, Experiment, ExperimentRun } from '../experiment/types.ts';

/** Updates between two looks at the clock. */
const STRETCH = 500;
/** What is so many times the loss at the start has blown up: the test is over. */
const BLOWN = 4;

export interface RangeTest {
  /** Of each update that was made, in order. */
  readonly rates: Float64Array;
  /** The loss after it. */
  readonly losses: Float64Array;
  /** The place of the least loss; −1 where there is none. A tenth of the rate there is what fastai's `lr_find` suggests. */
  readonly least: number;
  /** Above this rate gradient descent is not stable at the minimum of the surface; null where that is not known. */
  readonly limit: number | null;
}

/** Whether a range test can be made of a run: it has a rate. */
export const hasRate = ({ optimizer }: ExperimentRun): boolean =>
  optimizerTable.get(optimizer.id).parameters.some(({ key }) => key === 'lr');

/** The run whose rate grows from one end of the axis to the other over so many updates, in place of its own schedules. */
export function growing(
  run: ExperimentRun,
  { from, to }: Pick<Axis, 'from' | 'to'>,
  steps: number,
): ExperimentRun {
  const gamma = pow(to / from, 1 / Math.max(1, steps - 1));
  const args = { ...defaults(scheduleTable.get('exponential')), gamma };
  return {
    ...run,
    optimizer: { ...run.optimizer, args: { ...run.optimizer.args, lr: from } },
    schedules: [{ id: 'exponential', args }],
  };
}

/** The largest rate with which gradient descent is stable at the lowest minimum: what its rule allows over the curvature there. */
function limitOf(experiment: Experiment, run: ExperimentRun): number | null {
  if (run.optimizer.id !== 'sgd') return null;
  const { surface, formula, seed } = experiment;
  const objective = createObjective(surface, formula, seed);
  const limit = stabilityLimit(run.optimizer);
  if (limit === null || objective.minima.length === 0) return null;
  const lowest = objective.minima.reduce((a, b) => (b.loss < a.loss ? b : a));
  const hessian = new Float64Array(4);
  objective.hessian(Float64Array.of(lowest.x, lowest.y), hessian);
  const curvature = sharpness(hessian);
  return curvature > 0 ? limit / curvature : null;
}

/** Makes the test of one run of an experiment on a surface; yields after some hundred updates. @throws RangeError for `mnist`. */
export function* rangeTest(
  experiment: Experiment,
  run: ExperimentRun,
  axis: Pick<Axis, 'from' | 'to'>,
): Generator<void, RangeTest, void> {
  const { steps, seed } = experiment;
  const grown = { ...experiment, runs: [growing(run, axis, steps)] };
  const { surface, formula, rules, start, runs } = computation(grown);
  const objective = createObjective(surface, formula, seed);
  const made = createRun(runs[0], objective, start, seed, rules);
  const first = made.loss;
  const rates = new Float64Array(steps);
  const losses = new Float64Array(steps);
  let count = 0;
  while (count < steps && !made.diverged && made.advance() && !made.diverged) {
    rates[count] = made.updater.lr;
    losses[count++] = made.loss;
    // What has blown up says no more.
    if (made.loss > first + (BLOWN - 1) * Math.abs(first)) break;
    if (count % STRETCH === 0) yield;
  }
  let least = -1;
  for (let i = 0; i < count; i++) if (least < 0 || losses[i] < losses[least]) least = i;
  return {
    ...{ rates: rates.slice(0, count), losses: losses.slice(0, count), least },
    limit: limitOf(experiment, run),
  };
}
