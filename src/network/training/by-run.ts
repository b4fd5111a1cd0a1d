/** Checkpoints and trajectories of several runs, taken apart by run, and put together again of runs of another training. */

import type { Checkpoint, PendingEvaluation, TrajectorySnapshot } from './checkpoint.ts';

const pendingOfRun = ({ snapshot, ...rest }: PendingEvaluation, run: number): PendingEvaluation => ({
  ...rest,
  snapshot: {
    step: snapshot.step,
    theta: [snapshot.theta[run]],
    divergedAt: [snapshot.divergedAt[run]],
  },
});

/** What a checkpoint says of one run, as a checkpoint of that run alone. Arrays are shared. */
export function checkpointOfRun(checkpoint: Checkpoint, run: number): Checkpoint {
  const { theta, updaters, divergedAt, touched, pending, ...rest } = checkpoint;
  return {
    ...rest,
    theta: [theta[run]],
    updaters: [updaters[run]],
    divergedAt: [divergedAt[run]],
    touched: [touched[run]],
    ...(pending && { pending: pending.map((each) => pendingOfRun(each, run)) }),
  };
}

/**
 * Checkpoints of one run each as one of all. They are of the same step; only a run that diverged may have stopped before. An
 * evaluation is pending when it is pending for every run. Arrays are shared.
 */
export function mergedCheckpoint(parts: readonly Checkpoint[]): Checkpoint {
  const [first, ...others] = parts;
  const pending = (first.pending ?? []).flatMap((each): PendingEvaluation[] => {
    const same = [each];
    for (const { pending = [] } of others) {
      const found = pending.find(
        ({ kind, images, snapshot }) =>
          kind === each.kind && images === each.images && snapshot.step === each.snapshot.step,
      );
      if (!found) return [];
      same.push(found);
    }
    const snapshots = same.map(({ snapshot }) => snapshot);
    return [
      {
        ...each,
        snapshot: {
          step: each.snapshot.step,
          theta: snapshots.flatMap(({ theta }) => theta),
          divergedAt: snapshots.flatMap(({ divergedAt }) => divergedAt),
        },
      },
    ];
  });
  return {
    step: Math.max(...parts.map(({ step }) => step)),
    theta: parts.flatMap(({ theta }) => theta),
    updaters: parts.flatMap(({ updaters }) => updaters),
    divergedAt: parts.flatMap(({ divergedAt }) => divergedAt),
    touched: parts.flatMap(({ touched }) => touched),
    seconds: Math.max(...parts.map(({ seconds }) => seconds)),
    evaluated: Math.min(...parts.map(({ evaluated = -1 }) => evaluated)),
    ...(pending.length > 0 && { pending }),
  };
}

/** The weights of one run at some steps. Arrays are shared. */
export const snapshotsOfRun = (
  snapshots: readonly TrajectorySnapshot[],
  run: number,
): readonly TrajectorySnapshot[] =>
  snapshots.map(({ step, theta }) => ({ step, theta: [theta[run] ?? null] }));

/** The weights of several runs at the steps at which those of each are known. Arrays are shared. */
export function mergedSnapshots(
  parts: readonly (readonly TrajectorySnapshot[])[],
): readonly TrajectorySnapshot[] {
  const [first, ...others] = parts.map(
    (snapshots) => new Map(snapshots.map(({ step, theta }) => [step, theta[0]])),
  );
  return [...first].flatMap(([step, theta]) =>
    others.every((known) => known.has(step))
      ? [{ step, theta: [theta, ...others.map((known) => known.get(step) ?? null)] }]
      : [],
  );
}
