/**
 * What the worker does, as a plain object: it is given messages and a way to answer, and knows no thread.
 *
 * Two-dimensional experiments are computed whole, in slices between which newer messages are let in, so that the latest
 * request always wins and a long one can be cancelled. Networks are handed to the trainer, loaded when first wanted.
 */
import { networkArguments } from '../core/network.ts';
import type { Computation } from '../experiment/types.ts';
import type { PlaneKind } from '../network/history/plane.ts';
import { NOTHING_WATCHED } from '../network/history/record.ts';
import type { Trainer } from '../network/training/trainer.ts';
import type { Row } from '../surface/record/record.ts';
import { createInspector, createRecordings, type Inspector, rowOf } from '../surface/recordings.ts';
import type { FromWorker, ToWorker, Trouble } from './protocol.ts';

/** How long a slice of work may be, in milliseconds, before waiting messages are let in. */
const SLICE_MS = 8;
/** Runs that are done sooner than this, in milliseconds, are told all at once: pictures change whole. */
const TOGETHER_MS = 100;
/** When runs that are not done are first shown as far as they are, in milliseconds, and how rarely at last. */
const FIRST_LOOK_MS = 300;
const RAREST_LOOK_MS = 5000;

/** What a session needs of the thread it lives on. */
export interface SessionHost {
  post(message: FromWorker): void;
  /** Resolves after the messages that wait have been received. */
  breathe(): Promise<void>;
  /** Milliseconds, for the length of slices and for pacing the reports of training. */
  now(): number;
  /** Memory of the device in GB, where the browser tells it. */
  readonly deviceMemory?: number | undefined;
  /** What trains networks: large, so loaded when first wanted, and only where there is a worker for it. */
  loadTrainer(): Promise<Pick<typeof import('../network/training/trainer.ts'), 'createTrainer'>>;
}

export interface Session {
  receive(message: ToWorker): void;
}

/** What can be asked of the experiment that is computed, or has been. */
interface Job {
  readonly inspector: Inspector;
  /** One a run. */
  readonly replays: readonly Inspector[];
}

/** A step that is computed again for some runs. */
interface Replaying {
  readonly step: number;
  /** The runs for which it is not there yet. */
  readonly waiting: number[];
  readonly rows: { readonly run: number; readonly row: Row }[];
}

/** The trainer is a file of its own, which may not come. */
const NO_TRAINER: Trouble = {
  code: 'no-trainer',
  parameters: {},
  message: 'The code that trains networks could not be loaded; the network may be away.',
};

