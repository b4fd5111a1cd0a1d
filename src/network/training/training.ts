/**
 * K runs of the same network on the same batches, step by step: gradients from the stacked networks, updates from
 * `core/updater.ts`. Knows no thread, and of time only how long evaluations take, by which it makes them short; the
 * numbers do not depend on it.
 */
import type { NetworkArguments } from '../../core/network.ts';
import type { RunSpec } from '../../core/types.ts';
import { createUpdater, type Updater, type UpdaterState, vectorsOf } from '../../core/updater.ts';
import { createRows } from '../data/batch-buffer.ts';
import { CLASSES, type Dataset, type ImageSet, PIXELS } from '../data/images.ts';
import type { Network, NetworkEngine, Workspace } from '../engines/engine.ts';
import type { NetworkRates } from '../history/record.ts';
import { initialWeights } from '../model/init.ts';
import { type Layout, networkLayout } from '../model/layout.ts';
import { mostRows } from './adaptive-batch-size.ts';
import type { Checkpoint, WeightSnapshot } from './checkpoint.ts';
import { ContextLost, type Evaluation, EvaluationSlices } from './evaluations-in-slices.ts';
import { fillImages, SAMPLE_IMAGES } from './predict.ts';
import { createRateMeter, type RateMeter } from './rates.ts';
import { createTrainingBatches, type TrainingBatches } from './training-batches.ts';

export { ContextLost, type Evaluation } from './evaluations-in-slices.ts';

export interface TrainingOptions {
  readonly runs: readonly RunSpec[];
  readonly args: NetworkArguments;
  readonly seed: number;
  /** The texts of custom rules. */
  readonly rules?: readonly string[];
  readonly dataset: Dataset;
  readonly engine: NetworkEngine;
  /** Where batches come from, if not from the data set. */
  readonly batches?: TrainingBatches;
  /** Milliseconds. Without it the slices of evaluations are as large as they are guessed to be. */
  now?(): number;
}

export interface Training {
  readonly layout: Layout;
  /** Batches an epoch. */
  readonly perEpoch: number;
  /** Images that are trained on. */
  readonly trainImages: number;
  /** The weights that all runs began with. */
  readonly start: Float32Array;
  /** Updates made. */
  readonly step: number;
  /** The flat weights of each run (`layout.ts`), moved in place. */
  readonly theta: readonly Float32Array[];
  readonly updaters: readonly Updater[];
  /** Of the latest step, a number a run: loss and accuracy on its batch before the update, and learning rate used. */
  readonly trainLoss: Float64Array;
  readonly trainAccuracy: Float64Array;
  readonly lr: Float64Array;
  /** For each run the step at which it stopped being finite, or 0. Such a run stays where it is. */
  readonly divergedAt: readonly number[];
  /**
   * One update of every run.
   *
   * @throws ContextLost; after `use` the step is taken up again where it was left.
   */
  advance(): void;
  /**
   * Computes one step and some of an evaluation without keeping anything, so that the engine has its programs, and the
   * slices of evaluations have found their size before anybody waits for one.
   */
  warmUp(): void;
  /** For each run, 1 for every weight that has had a gradient other than 0. */
  readonly touched: readonly Uint8Array[];
  /** Measures the rates of the latest update; of the first layer also those to one unit. */
  rates(unit?: number | null): NetworkRates;
  /**
   * The probabilities of the ten digits for images `[n × 784]` of values 0 … 1, `[runs × n × 10]`; NaN for runs that
   * diverged.
   *
   * @throws ContextLost
   */
  predict(images: Float32Array): Float32Array;
  /** Where the runs are now. */
  snapshot(): WeightSnapshot;
  /**
   * An evaluation on the images at positions `order`, of the runs where they are or where they were; its `advance` may
   * throw ContextLost.
   */
  evaluate(images: ImageSet, order: Uint32Array, snapshot?: WeightSnapshot): Evaluation;
  /** How many other weights are evaluated at a time by `probe`. */
  readonly together: number;
  /** How many images an evaluation takes at a time, now. */
  readonly slice: number;
  /** An evaluation of other weights than the runs', at most `together`, on the images at positions `order`. */
  probe(points: readonly Float32Array[], images: ImageSet, order: Uint32Array): Evaluation;
  /** Goes on from a checkpoint of the same experiment. */
  restore(from: Checkpoint): void;
  /** Feeds the schedules that are driven by the validation loss, one number a run. */
  observe(loss: Float64Array): void;
  /** Goes on with another engine. */
  use(engine: NetworkEngine): void;
  /**
   * From now on `advance` moves these runs only, beginning with the update after `step`. The others stay as they are: another
   * thread moves them.
   */
  only(runs: readonly number[], step: number): void;
  /** Everything that is known of a run, as it stands. Copies. */
  stateOf(run: number): RunState;
  /** Grows whenever something but a step has changed how the runs stand. */
  readonly revision: number;
  /** Has a run stand where another training had it. */
  adopt(run: number, state: RunState): void;
}

