/**
 * Runs that stand at different steps are trained in legs: first those that are furthest behind, alone, up to where others
 * stand; then these together, and so on, until all go on side by side.
 */
import { mergedCheckpoint, mergedSnapshots } from '../training/by-run.ts';
import type { Checkpoint, TrajectorySnapshot } from '../training/checkpoint.ts';
import { hasDiverged, reached, type TrainingRecord } from './training-records.ts';

export interface TrainingLeg {
  /** Which runs are trained. */
  readonly members: readonly number[];
  readonly from: number;
  /** The step at which others join, or the last. */
  readonly to: number;
}

/** What is trained next of a training of so many steps; null when nothing is left. Runs that diverged stay where they are. */
export function nextLeg(records: readonly TrainingRecord[], steps: number): TrainingLeg | null {
  const alive = [...records.keys()].filter((k) => !hasDiverged(records[k]) && reached(records[k]) < steps);
  if (alive.length === 0) return null;
  const from = Math.min(...alive.map((k) => reached(records[k])));
  const members = alive.filter((k) => reached(records[k]) === from);
  const ahead = records.filter((record) => !hasDiverged(record)).map(reached);
  return { members, from, to: Math.min(steps, ...ahead.filter((step) => step > from)) };
}

/** All runs as they stand at the end: nothing is trained, but they can be looked at. */
export function lastLeg(records: readonly TrainingRecord[]): TrainingLeg {
  const to = Math.max(0, ...records.map(reached));
  return { members: [...records.keys()].filter((k) => records[k].checkpoint !== null), from: to, to };
}

/** What the trainer needs to begin a leg where its runs stand. */
export function stateOf(
  records: readonly TrainingRecord[],
  { members, from }: TrainingLeg,
): { resumeFrom?: Checkpoint; snapshots?: readonly TrajectorySnapshot[] } {
  const parts = members.flatMap((k) => records[k].checkpoint ?? []);
  if (from === 0 || parts.length < members.length) return {};
  const snapshots = mergedSnapshots(members.map((k) => records[k].snapshots)).filter(
    ({ step }) => step <= from,
  );
  return { resumeFrom: mergedCheckpoint(parts), snapshots };
}
