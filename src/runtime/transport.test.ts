import { describe, expect, it } from 'vitest';
import { column } from '../core/record.ts';
import { computation as computationOf, parseExperiment } from '../experiment/index.ts';
import { type Train, TrainingRequest } from '../network/controller/training-request.ts';
import { NOTHING_WATCHED } from '../network/history/record.ts';
import type { NetworkEvent } from '../network/messages.ts';
import type { Checkpoint } from '../network/training/checkpoint.ts';
import { createSurfaceRequests } from '../surface/controller/surface-requests.ts';
import { createSurfaceJob } from '../surface/job.ts';
import type { RunResult, SurfaceEvent } from '../surface/messages.ts';
import { createRecordings, loadingFor } from '../surface/recordings.ts';
import type { Failure } from './failure.ts';
import type { FromThread, ToThread } from './job.ts';
import { createJobThread } from './job-thread.ts';
import { type Notice, Transport, type TransportOptions, type WorkerLike } from './transport.ts';

// What long runs need is there from the start.
await loadingFor(Number.POSITIVE_INFINITY);

const ask = (query: string) => computationOf(parseExperiment(query).experiment);
const NETWORK = ask('surface=mnist&run=adam');
const files = () => [{ name: 'images', bytes: new Uint8Array([1, 2, 3]).buffer }];

/** A worker in a test's hands: it keeps what it is sent and says what the test wants. */
interface TestWorker extends WorkerLike {
  readonly sent: ToThread[];
  readonly terminated: boolean;
  say(message: FromThread): void;
  hello(): void;
  crash(): void;
}

function createTestWorker(): TestWorker {
  const sent: ToThread[] = [];
  let terminated = false;
  const worker: TestWorker = {
    sent,
    onmessage: null,
    onerror: null,
    postMessage(message, transfer) {
      sent.push(structuredClone(message, { transfer }));
    },
    terminate() {
      terminated = true;
    },
    get terminated() {
      return terminated;
    },
    say(data) {
      if (!terminated) worker.onmessage?.({ data } as MessageEvent<FromThread>);
    },
    hello: () => worker.say({ type: 'hello', generation: 0 }),
    crash: () => worker.onerror?.({} as ErrorEvent),
  };
  return worker;
}

/** Time that passes when it is sent to. */
function createTimers() {
  let now = 0;
  const waiting = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => now,
    later(milliseconds: number, callback: () => void) {
      const entry = { at: now + milliseconds, callback };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    pass(milliseconds: number) {
      now += milliseconds;
      for (const entry of [...waiting]) if (entry.at <= now && waiting.delete(entry)) entry.callback();
    },
    get waiting() {
      return waiting.size;
    },
  };
}

type Heard = SurfaceEvent | NetworkEvent | ({ readonly type: 'failed' } & Failure);

