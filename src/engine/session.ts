/**
 * What the worker does, as a plain object: it is given messages and a way to answer, and knows no thread.
 *
 * Two-dimensional experiments are computed whole, in slices between which newer messages are let in, so that the latest
 * request always wins and a long one can be cancelled. Networks are handed to the trainer, loaded when first wanted.
 */
import { networkArguments } from '../core/network.ts';
import { createObjective } from '../core/objective.ts';
import { createRun } from '../core/run.ts';
import type { Computation } from '../experiment/types.ts';
import { NOTHING_WATCHED } from '../frames/network.ts';
import type { PlaneKind } from '../frames/plane.ts';
import { createRecorder, type Recorder } from '../frames/record.ts';
import type { Trainer } from '../mnist/trainer.ts';
import type { FromWorker, Inspection, ToWorker, Trouble } from './protocol.ts';

/** The most steps computed before waiting messages are let in: some five milliseconds. */
const SLICE = 50_000;

/** What a session needs of the thread it lives on. */
export interface SessionHost {
  post(message: FromWorker): void;
  /** Resolves after the messages that wait have been received. */
  breathe(): Promise<void>;
  /** Milliseconds, for pacing the reports of training. */
  now(): number;
  /** Memory of the device in GB, where the browser tells it. */
  readonly deviceMemory?: number | undefined;
  /** What trains networks: large, so loaded when first wanted, and only where there is a worker for it. */
  loadTrainer(): Promise<Pick<typeof import('../mnist/trainer.ts'), 'createTrainer'>>;
}

export interface Session {
  receive(message: ToWorker): void;
}

/** A recording, still at its start, of one run of an experiment, kept so that any of its steps can be computed again. */
export const recorderOf = (computation: Computation, index: number): Recorder =>
  createRecorder(runOf(computation, index), computation.steps);

function runOf(computation: Computation, index: number) {
  const { surface, formula, rules, start, seed, runs } = computation;
  return createRun(runs[index], createObjective(surface, formula, seed), start, seed, rules);
}

/** Computes one step of a run again from the nearest checkpoint, with the rule's inner state. */
export function inspect(
  computation: Computation,
  recorder: Recorder | undefined,
  index: number,
  step: number,
): Inspection {
  const run = runOf(computation, index);
  if (recorder) run.restore(recorder.checkpoint(Math.max(0, step - 1)));
  const before = run.theta.slice();
  // A run that has diverged stays at the update that did it.
  while (run.step < step && !run.diverged) {
    before.set(run.theta);
    run.advance();
  }
  const { updater } = run;
  const numbers = (vector: ArrayLike<number>) => Array.from(vector);
  return {
    run: index,
    step: run.step,
    before: numbers(before),
    theta: numbers(run.theta),
    loss: run.loss,
    lr: updater.lr,
    gradient: numbers(updater.gradient),
    rate: numbers(updater.rate),
    direction: numbers(updater.direction),
    realized: numbers(updater.realized),
    memory: Object.fromEntries(Object.entries(updater.memory).map(([name, v]) => [name, numbers(v)])),
    scalars: { ...updater.scalars },
  };
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
  let current: { computation: Computation; recorders: Recorder[] } | null = null;
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
    const recorders = computation.runs.map((_, index) => recorderOf(computation, index));
    current = { computation, recorders };
    const total = computation.runs.length * computation.steps;
    let left = SLICE;
    let finished: { run: number; frames: ReturnType<Recorder['finish']> }[] = [];
    for (const [run, recorder] of recorders.entries()) {
      // Short runs are taken several to a slice; a long one is taken in many.
      while (!recorder.advance(Math.min(left, SLICE))) {
        left = SLICE;
        host.post({
          type: 'progress',
          generation: of,
          phase: 'computing',
          fraction: (run * computation.steps + recorder.step()) / total,
        });
        await host.breathe();
        if (current?.recorders !== recorders) return;
      }
      finished.push({ run, frames: recorder.finish() });
      left -= computation.steps;
      if (left <= 0 && run < recorders.length - 1) {
        host.post({ type: 'computed', generation: of, runs: finished, complete: false });
        finished = [];
        left = SLICE;
        await host.breathe();
        if (current?.recorders !== recorders) return;
      }
    }
    host.post({ type: 'computed', generation: of, runs: finished, complete: true });
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

  function answer(index: number, step: number): void {
    if (!current) return;
    const { computation, recorders } = current;
    host.post({
      type: 'inspected',
      generation,
      inspection: inspect(computation, recorders[index], index, step),
    });
  }

  /** `next`: whether another training takes over what is loaded and compiled. */
  const stopAll = (next: boolean): void => {
    trainer?.dispose({ release: !next });
    trainer = null;
    training = null;
    waiting = null;
    current = null;
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
          try {
            answer(message.run, message.step);
          } catch (error) {
            fail(generation, error);
          }
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
