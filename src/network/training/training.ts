/**
 * K runs of the same network on the same batches, step by step: gradients from the stacked networks, updates from
 * `core/updater.ts`. Knows no thread, and of time only how long evaluations take, by which it makes them short; the
 * numbers do not depend on it.
 */
import type { NetworkArguments } from '../../core/network.ts';
import type { RunSpec } from '../../core/types.ts';
import { createUpdater, type Updater, vectorsOf } from '../../core/updater.ts';
import { augment, augments } from '../data/augment.ts';
import { createRows, fillRows, type Rows } from '../data/batch-buffer.ts';
import { createBatches, dropoutMask } from '../data/batches.ts';
import { CLASSES, type Dataset, type ImageSet, PIXELS } from '../data/images.ts';
import type { Batch, Network, NetworkEngine } from '../engines/engine.ts';
import type { NetworkRates } from '../history/record.ts';
import { initialWeights } from '../model/init.ts';
import { type Layout, networkLayout } from '../model/layout.ts';
import { createPace, mostRows, type Pace } from './adaptive-batch-size.ts';
import type { Checkpoint, WeightSnapshot } from './checkpoint.ts';
import { fillImages, SAMPLE_IMAGES } from './predict.ts';
import { createRateMeter } from './rates.ts';

export interface TrainingOptions {
  readonly runs: readonly RunSpec[];
  readonly args: NetworkArguments;
  readonly seed: number;
  /** The texts of custom rules. */
  readonly rules?: readonly string[];
  readonly dataset: Dataset;
  readonly engine: NetworkEngine;
  /** Milliseconds. Without it the slices of evaluations are as large as they are guessed to be. */
  now?(): number;
}

/** The graphics context went away during a computation. Weights are as they were; what was begun can be done again. */
export class ContextLost extends Error {}

/** Losses and accuracies on a set of images, computed some images at a time. */
export interface Evaluation {
  /** Images done. */
  readonly done: number;
  /** Takes some more images; true when these were the last. */
  advance(): boolean;
  /** Of the images done, the sum of the losses and the number read correctly, by run; NaN for runs that diverged. */
  readonly loss: Float64Array;
  readonly correct: Float64Array;
  /** Frees what it holds on the engine. */
  dispose(): void;
}

