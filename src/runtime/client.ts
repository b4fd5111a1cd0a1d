/**
 * The page's side of the engine: starts the worker, numbers the experiments, drops stale answers, and when the worker
 * crashes or goes silent starts another and asks again.
 *
 * Where workers are refused, the same session runs two-dimensional experiments on the main thread, and networks are not
 * trained.
 */
import type { Computation } from '../experiment/types.ts';
import type { PlaneKind } from '../network/history/plane.ts';
import { lastStep, type NetworkChunk, NOTHING_WATCHED, type Watched } from '../network/history/record.ts';
import { createRecordings, type RunResult } from '../surface/recordings.ts';
import type {
  Addresses,
  BackendChoice,
  Checkpoint,
  DroppedFile,
  FromWorker,
  Phase,
  ToWorker,
  Trouble,
  Visit,
} from './protocol.ts';
import { transferables } from './protocol.ts';
import { createSession, type Session } from './session.ts';

/** What the client needs of a worker; a MessagePort pair stands in for it in tests. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** Time, injected. */
export interface Timers {
  now(): number;
  later(milliseconds: number, callback: () => void): () => void;
}

export type EngineNotice =
  /** The worker had crashed or was stuck; another has taken over. */
  | { readonly kind: 'restarted' }
  /** No worker can be had; two-dimensional runs are computed on the main thread. */
  | { readonly kind: 'main-thread' };

export interface Engine {
  /** Computes a two-dimensional experiment, replacing whatever was asked before. */
  compute(computation: Computation): void;
  /** Starts training a network from its initial weights, or from what was kept of an earlier training. */
  train(
    computation: Computation,
    options: {
      files: readonly DroppedFile[];
      backend: BackendChoice;
      playing: boolean;
      resumeFrom?: Checkpoint;
      /** The weights that the runs had before that at some steps. */
      visits?: readonly Visit[];
    },
  ): void;
  pause(): void;
  resume(): void;
  /** Makes one step of training and pauses. */
  step(): void;
  /** Looks closer at parts of the first layer, from now on and in the trainings that follow. */
  watch(watched: Watched): void;
  /** Looks at the visited weights on a plane, of this training and the next; null: on none. */
  plane(kind: PlaneKind | null): void;
  /** The weights that the runs of the present training had at some steps: what a plane is laid through. */
  visits(): readonly Visit[];
  /** Asks what the newest weights make of an image. */
  predict(image: Float32Array): void;
  /** Asks for one step of one run with the rule's inner state. */
  inspect(run: number, step: number): void;
  /** Asks for what some runs show at a step that is not kept of them. */
  replay(runs: readonly number[], step: number): void;
  dispose(): void;
}

export interface EngineOptions {
  /** Starts a worker; throws where that is refused. */
  spawn(): WorkerLike;
  timers: Timers;
  /** Messages of the present generation. */
  receive(message: FromWorker): void;
  notice(notice: EngineNotice): void;
  /** For the worker, which may not know where the page is. */
  addresses?: Addresses;
  /**
   * Which computations are so small that this thread makes them by itself. Where this is given, a worker is started only
   * when another one is asked for, or when one takes longer than it should: a page with twenty frames does not want twenty
   * workers.
   */
  small?(computation: Computation): boolean;
}

/** A worker that has not said hello after this long will not: sandboxed module workers die without an exception. */
const HELLO_MS = 10_000;
/**
 * How long, in milliseconds, a worker may be silent in what it is busy with before it is asked whether it lives. Slices and
 * downloads report many times a second; compiling shaders and the first steps can hold the thread for long.
 */
const SILENT_COMPUTE_MS = 8000;
const SILENT_TRAIN_MS = 90_000;
const SILENT_PHASE_MS: Readonly<Record<Phase, number>> = {
  computing: SILENT_COMPUTE_MS,
  loading: 8000,
  drawing: 15_000,
  compiling: SILENT_TRAIN_MS,
  evaluating: SILENT_TRAIN_MS,
};
/** A worker that lives answers at once, unless its machine is only just waking up. */
const ANSWER_MS = 2000;
/** One that stood idle has this long to answer when it is wanted again. */
const WAKE_MS = 8000;
/** A worker that answers, and for so long has had nothing to say of a training that it prepares, waits for the network. */
const STALLED_MS = 19_000;
/** Silences in which a worker lived without getting on: then it has lost what it was asked. */
const MOST_SILENCES = 3;
/** While steps are reported they come four times a second, or as fast as this machine makes them: ten times that is silence. */
const SILENT_STEPS_MS = 15_000;
const SLOWER = 10;
/**
 * What is made on this thread though a worker could be had is handed to one after so many slices, about a quarter of a second of
 * computing. Not after a time: a busy machine would then start twenty workers for twenty small frames.
 */
