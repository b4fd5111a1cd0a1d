/**
 * Trainings in the browser's own store (IndexedDB): a record for each with its latest checkpoint and its reports, and
 * one for each step of which the weights were kept for the plane. Those never change, so each is written once.
 */
import type { Visit } from '../engine/protocol.ts';
import type { Archive, Kept } from './archive.ts';

const DATABASE = 'adascope';
const TRAININGS = 'trainings';
const VISITS = 'visits';
/** Changes when what is kept changes its form: older entries are then passed over. */
const VERSION = 2;
/** Experiments that are kept, the latest; some tens of megabytes each, a hundred at most. */
const MOST = 4;

interface Entry extends Omit<Kept, 'visits'> {
  readonly key: string;
  readonly at: number;
}
interface KeptVisit extends Visit {
  readonly key: string;
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
    result.createObjectStore(VISITS, { keyPath: ['key', 'step'] });
  };
  const database = await done(request);
  // A page of a later version waits for it in another tab.
  database.onversionchange = () => database.close();
  return database;
}

/** All visits of a training. Arrays come after all numbers. */
const visitsOf = (key: string): IDBKeyRange => IDBKeyRange.bound([key], [key, []]);

/** The browser's own store. @param time milliseconds, to know which entries are the latest. */
export function browserArchive(time: () => number): Archive {
  let database: Promise<IDBDatabase> | null = null;
  /** What need not be written again. */
  const written = new WeakSet<Visit>();
  const begin = async (mode: IDBTransactionMode): Promise<IDBTransaction> => {
    database ??= Promise.resolve().then(openDatabase);
    return (await database).transaction([TRAININGS, VISITS], mode);
  };

  return {
    async read(key) {
      const transaction = await begin('readonly');
      const [found, kept] = await Promise.all([
        done(transaction.objectStore(TRAININGS).get(key)) as Promise<Entry | undefined>,
        done(transaction.objectStore(VISITS).getAll(visitsOf(key))) as Promise<KeptVisit[]>,
      ]);
      if (!found) return null;
      const visits = kept.map(({ step, theta }) => ({ step, theta }));
      for (const visit of visits) written.add(visit);
      return { ...found, visits };
    },

    async write(key, { layers, chunks, checkpoint, visits }) {
      const entry: Entry = { key, at: time(), layers, chunks, checkpoint };
      const transaction = await begin('readwrite');
      const whole = committed(transaction);
      const trainings = transaction.objectStore(TRAININGS);
      const kept = transaction.objectStore(VISITS);
      const fill = async (): Promise<void> => {
        trainings.put(entry);
        const steps = new Set(
          ((await done(kept.getAllKeys(visitsOf(key)))) as [string, number][]).map(([, step]) => step),
        );
        for (const { step, theta } of visits.filter((visit) => !written.has(visit) || !steps.has(visit.step)))
          kept.put({ key, step, theta } satisfies KeptVisit);
        for (const { step } of visits) steps.delete(step);
        for (const step of steps) kept.delete([key, step]);
        const keys = (await done(trainings.index('at').getAllKeys())) as string[];
        for (const old of keys.slice(0, -MOST)) {
          trainings.delete(old);
          kept.delete(visitsOf(old));
        }
      };
      await Promise.all([whole, fill()]);
      for (const visit of visits) written.add(visit);
    },
  };
}
