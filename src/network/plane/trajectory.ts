/** The weights that runs had at some steps: evenly spaced, few, and however long the training is. */
import type { TrajectorySnapshot } from '../training/checkpoint.ts';
import type { Training } from '../training/training.ts';

export interface Trajectory {
  /** Steps between two snapshots that are kept. */
  readonly stride: number;
  /** Keeps the weights when the step is one to be kept. To be called after every step. */
  record(): void;
  /** Those kept, at steps 0, `stride`, 2·`stride`, … and the latest. */
  all(): readonly TrajectorySnapshot[];
}

/** The most points of all runs: products of each with each are computed. */
const MOST_POINTS = 192;
const MOST_SNAPSHOTS = 40;
const MOST_BYTES = 48 * 2 ** 20;
/** Fewer would be no path. */
const LEAST_SNAPSHOTS = 4;

/** How many snapshots are kept at most of so many runs of so many weights. */
export function mostSnapshots(runs: number, length: number): number {
  const byMemory = Math.floor(MOST_BYTES / (4 * runs * length));
  return Math.max(LEAST_SNAPSHOTS, Math.min(MOST_SNAPSHOTS, Math.floor(MOST_POINTS / runs), byMemory));
}

/**
 * The snapshots of a training, from where it stands. Every second one is given up when there are too many. `known` are those
 * before the checkpoint from which it went on: the paths through them have no gaps, though fewer places where fewer are
 * known. Without them only the start is known, which all share. `emit` hears of every one that is kept, with the stride
 * that then holds.
 */
export function createTrajectory(
  training: Training,
  known: readonly TrajectorySnapshot[] = [],
  emit: (snapshot: TrajectorySnapshot, stride: number) => void = () => undefined,
): Trajectory {
  const runs = training.theta.length;
  const most = mostSnapshots(runs, training.layout.length);
  const { start } = training;
  // What was stored may be of another version.
  const before = new Map(
    known
      .filter(({ theta }) => theta.length === runs && theta.every((w) => !w || w.length === start.length))
      .map(({ step, theta }) => [step, theta]),
  );
  const stepsOf = (apart: number): number[] =>
    Array.from({ length: Math.ceil(training.step / apart) || 1 }, (_, k) => k * apart);
  let stride = 1;
  while (training.step / stride >= most) stride *= 2;
  const isWhole = (): boolean => stepsOf(stride).every((step) => step === 0 || before.has(step));
  if (before.size > 0) while (!isWhole()) stride *= 2;
  let kept: TrajectorySnapshot[] = stepsOf(stride).map((step) => ({
    step,
    theta:
      (step > 0 ? before.get(step) : null) ?? Array.from({ length: runs }, () => (step === 0 ? start : null)),
  }));
  let latest: TrajectorySnapshot = kept[0];
  const now = (): TrajectorySnapshot => {
    if (latest.step !== training.step) {
      latest = {
        step: training.step,
        theta: training.theta.map((weights, k) => (training.divergedAt[k] > 0 ? null : weights.slice())),
      };
    }
    return latest;
  };
  const record = (): void => {
    const { step } = training;
    if (step % stride !== 0 || step <= kept[kept.length - 1].step) return;
    kept.push(now());
    if (kept.length > most) {
      stride *= 2;
      kept = kept.filter((each) => each.step % stride === 0);
    }
    if (step % stride === 0) emit(latest, stride);
  };
  record();
  return {
    get stride() {
      return stride;
    },
    record,
    all: () => (kept[kept.length - 1].step === training.step ? [...kept] : [...kept, now()]),
  };
}
