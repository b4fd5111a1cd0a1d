/**
 * What computes networks: losses and gradients of all runs on the same batches, and where it can also the updates.
 *
 * Four engines do: `webgl`, `wasm` and `cpu` are tfjs (`tfjs/`), `simd` is this program's own (`simd/`). Trainings, evaluations and
 * readings are written against this interface and work with each of them.
 */
import type { RunSpec, Step, Vector } from '../../core/types.ts';
import type { Layout } from '../model/layout.ts';

export type EngineName = 'webgl' | 'wasm' | 'cpu' | 'simd';
/** `auto` takes what is fastest here: see `open.ts`. */
export type EngineChoice = 'auto' | EngineName;

/**
 * Why this engine computes: `no-webgl` (there is none, or it does not compute), `no-float32` (it computes in half precision, in
 * which Adam's ε of 1e-8 is 0), `software` (the processor would draw it), `trial` (it was the fastest in a short trial), `no-simd`
 * (WebAssembly has no SIMD here, or the page forbids it), `no-wasm`, `no-tfjs` (the page is one file, without tfjs), `lost` (the graphics context was, and did not come back);
 * `chosen` by the person. Null: there is nothing to say.
 */
export type EngineReason =
  | 'no-webgl'
  | 'no-float32'
  | 'software'
  | 'trial'
  | 'no-simd'
  | 'no-wasm'
  | 'no-tfjs'
  | 'chosen'
  | 'lost'
  | null;

/** A batch as networks take it. `images` and `labels` have the network's full number of rows. */
export interface Batch {
  /** `[rows × 788]`: pixels scaled to 0 … 1, a one, three zeros; rows from `count` on are zeros. */
  readonly images: Float32Array;
  /** `[rows]`. */
  readonly labels: Uint8Array;
  /** How many rows are images. */
  readonly count: number;
  /** Inverted-dropout masks `[rows × units]` of the hidden layers; empty without dropout. */
  readonly masks: readonly Float32Array[];
}

/** Some networks of the same shape, side by side. */
export interface Network {
  /**
   * Losses and gradients of all runs on one batch. `theta` and `gradients` hold a flat vector a run; `loss` and `correct`
   * get a number a run: the mean loss, and how many images are read correctly (with dropout in force).
   */
  step(
    theta: readonly Float32Array[],
    batch: Batch,
    gradients: readonly Float32Array[],
    loss: Float64Array,
    correct: Float64Array,
  ): void;
  /** Adds each run's summed loss and number of correctly read images to `loss` and `correct`. No dropout. */
  evaluate(weights: Weights, batch: Batch, loss: Float64Array, correct: Float64Array): void;
  /** Every run's probabilities of the ten digits for each row of the batch, `[K × rows × 10]`. No dropout. */
  probabilities(weights: Weights, batch: Batch): Float32Array;
  /** Takes the runs' weights as they are now, for `evaluate` and `probabilities` of this network. */
  upload(theta: readonly Float32Array[]): Weights;
}

/** Weights that an engine has taken. To be disposed of. */
export interface Weights {
  dispose(): void;
}

/** An update that an engine makes instead of the core's rule; see `UpdaterOptions.rule`. */
export interface FusedRule {
  step(step: Step, moved: Vector): void;
  /** Whether all weights were finite after the latest update. */
  readonly finite: boolean;
}

/** What a training needs. */
export interface WorkspaceOptions {
  readonly layout: Layout;
  /** Vectors as long as the network has weights. */
  readonly vectors: number;
  /** Arrays of as many bytes. */
  readonly marks: number;
  /** The most rows of a batch. */
  readonly rows: number;
}

/** Where a training computes: its vectors, and the networks that work on them. */
export interface Workspace {
  /** A vector of zeros, as long as the network has weights, where the engine reaches it best. */
  vector(): Float32Array;
  /** Zeros, a byte for each weight. */
  marks(): Uint8Array;
  /** `runs` networks. Vectors that are not of this workspace are taken too, at the price of copies. */
  createNetwork(runs: number): Network;
  /** The update of a run's optimizer, where this engine makes it itself. It works on vectors of this workspace only. */
  rule(run: RunSpec): FusedRule | null;
  /** Sets the marks of all weights whose gradient is not 0. */
  mark(gradient: Float32Array, marks: Uint8Array): void;
  /** Whether all numbers are finite. */
  allFinite(vector: Float32Array): boolean;
}

export interface NetworkEngine {
  readonly name: EngineName;
  readonly reason: EngineReason;
  /** WebGL drawn by the processor: right, but slow. */
  readonly software: boolean;
  /** Whether the graphics context has been lost, and with it whatever was computed since the last check. */
  lost(): boolean;
  /** @throws RangeError when there is no memory for it. */
  workspace(options: WorkspaceOptions): Workspace;
}

/** No engine computes here: the page is one file, without tfjs, and WebAssembly has no SIMD or is forbidden. */
export class NoEngine extends Error {}

/** A workspace of ordinary arrays for networks that take any. */
export const plainWorkspace = (
  { layout }: WorkspaceOptions,
  createNetwork: (runs: number) => Network,
): Workspace => ({
  vector: () => new Float32Array(layout.length),
  marks: () => new Uint8Array(layout.length),
  createNetwork,
  rule: () => null,
  mark(gradient, marks) {
    for (let i = 0; i < marks.length; i++) if (gradient[i] !== 0) marks[i] = 1;
  },
  allFinite(vector) {
    // A float64 sum of float32 numbers is finite exactly when they all are.
    let sum = 0;
    for (let i = 0; i < vector.length; i++) sum += vector[i];
    return Number.isFinite(sum);
  },
});
