/**
 * Trainings in the browser's own store (IndexedDB), run by run: a record with the latest checkpoint, its reports, and one for
 * each step of which the weights were kept for the plane.
 *
 * A page that ends gets no answer any more: a transaction whose next request waits for an answer is given up with it. So what
 * is written is one transaction of writes alone, asked for at once and committed at once.
 */

import type { NetworkChunk } from '../history/record.ts';
import type { TrajectorySnapshot } from '../training/checkpoint.ts';
import type { Archive, WrittenRun } from './archive.ts';
import type { StoredRun } from './training-records.ts';

const DATABASE = 'adascope';
const TRAININGS = 'trainings';
const REPORTS = 'reports';
const SNAPSHOTS = 'visits';
const STORES = [TRAININGS, REPORTS, SNAPSHOTS];
/** Changes when what is kept changes its form: older entries are then passed over. */
const VERSION = 3;
/** Runs that are kept, the latest; some megabytes each, twenty at most. */
const MOST = 36;

interface Entry extends Pick<StoredRun, 'layers' | 'checkpoint'> {
  readonly key: string;
  readonly at: number;
}
interface StoredReports {
  readonly key: string;
  readonly part: number;
  readonly chunks: readonly NetworkChunk[];
}
interface StoredSnapshot extends TrajectorySnapshot {
  readonly key: string;
}
/** What this page knows to be in the store of a run. */
interface Known {
  parts: number;
  snapshots: Set<number>;
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Whether there was room is known at the end of a transaction only. */
const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('It could not be written.'));
  });

async function openDatabase(): Promise<IDBDatabase> {
  // A frame without an origin throws here, or at the request.
  const request = indexedDB.open(DATABASE, VERSION);
  request.onupgradeneeded = () => {
    const { result } = request;
    for (const name of [...result.objectStoreNames]) result.deleteObjectStore(name);
    result.createObjectStore(TRAININGS, { keyPath: 'key' }).createIndex('at', 'at');
    result.createObjectStore(REPORTS, { keyPath: ['key', 'part'] });
    result.createObjectStore(SNAPSHOTS, { keyPath: ['key', 'step'] });
  };
  const database = await done(request);
  // A page of a later version waits for it in another tab.
  database.onversionchange = () => database.close();
  return database;
}

/** All parts of a training. Arrays come after all numbers. */
const partsOf = (key: string): IDBKeyRange => IDBKeyRange.bound([key], [key, []]);

/** Whether reports follow each other without a gap up to a step. */
function isWhole(chunks: readonly NetworkChunk[], step: number): boolean {
  let last = 0;
  for (const { from, count } of chunks) {
    if (from > last + 1) return false;
    last = Math.max(last, from + count - 1);
  }
  return last >= step;
}

/** Asks for everything that is to be written of a run, and waits for nothing. */
function put(transaction: IDBTransaction, run: WrittenRun, at: number, known: Known | undefined): Known {
  const { key, layers, checkpoint, chunks, snapshots } = run;
  const reports = transaction.objectStore(REPORTS);
  const kept = transaction.objectStore(SNAPSHOTS);
  transaction.objectStore(TRAININGS).put({ key, at, layers, checkpoint } satisfies Entry);
  const whole = run.whole || !known;
  if (whole) reports.delete(partsOf(key));
  const part = whole ? 0 : known.parts;
  if (chunks.length > 0) reports.put({ key, part, chunks } satisfies StoredReports);
  if (!known) kept.delete(partsOf(key));
  const steps = new Set(snapshots.map(({ step }) => step));
  for (const { step, theta } of snapshots) {
    // The weights at a step never change.
    if (!known?.snapshots.has(step)) kept.put({ key, step, theta } satisfies StoredSnapshot);
  }
  for (const step of known?.snapshots ?? []) if (!steps.has(step)) kept.delete([key, step]);
  return { parts: part + 1, snapshots: steps };
}

/** The browser's own store. @param time milliseconds, to know which entries are the latest. */
export function browserArchive(time: () => number): Archive {
  let opening: Promise<IDBDatabase> | null = null;
  let opened: IDBDatabase | null = null;
  const known = new Map<string, Known>();

  const open = (): Promise<IDBDatabase> => {
    opening ??= Promise.resolve()
      .then(openDatabase)
      .then((database) => {
        opened = database;
        return database;
      });
    return opening;
  };

  /** Lets go of the oldest runs. Not at the end of the page: it waits for answers. */
  async function prune(database: IDBDatabase): Promise<void> {
    const transaction = database.transaction(STORES, 'readwrite');
    const keys = (await done(transaction.objectStore(TRAININGS).index('at').getAllKeys())) as string[];
    for (const old of keys.slice(0, -MOST)) {
      known.delete(old);
      transaction.objectStore(TRAININGS).delete(old);
      transaction.objectStore(REPORTS).delete(partsOf(old));
      transaction.objectStore(SNAPSHOTS).delete(partsOf(old));
    }
  }

  function begin(database: IDBDatabase, runs: readonly WrittenRun[]): Promise<void> {
    const transaction = database.transaction(STORES, 'readwrite');
    const whole = committed(transaction);
    const at = time();
    for (const run of runs) known.set(run.key, put(transaction, run, at, known.get(run.key)));
    transaction.commit?.();
    return whole;
  }

  async function readRun(transaction: IDBTransaction, key: string): Promise<StoredRun | null> {
    const [found, reports, snapshots] = await Promise.all([
      done(transaction.objectStore(TRAININGS).get(key)) as Promise<Entry | undefined>,
      done(transaction.objectStore(REPORTS).getAll(partsOf(key))) as Promise<StoredReports[]>,
      done(transaction.objectStore(SNAPSHOTS).getAll(partsOf(key))) as Promise<StoredSnapshot[]>,
    ]);
    const chunks = reports.flatMap((part) => part.chunks);
    // Two pages may have written at the same time.
    if (!found || !isWhole(chunks, found.checkpoint.step)) return null;
    const { layers, checkpoint } = found;
    return { layers, checkpoint, chunks, snapshots: snapshots.map(({ step, theta }) => ({ step, theta })) };
  }

  return {
    async read(keys) {
      const transaction = (await open()).transaction(STORES, 'readonly');
      return Promise.all(keys.map((key) => readRun(transaction, key)));
    },

    async write(runs) {
      try {
        // Without a turn in between: the page may be about to end.
        await (opened ? begin(opened, runs) : open().then((database) => begin(database, runs)));
      } catch (error) {
        for (const { key } of runs) known.delete(key);
        throw error;
      }
      if (opened) await prune(opened).catch(() => undefined);
    },
  };
}
