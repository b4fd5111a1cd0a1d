/**
 * Losses and accuracies of weights on many images, some images at a time: as many as are over soon on this machine. The numbers
 * do not depend on how the images are divided.
 */
import { createRows, fillRows, type Rows } from '../data/batch-buffer.ts';
import type { ImageSet } from '../data/images.ts';
import type { Batch, Network, NetworkEngine } from '../engines/engine.ts';
import { type AdaptiveBatchSize, createAdaptiveBatchSize } from './adaptive-batch-size.ts';

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

/** Weights of some runs on a network that takes so many at a time. */
export interface EvaluatedWeights {
  readonly network: Network;
  readonly theta: readonly Float32Array[];
  /** Where their results are put: one a network's place. */
  readonly members: readonly number[];
}

/** Multiply-adds of an evaluation's first slice: some 30 ms on wasm, more where WebGL is no graphics card. */
const EVALUATION_SLICE = 200e6;
const SOFTWARE_SLICE = 25e6;

export interface SlicesOptions {
  readonly engine: NetworkEngine;
  /** The most images of an evaluation. */
  readonly images: number;
  /** Weights of all runs. */
  readonly weights: number;
  /** Milliseconds. Without it slices are as large as they are guessed to be. */
  readonly now?: (() => number) | undefined;
}

export class EvaluationSlices {
  readonly #options: SlicesOptions;
  readonly #rows = new Map<number, Rows>();
  #engine: NetworkEngine;
  #batchSize: AdaptiveBatchSize;
  /** A size that is taken out of turn, to have its programs compiled. */
  #compiled: number | null = null;

  constructor(options: SlicesOptions) {
    this.#options = options;
    this.#engine = options.engine;
    this.#batchSize = this.#batchSizeFor(options.engine);
  }

  /** How many images a slice takes now. */
  get size(): number {
    return this.#batchSize.rows;
  }

  /** Goes on with another engine. */
  use(engine: NetworkEngine): void {
    this.#engine = engine;
    this.#batchSize = this.#batchSizeFor(engine);
  }

  /** An evaluation of weights on the images at positions `order`, by place of the results. */
  begin(
    weights: readonly EvaluatedWeights[],
    loss: Float64Array,
    images: ImageSet,
    order: Uint32Array,
  ): Evaluation {
    const correct = loss.slice();
    const sums = weights.map(({ network, theta, members }) => ({
      network,
      members,
      uploaded: network.upload(theta),
      loss: Float64Array.from(members, (k) => loss[k]),
      correct: Float64Array.from(members, (k) => loss[k]),
    }));
    let done = 0;
    return {
      get done() {
        return done;
      },
      advance: () => {
        const batch = this.#next(images, order, done);
        this.#timed(() => {
          for (const sum of sums) sum.network.evaluate(sum.uploaded, batch, sum.loss, sum.correct);
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
        for (const { uploaded } of sums) uploaded.dispose();
      },
    };
  }

  /** Has the programs of every size compiled, and finds the size that is over soon. Ends the evaluation. */
  warmUp(evaluation: Evaluation): void {
    try {
      // The first slice of a size has its programs compiled: it says nothing of those that follow.
      for (const size of this.#batchSize.sizes) {
        this.#compiled = size;
        evaluation.advance();
      }
      this.#compiled = null;
      for (let k = 0; this.#options.now && k < this.#batchSize.sizes.length; k++) evaluation.advance();
    } finally {
      this.#compiled = null;
      evaluation.dispose();
    }
  }

  #batchSizeFor({ software }: NetworkEngine): AdaptiveBatchSize {
    const slice = software ? SOFTWARE_SLICE : EVALUATION_SLICE;
    return createAdaptiveBatchSize(this.#options.images, Math.floor(slice / this.#options.weights));
  }

  /** The next images, as many as a slice takes now. */
  #next(images: ImageSet, order: Uint32Array, done: number): Batch {
    const size = this.#compiled ?? this.#batchSize.rows;
    const rows = this.#rows.get(size) ?? createRows(size);
    this.#rows.set(size, rows);
    const positions = order.subarray(done, done + size);
    fillRows(rows, images, positions);
    return { ...rows, count: positions.length, masks: [] };
  }

  /** Does a slice, and learns how long it took. */
  #timed(work: () => void): void {
    const { now } = this.#options;
    const started = now?.() ?? 0;
    work();
    if (this.#engine.lost()) throw new ContextLost();
    if (now && this.#compiled === null) this.#batchSize.took(now() - started);
  }
}
