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
  return new SurfaceRun(spec, objective, start, seed, rules);
}

/** A class, since engines look up properties of an object literal with accessors many times more slowly. */
class SurfaceRun implements Run {
  readonly theta: Vector;
  readonly updater: Updater;
  loss = Number.NaN;
  diverged = false;
  private readonly gradient = new Float64Array(2);
  /** Gradients taken towards the next update. */
  private gathered = 0;
  private readonly objective: SurfaceObjective;
  private readonly start: readonly [number, number];

  constructor(
    spec: RunSpec,
    objective: SurfaceObjective,
    start: readonly [number, number],
    seed: number,
    rules: readonly string[],
  ) {
    this.objective = objective;
    this.start = start;
    this.theta = Float64Array.from(start);
    this.updater = createUpdater(spec, this.theta, { seed, objective, rules });
    this.look();
  }

  get step(): number {
    return this.updater.t;
  }

  get undefinedAtStart(): Undefined {
    return this.diverged && this.step <= 1
      ? undefinedAt(this.objective, Float64Array.from(this.start))
      : null;
  }

  advance(): boolean {
    if (this.diverged) return false;
    this.gather(this.updater.batches);
    this.gathered = 0;
    this.updater.update(this.loss);
    this.look();
    this.updater.observe(this.loss);
    return !this.diverged;
  }

  gather(most: number): number {
    const { objective, theta, gradient, updater } = this;
    const { batches } = updater;
    const end = Math.min(batches, this.gathered + most);
    for (; this.gathered < end; this.gathered++) {
      if (objective.sample) objective.sample(theta, this.step * batches + this.gathered, gradient);
      else objective.gradient(theta, gradient);
      updater.take(gradient);
    }
    return batches - this.gathered;
  }

  save(): RunState {
    return { theta: this.theta.slice(), updater: this.updater.save() };
  }

  restore(state: RunState): void {
    this.theta.set(state.theta);
    this.updater.restore(state.updater);
    this.gathered = 0;
    this.look();
  }

  private look(): void {
    this.loss = this.objective.loss(this.theta);
    this.diverged = !(Number.isFinite(this.theta[0] + this.theta[1]) && Number.isFinite(this.loss));
  }
}
