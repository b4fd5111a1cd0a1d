/** Trials of long studies that outlive the page: what was computed of a study is found by the study itself. */
import type { Job } from '../study.ts';
import type { Outcome } from '../trial.ts';

/** Outcomes by the names of their jobs. */
export type RememberedTrials = ReadonlyMap<string, Outcome>;

/** Where they are kept. Both reject where storage is refused or full. */
export interface StudyMemory {
  /** What is known of a study, by its key; null where that is nothing. */
  read(key: string): Promise<RememberedTrials | null>;
  /** Replaces what was known of it. */
  write(key: string, trials: RememberedTrials): Promise<void>;
}

/** The name of a job among those of its study: a trial that is made again with more updates is another. */
export const jobName = ({ run, trial, repetition, steps }: Omit<Job, 'at'>): string =>
  `${run}.${trial}.${repetition}.${steps}`;

const DATABASE = 'adascope-studies';
const STUDIES = 'studies';
/** Studies that are kept, the latest. */
const MOST = 24;

interface Entry {
  readonly key: string;
  readonly at: number;
  readonly trials: RememberedTrials;
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function openDatabase(): Promise<IDBDatabase> {
  // A frame without an origin throws here, or at the request.
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STUDIES, { keyPath: 'key' }).createIndex('at', 'at');
  };
  const database = await done(request);
  // A page of a later version waits for it in another tab.
  database.onversionchange = () => database.close();
  return database;
}

/** The browser's own store (IndexedDB). @param now The time of day in milliseconds, by which the oldest study is told. */
export function createBrowserMemory(now: () => number): StudyMemory {
  let opened: Promise<IDBDatabase> | null = null;
  const database = (): Promise<IDBDatabase> => {
    opened ??= openDatabase();
    return opened;
  };
  return {
    async read(key) {
      const store = (await database()).transaction(STUDIES).objectStore(STUDIES);
      const entry: Entry | undefined = await done(store.get(key));
      return entry?.trials ?? null;
    },
    async write(key, trials) {
      const store = (await database()).transaction(STUDIES, 'readwrite').objectStore(STUDIES);
      store.put({ key, at: now(), trials } satisfies Entry);
      const keys = await done(store.index('at').getAllKeys());
      for (const old of keys.slice(0, Math.max(0, keys.length - MOST))) store.delete(old);
    },
  };
}
