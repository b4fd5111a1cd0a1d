/** One trial on a surface: a run made as often as it takes, of which one number is kept. */

import { log10 } from '../core/elementary/index.ts';
import { createObjective } from '../core/objective.ts';
import { createRun } from '../core/run.ts';
import { surfaceTable } from '../core/tables.ts';
import type { Minimum } from '../core/types.ts';
import { computation } from '../experiment/computation.ts';
import type { Measure } from '../experiment/studies.ts';
import type { Experiment, PlaneWindow } from '../experiment/types.ts';

export type TrialStatus = 'finished' | 'diverged' | 'worse';

/** What came of a trial. A number that is not finite is null. */
export interface Outcome {
  /** What the study measures; null where the loss is not defined at the start. */
  readonly value: number | null;
  /** The loss after the last update. */
  readonly final: number | null;
  /** The least loss on the way, the start included, and after which update it was reached first. */
  readonly best: number | null;
  readonly bestStep: number | null;
  /** The first step with a loss of at most `to`. */
  readonly reached: number | null;
  /** The index of the surface's minimum that the last point is near; null where it is near none. */
  readonly minimum: number | null;
  readonly status: TrialStatus;
}

/** How near a minimum is near, in sizes of the window that is shown. */
const NEAR = 0.05;

/** A loss of 0 has no logarithm: what is less than this counts as this, the smallest number that has all its digits. */
const LEAST_LOSS = 2 ** -1022;

/** The minimum that a point is near, as a fraction of the window in each direction. */
function minimumNear(x: number, y: number, minima: readonly Minimum[], window: PlaneWindow): number | null {
  const [x0, x1, y0, y1] = window;
  let nearest: number | null = null;
  let least = NEAR * NEAR;
  for (const [i, minimum] of minima.entries()) {
    const dx = (x - minimum.x) / (x1 - x0);
    const dy = (y - minimum.y) / (y1 - y0);
    const distance = dx * dx + dy * dy;
    if (distance > least || (nearest !== null && distance === least)) continue;
    nearest = i;
    least = distance;
  }
  return nearest;
}

/** The part of the plane that an experiment shows. */
export function windowOf({ window, surface }: Experiment): PlaneWindow {
  const { x, y } = surfaceTable.get(surface.id).domain;
  return window ?? [x[0], x[1], y[0], y[1]];
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value + 0 : null);
const logarithm = (loss: number): number => log10(Math.max(loss, LEAST_LOSS));

/** Where the run of a trial stands: all that an outcome is made of. */
export interface Result {
  /** The loss at the start, and after the latest update. */
  readonly first: number;
  readonly final: number;
  readonly best: number;
  readonly bestStep: number;
  readonly reached: number | null;
  /** The sum of log10 of the losses after the updates. */
  readonly area: number;
  readonly diverged: boolean;
  readonly x: number;
  readonly y: number;
}

/** What a trial is judged by. */
export interface Judgement {
  readonly measure: Measure;
  /** What counts as the updates until `to` where it is not reached. */
  readonly most: number;
  /** The updates of the run, over which the area is a mean. */
  readonly steps: number;
  readonly minima: readonly Minimum[];
  readonly window: PlaneWindow;
}

/** The value of a trial by its measure. What diverged, or ended above where it began, has made nothing better. */
function measured(
  { first, final, best, reached, area }: Result,
  failed: boolean,
  by: Judgement,
): number | null {
  if (!Number.isFinite(first)) return by.measure === 'steps' ? by.most : null;
  switch (by.measure) {
    case 'steps':
      return failed || reached === null ? by.most : reached;
    case 'area':
      return failed ? logarithm(first) : area / by.steps;
    case 'best':
      return failed ? first : best;
    default:
      return failed ? first : final;
  }
}

/** What came of a trial whose run stands there. */
export function outcomeOf(result: Result, by: Judgement): Outcome {
  const { first, final, best, bestStep, reached, diverged, x, y } = result;
  const status = diverged ? 'diverged' : final > first ? 'worse' : 'finished';
  const value = measured(result, status !== 'finished', by);
  return {
    value: value === null ? null : finite(value),
    final: diverged ? null : finite(final),
    best: finite(best),
    bestStep: Number.isFinite(best) ? bestStep : null,
    reached,
    minimum: diverged ? null : minimumNear(x, y, by.minima, by.window),
    status,
  };
}

/** A trial in progress. */
export interface RunningTrial {
  /** Makes at most so many updates; false when there are none left. */
  advance(updates: number): boolean;
  /** What came of it, as far as it is. */
  outcome(): Outcome;
  /** Where it stands. `rate`: the effective rates of the latest update, until the next one. */
  look(): {
    readonly step: number;
    readonly loss: number;
    readonly diverged: boolean;
    readonly rate: ArrayLike<number>;
  };
}

/**
 * Begins the first run of an experiment on a surface.
 *
 * @param measure What is kept of it: the loss after the last update (`final`), the least on the way (`best`), the updates until
 *   the loss is at most `to` (`steps`), or the mean log10 of the loss over the updates (`area`).
 * @param most What counts as the updates until `to` where it is not reached: those of a trial that is not cut short.
 * @throws RangeError for `mnist` and for ids that are in no table.
 */
export function startTrial(
  experiment: Experiment,
  measure: Measure,
  to: number,
  most = experiment.steps,
): RunningTrial {
  const { surface, formula, rules, start, runs, steps, seed } = computation(experiment);
  const objective = createObjective(surface, formula, seed);
  const run = createRun(runs[0], objective, start, seed, rules);
  const first = run.loss;
  let best = first;
  let bestStep = 0;
  let reached = Number.isFinite(first) && first <= to ? 0 : null;
  let area = 0;
  let ended = false;
  return {
    advance(updates) {
      for (let left = updates; left > 0 && !ended; left--) {
        ended = run.diverged || run.step >= steps || !run.advance();
        if (ended) break;
        const { loss } = run;
        if (loss < best) {
          best = loss;
          bestStep = run.step;
        }
        if (reached === null && loss <= to) reached = run.step;
        if (measure === 'area') area += logarithm(loss);
      }
      return !ended && !run.diverged && run.step < steps;
    },
    look: () => ({ step: run.step, loss: run.loss, diverged: run.diverged, rate: run.updater.rate }),
    outcome() {
      const [x, y] = run.theta;
      const result = { first, final: run.loss, best, bestStep, reached, area, diverged: run.diverged, x, y };
      const { minima } = objective;
      return outcomeOf(result, { measure, most, steps, minima, window: windowOf(experiment) });
    },
  };
}

/** Makes the first run of an experiment on a surface, whole; see `startTrial`. */
export function runTrial(
  experiment: Experiment,
  measure: Measure,
  to: number,
  most = experiment.steps,
): Outcome {
  const trial = startTrial(experiment, measure, to, most);
  trial.advance(Number.POSITIVE_INFINITY);
  return trial.outcome();
}
