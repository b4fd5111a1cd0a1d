/**
 * What is kept of a training beyond the page's life: its latest checkpoint and what is recorded of it, by experiment.
 *
 * A checkpoint and the reports before it are written together, so that what is found fits.
 */
import type { Checkpoint } from '../engine/protocol.ts';
import { type ChunkLog, createChunkLog } from '../frames/log.ts';
import type { LayerInfo, NetworkChunk } from '../frames/network.ts';

export interface Kept {
  readonly layers: readonly LayerInfo[];
  readonly chunks: readonly NetworkChunk[];
  readonly checkpoint: Checkpoint;
}

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
  /** Takes a checkpoint, and writes it when the latest was written long enough ago. */
  checkpoint(checkpoint: Checkpoint): void;
  /** Writes what is not written yet. */
  flush(): void;
  /** What was kept of an experiment in an earlier visit. */
  find(key: string): Promise<Kept | null>;
}

/** How often a training in progress is written, in milliseconds. */
const APART = 10_000;

/** @param told whether the latest attempt to read or write went well. */
export function createKeeper(archive: Archive, now: () => number, told: (works: boolean) => void): Keeper {
  let key: string | null = null;
  let log: ChunkLog = createChunkLog();
  let layers: readonly LayerInfo[] = [];
  let unwritten: Checkpoint | null = null;
  let writtenAt = Number.NEGATIVE_INFINITY;

  const flush = (): void => {
    if (key === null || !unwritten) return;
    const checkpoint = unwritten;
    unwritten = null;
    writtenAt = now();
    archive.write(key, { layers, chunks: [...log.chunks], checkpoint }).then(
      () => told(true),
      () => told(false),
    );
  };

  return {
    begin(next, found) {
      key = next;
      log = createChunkLog(found?.chunks);
      layers = found?.layers ?? [];
      unwritten = null;
      writtenAt = Number.NEGATIVE_INFINITY;
    },
    layers(found) {
      layers = found;
    },
    record: (chunk) => log.append(chunk),
    checkpoint(checkpoint) {
      unwritten = checkpoint;
      if (now() - writtenAt >= APART) flush();
    },
    flush,
    async find(wanted) {
      try {
        const kept = await archive.read(wanted);
        told(true);
        return kept;
      } catch {
        told(false);
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

const DATABASE = 'adascope';
const STORE = 'trainings';
/** Changes when what is kept changes its form: older entries are then passed over. */
const VERSION = 1;
/** Experiments that are kept, the latest; some tens of megabytes each at most. */
const MOST = 4;

interface Entry extends Kept {
  readonly key: string;
  readonly at: number;
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function openDatabase(): Promise<IDBDatabase> {
  // A frame without an origin throws here, or at the request.
  const request = indexedDB.open(DATABASE, VERSION);
  request.onupgradeneeded = () => {
    const { result } = request;
    for (const name of [...result.objectStoreNames]) result.deleteObjectStore(name);
    result.createObjectStore(STORE, { keyPath: 'key' }).createIndex('at', 'at');
  };
  return done(request);
}

/** The browser's own store. @param time milliseconds, to know which entries are the latest. */
export function browserArchive(time: () => number): Archive {
  let database: Promise<IDBDatabase> | null = null;
  const store = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
    database ??= Promise.resolve().then(openDatabase);
    return (await database).transaction(STORE, mode).objectStore(STORE);
  };
  return {
    async read(key) {
      const found = (await done((await store('readonly')).get(key))) as Entry | undefined;
      return found ?? null;
    },
    async write(key, kept) {
      const entry: Entry = { ...kept, key, at: time() };
      const target = await store('readwrite');
      await done(target.put(entry));
      const keys = await done(target.index('at').getAllKeys());
      await Promise.all(keys.slice(0, -MOST).map((old) => done(target.delete(old))));
    },
  };
}