const MOST_SLICES_HERE = 30;
/** After so many restarts for one request the request itself is at fault. */
const MOST_RESTARTS = 2;

const WORKER_STOPPED: Trouble = {
  code: 'worker-stopped',
  parameters: { times: MOST_RESTARTS + 1 },
  message: `The computing thread stopped ${MOST_RESTARTS + 1} times at the same work, again and again.`,
};

/** Rules that work out the second derivatives of a typed formula, which takes long, before they make a step. */
const SECOND_ORDER = ['newton', 'sophia'];
/** How long a run has its turn where time is short, in milliseconds. */
const TURN_MS = 4;
/** Formulas of so many characters are differentiated twice in some milliseconds. */
const SHORT_FORMULA = 200;

/** Whether an experiment has no single piece of work that takes longer than a picture may wait. */
const isDivisible = ({ surface, formula, runs }: Computation): boolean =>
  surface.id !== 'custom' ||
  (formula?.length ?? 0) <= SHORT_FORMULA ||
  !runs.some(({ optimizer }) => SECOND_ORDER.includes(optimizer.id));

/**
 * What can be finished at once, on this thread, in `within` milliseconds by the clock `now`: for the first picture, which
 * then needs no worker. Runs that are not done by then are not among them.
 */
export function computeNow(
  computation: Computation,
  within = Number.POSITIVE_INFINITY,
  now: () => number = () => 0,
): RunResult[] {
  if (Number.isFinite(within) && !isDivisible(computation)) return [];
  const until = now() + within;
  const recordings = createRecordings(computation, now);
  // In turns, so that one run that takes long does not keep the others from the picture.
  while (now() < until && !recordings.advance(Math.min(until, now() + TURN_MS)));
  return recordings.finished();
}

const STALLED: Trouble = {
  code: 'network-silent',
  parameters: { seconds: Math.round(STALLED_MS / 1000) },
  message: `Nothing has come over the network for ${Math.round(STALLED_MS / 1000)} seconds.`,
};

