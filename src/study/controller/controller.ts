/**
 * The page's side of studies: splits a study's trials over the workers, coarse first, and keeps what comes back. While a slider
 * moves, the latest experiment is the one that is studied. What it ends with depends neither on the number of workers nor on the
 * order in which they finish.
 */
import { isNetwork } from '../../experiment/slice.ts';
import type { Experiment } from '../../experiment/types.ts';
import type { Pool } from '../../runtime/pool.ts';
import type { Timers } from '../../runtime/watchdog.ts';
import { createSignal, type Readable } from '../../signal.ts';
import type { StudyCommand, StudyEvent, StudyPart } from '../messages.ts';
import { copyOutcome, type OutcomeColumns, outcomeAt, writeOutcome } from '../outcomes.ts';
import { conductRun, type Job, jobsOfRun, trialsByNumber } from '../study.ts';
import type { Outcome } from '../trial.ts';
import { keyOf } from './key.ts';
import { jobName, type RememberedTrials, type StudyMemory } from './memory.ts';
import { type Piece, piecesOf } from './plan.ts';
import { createRunTrials, type LearnedTrial, type RunTrials, type StudyRecord } from './record.ts';

/** A study that is done within this time, in milliseconds, is shown at once and whole. */
const TOGETHER_MS = 60;
/** A study that takes longer is shown as far as it is, and gives way to a newer one, whether or not its first picture is whole. */
const PATIENCE_MS = 250;

/** Where studies are computed. */
export interface StudyPools {
  readonly pool: Pool;
  /** Where it is done when the pool has no workers. */
  readonly here: Pool;
  readonly timers: Timers;
  /** The address of the page’s folder, where images of networks may be. */
  readonly assets: string;
  /** Where trials of networks are kept beyond the page's life; absent: nowhere. */
  readonly memory?: StudyMemory;
}

export interface StudyController {
  /** The latest study as far as it is shown; null before there is one. */
  readonly record: Readable<StudyRecord | null>;
  /** How much of the study in progress is done, 0 … 1; trials that are under way are counted in part. */
  readonly progress: Readable<number>;
  readonly state: Readable<StudyState>;
  /** Why the latest study could not be computed, in English; null where it can. */
  readonly failure: Readable<string | null>;
  /** Studies an experiment, in place of the one before. One with the same trials is gone on with. */
  compute(experiment: Experiment): void;
  /**
   * Shows what is remembered of an experiment's study, and stands still until it is to go on; says whether anything is. Once all
   * of its trials are remembered, the study is done.
   */
  recall(experiment: Experiment): Promise<boolean>;
  /** Stands still, and goes on: trials that have no outcome yet are begun again. */
  pause(): void;
  resume(): void;
  /** Leaves it as far as it is. */
  stop(): void;
  dispose(): void;
}

export type StudyState = 'idle' | 'computing' | 'paused' | 'done';

/** A study in progress. */
interface Work {
  readonly experiment: Experiment;
  readonly key: string;
  readonly begun: number;
  readonly runs: readonly RunTrials[];
  readonly total: number;
  /** Of networks: outcomes that were known before, and all that have come since. */
  readonly known: Map<string, Outcome>;
  done: number;
  /** Pieces of the first picture that are missing. */
  coarse: number;
  /** Pieces for which a newer study waits. */
  live: number;
  /** The fractions of pieces that are under way, in trials. */
  readonly partial: Map<unknown, number>;
  /** Ends what is computed now, to be begun again or not. */
  abort: AbortController;
  /** The pool has failed at it: this thread does it. */
  here: boolean;
  state: 'computing' | 'paused' | 'over';
  /** What goes on after a pause. */
  sleepers: (() => void)[];
}

const wake = (work: Work): void => {
  for (const goOn of work.sleepers.splice(0)) goOn();
};

/** Trials in a piece. */
const sizeOf = (parts: readonly StudyPart[]): number =>
  parts.reduce((sum, part) => sum + ('jobs' in part ? part.jobs : part.places).length, 0);

/** A numbered trial as a job, as far as its name needs it. */
const jobAt = ({ experiment, runs }: Work, run: number, place: number): Omit<Job, 'at'> => {
  const { seeds } = runs[run];
  return { run, trial: Math.floor(place / seeds), repetition: place % seeds, steps: experiment.steps };
};

/** Puts the outcomes of a piece in their places. */
function take(work: Work, parts: readonly StudyPart[], columns: OutcomeColumns): void {
  const { runs, known } = work;
  const keeps = isNetwork(work.experiment);
  let at = 0;
  const put = (run: number, place: number, job: () => Omit<Job, 'at'>): void => {
    if (keeps) known.set(jobName(job()), outcomeAt(columns, at) as Outcome);
    copyOutcome(columns, at++, runs[run].outcomes, place);
    runs[run].taken++;
  };
  for (const part of parts) {
    if ('jobs' in part) {
      for (const job of part.jobs) put(job.run, job.trial * runs[job.run].seeds + job.repetition, () => job);
    } else {
      for (const place of part.places) put(part.run, place, () => jobAt(work, part.run, place));
    }
  }
}