/** A transport with what the two slices ask through it. */
function bench({ framed = false, ...options }: Partial<TransportOptions> & { framed?: boolean } = {}) {
  const workers: TestWorker[] = [];
  const heard: Heard[] = [];
  const notices: Notice[] = [];
  const timers = createTimers();
  const transport = new Transport({
    spawn() {
      workers.push(createTestWorker());
      return workers[workers.length - 1];
    },
    timers,
    here: { surface: { create: createSurfaceJob } },
    notice: (notice) => notices.push(notice),
    lazy: framed,
    ...options,
  });
  let complete = false;
  const surface = createSurfaceRequests({
    channel: transport,
    framed,
    computed: (runs, whole) => {
      complete = whole;
      heard.push({ type: 'computed', runs, complete });
    },
    progressed: () => undefined,
    inspected: (inspection) => heard.push({ type: 'inspected', inspection }),
    replayed: ({ step, rows }) => heard.push({ type: 'replayed', step, rows }),
    failed: (failure) => heard.push({ type: 'failed', ...failure }),
  });
  let training: TrainingRequest | null = null;
  const engine = {
    compute: (computation: Parameters<typeof surface.compute>[0], atOnce = false) =>
      surface.compute(computation, atOnce),
    inspect: surface.inspect,
    train(computation: Train['computation'], given: Partial<Train>) {
      training = new TrainingRequest(
        transport,
        {
          ...{
            type: 'train',
            files: [],
            engine: 'auto',
            playing: true,
            watched: NOTHING_WATCHED,
            plane: null,
          },
          ...{ computation, ...given },
        },
        (event) => heard.push(event),
      );
      transport.begin(training);
      return training;
    },
    pause: () => training?.pause(),
    resume: () => training?.resume(),
    dispose: () => transport.dispose(),
  };
  const worker = () => workers[workers.length - 1];
  /** What the worker was sent, by what it is: `begin surface 1`. */
  const said = () =>
    worker().sent.map((message) =>
      message.type === 'begin'
        ? `begin ${message.job} ${message.generation}`
        : `${message.type === 'command' ? (message.command as { type: string }).type : message.type} ${message.generation}`,
    );
  /** The commands that the worker was sent. */
  const commands = () => worker().sent.flatMap((message) => ('command' in message ? [message.command] : []));
  /** Lets a computation on this thread go on to its end. */
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 200 && !heard.some((m) => m.type === 'computed' && m.complete); i++) {
      timers.pass(0);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { engine, workers, worker, said, commands, heard, notices, timers, settle };
}

/** An event as a worker says it. */
const event = (generation: number, event: SurfaceEvent | NetworkEvent): FromThread => ({
  type: 'event',
  generation,
  event,
});
const whole = { type: 'computed', runs: [], complete: true } as const;
const answer = (generation: number, complete = true): FromThread =>
  event(generation, { type: 'computed', runs: [], complete });
const progress = (generation: number): FromThread => event(generation, { type: 'progress', fraction: 0.5 });
const ready = (generation: number): FromThread =>
  event(generation, {
    type: 'network',
    engine: 'wasm',
    reason: null,
    layers: [],
    software: false,
    trainImages: 1,
    testImages: 1,
    sample: { pixels: new Uint8Array(0), labels: new Uint8Array(0) },
  });
const trained = (from: number, count: number): FromThread =>
  event(1, {
    type: 'trained',
    chunk: {
      from,
      count,
      trainLoss: new Float64Array(count),
      trainAccuracy: new Float64Array(count),
      lr: new Float64Array(count),
      time: new Float64Array(count),
      followed: null,
      sample: null,
      rates: null,
      evaluation: null,
      seconds: 0,
      divergedAt: [0],
    },
  });
const checkpoint = (step: number): FromThread => event(1, { type: 'checkpoint', checkpoint: kept(step) });
const finished = event(1, { type: 'finished' });
const kept = (step: number): Checkpoint => ({
  step,
  theta: [Float32Array.of(step)],
  updaters: [],
  divergedAt: [0],
  touched: [],
  seconds: 0,
});
const train = (playing = true) => ({ playing });

const TWO_SECONDS = 2000;
const LONG = 60 * 60 * 1000;