/** A run between two steps: what its next step depends on, and what its latest one left to be looked at. */
export interface RunState {
  readonly theta: Float32Array;
  readonly updater: UpdaterState;
  readonly touched: Uint8Array;
  readonly divergedAt: number;
  /** Of the latest update, as in `Updater`. */
  readonly gradient: Float32Array;
  readonly rate: Float32Array;
  readonly realized: Float32Array;
}

/** Runs that need the same number of batches for an update share a stacked network. */
interface Group {
  /** Which runs these are. */
  readonly members: readonly number[];
  readonly batches: number;
  /** Batches taken towards the present update. */
  taken: number;
  network: Network;
  /** The weights as given to the network: zeros for runs that diverged, whose NaN would reach others' padding. */
  readonly theta: Float32Array[];
  readonly gradients: readonly Float32Array[];
  readonly loss: Float64Array;
  readonly correct: Float64Array;
}

/** Every run of a training, with what its engine holds of it. */
class StackedTraining implements Training {
  readonly layout: Layout;
  readonly start: Float32Array;
  readonly theta: readonly Float32Array[];
  readonly updaters: readonly Updater[];
  readonly trainLoss: Float64Array;
  readonly trainAccuracy: Float64Array;
  readonly lr: Float64Array;
  readonly divergedAt: number[];
  readonly #dataset: Dataset;
  readonly #needs: Parameters<NetworkEngine['workspace']>[0];
  readonly #workspace: Workspace;
  readonly #fused: readonly ReturnType<Workspace['rule']>[];
  /** What stands for the weights of runs that diverged. */
  readonly #nothing: Float32Array;
  readonly #batches: TrainingBatches;
  readonly #meter: RateMeter;
  readonly #groups: readonly Group[];
  /** Those that `advance` moves: all, or what is left of them where other threads move some runs. */
  #moved: readonly Group[];
  readonly #widest: Group;
  readonly #slices: EvaluationSlices;
  readonly #predictRows = createRows(SAMPLE_IMAGES);
  #engine: NetworkEngine;
  #step = 0;
  #revision = 0;

  constructor({ runs, args, seed, dataset, engine, batches, rules = [], now }: TrainingOptions) {
    const count = runs.length;
    const layout = networkLayout(args.hidden, args.activation);
    const images = Math.max(dataset.train.count, dataset.test.count);
    this.layout = layout;
    this.#dataset = dataset;
    this.#engine = engine;
    this.#needs = {
      layout,
      // Their weights, and what stands for those of runs that diverged.
      vectors: runs.reduce((sum, spec) => sum + 1 + vectorsOf(spec, rules), 1),
      marks: count,
      rows: Math.max(args.batch, mostRows(images), SAMPLE_IMAGES),
    };
    const workspace = engine.workspace(this.#needs);
    this.#workspace = workspace;
    const start = initialWeights(layout, seed, args);
    this.start = start;
    this.theta = runs.map(() => {
      const weights = workspace.vector();
      weights.set(start);
      return weights;
    });
    const fused = runs.map((spec) => workspace.rule(spec));
    this.#fused = fused;
    this.updaters = runs.map((spec, k) =>
      createUpdater(spec, this.theta[k], {
        ...{ seed, shapes: layout.shapes, rules, vector: workspace.vector },
        ...(fused[k] && { rule: fused[k] }),
      }),
    );
    this.#nothing = workspace.vector();
    this.#batches = batches ?? createTrainingBatches(dataset.train, args, seed, layout);
    this.#meter = createRateMeter(layout, runs.map(workspace.marks));
    this.divergedAt = runs.map(() => 0);
    this.trainLoss = new Float64Array(count);
    this.trainAccuracy = new Float64Array(count);
    this.lr = new Float64Array(count);
    this.#slices = new EvaluationSlices({ engine, images, weights: count * layout.length, now });
    this.#groups = this.#createGroups(this.#all);
    this.#moved = this.#groups;
    this.#widest = this.#groups.reduce((a, b) => (b.members.length > a.members.length ? b : a));
  }

