/**
 * What training a network leaves behind, as it arrives in the page: one record a report of the worker, kept in growing
 * columns. A report covers one or more steps, or none (the evaluation before the first).
 */
import { pow } from '../../core/elementary/index.ts';

/** The quantiles of a layer's effective rates that are recorded. */
export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/**
 * The bins in which a layer's rates are counted: `COUNT` of equal width on a logarithmic scale from `LOWEST` on,
 * `PER_DECADE` to a tenfold. What lies beyond is counted in the first and the last. An edge is right to half a per cent.
 */
export const RATE_BINS = { COUNT: 128, LOWEST: 1e-8, PER_DECADE: 8 } as const;

/** The lower edge of a bin, and the upper one of the bin before. */
export const binEdge = (bin: number): number => RATE_BINS.LOWEST * pow(10, bin / RATE_BINS.PER_DECADE);

/** A weight of the first layer, from a pixel (0 … 783) to a hidden unit (from 0; of the outputs where none is hidden). */
export interface FollowedWeight {
  readonly pixel: number;
  readonly unit: number;
}

/** What is recorded of the first layer beside the means: the rates to one unit by pixel, and some weights at every step. */
export interface Watched {
  readonly unit: number | null;
  readonly weights: readonly FollowedWeight[];
}

/** Nobody looks closer. */
export const NOTHING_WATCHED: Watched = { unit: null, weights: [] };

/** The most weights that are followed at a time. */
export const MOST_FOLLOWED = 6;

/** The layers of a network, first to last. Each counts weights and biases together. */
export interface LayerInfo {
  /** For example `784 → 64`. */
  readonly inputs: number;
  readonly units: number;
}

/**
 * The rates of the update that the chunk's last step made.
 *
 * A weight whose gradient has been exactly 0 at every step so far (a pixel that is always dark, a unit that never
 * fires) is called untouched. Its rate says nothing but η/ε, so quantiles and means are those of the other weights.
 */
export interface NetworkRates {
  /** Quantiles of the effective rate, `[runs × layers × 5]`; NaN where all weights are untouched. */
  readonly effective: Float64Array;
  /** Quantiles of the realized rate −Δθᵢ/gᵢ over the weights with gᵢ ≠ 0, `[runs × layers × 5]`; NaN where none. */
  readonly realized: Float64Array;
  /** The fraction of untouched weights, `[runs × layers]`. */
  readonly untouched: Float64Array;
  /**
   * The first layer's effective rate by pixel, `[runs × 784]`: the geometric mean over its touched weights to the
   * hidden units; NaN where there are none.
   */
  readonly pixels: Float32Array;
  /** How many of the touched weights have an effective rate in each bin, `[runs × layers × RATE_BINS.COUNT]`. */
  readonly histogram: Uint32Array;
  /** The first layer's effective rate to the unit that is watched, `[runs × 784]`; NaN where untouched. */
  readonly unit: null | { readonly unit: number; readonly pixels: Float32Array };
}

/** How the networks read the test images of the sample, after the chunk's last step. */
export interface SampleReading {
  /** The most likely digit, `[runs × images]`; 255 for runs that diverged. */
  readonly digits: Uint8Array;
  /** Its probability. */
  readonly confidence: Float32Array;
}

/** Weights that are followed, at each step of a chunk, `[count × runs × weights]`, step by step. */
export interface FollowedColumns {
  readonly weights: readonly FollowedWeight[];
  /** Effective rate; NaN while the weight is untouched, and in runs that diverged. */
  readonly rate: Float64Array;
  /** −Δθ/g; NaN where the gradient is 0. */
  readonly realized: Float64Array;
  /** The weight itself, after the update. */
  readonly value: Float64Array;
}

/** The networks' losses and accuracies on images they are not trained on. */
export interface NetworkEvaluation {
  /** The step after which they were so: training may have gone on meanwhile. The chunk's last where it is not said. */
  readonly step?: number;
  /** How many validation images it was made on: the first of them, all 2,000 where the machine keeps up. */
  readonly images?: number;
  /** Mean loss on the validation images, `[runs]`. */
  readonly loss: Float64Array;
  /** Fraction of the validation images read correctly, `[runs]`. */
  readonly accuracy: Float64Array;
  /** The same for all test images, at the end of an epoch and of the training; null in between. */
  readonly test: null | { readonly loss: Float64Array; readonly accuracy: Float64Array };
}

/** One report: the columns of all runs for the steps `from` … `from + count − 1` (step 1 is the first update). */
export interface NetworkChunk {
  readonly from: number;
  /** May be 0: an evaluation after step `from − 1`, of which all else was reported before. */
  readonly count: number;
  /** Training loss on each step's batch before the update, `[count × runs]`, step by step. NaN once a run diverged. */
  readonly trainLoss: Float64Array;
  /** Fraction of each step's batch read correctly before the update, `[count × runs]`. NaN once a run diverged. */
  readonly trainAccuracy: Float64Array;
  /** Learning rate used, `[count × runs]`. NaN once a run diverged. */
  readonly lr: Float64Array;
  /** Seconds spent on training steps since step 0, at each step's end, `[count]`. */
  readonly time: Float64Array;
  /** Null when no weight is followed. */
  readonly followed: FollowedColumns | null;
  readonly sample: SampleReading | null;
  /** The rates at the chunk's last step; null when it has none. NaN for runs that diverged. */
  readonly rates: NetworkRates | null;
  /** Present when an evaluation was finished. NaN for runs that diverged. */
  readonly evaluation: NetworkEvaluation | null;
  /** Seconds spent on training steps since step 0, at the chunk's end: no pauses, no evaluations. */
  readonly seconds: number;
  /** For each run the step at which it stopped being finite, or 0. */
  readonly divergedAt: readonly number[];
}

/** The step after which a chunk leaves the networks. */
export const lastStep = (chunk: NetworkChunk): number => chunk.from + chunk.count - 1;

/** The step after which a chunk's evaluation found the networks so; null where it has none. */
export const evaluatedStep = (chunk: NetworkChunk): number | null =>
  chunk.evaluation && (chunk.evaluation.step ?? lastStep(chunk));

/** The buffers of a chunk's columns, each once: what changes hands when the chunk crosses to the page. */
export function buffersOf(chunk: NetworkChunk): ArrayBuffer[] {
  const { trainLoss, trainAccuracy, lr, time, followed, sample, rates, evaluation } = chunk;
  const columns: { readonly buffer: ArrayBufferLike }[] = [trainLoss, trainAccuracy, lr, time];
  if (followed) columns.push(followed.rate, followed.realized, followed.value);
  if (sample) columns.push(sample.digits, sample.confidence);
  if (rates) columns.push(rates.effective, rates.realized, rates.untouched, rates.pixels, rates.histogram);
  if (rates?.unit) columns.push(rates.unit.pixels);
  if (evaluation) columns.push(evaluation.loss, evaluation.accuracy);
  if (evaluation?.test) columns.push(evaluation.test.loss, evaluation.test.accuracy);
  return [...new Set(columns.map((column) => column.buffer as ArrayBuffer))];
}
