/**
 * What is kept of a training beyond the page's life, by experiment: its latest checkpoint, what is recorded of it, and
 * the weights at some steps, through which the plane is laid.
 *
 * A checkpoint and what lies before it are written together, so that what is found fits. Where there is no room for the
 * weights, the rest is kept without them.
 */
import type { Checkpoint, Visit } from '../engine/protocol.ts';
import { type ChunkLog, createChunkLog } from '../frames/log.ts';
import type { LayerInfo, NetworkChunk } from '../frames/network.ts';

export interface Kept {
  readonly layers: readonly LayerInfo[];
  readonly chunks: readonly NetworkChunk[];
  readonly checkpoint: Checkpoint;
  /** Weights at steps before the checkpoint, evenly apart; none where there was no room for them. */
  readonly visits: readonly Visit[];
}

/** What outlives the page: all of a training, all but the paths on the plane, or nothing. */
export type Keeps = 'all' | 'training' | 'nothing';

/** Where it is kept. Both reject where storage is refused or full. */
export interface Archive {
  read(key: string): Promise<Kept | null>;
  write(key: string, kept: Kept): Promise<void>;
}

/** Follows one training at a time, and writes it now and then. */
export interface Keeper {
  /** Another training begins, empty or with what was found; a null key is not kept. */
  begin(key: string | null, found?: Kept): void;
  layers(layers: readonly LayerInfo[]): void;
  record(chunk: NetworkChunk): void;
  /** Takes a checkpoint and the visits up to it, and writes them when the latest were written long enough ago. */
  checkpoint(checkpoint: Checkpoint, visits: readonly Visit[]): void;
  /** Writes what is not written yet. */
  flush(): void;
  /** What was kept of an experiment in an earlier visit. */
  find(key: string): Promise<Kept | null>;
}

/** How often a training in progress is written, in milliseconds. */
const APART = 10_000;
/** The most bytes of a training's visits that are kept. */
const MOST_VISIT_BYTES = 48 * 2 ** 20;

const bytesOf = (visits: readonly Visit[]): number =>
  visits.reduce((sum, { theta }) => sum + theta.reduce((bytes, w) => bytes + (w?.byteLength ?? 0), 0), 0);

/** As many visits as there is room for, evenly apart: every second one goes until they fit. */
export function thinned(visits: readonly Visit[], most = MOST_VISIT_BYTES): readonly Visit[] {
  let kept = visits;
  for (let apart = 2; kept.length > 0 && bytesOf(kept) > most; apart *= 2) {
    kept = kept.filter(({ step }) => step % apart === 0);
  }
  return kept;
}

/** @param told what the latest attempt to read or write has shown to be possible. */
export function createKeeper(archive: Archive, now: () => number, told: (keeps: Keeps) => void): Keeper {
  let key: string | null = null;
  let log: ChunkLog = createChunkLog();
  let layers: readonly LayerInfo[] = [];
  let unwritten: { readonly checkpoint: Checkpoint; readonly visits: readonly Visit[] } | null = null;
  /** Whether there was no room for this training's visits. */
  let full = false;
  let writtenAt = Number.NEGATIVE_INFINITY;

  const flush = (): void => {
    if (key === null || !unwritten) return;
    const { checkpoint, visits } = unwritten;
    unwritten = null;
    writtenAt = now();
    void write(key, { layers, chunks: [...log.chunks], checkpoint, visits: full ? [] : thinned(visits) });
  };

  async function write(of: string, kept: Kept): Promise<void> {
    try {
      await archive.write(of, kept);
      told(full ? 'training' : 'all');
    } catch {
      if (kept.visits.length === 0) {
        told('nothing');
        return;
      }
      if (of === key) full = true;
      await write(of, { ...kept, visits: [] });
    }
  }

  return {
    begin(next, found) {
      key = next;
      log = createChunkLog(found?.chunks);
      layers = found?.layers ?? [];
      unwritten = null;
      full = false;
      writtenAt = Number.NEGATIVE_INFINITY;
    },
    layers(found) {
      layers = found;
    },
    record: (chunk) => log.append(chunk),
    checkpoint(checkpoint, visits) {
      unwritten = { checkpoint, visits: visits.filter(({ step }) => step <= checkpoint.step) };
      if (now() - writtenAt >= APART) flush();
    },
    flush,
    async find(wanted) {
      try {
        const kept = await archive.read(wanted);
        told('all');
        return kept;
      } catch {
        told('nothing');
        return null;
      }
    },
  };
}

/** For frames on other pages and for browsers without a store. */
export const noArchive: Archive = {
  read: () => Promise.reject(new Error('Nothing is kept here.')),
  write: () => Promise.reject(new Error('Nothing is kept here.')),
};
