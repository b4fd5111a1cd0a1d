/**
 * What training a network leaves behind, as it arrives in the page: one record a report of the worker, kept in growing
 * columns. A report covers one or more steps.
 */

/** The quantiles of a layer's effective rates that are recorded. */
export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** The layers of a network, first to last. Each counts weights and biases together. */
export interface LayerInfo {
  /** For example `784 → 64`. */
  readonly inputs: number;
  readonly units: number;
}

/** One report: the columns of all runs for the steps `from` … `from + count − 1` (step 1 is the first update). */
export interface NetworkChunk {
  readonly from: number;
  readonly count: number;
  /** Training loss on each step's batch before the update, `[count × runs]`, step by step. NaN once a run diverged. */
  readonly trainLoss: Float64Array;
  /** Learning rate used, `[count × runs]`. */
  readonly lr: Float64Array;
  /** Effective-rate quantiles at the chunk's last step, `[runs × layers × 5]`; empty when not measured at it. */
  readonly rates: Float64Array;
  /** Present when the networks were evaluated after the chunk's last step. */
  readonly evaluation: null | {
    /** Mean loss on the validation (test) images, `[runs]`. */
    readonly loss: Float64Array;
    /** Fraction read correctly, `[runs]`. */
    readonly accuracy: Float64Array;
  };
  /** Seconds of training since step 0, without pauses, at the chunk's end. */
  readonly seconds: number;
  /** For each run the step at which it stopped being finite, or 0. */
  readonly divergedAt: readonly number[];
}