export function createEngine(options: EngineOptions): Engine {
  const { spawn, timers, receive, notice, addresses } = options;
  let { small } = options;
  let worker: WorkerLike | null = null;
  /** The session on this thread: for what is small, or for everything where no worker can be had. */
  let local: Session | null = null;
  let refused = false;
  let generation = 0;
  let restarts = 0;
  let watched = NOTHING_WATCHED;
  let planeKind: PlaneKind | null = null;
  /** Weights of the present training at some steps, for the plane of a worker that takes over. */
  let visits: readonly Visit[] = [];
  let greeted = false;
  /** What would have to be asked again of a new worker. */
  let request: Extract<ToWorker, { type: 'compute' | 'train' }> | null = null;
  /** Whether the last step was made. */
  let finished = false;
  /** The furthest step that was reported of the present training. */
  let furthest = 0;
  /** When the worker last spoke of it, and the longest that a report of steps took. */
  let spokeAt = 0;
  let slowest = 0;
  /** Slices of the present request that this thread has computed. */
  let slicesHere = 0;
  let stopWatching: (() => void) | null = null;
  /** How long it may be silent now, and how often it has been with no more to say than that it lives. */
  let patienceNow = 0;
  let silences = 0;
  /** Whether the networks of the present training stand: what they need has been fetched. */
  let stands = false;

  const busyFor = (type: 'compute' | 'train'): number =>
    type === 'compute' ? SILENT_COMPUTE_MS : SILENT_PHASE_MS.loading;

  /** The first steps compile programs, and with none between two reports other work is going on. */
  const patience = (chunk: NetworkChunk): number =>
    chunk.count > 0 && lastStep(chunk) > 1 ? Math.max(SILENT_STEPS_MS, SLOWER * slowest) : SILENT_TRAIN_MS;

  const training = (): boolean => request?.type === 'train' && request.playing;

  function watch(milliseconds: number | null): void {
    stopWatching?.();
    patienceNow = milliseconds ?? 0;
    stopWatching =
      milliseconds === null || !worker
        ? null
        : timers.later(milliseconds, () => (greeted ? ask(ANSWER_MS) : restart()));
  }

  /** Asks a worker whether it lives; without an answer in time another takes over. */
  function ask(milliseconds: number): void {
    stopWatching?.();
    worker?.postMessage({ type: 'ping', generation }, []);
    stopWatching = timers.later(milliseconds, restart);
  }

  /** The worker lives, though it has had nothing to say. */
  function onAnswer(): void {
    if (!stopWatching) return;
    const silent = timers.now() - spokeAt;
    const preparing = request?.type === 'train' && !stands;
    if (preparing && silent >= STALLED_MS) {
      stall();
      return;
    }
    if (++silences > MOST_SILENCES && !preparing) {
      restart();
      return;
    }
    watch(preparing ? Math.min(patienceNow, Math.max(0, STALLED_MS - silent)) : patienceNow);
  }

  /** What a training needs does not come: that is said, and nothing more is waited for. */
  function stall(): void {
    watch(null);
    worker?.postMessage({ type: 'cancel', generation }, []);
    request = null;
    receive({ type: 'failed', generation, code: 'no-data', message: STALLED.message, trouble: STALLED });
  }

  /** Gives a worker so long to answer; one that has not said hello yet goes on having the time it was given for that. */
  function expect(milliseconds: number): void {
    if (greeted) watch(milliseconds);
    else if (!stopWatching) watch(HELLO_MS);
  }

  /** Expects steps of a training that stood still: a worker may have ended meanwhile without a word. */
  function wake(): void {
    spokeAt = timers.now();
    silences = 0;
    if (greeted && stands && worker) {
      ask(WAKE_MS);
      patienceNow = SILENT_TRAIN_MS;
    } else expect(stands ? SILENT_TRAIN_MS : SILENT_PHASE_MS.loading);
  }

  /** What this thread was to make by itself takes long: from now on a worker does. */
  function handOver(): void {
    small = undefined;
    local?.receive({ type: 'cancel', generation });
    if (!request) return;
    send(request);
    if (!refused) expect(SILENT_COMPUTE_MS);
  }

  function onMessage(message: FromWorker): void {
    if (message.type === 'hello') {
      greeted = true;
      watch(request && !isSmall() ? busyFor(request.type) : null);
      return;
    }
    if (message.generation !== generation) return;
    if (message.type === 'progress' && isSmall() && !refused && ++slicesHere > MOST_SLICES_HERE) {
      handOver();
      return;
    }
    if (message.type === 'pong') {
      onAnswer();
      return;
    }
    silences = 0;
    const waited = timers.now() - spokeAt;
    spokeAt = timers.now();
    switch (message.type) {
      case 'computed':
        restarts = 0;
        watch(message.complete ? null : SILENT_COMPUTE_MS);
        break;
      case 'network':
        stands = true;
        watch(training() ? SILENT_TRAIN_MS : null);
        break;
      case 'trained':
        // Only what was not reported before is progress: a step that kills every worker is not tried for ever.
        if (lastStep(message.chunk) > furthest) {
          furthest = lastStep(message.chunk);
          restarts = 0;
        }
        if (message.chunk.count > 0) slowest = Math.max(slowest, waited);
        watch(training() ? patience(message.chunk) : null);
        break;
      case 'checkpoint':
        if (request?.type === 'train') request = { ...request, resumeFrom: message.checkpoint };
        break;
      case 'visit': {
        const { visit, stride } = message;
        // Steps after a checkpoint are made twice.
        const before = visits.filter(({ step }) => step < visit.step && step % stride === 0);
        visits = [...before, visit];
        return;
      }
      case 'finished':
        // A worker that takes over from here stands where this one stood, for what is still asked of the networks.
        request = request?.type === 'train' && request.resumeFrom ? { ...request, playing: false } : null;
        finished = true;
        watch(null);
        break;
      case 'failed':
        watch(null);
        break;
      case 'progress':
        watch(SILENT_PHASE_MS[message.phase]);
        break;
      case 'inspected':
      case 'replayed':
      case 'predicted':
      case 'plane':
        break;
      default:
        message satisfies never;
    }
    receive(message);
  }

  function start(): void {
    greeted = false;
    try {
      worker = spawn();
    } catch {
      runHere();
      return;
    }
    worker.onmessage = (event) => onMessage(event.data);
    worker.onerror = () => restart();
    if (planeKind) worker.postMessage({ type: 'plane', generation, kind: planeKind }, []);
    if (watched !== NOTHING_WATCHED) worker.postMessage({ type: 'watch', generation, watched }, []);
    watch(HELLO_MS);
  }

  /** Takes over from a worker that crashed, is stuck, or never came to life. */
  function restart(): void {
    worker?.terminate();
    worker = null;
    watch(null);
    stands = false;
    silences = 0;
    spokeAt = timers.now();
    if (!greeted || restarts >= MOST_RESTARTS) {
      if (!greeted) {
        runHere();
      } else if (finished) {
        // Nothing was lost that was wanted: what is recorded is complete.
        request = null;
        start();
      } else {
        const { message } = WORKER_STOPPED;
        receive({ type: 'failed', generation, code: 'error', message, trouble: WORKER_STOPPED });
        restarts = 0;
        request = null;
        start();
      }
      return;
    }
    restarts++;
    start();
    notice({ kind: 'restarted' });
    if (request?.type === 'train' && request.resumeFrom) {
      const { step } = request.resumeFrom;
      send({ ...request, visits: visits.filter((visit) => visit.step <= step) });
    } else if (request) send({ ...request, generation });
  }

  function here(): Session {
    local ??= createSession({
      post: (message) => onMessage(message),
      breathe: () => new Promise((resolve) => timers.later(0, resolve)),
      now: timers.now,
      // Networks are never asked of this thread.
      loadTrainer: () => Promise.reject(new Error('There is no worker.')),
    });
    return local;
  }

  function runHere(): void {
    refused = true;
    notice({ kind: 'main-thread' });
    if (request) send({ ...request, generation });
  }

  const isSmall = (): boolean =>
    request?.type === 'compute' && small?.(request.computation) === true && isDivisible(request.computation);

  function send(message: ToWorker): void {
    if (refused && message.type === 'train') {
      receive({ type: 'failed', generation, code: 'no-worker', message: '' });
      return;
    }
    if (refused || isSmall()) {
      if (message.type === 'compute') {
        // What the worker is busy with is no longer wanted.
        watch(null);
        worker?.postMessage({ type: 'cancel', generation }, []);
      }
      here().receive(message);
      return;
    }
    if (!worker) {
      if (message.type !== 'compute' && message.type !== 'train') return;
      start();
      // Then it has been sent to this thread.
      if (refused) return;
    }
    // Files are copied for the worker: they may be wanted again after a crash.
    const own =
      message.type === 'train'
        ? { ...message, files: message.files.map((file) => ({ ...file, bytes: file.bytes.slice(0) })) }
        : message;
    worker?.postMessage(own, transferables(own));
  }

  if (!small) start();

  return {
    compute(computation) {
      generation++;
      restarts = 0;
      finished = false;
      slicesHere = 0;
      spokeAt = timers.now();
      silences = 0;
      request = { type: 'compute', generation, computation };
      send(request);
      if (!refused && !isSmall()) expect(SILENT_COMPUTE_MS);
    },
    train(computation, options) {
      generation++;
      restarts = 0;
      furthest = options.resumeFrom?.step ?? 0;
      slowest = 0;
      stands = false;
      silences = 0;
      spokeAt = timers.now();
      finished = false;
      visits = options.visits ?? [];
      request = { type: 'train', generation, computation, ...options, ...(addresses && { addresses }) };
      send(request);
      if (!refused) expect(SILENT_PHASE_MS.loading);
    },
    pause() {
      if (request?.type === 'train') request = { ...request, playing: false };
      watch(null);
      send({ type: 'pause', generation });
    },
    resume() {
      if (request?.type === 'train') request = { ...request, playing: true };
      wake();
      send({ type: 'resume', generation });
    },
    step() {
      if (request?.type === 'train') request = { ...request, playing: false };
      wake();
      send({ type: 'step', generation });
    },
    visits: () => visits,
    plane(kind) {
      planeKind = kind;
      send({ type: 'plane', generation, kind });
    },
    watch(wanted) {
      watched = wanted;
      send({ type: 'watch', generation, watched });
    },
    predict(image) {
      send({ type: 'predict', generation, image });
    },
    inspect(run, step) {
      send({ type: 'inspect', generation, run, step });
    },
    replay(runs, step) {
      send({ type: 'replay', generation, runs, step });
    },
    dispose() {
      watch(null);
      worker?.terminate();
      worker = null;
      local = null;
    },
  };
}