describe('the engine', () => {
  it('asks its worker and passes on the answer', () => {
    const { engine, worker, heard, notices } = bench();
    worker().hello();
    engine.compute(ask('steps=10'));
    expect(worker().sent).toMatchObject([
      { type: 'begin', generation: 1, job: 'surface', command: { computation: ask('steps=10') } },
    ]);
    worker().say(answer(1));
    expect(heard).toEqual([whole]);
    expect(notices).toEqual([]);
  });

  it('asks before the worker has said hello: the message waits there', () => {
    const { engine, worker } = bench();
    engine.compute(ask('steps=10'));
    expect(worker().sent).toHaveLength(1);
  });

  it('drops answers to what is no longer wanted', () => {
    const { engine, worker, heard } = bench();
    worker().hello();
    engine.compute(ask('steps=10'));
    engine.compute(ask('steps=20'));
    worker().say(progress(1));
    worker().say(answer(1));
    worker().say(answer(2));
    expect(heard).toEqual([whole]);
  });

  it('gives each request a number of its own, which questions about it carry', () => {
    const { engine, said } = bench();
    engine.compute(ask('steps=10'));
    engine.inspect(0, 3);
    engine.train(NETWORK, train());
    engine.pause();
    engine.resume();
    expect(said()).toEqual(['begin surface 1', 'inspect 1', 'begin network 2', 'pause 2', 'resume 2']);
  });

  it('keeps the files that it hands over, for a worker that may have to take over', () => {
    const { engine, worker, commands } = bench();
    const given = files();
    worker().hello();
    engine.train(NETWORK, { ...train(), files: given });
    expect(new Uint8Array(given[0].bytes)).toEqual(new Uint8Array([1, 2, 3]));
    worker().crash();
    const [command] = commands() as [Train];
    expect(new Uint8Array(command.files[0].bytes)).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('ends its worker and its watch when it is no longer wanted', () => {
    const { engine, worker, timers, notices, workers } = bench();
    worker().hello();
    engine.compute(ask('steps=10'));
    engine.dispose();
    expect(worker().terminated).toBe(true);
    timers.pass(LONG);
    expect(timers.waiting).toBe(0);
    expect(notices).toEqual([]);
    expect(workers).toHaveLength(1);
  });
});

describe('a worker that crashes', () => {
  it('is replaced, and asked again', () => {
    const { engine, workers, worker, heard, notices } = bench();
    worker().hello();
    engine.compute(ask('steps=10'));
    worker().crash();
    expect(workers).toHaveLength(2);
    expect(workers[0].terminated).toBe(true);
    expect(notices).toEqual(['restarted']);
    expect(worker().sent).toMatchObject([
      { type: 'begin', generation: 1, job: 'surface', command: { computation: ask('steps=10') } },
    ]);
    worker().hello();
    worker().say(answer(1));
    expect(heard).toEqual([whole]);
  });

  it('while it has nothing to do is replaced too', () => {
    const { workers, worker, notices } = bench();
    worker().hello();
    worker().crash();
    expect(workers).toHaveLength(2);
    expect(worker().sent).toEqual([]);
    expect(notices).toEqual(['restarted']);
  });

  it('trains again in its successor, paused if it was paused and playing if it was playing', () => {
    for (const playing of [true, false]) {
      const { engine, worker } = bench();
      worker().hello();
      engine.train(NETWORK, train(!playing));
      worker().say(ready(1));
      if (playing) engine.resume();
      else engine.pause();
      worker().crash();
      expect(worker().sent).toMatchObject([
        { type: 'begin', generation: 1, command: { type: 'train', playing } },
      ]);
    }
  });

  it('goes on from the latest checkpoint in its successor, and in the one after that', () => {
    const { engine, worker, commands, heard } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say(ready(1));
    worker().say(trained(1, 50));
    worker().say(checkpoint(40));
    worker().say(checkpoint(50));
    expect(heard.at(-1)).toMatchObject({ type: 'checkpoint' });
    for (let k = 0; k < 2; k++) {
      worker().crash();
      worker().hello();
      expect(commands()).toMatchObject([{ type: 'train', playing: true, resumeFrom: kept(50) }]);
    }
  });

  it('hands the weights that were visited before the checkpoint to its successor', () => {
    const { engine, worker, commands, heard } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    const snapshot = (step: number, stride: number): FromThread =>
      event(1, { type: 'snapshot', snapshot: { step, theta: [Float32Array.of(step), null] }, stride });
    for (const step of [1, 2, 3]) worker().say(snapshot(step, 1));
    worker().say(checkpoint(5));
    worker().say(snapshot(4, 2));
    worker().say(snapshot(6, 2));
    worker().crash();
    const steps = () => {
      const [command] = commands() as [Train];
      return command.snapshots?.map(({ step }) => step);
    };
    expect(steps()).toEqual([2, 4]);
    // Made again, it is the same step.
    worker().hello();
    worker().say(snapshot(6, 2));
    worker().say(checkpoint(7));
    worker().crash();
    expect(steps()).toEqual([2, 4, 6]);
    expect(heard.some(({ type }) => type === 'snapshot')).toBe(false);
  });

  it('starts anew when it is asked for another training', () => {
    const { engine, worker, commands } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say(checkpoint(50));
    engine.train(NETWORK, train());
    worker().crash();
    expect(commands()).toHaveLength(1);
    expect(commands()[0]).not.toHaveProperty('resumeFrom');
  });

  it('at the same step again and again is a failure that is sent', () => {
    const { engine, worker, heard } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    for (let k = 0; k < 3; k++) {
      worker().say(ready(1));
      worker().say(trained(1, 7));
      worker().crash();
      worker().hello();
    }
    expect(heard.at(-1)).toMatchObject({ type: 'failed' });
  });

  it('after the last step is replaced by one that stands where it stood, with all that was visited', () => {
    const { engine, worker, commands, heard, notices } = bench();
    worker().hello();
    const training = engine.train(NETWORK, train());
    worker().say(ready(1));
    worker().say(
      event(1, { type: 'snapshot', snapshot: { step: 32, theta: [Float32Array.of(32)] }, stride: 32 }),
    );
    worker().say(checkpoint(50));
    worker().say(finished);
    training.look({ type: 'plane', kind: 'principal' });
    worker().crash();
    expect(commands()).toMatchObject([
      { type: 'train', playing: false, plane: 'principal', resumeFrom: kept(50), snapshots: [{ step: 32 }] },
    ]);
    // If that does not go well, nothing that was wanted is lost.
    for (let k = 0; k < 3; k++) {
      worker().hello();
      worker().crash();
    }
    expect(heard.some(({ type }) => type === 'failed')).toBe(false);
    expect(worker().sent).toEqual([]);
    expect(notices).toEqual(['restarted', 'restarted']);
  });

  it('hands on what was visited in an earlier visit of the page', () => {
    const { engine, worker, commands } = bench();
    worker().hello();
    const before = [16, 32].map((step) => ({ step, theta: [Float32Array.of(step)] }));
    const training = engine.train(NETWORK, { ...train(), resumeFrom: kept(40), snapshots: before });
    expect(commands()).toMatchObject([{ type: 'train', snapshots: before }]);
    worker().say(
      event(1, { type: 'snapshot', snapshot: { step: 48, theta: [Float32Array.of(48)] }, stride: 16 }),
    );
    expect(training.snapshots.map(({ step }) => step)).toEqual([16, 32, 48]);
    expect(engine.train(NETWORK, train()).snapshots).toEqual([]);
  });

  it('is not made to train again what it had finished', () => {
    const { engine, worker } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say(ready(1));
    worker().say(finished);
    worker().crash();
    expect(worker().sent).toEqual([]);
  });

  it('over the same request again and again is a failure that is sent, after which the next request works', () => {
    const { engine, workers, worker, heard, notices } = bench();
    worker().hello();
    engine.compute(ask('steps=10'));
    for (let k = 0; k < 3; k++) {
      worker().crash();
      worker().hello();
    }
    expect(notices).toEqual(['restarted', 'restarted']);
    expect(heard).toEqual([
      {
        type: 'failed',
        code: 'error',
        message: expect.stringContaining('again'),
        diagnostic: expect.objectContaining({ code: 'worker-stopped', parameters: { times: 3 } }),
      },
    ]);
    expect(worker().sent).toEqual([]);
    expect(workers.filter(({ terminated }) => !terminated)).toEqual([worker()]);
    engine.compute(ask('steps=20'));
    worker().say(answer(2));
    expect(heard).toHaveLength(2);
  });

  it('over one request does not count against the next', () => {
    const { engine, worker, said, heard, notices } = bench();
    worker().hello();
    for (let k = 0; k < 4; k++) {
      engine.compute(ask(`steps=${10 + k}`));
      worker().crash();
      worker().hello();
    }
    expect(heard).toEqual([]);
    expect(notices).toHaveLength(4);
    expect(said()).toEqual(['begin surface 4']);
  });

  it('now and then, with answers between, is replaced every time', () => {
    const { engine, worker, heard } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    for (let k = 0; k < 10; k++) {
      worker().say(ready(1));
      worker().say(trained(1 + k, 1));
      worker().crash();
      worker().hello();
    }
    expect(heard.some(({ type }) => type === 'failed')).toBe(false);
  });
});

describe('a worker that goes silent', () => {
  const pong = (generation = 1): FromThread => ({ type: 'pong', generation });
  const phase = (phase: 'loading' | 'compiling' | 'drawing'): FromThread =>
    event(1, { type: 'progress', phase, fraction: 0 });
  /** Lets time pass second by second, as it does. */
  const seconds = (timers: ReturnType<typeof createTimers>, count: number, each = (): void => undefined) => {
    for (let k = 0; k < count; k++) {
      timers.pass(1000);
      each();
    }
  };
  /** A worker that answers when it is asked whether it lives, and says nothing else. */
  const answering = (worker: TestWorker): (() => void) => {
    let answered = 0;
    return () => {
      const asked = worker.sent.filter(({ type }) => type === 'ping').length;
      if (asked > answered) worker.say(pong());
      answered = asked;
    };
  };

  it('in a computation is replaced within ten seconds, and asked again', () => {
    const { engine, workers, worker, said, timers, notices } = bench();
    worker().hello();
    engine.compute(ask('steps=10'));
    seconds(timers, 7);
    expect(workers).toHaveLength(1);
    seconds(timers, 3);
    expect(workers[0].sent.at(-1)).toMatchObject({ type: 'ping' });
    expect(workers[0].terminated).toBe(true);
    expect(notices).toEqual(['restarted']);
    expect(said()).toEqual(['begin surface 1']);
  });

  it('but answers is given time: its machine has slept, or is busy', () => {
    const { engine, workers, worker, timers } = bench();
    worker().hello();
    engine.compute(ask('steps=1000000'));
    timers.pass(LONG);
    worker().say(pong());
    seconds(timers, 7);
    worker().say(progress(1));
    seconds(timers, 7);
    expect(workers).toHaveLength(1);
  });

  it('and only ever answers has lost what it was asked, and is replaced', () => {
    const { engine, workers, worker, timers } = bench();
    worker().hello();
    engine.compute(ask('steps=10'));
    seconds(timers, 60, answering(worker()));
    expect(workers.length).toBeGreaterThan(1);
  });

  it('is given time as long as it reports how far it is', () => {
    const { engine, workers, worker, timers } = bench();
    worker().hello();
    engine.compute(ask('steps=1000000'));
    for (let k = 0; k < 100; k++) {
      timers.pass(TWO_SECONDS);
      worker().say(k % 2 ? progress(1) : answer(1, false));
    }
    expect(workers).toHaveLength(1);
  });

  it('because it has nothing to do is left alone', () => {
    const { engine, workers, worker, timers } = bench();
    worker().hello();
    timers.pass(LONG);
    engine.compute(ask('steps=10'));
    worker().say(answer(1));
    engine.inspect(0, 2);
    timers.pass(LONG);
    expect(workers).toHaveLength(1);
    expect(timers.waiting).toBe(0);
  });

  it('while it compiles shaders is given a minute and a half', () => {
    const { engine, workers, worker, timers } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say(phase('compiling'));
    seconds(timers, 80);
    worker().say(ready(1));
    seconds(timers, 80);
    expect(workers).toHaveLength(1);
    seconds(timers, 100);
    expect(workers.length).toBeGreaterThan(1);
  });

  it('while it waits for a download is not to blame: within twenty seconds that is said, and nothing is waited for', () => {
    const { engine, workers, worker, timers, heard, notices } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say(phase('loading'));
    const answers = answering(worker());
    seconds(timers, 20, answers);
    expect(heard.at(-1)).toMatchObject({
      type: 'failed',
      code: 'no-data',
      diagnostic: { code: 'network-silent', parameters: { seconds: 19 } },
    });
    expect(worker().sent.at(-1)).toMatchObject({ type: 'cancel' });
    seconds(timers, 200, answers);
    expect([workers.length, notices]).toEqual([1, []]);
  });

  it('and dead while it loads is replaced within ten seconds', () => {
    const { engine, workers, worker, timers } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say(phase('loading'));
    seconds(timers, 10);
    expect(workers).toHaveLength(2);
  });

  it('while a download comes slowly is left alone', () => {
    const { engine, workers, worker, timers, heard } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    const answers = answering(worker());
    for (let k = 0; k < 20; k++) {
      seconds(timers, 10, answers);
      worker().say(phase('loading'));
    }
    expect(workers).toHaveLength(1);
    expect(heard.some(({ type }) => type === 'failed')).toBe(false);
  });

  it('between steps that came fast is replaced soon, and later where they are slow', () => {
    for (const apart of [250, 4000]) {
      const { engine, worker, workers, timers } = bench();
      worker().hello();
      engine.train(NETWORK, train());
      worker().say(ready(1));
      for (let k = 0; k < 3; k++) {
        timers.pass(apart);
        worker().say(trained(1 + 5 * k, 5));
      }
      const patience = Math.max(15_000, 10 * apart);
      timers.pass(patience - 1);
      timers.pass(1);
      expect(workers).toHaveLength(1);
      timers.pass(2000);
      expect(workers).toHaveLength(2);
    }
  });

  it('because training is paused is left alone', () => {
    const { engine, workers, worker, timers } = bench();
    worker().hello();
    engine.train(NETWORK, train(false));
    worker().say(ready(1));
    timers.pass(LONG);
    engine.resume();
    engine.pause();
    timers.pass(LONG);
    expect(workers).toHaveLength(1);
  });

  it('for ever while training is paused is found out within ten seconds when it goes on, and where it stood', () => {
    const { engine, workers, worker, commands, timers, notices } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say(ready(1));
    worker().say(trained(1, 40));
    worker().say(checkpoint(40));
    engine.pause();
    timers.pass(LONG);
    engine.resume();
    seconds(timers, 10);
    expect(workers).toHaveLength(2);
    expect(notices).toEqual(['restarted']);
    expect(commands()).toMatchObject([{ type: 'train', playing: true, resumeFrom: kept(40) }]);
  });

  it('after a pause, but alive, is given the time that first steps take', () => {
    const { engine, workers, worker, said, timers } = bench();
    worker().hello();
    engine.train(NETWORK, train(false));
    worker().say(ready(1));
    timers.pass(LONG);
    engine.resume();
    expect(said()).toEqual(['begin network 1', 'ping 1', 'resume 1']);
    worker().say(pong());
    seconds(timers, 60);
    expect(workers).toHaveLength(1);
  });

  it('because training is finished is left alone', () => {
    const { engine, workers, worker, timers } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say(ready(1));
    worker().say(finished);
    timers.pass(LONG);
    expect(workers).toHaveLength(1);
  });
});

describe('where no worker can be had', () => {
  it('because it is refused, this thread computes, and says so', async () => {
    const { engine, heard, notices, settle } = bench({
      spawn() {
        throw new DOMException('no', 'SecurityError');
      },
    });
    expect(notices).toEqual(['main-thread']);
    engine.compute(ask('surface=booth&start=0,0&run=sgd,lr:0.01&steps=10'));
    await settle();
    expect(heard).toMatchObject([{ type: 'computed', complete: true }]);
    const [message] = heard as [Extract<SurfaceEvent, { type: 'computed' }>];
    expect(column(message.runs[0].record, 'x')[1]).toBe(0.34);
    engine.inspect(0, 1);
    expect(heard[1]).toMatchObject({ type: 'inspected', inspection: { step: 1, before: [0, 0] } });
  });

  it('because it never says hello, this thread takes over what was asked', async () => {
    const { engine, workers, heard, notices, timers, settle } = bench();
    engine.compute(ask('steps=10'));
    timers.pass(5000);
    expect(notices).toEqual([]);
    timers.pass(5000);
    expect(notices).toEqual(['main-thread']);
    expect(workers[0].terminated).toBe(true);
    await settle();
    expect(heard).toMatchObject([{ type: 'computed', complete: true }]);
  });

  it('asking again and again does not put off the moment at which a dumb worker is given up', () => {
    const { engine, notices, timers } = bench();
    for (let k = 0; k < 12; k++) {
      engine.compute(ask(`steps=${10 + k}`));
      timers.pass(1000);
    }
    expect(notices).toEqual(['main-thread']);
  });

  it('because its program does not arrive, this thread takes over at once', () => {
    const { engine, workers, worker, notices } = bench();
    engine.compute(ask('steps=10'));
    worker().crash();
    expect(notices).toEqual(['main-thread']);
    expect(workers).toHaveLength(1);
  });

  it('a long computation lets the page live, and the latest request wins', async () => {
    const { engine, heard, settle } = bench({
      spawn() {
        throw new Error('no');
      },
    });
    engine.compute(ask(`steps=1000000${'&run=adam'.repeat(12)}`));
    engine.compute(ask('steps=10'));
    await settle();
    expect(heard).toMatchObject([{ type: 'computed', runs: [{ record: { last: 10 } }, {}, {}, {}, {}] }]);
  });

  it('networks are not trained, and the page is sent', () => {
    const { engine, heard } = bench({
      spawn() {
        throw new Error('no');
      },
    });
    engine.train(NETWORK, train());
    expect(heard).toEqual([{ type: 'failed', code: 'no-worker', message: '' }]);
  });

  it('a sleeping tab does not make this thread ask itself again', async () => {
    const { engine, heard, notices, timers } = bench({
      spawn() {
        throw new Error('no');
      },
    });
    engine.compute(ask(`steps=300000${'&run=adam'.repeat(2)}`));
    for (let k = 0; k < 60; k++) {
      timers.pass(60_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(notices).toEqual(['main-thread']);
    expect(heard.filter((m) => m.type === 'computed' && m.complete)).toHaveLength(1);
  });
});

describe('small computations', () => {
  it('need no worker where that is wanted', async () => {
    const { engine, workers, heard, settle, notices } = bench({ framed: true });
    engine.compute(ask('steps=10'));
    await settle();
    engine.inspect(0, 3);
    expect(heard).toMatchObject([{ type: 'computed' }, { type: 'inspected' }]);
    expect([workers, notices]).toEqual([[], []]);
  });

  it('that take longer than they should are handed to a worker, and those that follow with them', async () => {
    // Here the time that counts is the one that computing takes.
    let started = (): void => undefined;
    const handedOver = new Promise<void>((resolve) => {
      started = resolve;
    });
    const later = (milliseconds: number, callback: () => void) => {
      const id = setTimeout(callback, milliseconds);
      return () => clearTimeout(id);
    };
    const workers: TestWorker[] = [];
    const { engine, heard } = bench({
      framed: true,
      timers: { now: () => performance.now(), later },
      spawn() {
        workers.push(createTestWorker());
        started();
        return workers[0];
      },
    });
    const worker = () => workers[0];
    engine.compute(ask('surface=regression,n:10000,batch:10000&steps=100&run=sgd~accumulate,every:10000'));
    await handedOver;
    expect(workers).toHaveLength(1);
    worker().hello();
    engine.compute(ask('steps=10'));
    expect(worker().sent).toMatchObject([
      { type: 'begin', generation: 1 },
      { type: 'begin', generation: 2 },
    ]);
    worker().say(answer(2));
    expect(heard.at(-1)).toEqual(whole);
    engine.dispose();
  });

  it('end what a worker was busy with, and a large one starts a worker', () => {
    const { engine, workers, worker, said } = bench({ framed: true });
    engine.compute(ask('steps=50000'));
    expect(workers).toHaveLength(1);
    worker().hello();
    engine.compute(ask('steps=10'));
    engine.compute(ask('steps=60000'));
    expect(said()).toEqual(['begin surface 1', 'cancel 2', 'begin surface 3']);
    expect(workers).toHaveLength(1);
  });
});

describe('what is computed before the next picture', () => {
  /** Looking at the clock takes a fifth of a millisecond: time passes in computations. */
  const ticking = () => {
    const timers = createTimers();
    return {
      ...timers,
      now() {
        timers.pass(0.2);
        return timers.now();
      },
    };
  };

  it('is there on return where it is little, and no worker computes it once more', () => {
    const { engine, worker, heard } = bench({ timers: ticking() });
    worker().hello();
    engine.compute(ask('steps=100'), true);
    expect(heard).toMatchObject([{ type: 'computed', complete: true }]);
    expect(worker().sent.filter(({ type }) => type === 'begin')).toEqual([]);
    engine.inspect(0, 3);
    expect(heard.at(-1)).toMatchObject({ type: 'inspected', inspection: { step: 3 } });
  });

  it('of a long experiment is what is finished, and a worker computes it all', () => {
    const { engine, said, heard } = bench({ timers: ticking() });
    engine.compute(ask('steps=1000000&run=sgd,lr:9&run=adam&run=adam'), true);
    const shown = heard.flatMap((message) => (message.type === 'computed' ? message.runs : []));
    expect(shown).toMatchObject([{ run: 0, record: { status: 'diverged' } }]);
    expect(said().at(-1)).toBe('begin surface 1');
  });

  it('is nothing where a single piece of the work may take long', () => {
    const { engine, said, heard } = bench({ timers: ticking() });
    const formula = encodeURIComponent(`x^2+y^2${'+sin(x*y)'.repeat(30)}`);
    engine.compute(ask(`surface=custom&f=${formula}&run=newton&steps=10`), true);
    expect(heard).toEqual([]);
    expect(said()).toEqual(['begin surface 1']);
  });
});

describe('over a real channel', () => {
  it('runs arrive whole, handed over and not copied, and equal to those computed here', async () => {
    const { port1, port2 } = new MessageChannel();
    const sent: FromThread[] = [];
    const post = (message: FromThread, transfer: readonly ArrayBuffer[] = []): void => {
      sent.push(message);
      port2.postMessage(message, [...transfer]);
    };
    const thread = createJobThread({
      jobs: { surface: { create: createSurfaceJob } },
      post,
      yieldToEventLoop: () => new Promise((resolve) => setImmediate(resolve)),
      now: () => 0,
    });
    port2.onmessage = (event: MessageEvent<ToThread>) => thread.receive(event.data);
    const worker: WorkerLike = Object.assign(port1 as unknown as WorkerLike, {
      terminate: () => port1.close(),
    });
    const computation = ask('surface=himmelblau&steps=200');
    const runs = await new Promise<readonly RunResult[]>((resolve) => {
      const channel = new Transport({
        spawn: () => worker,
        timers: createTimers(),
        here: {},
        notice: () => undefined,
        lazy: false,
      });
      const nothing = (): void => undefined;
      post({ type: 'hello', generation: 0 });
      createSurfaceRequests({
        channel,
        framed: false,
        computed: resolve,
        progressed: nothing,
        inspected: nothing,
        replayed: nothing,
        failed: nothing,
      }).compute(computation, false);
    });
    port1.close();
    const recordings = createRecordings(computation, () => 0);
    while (!recordings.advance(1));
    expect(runs).toEqual(recordings.finished());
    const [, message] = sent as [FromThread, Extract<FromThread, { type: 'event' }>];
    const { runs: left } = message.event as Extract<SurfaceEvent, { type: 'computed' }>;
    expect(left.map(({ record }) => record.buffer.length)).toEqual([0, 0, 0, 0, 0]);
  });
});
