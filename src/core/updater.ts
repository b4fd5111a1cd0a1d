/**
 * One run's update, apart from where its gradient comes from: gradient stages, then schedules, then the rule.
 *
 * The same code moves the two coordinates of a test function and the weights of a network. Nothing is allocated between
 * `createUpdater` and the end of a run.
 */
import { stages as stageRows } from './gradient/index.ts';
import { createOptimizer } from './optimizer.ts';
import { createScheduleChain, type ScheduleChain } from './schedule-chain.ts';
import { stageTable } from './tables.ts';
import type { Optimizer, RunSpec, Stage, StageSpec, Step, SurfaceObjective, Vector } from './types.ts';

/** Everything an updater remembers, as plain data that can be kept as a checkpoint and posted between threads. */
export interface UpdaterState {
  readonly t: number;
  readonly memory: Readonly<Record<string, Vector>>;
  readonly scalars: Readonly<Record<string, number>>;
  /** Memory that is not per parameter; absent for rules without. */
  readonly extra?: Readonly<Record<string, Float64Array>>;
  readonly schedules: readonly Readonly<Record<string, number>>[];
}

export interface Updater {
  /** The number of updates made. */
  readonly t: number;
  /** How many gradients make one update (`accumulate`); 1 otherwise. */
  readonly batches: number;
  /** The gradient that the latest update used, after all stages. */
  readonly gradient: Vector;
  /** The effective learning rate that the latest update used. */
  readonly rate: Vector;
  /** Δθ = −rate ⊙ direction (− decoupled decay). */
  readonly direction: Vector;
  /** −Δθᵢ/gᵢ of the latest update; NaN or infinite where gᵢ is 0. */
  readonly realized: Vector;
  /** The learning rate that the latest update used, after the schedules. */
  readonly lr: number;
  readonly memory: Readonly<Record<string, Vector>>;
  readonly scalars: Readonly<Record<string, number>>;
  /** Where the next gradient may be written before it is taken, to save a copy. */
  readonly batchGradient: Vector;
  /** Takes one gradient (of `theta.length`) towards the next update. Call it `batches` times before `update`. */
  take(gradient: Vector): void;
  /** Makes the update. `loss` is the loss at the present parameters where known, else NaN. */
  update(loss: number): void;
  /** Feeds the loss after the update to the schedules that are driven by it. */
  observe(loss: number): void;
  save(): UpdaterState;
  restore(state: UpdaterState): void;
}

export interface UpdaterOptions {
  readonly seed: number;
  /** The texts of the custom rules that `optimizer.args.rule` counts from 1. */
  readonly rules?: readonly string[];
  readonly objective?: SurfaceObjective;
  readonly shapes?: readonly (readonly number[])[];
  /** Makes the vectors of zeros that the updater works on, each as long as `theta`; ordinary ones unless it is given. */
  readonly vector?: () => Vector;
  /**
   * Makes the update instead of the optimizer's rule: it moves `theta`, and writes the rates and −Δθ. The direction
   * it may leave out.
   */
  readonly rule?: { step(step: Step, moved: Vector): void };
}

/** How many vectors as long as its parameters a run's updater works on. */
export function vectorsOf({ optimizer, stages }: RunSpec, rules: readonly string[] = []): number {
  const accumulates = stages.some(({ id, args }) => id === 'accumulate' && Number(args.every) > 1);
  // Gradient, realized, rate and direction, and the rule's memory.
  return 4 + Number(accumulates) + createOptimizer(optimizer, rules).memory.length;
}

/** A zeroed vector of the same length and precision. */
export const zerosLike = (vector: Vector): Vector =>
  vector instanceof Float64Array ? new Float64Array(vector.length) : new Float32Array(vector.length);

/** Copies a vector into another. For two coordinates a loop takes a tenth of the time that `set` does. */
function copy(from: Vector, to: Vector): void {
  if (from.length > 16) to.set(from);
  else for (let i = 0; i < from.length; i++) to[i] = from[i];
}

const copyOf = <V extends Vector>(vectors: Readonly<Record<string, V>>): Record<string, V> =>
  Object.fromEntries(Object.entries(vectors).map(([name, vector]) => [name, vector.slice() as V]));

/**
 * An updater that moves `theta` in place.
 *
 * @throws RangeError for ids that are in no table.
 */
export function createUpdater(spec: RunSpec, theta: Vector, options: UpdaterOptions): Updater {
  return new RuleUpdater(spec, theta, options);
}

type StageArguments = StageSpec['args'];
type Applied = { readonly apply: NonNullable<Stage['apply']>; readonly args: StageArguments };

/** A class, since engines look up properties of an object literal with accessors many times more slowly. */
class RuleUpdater implements Updater {
  readonly batches: number;
  readonly gradient: Vector;
  readonly rate: Vector;
  readonly direction: Vector;
  readonly memory: Readonly<Record<string, Vector>>;
  readonly scalars: Readonly<Record<string, number>>;
  private readonly quotients: Vector;
  /** Whether the quotients are still −Δθ, not yet divided by the gradient: most of them nobody reads. */
  private undivided = false;
  private readonly rule: Optimizer;
  private readonly step: Step;
  private readonly extra: Record<string, Float64Array> = {};
  readonly batchGradient: Vector;
  private readonly replaced: UpdaterOptions['rule'];
  private readonly perBatch: readonly Applied[];
  private readonly perUpdate: readonly Applied[];
  private readonly schedules: ScheduleChain;
  private readonly context: { readonly seed: number; draw: number };
  /** Gradients taken towards the next update. */
  private taken = 0;

