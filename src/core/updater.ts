/**
 * One run's update, apart from where its gradient comes from: gradient stages, then schedules, then the rule.
 *
 * The same code moves the two coordinates of a test function and the weights of a network. Nothing is allocated between
 * `createUpdater` and the end of a run.
 */
import { stages as stageRows } from './gradient/index.ts';
import { createOptimizer } from './optimizer.ts';
import { scheduleTable, stageTable } from './tables.ts';
import type { RunSpec, Step, SurfaceObjective, Vector } from './types.ts';

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
}

/** A zeroed vector of the same length and precision. */
export const zerosLike = (vector: Vector): Vector =>
  vector instanceof Float64Array ? new Float64Array(vector.length) : new Float32Array(vector.length);

const copyOf = <V extends Vector>(vectors: Readonly<Record<string, V>>): Record<string, V> =>
  Object.fromEntries(Object.entries(vectors).map(([name, vector]) => [name, vector.slice() as V]));

/**
 * An updater that moves `theta` in place.
 *
 * @throws RangeError for ids that are in no table.
 */
export function createUpdater(spec: RunSpec, theta: Vector, options: UpdaterOptions): Updater {
  const rule = createOptimizer(spec.optimizer, options.rules);
  // The order of application is the table's, not the link's; warm-up multiplies what the other schedules give.
  const stages = [...spec.stages].sort((a, b) => stageOrder(a.id) - stageOrder(b.id));
  const perBatch = stages
    .map(({ id, args }) => ({ stage: stageTable.get(id), args }))
    .filter(({ stage }) => stage.acts === 'per-batch');
  const perUpdate = stages
    .map(({ id, args }) => ({ stage: stageTable.get(id), args }))
    .filter(({ stage }) => stage.acts === 'per-update');
  const batches = Number(spec.stages.find(({ id }) => id === 'accumulate')?.args.every ?? 1);
  const schedules = [...spec.schedules]
    .sort((a, b) => Number(a.id === 'warmup') - Number(b.id === 'warmup'))
    .map(({ id, args }) => {
      const row = scheduleTable.get(id);
      return { row, args, scalars: { ...row.driven?.scalars } as Record<string, number> };
    });

  const args = spec.optimizer.args as Record<string, number>;
  const gradient = zerosLike(theta);
  const batch = batches > 1 ? zerosLike(theta) : gradient;
  const realized = zerosLike(theta);
  const extra: Record<string, Float64Array> = {};
  const step: Step = {
    theta,
    gradient,
    rate: zerosLike(theta),
    direction: zerosLike(theta),
    memory: Object.fromEntries(rule.memory.map((name) => [name, zerosLike(theta)])),
    scalars: { ...rule.scalars },
    extra,
    args,
    as: String(spec.optimizer.args.as ?? 'pytorch'),
    lr: 0,
    t: 0,
    loss: Number.NaN,
    ...(options.objective && { objective: options.objective }),
    ...(options.shapes && { shapes: options.shapes }),
  };
  for (const [name, length] of Object.entries(rule.extra?.(step) ?? {}))
    extra[name] = new Float64Array(length);
  rule.init?.(step);
  let taken = 0;
  const context = { seed: options.seed, draw: 0 };

  return {
    get t() {
      return step.t;
    },
    batches,
    gradient,
    rate: step.rate,
    direction: step.direction,
    realized,
    get lr() {
      return step.lr;
    },
    memory: step.memory,
    scalars: step.scalars,

    take(given) {
      context.draw = step.t * batches + taken;
      batch.set(given);
      for (const { stage, args } of perBatch) stage.apply?.(batch, args, context);
      if (batches > 1) {
        if (taken === 0) gradient.fill(0);
        for (let i = 0; i < gradient.length; i++) gradient[i] += batch[i] / batches;
      }
      taken++;
    },

    update(loss) {
      taken = 0;
      step.t++;
      step.loss = loss;
      context.draw = step.t - 1;
      for (const { stage, args } of perUpdate) stage.apply?.(gradient, args, context);
      step.lr = args.lr;
      for (const { row, args, scalars } of schedules) {
        step.lr = row.driven
          ? row.driven.rate(args, scalars, step.lr)
          : (row.rate?.(args, step.t, step.lr) ?? step.lr);
      }
      realized.set(theta);
      rule.step(step);
      for (let i = 0; i < theta.length; i++) realized[i] = (realized[i] - theta[i]) / gradient[i];
    },

    observe(loss) {
      for (const { row, args, scalars } of schedules) {
        row.driven?.observe(args, scalars, { loss, gradient, lr: step.lr });
      }
    },

    save: () => ({
      t: step.t,
      memory: copyOf(step.memory),
      scalars: { ...step.scalars },
      ...(rule.extra && { extra: copyOf(extra) }),
      schedules: schedules.map(({ scalars }) => ({ ...scalars })),
    }),

    restore(state) {
      step.t = state.t;
      taken = 0;
      for (const name of rule.memory) step.memory[name].set(state.memory[name]);
      Object.assign(step.scalars, state.scalars);
      for (const name of Object.keys(extra)) if (state.extra) extra[name].set(state.extra[name]);
      schedules.forEach(({ scalars }, i) => {
        Object.assign(scalars, state.schedules[i]);
      });
    },
  };
}

const stageOrder = (id: string): number => stageRows.findIndex((row) => row.id === id);
