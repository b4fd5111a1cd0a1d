/**
 * The page's side of studies over seeds: has all runs followed with every seed, one seed after another, so that the first picture is
 * of all runs; keeps their courses. While a slider moves, the latest experiment is the one that is followed.
 */
import { isNetwork } from '../../experiment/slice.ts';
import type { Experiment } from '../../experiment/types.ts';
import { createSignal, type Readable } from '../../signal.ts';
import { rowsFor, stepsShown } from '../seeds/course.ts';
import type { Course, FollowCommand, FollowEvent } from '../seeds/messages.ts';
import { placesOf } from '../seeds/seeds.ts';
import type { StudyPools, StudyState } from './controller.ts';
import { keyOf } from './key.ts';

/** What is in progress is given so long to show something before a newer experiment takes its place, in milliseconds. */
const PATIENCE_MS = 250;
/** A picture that is shown gives way to a new one when that is whole, or after this long. */
const TOGETHER_MS = 60;
/** Updates in a piece, about: worth a message, and soon cancelled. */
const UPDATES = 100_000;

/** The courses that are there. A new object whenever something has been added. */
export interface FollowRecord {
  readonly experiment: Experiment;
  /** By run. */
  readonly runs: readonly (readonly Course[])[];
  /** How many seeds there will be. */
  readonly seeds: number;
  readonly done: number;
  readonly total: number;
}

export interface FollowController {
  readonly record: Readable<FollowRecord | null>;
  /** 0 … 1; runs that are under way are counted in part. */
  readonly progress: Readable<number>;
  readonly state: Readable<StudyState>;
  /** Why it could not be computed, in English; null where it can. */
  readonly failure: Readable<string | null>;
  /** Follows an experiment, in place of the one before. */
  compute(experiment: Experiment): void;
  /** Stands still, and goes on with what is missing. */
  pause(): void;
  resume(): void;
  /** Leaves it as far as it is. */
  stop(): void;
  dispose(): void;
}

interface Work {
  readonly experiment: Experiment;
  readonly key: string;
  readonly begun: number;
  readonly pieces: readonly FollowCommand[];
  /** Pieces that are missing. */
  readonly left: Set<number>;
  readonly courses: Map<string, Course>;
  readonly seeds: number;
  readonly total: number;
  /** The fractions of pieces that are under way, in courses. */
  readonly partial: Map<number, number>;
  abort: AbortController;
}

const sizeOf = ({ runs, places }: FollowCommand): number => runs.length * places.length;

/** What is followed together: the first seeds one by one, then as many at a time as make a piece worth its message. */
function piecesOf(
  experiment: Experiment,
  places: readonly number[],
  assets: string,
): readonly FollowCommand[] {
  const runs = [...experiment.runs.keys()];
  const steps = stepsShown(experiment.steps, rowsFor(runs.length * places.length));
  const piece = (runs: readonly number[], places: readonly number[]): FollowCommand => ({
    ...{ type: 'follow', experiment, runs, places, steps, assets },
  });
  if (isNetwork(experiment)) return places.map((place) => piece(runs, [place]));
  const updates = experiment.steps * runs.length;
  // Each run with each seed by itself, where already one seed of all takes long.
  if (updates > UPDATES) return places.flatMap((place) => runs.map((run) => piece([run], [place])));
  const most = Math.max(1, Math.floor(UPDATES / updates));
  const pieces: FollowCommand[] = [];
  for (let from = 0, size = 1; from < places.length; from += size) {
    size = from < 2 ? 1 : most;
    pieces.push(piece(runs, places.slice(from, from + size)));
  }
  return pieces;
}

