/** Everything that a training needs to go on from a step as if it had never stopped. */
import type { UpdaterState } from '../../core/updater.ts';

/** Plain data: posted between threads and stored. Batches, masks and noise are addressed by step and need no keeping. */
export interface Checkpoint {
  /** The last step made. */
  readonly step: number;
  /** The flat weights of each run. */
  readonly theta: readonly Float32Array[];
  readonly updaters: readonly UpdaterState[];
  /** For each run the step at which it stopped being finite, or 0. */
  readonly divergedAt: readonly number[];
  /** For each run, 1 for every weight that has had a gradient other than 0. */
  readonly touched: readonly Uint8Array[];
  /** Seconds spent on training steps. */
  readonly seconds: number;
  /** The latest step whose evaluation was reported; −1 for none. */
  readonly evaluated?: number;
  /** Evaluations of earlier weights that had not been made yet. */
  readonly pending?: readonly PendingEvaluation[];
}

/** The weights of the runs after a step, to be evaluated while training goes on: copies. */
export interface WeightSnapshot {
  readonly step: number;
  /** By run; zeros for runs that diverged. */
  readonly theta: readonly Float32Array[];
  readonly divergedAt: readonly number[];
}

/** Weights that runs had at a step of their way, kept for the plane through it. */
export interface TrajectorySnapshot {
  readonly step: number;
  /** By run; null where a run was no longer finite. */
  readonly theta: readonly (Float32Array | null)[];
}

/** An evaluation that is still to be made, with the weights that it is of. */
export interface PendingEvaluation {
  readonly kind: 'sample' | 'all';
  /** On how many validation images; all of them where it is not said. */
  readonly images?: number;
  readonly snapshot: WeightSnapshot;
}

/** Of a training, what a checkpoint is made of. */
export interface CheckpointSource {
  readonly step: number;
  readonly theta: readonly Float32Array[];
  readonly updaters: readonly { save(): UpdaterState }[];
  readonly divergedAt: readonly number[];
  readonly touched: readonly Uint8Array[];
}

/** A checkpoint of a training that stands between two steps. Copies: the training may go on. */
export const checkpointOf = (
  training: CheckpointSource,
  seconds: number,
  evaluated = -1,
  pending: readonly PendingEvaluation[] = [],
): Checkpoint => ({
  step: training.step,
  theta: training.theta.map((weights) => weights.slice()),
  updaters: training.updaters.map((updater) => updater.save()),
  divergedAt: [...training.divergedAt],
  touched: training.touched.map((marks) => marks.slice()),
  seconds,
  evaluated,
  ...(pending.length > 0 && { pending }),
});

/** The buffers of a checkpoint, each once: what changes hands when it crosses to the page. */
export function checkpointBuffers({ theta, updaters, touched }: Checkpoint): ArrayBuffer[] {
  const memory = updaters.flatMap((state) => [
    ...Object.values(state.memory),
    ...Object.values(state.extra ?? {}),
  ]);
  return [...new Set([...theta, ...touched, ...memory].map(({ buffer }) => buffer as ArrayBuffer))];
}

/** Whether a checkpoint fits a training of so many runs of so many weights: what was stored may be of another version. */
export const fits = ({ theta, updaters }: Checkpoint, runs: number, length: number): boolean =>
  theta.length === runs && updaters.length === runs && theta.every((weights) => weights.length === length);
