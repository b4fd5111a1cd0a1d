/** One run on a surface: gradient → stages → schedule → rule → point, step by step, in float64. */
import type { Objective, RunSpec, Vector } from './types.ts';
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
  /** Makes one update and says whether the run is still finite. */
  advance(): boolean;
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
  objective: Objective,
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
    advance() {
      if (diverged) return false;
      for (let k = 0; k < updater.batches; k++) {
        if (objective.sample) objective.sample(theta, updater.t * updater.batches + k, gradient);
        else objective.gradient(theta, gradient);
        updater.take(gradient);
      }
      updater.update(loss);
      loss = objective.loss(theta);
      updater.observe(loss);
      diverged = !finite(loss);
      return !diverged;
    },
    save: () => ({ theta: theta.slice(), updater: updater.save() }),
    restore(state) {
      theta.set(state.theta);
      updater.restore(state.updater);
      loss = objective.loss(theta);
      diverged = !finite(loss);
    },
  };
}