  get perEpoch(): number {
    return this.#batches.perEpoch;
  }

  get trainImages(): number {
    return this.#batches.images;
  }

  get step(): number {
    return this.#step;
  }

  get revision(): number {
    return this.#revision;
  }

  get touched(): readonly Uint8Array[] {
    return this.#meter.touched;
  }

  get together(): number {
    return this.#widest.members.length;
  }

  get slice(): number {
    return this.#slices.size;
  }

  advance(): void {
    for (const group of this.#moved) while (group.taken < group.batches) this.#take(group);
    this.#step++;
    const { trainLoss, trainAccuracy, lr, divergedAt, updaters } = this;
    for (const group of this.#moved) {
      group.taken = 0;
      for (const k of group.members) {
        if (divergedAt[k] === 0) {
          const finite = Number.isFinite(trainLoss[k]);
          if (finite) updaters[k].update(trainLoss[k]);
          lr[k] = updaters[k].lr;
          if (!finite || !this.#staysFinite(k)) this.#diverge(k, this.#step);
        } else {
          trainLoss[k] = trainAccuracy[k] = lr[k] = Number.NaN;
        }
      }
    }
  }

  warmUp(): void {
    for (const group of this.#groups) {
      group.network.step(group.theta, this.#batches.at(0), group.gradients, group.loss, group.correct);
      for (const gradient of group.gradients) gradient.fill(0);
    }
    this.#slices.warmUp(this.evaluate(this.#dataset.test, new Uint32Array(1)));
    this.predict(new Float32Array(PIXELS));
  }

  rates(unit: number | null = null): NetworkRates {
    return this.#meter.measure(this.updaters, this.divergedAt, unit);
  }

  predict(images: Float32Array): Float32Array {
    const n = images.length / PIXELS;
    const all = new Float32Array(this.theta.length * n * CLASSES).fill(Number.NaN);
    const rows = this.#predictRows;
    const size = rows.labels.length;
    for (const group of this.#groups) {
      const weights = group.network.upload(group.theta);
      try {
        for (let from = 0; from < n; from += size) {
          const taken = fillImages(rows, images, from);
          const found = group.network.probabilities(weights, { ...rows, count: taken, masks: [] });
          if (this.#engine.lost()) throw new ContextLost();
          group.members.forEach((k, member) => {
            if (this.divergedAt[k] > 0) return;
            const source = member * size * CLASSES;
            all.set(found.subarray(source, source + taken * CLASSES), (k * n + from) * CLASSES);
          });
        }
      } finally {
        weights.dispose();
      }
    }
    return all;
  }

  snapshot(): WeightSnapshot {
    return {
      step: this.#step,
      theta: this.theta.map((weights, k) =>
        this.divergedAt[k] > 0 ? new Float32Array(this.layout.length) : weights.slice(),
      ),
      divergedAt: [...this.divergedAt],
    };
  }

  evaluate(images: ImageSet, order: Uint32Array, snapshot?: WeightSnapshot): Evaluation {
    const gone = snapshot?.divergedAt ?? this.divergedAt;
    const loss = Float64Array.from(gone, (at) => (at > 0 ? Number.NaN : 0));
    const weights = this.#groups.map(({ network, members, theta }) => ({
      network,
      members,
      theta: snapshot ? members.map((k) => snapshot.theta[k]) : theta,
    }));
    return this.#slices.begin(weights, loss, images, order);
  }

  probe(points: readonly Float32Array[], images: ImageSet, order: Uint32Array): Evaluation {
    const { members, network } = this.#widest;
    // The network's shape is fixed: places that are not needed hold the first weights again.
    const theta = members.map((_, member) => points[member] ?? points[0]);
    const places = [...members.keys()];
    return this.#slices.begin(
      [{ network, theta, members: places }],
      new Float64Array(places.length),
      images,
      order,
    );
  }