export interface Training {
  readonly layout: Layout;
  /** Batches an epoch. */
  readonly perEpoch: number;
  /** Images that are trained on. */
  readonly trainImages: number;
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

/** Multiply-adds of an evaluation's first slice: some 30 ms on wasm, more where WebGL is no graphics card. */
const EVALUATION_SLICE = 200e6;
const SOFTWARE_SLICE = 25e6;

export function createTraining(options: TrainingOptions): Training {
  const { runs, args, seed, dataset } = options;
  let { engine } = options;
  const count = runs.length;
  const layout = networkLayout(args.hidden);
  const start = initialWeights(layout, seed);
  const rules = options.rules ?? [];
  const images = Math.max(dataset.train.count, dataset.test.count);
  const needs = {
    layout,
    // Their weights, and what stands for those of runs that diverged.
    vectors: runs.reduce((sum, spec) => sum + 1 + vectorsOf(spec, rules), 1),
    marks: count,
    rows: Math.max(args.batch, mostRows(images), SAMPLE_IMAGES),
  };
  const workspace = engine.workspace(needs);
  const theta = runs.map(() => {
    const weights = workspace.vector();
    weights.set(start);
    return weights;
  });
  const fused = runs.map((spec) => workspace.rule(spec));
  const updaters = runs.map((spec, k) =>
    createUpdater(spec, theta[k], {
      ...{ seed, shapes: layout.shapes, rules, vector: workspace.vector },
      ...(fused[k] && { rule: fused[k] }),
    }),
  );
  const nothing = workspace.vector();
  const trainImages = args.images ? Math.min(args.images, dataset.train.count) : dataset.train.count;
  const batches = createBatches(trainImages, args.batch, seed);
  const meter = createRateMeter(layout, runs.map(workspace.marks));
  const divergedAt: number[] = runs.map(() => 0);
  const trainLoss = new Float64Array(count);
  const trainAccuracy = new Float64Array(count);
  const lr = new Float64Array(count);
  let step = 0;

  const hidden = args.dropout > 0 ? layout.layers.slice(0, -1) : [];
  const masks = hidden.map(({ units }) => new Float32Array(args.batch * units));
  const trainRows = createRows(args.batch);
  const paceFor = ({ software }: NetworkEngine): Pace => {
    const slice = software ? SOFTWARE_SLICE : EVALUATION_SLICE;
    return createPace(images, Math.floor(slice / (count * layout.length)));
  };
  let pace = paceFor(engine);
  const evaluationRows = new Map<number, Rows>();
  /** A size that is taken out of turn, to have its programs compiled. */
  let compiled: number | null = null;
  /** The next images of an evaluation, as many as a slice takes now. */
  const sliceOf = (images: ImageSet, order: Uint32Array, done: number): Batch => {
    const size = compiled ?? pace.rows;
    const rows = evaluationRows.get(size) ?? createRows(size);
    evaluationRows.set(size, rows);
    const positions = order.subarray(done, done + size);
    fillRows(rows, images, positions);
    return { ...rows, count: positions.length, masks: [] };
  };
  /** Does a slice, and learns how long it took. */
  const timed = (work: () => void): void => {
    const started = options.now?.() ?? 0;
    work();
    if (engine.lost()) throw new ContextLost();
    if (options.now && compiled === null) pace.took(options.now() - started);
  };
  const predictRows = createRows(SAMPLE_IMAGES);

  const groups: Group[] = [...new Set(updaters.map((updater) => updater.batches))].map((batches) => {
    const members = runs.map((_, k) => k).filter((k) => updaters[k].batches === batches);
    return {
      members,
      batches,
      taken: 0,
      network: workspace.createNetwork(members.length),
      theta: members.map((k) => theta[k]),
      gradients: members.map((k) => updaters[k].inbox as Float32Array),
      loss: new Float64Array(members.length),
      correct: new Float64Array(members.length),
    };
  });

  const widest = groups.reduce((a, b) => (b.members.length > a.members.length ? b : a));

  const batchAt = (number: number): Batch => {
    const positions = batches.at(number);
    fillRows(trainRows, dataset.train, positions);
    if (augments(args)) augment(trainRows, positions, args, seed, number);
    masks.forEach((mask, l) => {
      dropoutMask(mask, args.dropout, seed, number, l);
    });
    return { ...trainRows, count: positions.length, masks };
  };

  const diverge = (group: Group, member: number, at: number): void => {
    divergedAt[group.members[member]] = at;
    group.theta[member] = nothing;
  };

  /** Takes the group's next batch: losses, and gradients into the updaters. */
  const take = (group: Group): void => {
    const batch = batchAt(step * group.batches + group.taken);
    group.network.step(group.theta, batch, group.gradients, group.loss, group.correct);
    if (engine.lost()) throw new ContextLost();
    group.members.forEach((k, member) => {
      if (divergedAt[k] > 0) return;
      if (group.taken === 0) {
        trainLoss[k] = 0;
        trainAccuracy[k] = 0;
      }
      trainLoss[k] += group.loss[member] / group.batches;
      trainAccuracy[k] += group.correct[member] / batch.count / group.batches;
      workspace.mark(group.gradients[member], meter.touched[k]);
      updaters[k].take(group.gradients[member]);
    });
    group.taken++;
  };

  const staysFinite = (k: number): boolean => fused[k]?.finite ?? workspace.allFinite(theta[k]);

  return {
    layout,
    perEpoch: batches.perEpoch,
    trainImages,
    get step() {
      return step;
    },
    theta,
    updaters,
    trainLoss,
    trainAccuracy,
    lr,
    divergedAt,

    advance() {
      for (const group of groups) while (group.taken < group.batches) take(group);
      step++;
      for (const group of groups) {
        group.taken = 0;
        group.members.forEach((k, member) => {
          if (divergedAt[k] === 0) {
            const finite = Number.isFinite(trainLoss[k]);
            if (finite) updaters[k].update(trainLoss[k]);
            lr[k] = updaters[k].lr;
            if (!finite || !staysFinite(k)) diverge(group, member, step);
          } else {
            trainLoss[k] = trainAccuracy[k] = lr[k] = Number.NaN;
          }
        });
      }
    },

    warmUp() {
      for (const group of groups) {
        group.network.step(group.theta, batchAt(0), group.gradients, group.loss, group.correct);
        for (const gradient of group.gradients) gradient.fill(0);
      }
      const evaluation = this.evaluate(dataset.test, new Uint32Array(1));
      try {
        // The first slice of a size has its programs compiled: it says nothing of those that follow.
        for (const size of pace.sizes) {
          compiled = size;
          evaluation.advance();
        }
        compiled = null;
        for (let k = 0; options.now && k < pace.sizes.length; k++) evaluation.advance();
      } finally {
        compiled = null;
        evaluation.dispose();
      }
      this.predict(new Float32Array(PIXELS));
    },

    touched: meter.touched,
    rates: (unit = null) => meter.measure(updaters, divergedAt, unit),

    predict(images) {
      const n = images.length / PIXELS;
      const all = new Float32Array(count * n * CLASSES).fill(Number.NaN);
      const size = predictRows.labels.length;
      for (const group of groups) {
        const weights = group.network.upload(group.theta);
        try {
          for (let from = 0; from < n; from += size) {
            const taken = fillImages(predictRows, images, from);
            const found = group.network.probabilities(weights, { ...predictRows, count: taken, masks: [] });
            if (engine.lost()) throw new ContextLost();
            group.members.forEach((k, member) => {
              if (divergedAt[k] > 0) return;
              const source = member * size * CLASSES;
              all.set(found.subarray(source, source + taken * CLASSES), (k * n + from) * CLASSES);
            });
          }
        } finally {
          weights.dispose();
        }
      }
      return all;
    },

    snapshot: () => ({
      step,
      theta: theta.map((weights, k) =>
        divergedAt[k] > 0 ? new Float32Array(layout.length) : weights.slice(),
      ),
      divergedAt: [...divergedAt],
    }),

    evaluate(images, order, snapshot) {
      const gone = snapshot?.divergedAt ?? divergedAt;
      const loss = Float64Array.from(gone, (at) => (at > 0 ? Number.NaN : 0));
      const correct = loss.slice();
      // Summed image after image: the same number however the images are divided.
      const sums = groups.map(({ members, network, theta }) => ({
        members,
        network,
        weights: network.upload(snapshot ? members.map((k) => snapshot.theta[k]) : theta),
        loss: Float64Array.from(members, (k) => loss[k]),
        correct: Float64Array.from(members, (k) => loss[k]),
      }));
      let done = 0;
      return {
        get done() {
          return done;
        },
        advance() {
          const batch = sliceOf(images, order, done);
          timed(() => {
            for (const sum of sums) sum.network.evaluate(sum.weights, batch, sum.loss, sum.correct);
          });
          for (const sum of sums) {
            sum.members.forEach((k, member) => {
              loss[k] = sum.loss[member];
              correct[k] = sum.correct[member];
            });
          }
          done += batch.count;
          return done >= order.length;
        },
        loss,
        correct,
        dispose() {
          for (const { weights } of sums) weights.dispose();
        },
      };
    },

    together: widest.members.length,
    get slice() {
      return pace.rows;
    },

    probe(points, images, order) {
      const { members, network } = widest;
      // The network's shape is fixed: places that are not needed hold the first weights again.
      const weights = network.upload(members.map((_, member) => points[member] ?? points[0]));
      const loss = new Float64Array(members.length);
      const correct = new Float64Array(members.length);
      let done = 0;
      return {
        get done() {
          return done;
        },
        advance() {
          const batch = sliceOf(images, order, done);
          timed(() => network.evaluate(weights, batch, loss, correct));
          done += batch.count;
          return done >= order.length;
        },
        loss,
        correct,
        dispose: () => weights.dispose(),
      };
    },

    restore(from) {
      step = from.step;
      from.theta.forEach((weights, k) => {
        theta[k].set(weights);
        updaters[k].restore(from.updaters[k]);
        meter.touched[k].set(from.touched[k]);
      });
      for (const group of groups) {
        group.taken = 0;
        group.members.forEach((k, member) => {
          if (from.divergedAt[k] > 0) diverge(group, member, from.divergedAt[k]);
        });
      }
    },

    observe(loss) {
      updaters.forEach((updater, k) => {
        if (divergedAt[k] === 0) updater.observe(loss[k]);
      });
    },

    use(other) {
      engine = other;
      pace = paceFor(other);
      // Weights and updates stay where they are: the other engine takes them from there.
      const elsewhere = other.workspace({ ...needs, vectors: 0, marks: 0 });
      for (const group of groups) group.network = elsewhere.createNetwork(group.members.length);
    },
  };
}