/** A session that answers through `host.post`. Errors become `failed` messages, never exceptions. */
export function createSession(host: SessionHost): Session {
  let generation = 0;
  let current: Job | null = null;
  /** The latest step that someone wants to look into. */
  let asked: { run: number; step: number } | null = null;
  /** The latest step at which someone wants to see what runs show. */
  let replaying: Replaying | null = null;
  let looking = false;
  let waiting: { generation: number; computation: Computation } | null = null;
  let working = false;
  let trainer: Trainer | null = null;
  /** What the trainer was wanted for. */
  let training: Extract<ToWorker, { type: 'train' }> | null = null;
  /** Whether the trainer, which may still be on its way, is to train. */
  let playing = false;
  let watched = NOTHING_WATCHED;
  /** The plane that is looked at, of this training and the next. */
  let planeKind: PlaneKind | null = null;

  const fail = (of: number, error: unknown, trouble?: Trouble): void =>
    host.post({
      type: 'failed',
      generation: of,
      code: 'error',
      message: trouble?.message ?? (error instanceof Error ? error.message : String(error)),
      ...(trouble && { trouble }),
    });

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    // Requests that are already in the queue arrive before the first is begun: only the latest is computed.
    await host.breathe();
    while (waiting) {
      const job = waiting;
      waiting = null;
      try {
        await compute(job.generation, job.computation);
      } catch (error) {
        fail(job.generation, error);
      }
    }
    working = false;
  }

  async function compute(of: number, computation: Computation): Promise<void> {
    const recordings = createRecordings(computation, host.now);
    const inspector = (): Inspector => createInspector(computation, recordings);
    // Each run has an inspector of its own for replays: the next step goes on from the last.
    const job: Job = { inspector: inspector(), replays: computation.runs.map(inspector) };
    current = job;
    const begun = host.now();
    let nextLook = begun + FIRST_LOOK_MS;
    while (!recordings.advance(host.now() + SLICE_MS)) {
      const passed = host.now() - begun;
      const look = host.now() >= nextLook;
      if (look) nextLook = host.now() + Math.min(RAREST_LOOK_MS, Math.max(FIRST_LOOK_MS, passed / 4));
      const runs =
        passed < TOGETHER_MS ? [] : [...recordings.finished(), ...(look ? recordings.soFar() : [])];
      if (runs.length > 0) host.post({ type: 'computed', generation: of, runs, complete: false });
      const fraction = recordings.fraction();
      host.post({ type: 'progress', generation: of, phase: 'computing', fraction });
      await host.breathe();
      if (current !== job) return;
    }
    host.post({ type: 'computed', generation: of, runs: recordings.finished(), complete: true });
  }

  async function train(message: Extract<ToWorker, { type: 'train' }>): Promise<void> {
    const of = message.generation;
    const { computation, files, backend, addresses, resumeFrom, visits } = message;
    const loaded = await host.loadTrainer().catch((error: unknown) => {
      if (training === message) fail(of, error, NO_TRAINER);
      return null;
    });
    if (!loaded || training !== message) return;
    trainer = loaded.createTrainer(
      {
        runs: computation.runs,
        rules: computation.rules,
        args: networkArguments(computation.surface.args),
        steps: computation.steps,
        seed: computation.seed,
        files,
        backend,
        ...(resumeFrom && { resumeFrom }),
        ...(visits && { visits }),
        ...(addresses && { assetBase: addresses.base, wasm: addresses.wasm }),
        deviceMemory: host.deviceMemory,
        now: host.now,
        breathe: host.breathe,
      },
      (event) => {
        if (generation === of) host.post({ ...event, generation: of });
      },
    );
    if (watched !== NOTHING_WATCHED) trainer.watch(watched);
    if (planeKind) trainer.plane(planeKind);
    if (playing) trainer.resume();
  }

  /** Goes on with the step that is looked into; says whether that is done. */
  function inspectAsked({ inspector }: Job, { run, step }: { run: number; step: number }, until: number) {
    const inspection = inspector.inspect(run, step, host.now, until);
    if (!inspection) return false;
    asked = null;
    // What has not been computed yet is asked for again when it has been.
    if (inspection !== 'later') host.post({ type: 'inspected', generation, inspection });
    return true;
  }

  /** Goes on with what runs show at a step; says whether that is done. */
  function replayOn({ replays }: Job, until: number): boolean {
    if (!replaying) return true;
    const { waiting, step, rows } = replaying;
    for (let run = waiting[0]; run !== undefined; run = waiting[0]) {
      const inspection = replays[run]?.inspect(run, step, host.now, until);
      if (inspection === null) return false;
      waiting.shift();
      // What has not been computed yet is asked for again when it has been.
      if (inspection && inspection !== 'later') rows.push({ run, row: rowOf(inspection) });
    }
    replaying = null;
    host.post({ type: 'replayed', generation, step, rows });
    return true;
  }

  /** Answers what is asked, the latest first and only that; a step far from any that is kept takes more than a slice. */
  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      while ((asked || replaying) && current) {
        const until = host.now() + SLICE_MS;
        if (!(asked ? inspectAsked(current, asked, until) : replayOn(current, until))) await host.breathe();
      }
    } catch (error) {
      asked = null;
      replaying = null;
      fail(generation, error);
    } finally {
      looking = false;
    }
  }

  /** `next`: whether another training takes over what is loaded and compiled. */
  const stopAll = (next: boolean): void => {
    trainer?.dispose({ release: !next });
    trainer = null;
    training = null;
    waiting = null;
    current = null;
    asked = null;
    replaying = null;
  };

  return {
    receive(message) {
      if (message.generation < generation) return;
      switch (message.type) {
        case 'compute':
          stopAll(false);
          generation = message.generation;
          waiting = message;
          void work();
          return;
        case 'inspect':
          asked = { run: message.run, step: message.step };
          void look();
          return;
        case 'replay':
          replaying = { step: message.step, waiting: [...message.runs], rows: [] };
          void look();
          return;
        case 'train':
          stopAll(true);
          generation = message.generation;
          training = message;
          playing = message.playing;
          train(message).catch((error) => fail(message.generation, error));
          return;
        case 'pause':
          playing = false;
          trainer?.pause();
          return;
        case 'resume':
          playing = true;
          trainer?.resume();
          return;
        case 'step':
          playing = false;
          trainer?.step();
          return;
        case 'plane':
          planeKind = message.kind;
          trainer?.plane(planeKind);
          return;
        case 'watch':
          watched = message.watched;
          trainer?.watch(watched);
          return;
        case 'predict':
          trainer?.predict(message.image);
          return;
        case 'ping':
          host.post({ type: 'pong', generation: message.generation });
          return;
        case 'cancel':
          stopAll(false);
          generation = message.generation;
          return;
        default:
          message satisfies never;
      }
    },
  };
}