  restore(from: Checkpoint): void {
    this.#revision++;
    this.#step = from.step;
    from.theta.forEach((weights, k) => {
      this.theta[k].set(weights);
      this.updaters[k].restore(from.updaters[k]);
      this.#meter.touched[k].set(from.touched[k]);
    });
    for (const group of this.#groups) group.taken = 0;
    from.divergedAt.forEach((at, k) => {
      if (at > 0) this.#diverge(k, at);
    });
  }

  observe(loss: Float64Array): void {
    this.#revision++;
    this.updaters.forEach((updater, k) => {
      if (this.divergedAt[k] === 0) updater.observe(loss[k]);
    });
  }

  use(engine: NetworkEngine): void {
    this.#engine = engine;
    this.#slices.use(engine);
    // Weights and updates stay where they are: the other engine takes them from there.
    const elsewhere = engine.workspace({ ...this.#needs, vectors: 0, marks: 0 });
    for (const group of new Set([...this.#groups, ...this.#moved]))
      group.network = elsewhere.createNetwork(group.members.length);
  }

  only(runs: readonly number[], step: number): void {
    this.#step = step;
    this.#moved = runs.length === this.theta.length ? this.#groups : this.#createGroups(runs);
  }

  stateOf(run: number): RunState {
    const updater = this.updaters[run];
    return {
      theta: this.theta[run].slice(),
      updater: updater.save(),
      touched: this.touched[run].slice(),
      divergedAt: this.divergedAt[run],
      gradient: (updater.gradient as Float32Array).slice(),
      rate: (updater.rate as Float32Array).slice(),
      realized: (updater.realized as Float32Array).slice(),
    };
  }

  adopt(run: number, state: RunState): void {
    const updater = this.updaters[run];
    this.theta[run].set(state.theta);
    this.touched[run].set(state.touched);
    updater.restore(state.updater);
    updater.gradient.set(state.gradient);
    updater.rate.set(state.rate);
    updater.realized.set(state.realized);
    if (state.divergedAt > 0) this.#diverge(run, state.divergedAt);
  }

  get #all(): readonly number[] {
    return [...this.theta.keys()];
  }

  #createGroups(runs: readonly number[]): readonly Group[] {
    const { updaters, theta } = this;
    return [...new Set(runs.map((k) => updaters[k].batches))].map((batches) => {
      const members = runs.filter((k) => updaters[k].batches === batches);
      return {
        members,
        batches,
        taken: 0,
        network: this.#workspace.createNetwork(members.length),
        theta: members.map((k) => (this.divergedAt[k] > 0 ? this.#nothing : theta[k])),
        gradients: members.map((k) => updaters[k].batchGradient as Float32Array),
        loss: new Float64Array(members.length),
        correct: new Float64Array(members.length),
      };
    });
  }

  /** Takes the group's next batch: losses, and gradients into the updaters. */
  #take(group: Group): void {
    const batch = this.#batches.at(this.#step * group.batches + group.taken);
    group.network.step(group.theta, batch, group.gradients, group.loss, group.correct);
    if (this.#engine.lost()) throw new ContextLost();
    const { trainLoss, trainAccuracy } = this;
    group.members.forEach((k, member) => {
      if (this.divergedAt[k] > 0) return;
      if (group.taken === 0) {
        trainLoss[k] = 0;
        trainAccuracy[k] = 0;
      }
      trainLoss[k] += group.loss[member] / group.batches;
      trainAccuracy[k] += group.correct[member] / batch.count / group.batches;
      this.#workspace.mark(group.gradients[member], this.#meter.touched[k]);
      this.updaters[k].take(group.gradients[member]);
    });
    group.taken++;
  }

  #diverge(run: number, at: number): void {
    this.divergedAt[run] = at;
    for (const { members, theta } of [...this.#groups, ...this.#moved]) {
      const member = members.indexOf(run);
      if (member >= 0) theta[member] = this.#nothing;
    }
  }

  #staysFinite(k: number): boolean {
    return this.#fused[k]?.finite ?? this.#workspace.allFinite(this.theta[k]);
  }
}

/** A training that stands at its initial weights. */
export const createTraining = (options: TrainingOptions): Training => new StackedTraining(options);
