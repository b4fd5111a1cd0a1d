/** The job that computes the runs of a two-dimensional experiment, whole, and any step of them again when it is asked for. */

import type { Row } from '../core/record.ts';
import type { Job, JobHost, JobState } from '../runtime/job.ts';
import type { RunResult, SurfaceCommand, SurfaceEvent } from './messages.ts';
import {
  createInspector,
  createRecordings,
  type Inspector,
  loadingFor,
  type Recordings,
  rowOf,
} from './recordings.ts';

/** How long it works before messages are let in, in milliseconds: a request waits no longer than half a frame of a screen. */
const TURN_MS = 8;
/** How long a run has its turn where time is short: one that takes long does not keep the others from the picture. */
const RUN_TURN_MS = 4;
/** When runs that are not done are first shown as far as they are, in milliseconds, and how rarely at last. */
const FIRST_LOOK_MS = 300;
const RAREST_LOOK_MS = 5000;

type Compute = Extract<SurfaceCommand, { type: 'compute' }>;

/** A computation in progress. */
interface Work {
  readonly recordings: Recordings;
  readonly inspector: Inspector;
  /** For replays, one a run: the next step goes on from the last. */
  readonly replays: readonly Inspector[];
  readonly begun: number;
  nextLook: number;
}

/** A step that is computed again for some runs. */
interface Replaying {
  readonly step: number;
  /** The runs for which it is not there yet. */
  readonly waiting: number[];
  readonly rows: { readonly run: number; readonly row: Row }[];
}

/**
 * A job that waits for its `compute`.
 *
 * Long because what is computed and what is asked meanwhile take turns on the same recordings.
 */
export function createSurfaceJob(host: JobHost<SurfaceEvent>): Job<SurfaceCommand> {
  const { now } = host;
  let request: Compute | null = null;
  let work: Work | null = null;
  let complete = false;
  /** The latest step that someone wants to look into. */
  let asked: { readonly run: number; readonly step: number } | null = null;
  /** The latest step at which someone wants to see what runs show. */
  let replaying: Replaying | null = null;

  const emitRecords = (runs: readonly RunResult[], whole: boolean): void =>
    host.emit(
      { type: 'computed', runs, complete: whole },
      runs.map(({ record }) => record.buffer.buffer as ArrayBuffer),
    );

  function begin({ computation }: Compute): Work {
    const recordings = createRecordings(computation, now);
    const begun = now();
    const inspector = (): Inspector => createInspector(computation, recordings);
    const replays = computation.runs.map(inspector);
    return { recordings, inspector: inspector(), replays, begun, nextLook: begun + FIRST_LOOK_MS };
  }

  /** Computes until the time `until`. */
  function compute(command: Compute, until: number): void {
    work ??= begin(command);
    const { recordings, begun } = work;
    do complete = recordings.advance(Math.min(until, now() + RUN_TURN_MS));
    while (!complete && now() < until);
    if (complete) {
      emitRecords(recordings.finished(), true);
      return;
    }
    const passed = now() - begun;
    const look = now() >= work.nextLook;
    if (look) work.nextLook = now() + Math.min(RAREST_LOOK_MS, Math.max(FIRST_LOOK_MS, passed / 4));
    const soFar = look ? recordings.soFar() : [];
    const runs = passed < command.together ? [] : [...recordings.finished(), ...soFar];
    if (runs.length > 0) emitRecords(runs, false);
    host.emit({ type: 'progress', fraction: recordings.fraction() });
  }

  /** Goes on with the step that is looked into. */
  function inspect({ inspector }: Work, { run, step }: { run: number; step: number }, until: number): void {
    const inspection = inspector.inspect(run, step, now, until);
    if (!inspection) return;
    asked = null;
    // What has not been computed yet is asked for again when it has been.
    if (inspection !== 'later') host.emit({ type: 'inspected', inspection });
  }

  /** Goes on with what runs show at a step. */
  function replay({ replays }: Work, { waiting, step, rows }: Replaying, until: number): void {
    for (let run = waiting[0]; run !== undefined; run = waiting[0]) {
      const inspection = replays[run]?.inspect(run, step, now, until);
      if (inspection === null) return;
      waiting.shift();
      // What has not been computed yet is asked for again when it has been.
      if (inspection && inspection !== 'later') rows.push({ run, row: rowOf(inspection) });
    }
    replaying = null;
    host.emit({ type: 'replayed', step, rows });
  }

  /** Answers what is asked, the latest first and only that; a step far from any that is kept takes more than a turn. */
  function answer(until: number): void {
    try {
      if (asked && work) inspect(work, asked, until);
      if (!asked && replaying && work) replay(work, replaying, until);
    } catch (error) {
      asked = null;
      replaying = null;
      throw error;
    }
  }

  return {
    turn: TURN_MS,
    start(command) {
      if (command.type === 'compute') request = command;
    },
    advance(budget): JobState | Promise<JobState> {
      answer(now() + budget);
      const loading = request && loadingFor(request.computation.steps);
      if (loading) return loading.then(() => 'more');
      if (request && !complete) {
        const command = request;
        // What cannot be computed is reported once.
        request = null;
        compute(command, now() + budget);
        request = command;
      }
      return (request && !complete) || asked || replaying ? 'more' : 'waiting';
    },
    receive(command) {
      if (command.type === 'compute') return;
      if (command.type === 'inspect') asked = { run: command.run, step: command.step };
      else replaying = { step: command.step, waiting: [...command.runs], rows: [] };
      answer(now() + TURN_MS);
    },
    dispose() {
      request = null;
      work = null;
      asked = null;
      replaying = null;
    },
  };
}
