/** States of a run from which any of its steps can be computed again in a moment, in bounded memory. */
import type { Run, RunState } from '../../core/run.ts';
import type { Vector } from '../../core/types.ts';

/** So many checkpoints are kept of a run at least, where it has as many steps. To keep one takes as long as some ten updates. */
const FEWEST = 16;
/** Of a longer run one every so many steps: to compute those again for twelve runs takes a few milliseconds. */
export const APART = 256;
/** The most numbers that are kept of one run (2 MiB); of a rule that remembers very much, checkpoints are farther apart. */
const MOST_NUMBERS = 2 ** 18;
/** Checkpoints that lie in one piece of memory. */
const PIECE = 64;

export interface Checkpoints {
  /** The steps from one to the next. */
  readonly spacing: number;
  /** Keeps the state of the run if its step is one of those that are kept. Call it after every step. */
  pass(): void;
  /** The nearest kept state at or before `step`. */
  at(step: number): RunState;
}

/** What checkpoints are kept of: its states as numbers. */
export interface Packable {
  readonly step: number;
  readonly diverged: boolean;
  /** The numbers of a state. */
  readonly size: number;
  /** Writes the present state from `at` on. */
  pack(into: Float64Array, at: number): void;
  /** A state that was written. */
  unpack(from: Float64Array, at: number): RunState;
}

/** The states of a run of the reference loop. */
export function packable(run: Run): Packable {
  const like = run.save();
  return {
    get step() {
      return run.step;
    },
    get diverged() {
      return run.diverged;
    },
    size: numbersOf(like),
    pack: (into, at) => pack(run.save(), into, at),
    unpack: (from, at) => unpack(like, from, at),
  };
}

/**
 * Checkpoints of a run, which stands at its start and will make at most so many steps. None are nearer to each other than `least`
 * steps.
 */
export function createCheckpoints(run: Packable, steps: number, least = 1): Checkpoints {
  const { size } = run;
  const spacing = Math.max(
    least,
    Math.min(Math.ceil(steps / FEWEST), APART),
    Math.ceil((steps * size) / MOST_NUMBERS),
  );
  const pieces: Float64Array[] = [];
  let count = 0;

  function keep(): void {
    const place = count++ % PIECE;
    if (place === 0) pieces.push(new Float64Array(size * Math.min(PIECE, Math.ceil((steps + 1) / spacing))));
    run.pack(pieces[pieces.length - 1], place * size);
  }
  keep();

  return {
    spacing,
    pass() {
      if (run.step % spacing === 0 && !run.diverged) keep();
    },
    at(step) {
      const index = Math.min(count - 1, Math.floor(step / spacing));
      return run.unpack(pieces[Math.floor(index / PIECE)], (index % PIECE) * size);
    },
  };
}

type Scalars = Readonly<Record<string, number>>;

/**
 * Rebuilds a state, which has the same vectors and scalars at every step of a run, from its parts: `vector` and `scalars` are
 * given each of them, always in the same order.
 */
function mapState(
  { theta, updater }: RunState,
  vector: <V extends Vector>(given: V) => V,
  scalars: (given: Scalars) => Record<string, number>,
): RunState {
  const vectors = <V extends Vector>(record: Readonly<Record<string, V>>): Record<string, V> =>
    Object.fromEntries(Object.entries(record).map(([name, given]) => [name, vector(given)]));
  const { t, memory, scalars: own, extra, schedules } = updater;
  return {
    theta: vector(theta),
    updater: {
      t: scalars({ t }).t,
      memory: vectors(memory),
      scalars: scalars(own),
      ...(extra && { extra: vectors(extra) }),
      schedules: schedules.map(scalars),
    },
  };
}

/** How many numbers a state has. */
function numbersOf(state: RunState): number {
  let count = 0;
  mapState(
    state,
    (given) => {
      count += given.length;
      return given;
    },
    (given) => {
      count += Object.keys(given).length;
      return { ...given };
    },
  );
  return count;
}

/** Writes the numbers of a state from `at` on. */
function pack(state: RunState, into: Float64Array, at: number): void {
  let place = at;
  mapState(
    state,
    (given) => {
      into.set(given, place);
      place += given.length;
      return given;
    },
    (given) => {
      for (const value of Object.values(given)) into[place++] = value;
      return { ...given };
    },
  );
}

/** The state with the names of `like` whose numbers lie from `at` on. */
function unpack(like: RunState, from: Float64Array, at: number): RunState {
  let place = at;
  return mapState(
    like,
    (given) => {
      const copy = given.slice() as typeof given;
      copy.set(from.subarray(place, place + given.length));
      place += given.length;
      return copy;
    },
    (given) => Object.fromEntries(Object.keys(given).map((name) => [name, from[place++]])),
  );
}
