/** Work that is too long for one picture, done in pieces between pictures, so that the page always answers. */
import { frameLoop } from './frame-loop.ts';

/** Work that can be interrupted wherever it yields. */
export type Work<T> = Generator<void, T, void>;

/** Does the work to its end at once. */
export function finished<T>(work: Work<T>): T {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

/** Goes on with the work until it is done or, by the clock, the time `until` has come. Null: there is more to do. */
export function advance<T>(work: Work<T>, until: number, clock: () => number): { readonly result: T } | null {
  do {
    const next = work.next();
    if (next.done) return { result: next.value };
  } while (clock() < until);
  return null;
}

/** The same work; `told` hears at its end how long it took, without the time between its pieces. */
export function* timed<T>(
  work: Work<T>,
  clock: () => number,
  report: (milliseconds: number) => void,
): Work<T> {
  for (let spent = 0; ; ) {
    const before = clock();
    const next = work.next();
    spent += clock() - before;
    if (next.done) {
      report(spent);
      return next.value;
    }
    yield;
  }
}

export interface Slices {
  /** Does the work in slices, one a picture, and hands over the result. What was asked for last comes first. Returns what cancels it. */
  add<T>(work: Work<T>, done: (result: T) => void): () => void;
}

/** Milliseconds of each picture that such work may take; one piece of it may exceed them. */
const SLICE_MS = 8;

/**
 * @param frame Calls back with the next picture.
 * @param clock Milliseconds.
 */
export function createSlices(frame: (step: () => void) => void, clock: () => number): Slices {
  /** Each does one piece and says whether it was the last; the latest is at the end. */
  const tasks: (() => boolean)[] = [];
  const drop = (task: () => boolean): void => {
    const at = tasks.indexOf(task);
    if (at >= 0) tasks.splice(at, 1);
  };
  const step = (): void => {
    const end = clock() + SLICE_MS;
    try {
      while (tasks.length > 0 && clock() < end) {
        const task = tasks[tasks.length - 1];
        let over = true;
        try {
          over = task();
        } finally {
          // What fails is not tried again.
          if (over) drop(task);
        }
      }
    } finally {
      if (tasks.length > 0) frame(step);
    }
  };
  return {
    add(work, done) {
      const task = (): boolean => {
        const next = work.next();
        if (next.done) done(next.value);
        return next.done === true;
      };
      tasks.push(task);
      frame(step);
      return () => drop(task);
    },
  };
}

/** The page's. */
export const slices = createSlices(
  (step) => frameLoop.work(step),
  () => performance.now(),
);