/** Puts the outcome of a job that is known in its place; null where it is not known. */
function putJob(work: Work, job: Omit<Job, 'at'>): Outcome | null {
  const { runs, known } = work;
  const outcome = known.size > 0 ? known.get(jobName(job)) : undefined;
  if (!outcome) return null;
  const { run, trial, repetition } = job;
  writeOutcome(runs[run].outcomes, trial * runs[run].seeds + repetition, outcome);
  runs[run].taken++;
  work.done++;
  return outcome;
}

/** The pieces with what is not known yet; what is known is put in its place. */
function withoutKnown(work: Work, pieces: readonly Piece[]): readonly Piece[] {
  const left = (part: StudyPart): StudyPart =>
    'jobs' in part
      ? part
      : { run: part.run, places: part.places.filter((place) => !putJob(work, jobAt(work, part.run, place))) };
  return pieces
    .map((piece) => ({ ...piece, parts: piece.parts.map(left).filter((part) => sizeOf([part]) > 0) }))
    .filter(({ parts }) => parts.length > 0);
}

/**
 * A controller that studies nothing yet.
 *
 * Long because all its functions share the study in progress, which any of them may find replaced.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: pieces, results and the record that is shown change together
export function createStudyController(options: StudyPools): StudyController {
  const { pool, here, timers, assets, memory } = options;
  const record = createSignal<StudyRecord | null>(null);
  const progress = createSignal(0);
  const state = createSignal<StudyState>('idle');
  const failure = createSignal<string | null>(null);
  let current: Work | null = null;
  let waiting: { readonly experiment: Experiment; readonly key: string } | null = null;
  /** No worker can be had: nobody is asked any more. */
  let refused = false;
  let cancelTimer = (): void => undefined;

  const passed = ({ begun }: Work): number => timers.now() - begun;

  function publish(work: Work, over: boolean): void {
    const { experiment, runs, done, total, partial } = work;
    let under = 0;
    for (const trials of partial.values()) under += trials;
    progress.set(total === 0 ? 1 : (done + under) / total);
    const late = passed(work) >= PATIENCE_MS || (work.coarse === 0 && passed(work) >= TOGETHER_MS);
    if (over || late) record.set({ experiment, runs, done, total, complete: done === total });
  }

  /** Begins what waits, as soon as what is in progress has shown something or taken its time. */
  function next(): void {
    if (!waiting) return;
    const busy = current?.state === 'computing' ? current : null;
    const patience = busy?.live === 0 ? TOGETHER_MS : PATIENCE_MS;
    const left = busy ? patience - passed(busy) : 0;
    cancelTimer();
    if (left > 0) {
      cancelTimer = timers.later(left, next);
      return;
    }
    const { experiment, key } = waiting;
    waiting = null;
    leave();
    begin(experiment, key);
  }

  /** Ends what is in progress. */
  function leave(): void {
    if (!current || current.state === 'over') return;
    current.state = 'over';
    current.abort.abort(new Error('No longer wanted.'));
    wake(current);
  }

  /** What is remembered of a study: nothing where nothing can be. Only networks are worth it. */
  async function remembered(experiment: Experiment, key: string): Promise<RememberedTrials | null> {
    if (!memory || !isNetwork(experiment)) return null;
    try {
      return await memory.read(key);
    } catch {
      return null;
    }
  }

  /** Keeps what is known of a study. A store that refuses is asked again with the next trials. */
  function remember({ experiment, key, known }: Work): void {
    if (memory && isNetwork(experiment)) memory.write(key, known).catch(() => undefined);
  }

  /** @param found What is remembered of it, which is shown, and no more until it is to go on. */
  function begin(experiment: Experiment, key: string, found: RememberedTrials | null = null): void {
    const learned = experiment.runs.map((): (LearnedTrial | undefined)[] => []);
    const runs = experiment.runs.map((_, run) => createRunTrials(experiment, run, learned[run]));
    const work: Work = {
      ...{ experiment, key, runs, begun: timers.now(), done: 0, coarse: 0, live: 0, here: refused },
      total: runs.reduce((sum, { run }) => sum + jobsOfRun(experiment, run), 0),
      ...{ partial: new Map(), abort: new AbortController(), sleepers: [], known: new Map(found) },
      state: found ? 'paused' : 'computing',
    };
    current = work;
    failure.set(null);
    progress.set(0);
    state.set(found ? 'paused' : 'computing');
    perform(work, learned).then(
      () => finish(work, null),
      (error: unknown) => finish(work, error),
    );
  }

  function finish(work: Work, error: unknown): void {
    if (current !== work) return;
    if (work.state !== 'over') {
      work.state = 'over';
      if (error) failure.set(error instanceof Error ? error.message : String(error));
      else if (work.here) refused = true;
      publish(work, true);
      state.set(error ? 'idle' : 'done');
    }
    next();
  }

  async function perform(work: Work, learned: readonly (LearnedTrial | undefined)[][]): Promise<void> {
    const { experiment, key, known } = work;
    if (memory && known.size === 0) {
      for (const [name, outcome] of (await remembered(experiment, key)) ?? []) known.set(name, outcome);
      if (work.state === 'over') throw work.abort.signal.reason;
    }
    const all = [...experiment.runs.keys()];
    const numbered = all.filter((run) => trialsByNumber(experiment, run));
    const planned = piecesOf(experiment, numbered, pool.size);
    const pieces = known.size === 0 ? planned : withoutKnown(work, planned);
    if (known.size > 0) publish(work, true);
    work.coarse = pieces.filter(({ level }) => level === 0).length;
    work.live = pieces.filter(({ live }) => live).length;
    await Promise.all([
      compute(
        work,
        pieces.map(({ parts }) => parts),
        (index, columns) => {
          const { level, live, parts } = pieces[index];
          take(work, parts, columns);
          if (level === 0) work.coarse--;
          if (live) work.live--;
          remember(work);
        },
      ),
      ...all.filter((run) => !numbered.includes(run)).map((run) => search(work, run, learned[run])),
    ]);
  }

  /** The trials of a run that learns from its own. */
  async function search(work: Work, run: number, learned: (LearnedTrial | undefined)[]): Promise<void> {
    const conducted = conductRun(work.experiment, run);
    let step = conducted.next();
    while (!step.done) {
      if (!('jobs' in step.value)) {
        step = conducted.next([]);
        continue;
      }
      const { jobs } = step.value;
      for (const { trial, at, steps } of jobs) learned[trial] = { at, steps };
      const outcomes = jobs.map((job) => putJob(work, job));
      const missing = [...jobs.keys()].filter((i) => !outcomes[i]);
      if (missing.length < jobs.length) publish(work, true);
      const most = Math.max(1, Math.ceil(missing.length / pool.size));
      const places: (readonly number[])[] = [];
      for (let from = 0; from < missing.length; from += most) places.push(missing.slice(from, from + most));
      const parts = places.map((of) => of.map((i) => jobs[i]));
      await compute(
        work,
        parts.map((jobs) => [{ jobs }]),
        (index, columns) => {
          take(work, [{ jobs: parts[index] }], columns);
          for (const [k, i] of places[index].entries()) outcomes[i] = outcomeAt(columns, k);
          remember(work);
        },
      );
      step = conducted.next(outcomes as readonly Outcome[]);
    }
  }

  /** Computes pieces, on workers or here, however often it is interrupted. `done` hears of each once. */
  async function compute(
    work: Work,
    pieces: readonly (readonly StudyPart[])[],
    done: (index: number, columns: OutcomeColumns) => void,
  ): Promise<void> {
    const { experiment } = work;
    const left = new Set(pieces.keys());
    while (left.size > 0) {
      if (work.state === 'paused') await new Promise<void>((resolve) => work.sleepers.push(resolve));
      if (work.state === 'over') throw work.abort.signal.reason;
      const order = [...left];
      try {
        await (work.here ? here : pool).run({
          job: isNetwork(experiment) ? 'network-study' : 'study',
          pieces: order.map(
            (i) => ({ type: 'try', experiment, parts: pieces[i], assets }) satisfies StudyCommand,
          ),
          signal: work.abort.signal,
          event(index, event) {
            const said = event as StudyEvent;
            if (said.type !== 'progress') return;
            work.partial.set(pieces[order[index]], said.fraction * sizeOf(pieces[order[index]]));
            publish(work, false);
          },
          done({ index, events }) {
            const i = order[index];
            const found = events.find((event) => (event as StudyEvent).type === 'outcomes');
            left.delete(i);
            work.partial.delete(pieces[i]);
            work.done += sizeOf(pieces[i]);
            done(i, (found as Extract<StudyEvent, { type: 'outcomes' }>).columns);
            publish(work, false);
            next();
          },
        });
      } catch (error) {
        work.partial.clear();
        if (work.abort.signal.aborted) continue;
        if (work.here) throw error;
        work.here = true;
      }
    }
  }

  return {
    record,
    progress,
    state,
    failure,
    compute(experiment) {
      const key = keyOf(experiment);
      const same =
        current?.key === key &&
        failure.value === null &&
        (current.state !== 'over' || state.value === 'done');
      waiting = same ? null : { experiment, key };
      next();
    },
    async recall(experiment) {
      const key = keyOf(experiment);
      if (current?.key === key && current.state !== 'over') return true;
      const found = await remembered(experiment, key);
      if (!found || waiting || (current && current.state !== 'over')) return false;
      begin(experiment, key, found);
      return true;
    },
    pause() {
      if (current?.state !== 'computing') return;
      current.state = 'paused';
      current.abort.abort(new Error('Paused.'));
      state.set('paused');
    },
    resume() {
      if (current?.state !== 'paused') return;
      current.state = 'computing';
      current.abort = new AbortController();
      state.set('computing');
      wake(current);
    },
    stop() {
      if (current && current.state !== 'over') {
        leave();
        publish(current, true);
        state.set('idle');
      }
    },
    dispose() {
      waiting = null;
      cancelTimer();
      leave();
    },
  };
}
