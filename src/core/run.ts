/** One run on a surface: gradient → stages → schedule → rule → point, step by step, in float64. */

import { type Undefined, undefinedAt } from './start.ts';
import type { RunSpec, SurfaceObjective, Vector } from './types.ts';

import { createUpdater, type Updater, type UpdaterState } from './updater.ts';

/** A checkpoint: with it a run goes on exactly as it would have. Plain data. */
export interface RunState {
  readonly theta: Vector;
  readonly updater: UpdaterState;
}

export interface Run {
  /** The number of updates made; 0 at the start. */
  readonly step: number;
  readonly theta: Vector;
  /** The noise-free loss at `theta`. */
  readonly loss: number;
  /** Gradient, rates and learning rate of the latest update. */
  readonly updater: Updater;
  /** Whether the point or its loss has stopped being finite. A diverged run does not move any more. */
  readonly diverged: boolean;
  /**
   * Of a run that has stopped at its start, or in the first update from it: what was not finite at the start already. Such
   * a run did not diverge; there was nothing to start from.
   */
  readonly undefinedAtStart: Undefined;
  /** Makes one update and says whether the run is still finite. */
  advance(): boolean;
  /**
   * Takes at most `most` of the gradients that the next update needs (`accumulate`), and returns how many are still to be
   * taken. The next `advance` goes on from there: an update that takes seconds can be made in pieces.
   */
  gather(most: number): number;
  /** The state between two updates; what has been gathered for the next one is no part of it. */
  save(): RunState;
  restore(state: RunState): void;
}

/**
 * A run from `start` on `objective`.
 *
 * `seed` fixes the gradient noise, `rules` are the texts of custom optimizers. Allocates nothing after it is made, but for `save`.
 */
export function createRun(
  spec: RunSpec,
  objective: SurfaceObjective,
  start: readonly [number, number],
  seed: number,
  rules: readonly string[] = [],
): Run {
  const theta = Float64Array.from(start);
  const updater = createUpdater(spec, theta, { seed, objective, rules });
  const gradient = new Float64Array(2);
  const finite = (loss: number) => Number.isFinite(theta[0] + theta[1]) && Number.isFinite(loss);
  let loss = objective.loss(theta);
  let diverged = !finite(loss);
  let gathered = 0;

  const gather = (most: number): number => {
    const { batches } = updater;
    const end = Math.min(batches, gathered + most);
    for (; gathered < end; gathered++) {
      if (objective.sample) objective.sample(theta, updater.t * batches + gathered, gradient);
      else objective.gradient(theta, gradient);
      updater.take(gradient);
    }
    return batches - gathered;
  };

  return {
    get step() {
      return updater.t;
    },
    theta,
    get loss() {
      return loss;
    },
    updater,
    get diverged() {
      return diverged;
    },
    get undefinedAtStart() {
      return diverged && updater.t <= 1 ? undefinedAt(objective, Float64Array.from(start)) : null;
    },
    advance() {
      if (diverged) return false;
      gather(Number.POSITIVE_INFINITY);
      gathered = 0;
      updater.update(loss);
      loss = objective.loss(theta);
      updater.observe(loss);
      diverged = !finite(loss);
      return !diverged;
    },
    gather,
    save: () => ({ theta: theta.slice(), updater: updater.save() }),
    restore(state) {
      theta.set(state.theta);
      updater.restore(state.updater);
      gathered = 0;
      loss = objective.loss(theta);
      diverged = !finite(loss);
    },
  };
}