/**
 * A controller that follows nothing yet.
 *
 * Long because all its functions share the work in progress, which any of them may find replaced.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: pieces, courses and the record that is shown change together
export function createFollowController({ pool, here, timers, assets }: StudyPools): FollowController {
  const record = createSignal<FollowRecord | null>(null);
  const progress = createSignal(0);
  const state = createSignal<StudyState>('idle');
  const failure = createSignal<string | null>(null);
  let current: Work | null = null;
  let waiting: { readonly experiment: Experiment; readonly key: string } | null = null;
  /** No worker can be had: nobody is asked any more. */
  let refused = false;
  let cancelTimer = (): void => undefined;

  function publish(work: Work, over: boolean): void {
    const { experiment, courses, seeds, total, partial } = work;
    let under = 0;
    for (const part of partial.values()) under += part;
    progress.set(total === 0 ? 1 : Math.min(1, (courses.size + under) / total));
    const runs = experiment.runs.map((_, run) =>
      [...courses.values()].filter((course) => course.run === run).sort((a, b) => a.place - b.place),
    );
    const whole = runs.every(({ length }) => length > 0) && timers.now() - work.begun >= TOGETHER_MS;
    if (over || whole) record.set({ experiment, runs, seeds, done: courses.size, total });
  }

  function next(): void {
    if (!waiting) return;
    const left = current && state.value === 'computing' ? PATIENCE_MS - (timers.now() - current.begun) : 0;
    cancelTimer();
    if (left > 0) {
      cancelTimer = timers.later(left, next);
      return;
    }
    const { experiment, key } = waiting;
    waiting = null;
    leave();
    const places = placesOf(experiment);
    const pieces = piecesOf(experiment, places, assets);
    current = {
      ...{ experiment, key, pieces, begun: timers.now(), left: new Set(pieces.keys()), courses: new Map() },
      ...{ seeds: places.length, total: pieces.reduce((sum, piece) => sum + sizeOf(piece), 0) },
      ...{ partial: new Map(), abort: new AbortController() },
    };
    failure.set(null);
    progress.set(0);
    go(current);
  }

  /** Does what is missing. */
  function go(work: Work): void {
    state.set('computing');
    perform(work).then(
      () => finish(work, null),
      (error: unknown) => finish(work, error),
    );
  }

  function finish(work: Work, error: unknown): void {
    if (current !== work || state.value !== 'computing') return;
    if (error) failure.set(error instanceof Error ? error.message : String(error));
    publish(work, true);
    state.set(error ? 'idle' : 'done');
    next();
  }

  function leave(): void {
    current?.abort.abort(new Error('No longer wanted.'));
    current = null;
  }

  async function perform(work: Work): Promise<void> {
    const { signal } = work.abort;
    const on = async (where: typeof pool): Promise<void> => {
      const order = [...work.left];
      await where.run({
        job: isNetwork(work.experiment) ? 'network-seeds' : 'seeds',
        pieces: order.map((i) => work.pieces[i]),
        signal,
        event(index, event) {
          const said = event as FollowEvent;
          if (said.type === 'progress') {
            work.partial.set(order[index], said.fraction * sizeOf(work.pieces[order[index]]));
            publish(work, false);
          }
        },
        done({ index, events }) {
          work.left.delete(order[index]);
          work.partial.delete(order[index]);
          for (const event of events as readonly FollowEvent[]) {
            if (event.type === 'course')
              work.courses.set(`${event.course.run}/${event.course.place}`, event.course);
          }
          publish(work, false);
          next();
        },
      });
    };
    if (!refused) {
      try {
        await on(pool);
        return;
      } catch (error) {
        if (signal.aborted || isNetwork(work.experiment)) throw error;
        work.partial.clear();
      }
    }
    await on(here);
    refused = true;
  }

  return {
    record,
    progress,
    state,
    failure,
    compute(experiment) {
      const key = keyOf(experiment);
      const same = current?.key === key && failure.value === null;
      waiting = same ? null : { experiment, key };
      next();
    },
    pause() {
      if (!current || state.value !== 'computing') return;
      state.set('paused');
      current.abort.abort(new Error('Paused.'));
    },
    resume() {
      if (!current || state.value !== 'paused') return;
      current.abort = new AbortController();
      current.partial.clear();
      go(current);
    },
    stop() {
      if (!current) return;
      const work = current;
      leave();
      publish(work, true);
      state.set('idle');
    },
    dispose() {
      waiting = null;
      cancelTimer();
      leave();
    },
  };
}