  constructor(spec: RunSpec, theta: Vector, options: UpdaterOptions) {
    const { optimizer, stages } = spec;
    this.rule = createOptimizer(optimizer, options.rules);
    // The order of application is the table's, not the link's.
    const ordered = [...stages].sort((a, b) => stageOrder(a.id) - stageOrder(b.id));
    const applied = (when: Stage['acts']): Applied[] =>
      ordered.flatMap(({ id, args }) => {
        const { acts, apply } = stageTable.get(id);
        return acts === when && apply ? [{ apply, args }] : [];
      });
    this.perBatch = applied('per-batch');
    this.perUpdate = applied('per-update');
    this.batches = Number(stages.find(({ id }) => id === 'accumulate')?.args.every ?? 1);
    this.schedules = createScheduleChain(spec.schedules);
    this.replaced = options.rule;
    const zeros = options.vector ?? (() => zerosLike(theta));
    this.gradient = zeros();
    this.batchGradient = this.batches > 1 ? zeros() : this.gradient;
    this.rate = zeros();
    this.direction = zeros();
    this.quotients = zeros();
    this.memory = Object.fromEntries(this.rule.memory.map((name) => [name, zeros()]));
    this.scalars = { ...this.rule.scalars };
    this.step = {
      theta,
      gradient: this.gradient,
      rate: this.rate,
      direction: this.direction,
      memory: this.memory,
      scalars: this.scalars,
      extra: this.extra,
      args: optimizer.args as Record<string, number>,
      as: String(optimizer.args.as ?? 'pytorch'),
      // Not whole, so that the property holds any number from the start.
      lr: Number.NaN,
      t: 0,
      loss: Number.NaN,
      ...(options.objective && { objective: options.objective }),
      ...(options.shapes && { shapes: options.shapes }),
    };
    for (const [name, length] of Object.entries(this.rule.extra?.(this.step) ?? {}))
      this.extra[name] = new Float64Array(length);
    this.step.lr = 0;
    this.rule.init?.(this.step);
    this.context = { seed: options.seed, draw: 0 };
  }

  get t(): number {
    return this.step.t;
  }

  get lr(): number {
    return this.step.lr;
  }

  get realized(): Vector {
    const { quotients, gradient } = this;
    if (this.undivided) {
      for (let i = 0; i < quotients.length; i++) quotients[i] /= gradient[i];
      this.undivided = false;
    }
    return quotients;
  }

  take(given: Vector): void {
    const { batchGradient: batch, batches, gradient, perBatch, context } = this;
    context.draw = this.step.t * batches + this.taken;
    if (given !== batch) copy(given, batch);
    for (let k = 0; k < perBatch.length; k++) perBatch[k].apply(batch, perBatch[k].args, context);
    // What is no coordinate has no noise, of which norms would know.
    if (this.step.objective?.dimensions === 1) batch.fill(0, 1);
    if (batches > 1) {
      if (this.taken === 0) gradient.fill(0);
      for (let i = 0; i < gradient.length; i++) gradient[i] += batch[i] / batches;
    }
    this.taken++;
  }

  update(loss: number): void {
    const { step, gradient, quotients: realized, perUpdate, schedules, context } = this;
    const { theta } = step;
    this.taken = 0;
    context.draw = step.t;
    step.t++;
    step.loss = loss;
    for (let k = 0; k < perUpdate.length; k++) perUpdate[k].apply(gradient, perUpdate[k].args, context);
    step.lr = schedules.rate(step.t, step.args.lr);
    if (this.replaced) {
      this.replaced.step(step, realized);
      this.undivided = true;
      return;
    }
    copy(theta, realized);
    this.rule.step(step);
    for (let i = 0; i < theta.length; i++) realized[i] = (realized[i] - theta[i]) / gradient[i];
  }

  observe(loss: number): void {
    const { schedules, gradient, step } = this;
    schedules.observe(step.t, loss, gradient, step.lr);
  }

  save(): UpdaterState {
    return {
      t: this.step.t,
      memory: copyOf(this.step.memory),
      scalars: { ...this.step.scalars },
      ...(this.rule.extra && { extra: copyOf(this.extra) }),
      schedules: this.schedules.scalars.map((scalars) => ({ ...scalars })),
    };
  }

  restore(state: UpdaterState): void {
    const { step, extra } = this;
    step.t = state.t;
    this.taken = 0;
    this.undivided = false;
    for (const name of this.rule.memory) step.memory[name].set(state.memory[name]);
    Object.assign(step.scalars, state.scalars);
    for (const name of Object.keys(extra)) if (state.extra) extra[name].set(state.extra[name]);
    this.schedules.scalars.forEach((scalars, i) => {
      Object.assign(scalars, state.schedules[i]);
    });
  }
}

const stageOrder = (id: string): number => stageRows.findIndex((row) => row.id === id);
