/**
 * What is kept of trainings beyond the page's life, run by run: the latest checkpoint, what is recorded up to there, and the
 * weights at some steps, through which the plane is laid.
 *
 * A checkpoint and what lies before it are written together, so that what is found fits. Where there is no room for the
 * weights, the rest is kept without them.
 */

import type { Checkpoint, TrajectorySnapshot } from '../training/checkpoint.ts';
import type { StoredRun, TrainingRecord } from './training-records.ts';

/** What is written of one run: all reports, or those that were made since it was written before. */
export interface WrittenRun extends StoredRun {
  readonly key: string;
  readonly whole: boolean;
}

/** What outlives the page: all of a training, all but the paths on the plane, or nothing. */
export type Persistence = 'all' | 'training' | 'nothing';

/** Where it is kept. Both reject where storage is refused or full. */
export interface Archive {
  /** By key, null for what is not there. */
  read(keys: readonly string[]): Promise<readonly (StoredRun | null)[]>;
  /** All or nothing. Begun at once: what is asked for while the page ends is still done. */
  write(runs: readonly WrittenRun[]): Promise<void>;
}

/** Follows one training at a time, and writes it now and then. */
export interface TrainingPersistence {
  /** Another training begins, of these runs. */
  begin(records: readonly TrainingRecord[]): void;
  /** Runs have other checkpoints: they are written when the latest were written long enough ago. */
  checkpoint(): void;
  /** Writes what is not written yet. */
  flush(): void;
  /** What was kept of some runs in an earlier visit. */
  find(keys: readonly string[]): Promise<readonly (StoredRun | null)[]>;
}

/** How often a training in progress is written, in milliseconds. */
const APART = 10_000;
/** Reports that are added one by one before all are written anew, joined and thinned. */
const MOST_ADDED = 240;
/** The most bytes of a training's snapshots that are kept. */
const MOST_SNAPSHOT_BYTES = 48 * 2 ** 20;

const bytesOf = (snapshots: readonly TrajectorySnapshot[]): number =>
  snapshots.reduce((sum, { theta }) => sum + theta.reduce((bytes, w) => bytes + (w?.byteLength ?? 0), 0), 0);

/** As many snapshots as there is room for, evenly apart: every second one goes until they fit. */
export function thinned(
  snapshots: readonly TrajectorySnapshot[],
  most = MOST_SNAPSHOT_BYTES,
): readonly TrajectorySnapshot[] {
  let kept = snapshots;
  for (let apart = 2; kept.length > 0 && bytesOf(kept) > most; apart *= 2) {
    kept = kept.filter(({ step }) => step % apart === 0);
  }
  return kept;
}

/** @param report hears what the latest attempt to read or write has shown to be possible. */
export function createPersistence(
  archive: Archive,
  now: () => number,
  report: (status: Persistence) => void,
): TrainingPersistence {
  let records: readonly TrainingRecord[] = [];
  /** The checkpoints that were written latest. */
  const written = new WeakMap<TrainingRecord, Checkpoint>();
  /** How many reports were added to what the archive has of a run. */
  const added = new WeakMap<TrainingRecord, number>();
  /** Whether there was no room for this training's snapshots. */
  let full = false;
  let writtenAt = Number.NEGATIVE_INFINITY;

  function writtenOf(record: TrainingRecord, checkpoint: Checkpoint): WrittenRun {
    const { key, layers, log, unwritten } = record;
    const count = (added.get(record) ?? 0) + (unwritten?.length ?? 0);
    const whole = unwritten === null || count > MOST_ADDED;
    const chunks = whole ? [...log.chunks] : [...unwritten];
    added.set(record, whole ? 0 : count);
    record.unwritten = [];
    written.set(record, checkpoint);
    const snapshots = full ? [] : thinned(record.snapshots, MOST_SNAPSHOT_BYTES / records.length);
    return { key, whole, layers, chunks, checkpoint, snapshots };
  }

  const flush = (): void => {
    const due = records.flatMap((record) => {
      const { checkpoint, lasting } = record;
      if (!lasting || !checkpoint || written.get(record) === checkpoint) return [];
      return [{ record, run: writtenOf(record, checkpoint) }];
    });
    if (due.length === 0) return;
    writtenAt = now();
    void write(
      due.map(({ record }) => record),
      due.map(({ run }) => run),
    );
  };

  async function write(of: readonly TrainingRecord[], runs: readonly WrittenRun[]): Promise<void> {
    try {
      await archive.write(runs);
      report(full ? 'training' : 'all');
    } catch {
      // What the archive has of them has a gap now.
      for (const record of of) record.unwritten = null;
      if (runs.every(({ snapshots }) => snapshots.length === 0)) {
        report('nothing');
        return;
      }
      if (of.some((record) => records.includes(record))) full = true;
      await write(
        of,
        of.map((record, k) => ({ ...runs[k], chunks: [...record.log.chunks], whole: true, snapshots: [] })),
      );
    }
  }

  return {
    begin(next) {
      flush();
      records = [...new Set(next)];
      full = false;
      writtenAt = Number.NEGATIVE_INFINITY;
    },
    checkpoint() {
      if (now() - writtenAt >= APART) flush();
    },
    flush,
    async find(keys) {
      try {
        const kept = await archive.read(keys);
        report('all');
        return kept;
      } catch {
        report('nothing');
        return keys.map(() => null);
      }
    },
  };
}

/** For frames on other pages and for browsers without a store. */
export const noArchive: Archive = {
  read: () => Promise.reject(new Error('Nothing is kept here.')),
  write: () => Promise.reject(new Error('Nothing is kept here.')),
};
