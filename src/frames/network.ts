/**
 * What training a network leaves behind, as it arrives in the page: one record a report of the worker, kept in growing
 * columns. A report covers one or more steps, or none (the evaluation before the first).
 */

/** The quantiles of a layer's effective rates that are recorded. */
export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

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
}

/** The networks' losses and accuracies on images they are not trained on. */
export interface NetworkEvaluation {
  /** Mean loss on the validation images, `[runs]`: the same images at every evaluation, at most 2,000. */
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
  /** The rates at the chunk's last step; null when it has none. NaN for runs that diverged. */
  readonly rates: NetworkRates | null;
  /** Present when the networks were evaluated after the chunk's last step. NaN for runs that diverged. */
  readonly evaluation: NetworkEvaluation | null;
  /** Seconds spent on training steps since step 0, at the chunk's end: no pauses, no evaluations. */
  readonly seconds: number;
  /** For each run the step at which it stopped being finite, or 0. */
  readonly divergedAt: readonly number[];
}

/** The step after which a chunk leaves the networks. */
export const lastStep = (chunk: NetworkChunk): number => chunk.from + chunk.count - 1;

/** The buffers of a chunk's columns, each once: what changes hands when the chunk crosses to the page. */
export function buffersOf(chunk: NetworkChunk): ArrayBuffer[] {
  const { trainLoss, trainAccuracy, lr, rates, evaluation } = chunk;
  const columns: (Float64Array | Float32Array)[] = [trainLoss, trainAccuracy, lr];
  if (rates) columns.push(rates.effective, rates.realized, rates.untouched, rates.pixels);
  if (evaluation) columns.push(evaluation.loss, evaluation.accuracy);
  if (evaluation?.test) columns.push(evaluation.test.loss, evaluation.test.accuracy);
  return [...new Set(columns.map((column) => column.buffer as ArrayBuffer))];
}
