import { describe, expect, it } from 'vitest';
import { computation as computationOf, parseExperiment } from '../experiment/index.ts';
import { column } from '../surface/record/record.ts';
import {
  computeNow,
  createEngine,
  type EngineNotice,
  type EngineOptions,
  type WorkerLike,
} from './client.ts';
import { type Checkpoint, type FromWorker, type ToWorker, transferables } from './protocol.ts';
import { createSession } from './session.ts';

const ask = (query: string) => computationOf(parseExperiment(query).experiment);
const NETWORK = ask('surface=mnist&run=adam');
const files = () => [{ name: 'images', bytes: new Uint8Array([1, 2, 3]).buffer }];

/** A worker in a test's hands: it keeps what it is told and says what the test wants. */
interface TestWorker extends WorkerLike {
  readonly told: ToWorker[];
  readonly terminated: boolean;
  say(message: FromWorker): void;
  hello(): void;
  crash(): void;
}

function createTestWorker(): TestWorker {
  const told: ToWorker[] = [];
  let terminated = false;
  const worker: TestWorker = {
    told,
    onmessage: null,
    onerror: null,
    postMessage(message, transfer) {
      told.push(structuredClone(message, { transfer }));
    },
    terminate() {
      terminated = true;
    },
    get terminated() {
      return terminated;
    },
    say(data) {
      if (!terminated) worker.onmessage?.({ data } as MessageEvent<FromWorker>);
    },
    hello: () => worker.say({ type: 'hello', generation: 0 }),
    crash: () => worker.onerror?.({} as ErrorEvent),
  };
  return worker;
}

/** Time that passes when it is told to. */
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

function bench(options: Partial<EngineOptions> = {}) {
  const workers: TestWorker[] = [];
  const heard: FromWorker[] = [];
  const notices: EngineNotice['kind'][] = [];
  const timers = createTimers();
  const engine = createEngine({
    spawn() {
      workers.push(createTestWorker());
      return workers[workers.length - 1];
    },
    timers,
    receive: (message) => heard.push(message),
    notice: ({ kind }) => notices.push(kind),
    ...options,
  });
  const worker = () => workers[workers.length - 1];
  /** Lets a computation on this thread go on to its end. */
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 200 && !heard.some((m) => m.type === 'computed' && m.complete); i++) {
      timers.pass(0);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { engine, workers, worker, heard, notices, timers, settle };
}

const answer = (generation: number, complete = true): FromWorker => ({
  type: 'computed',
  generation,
  runs: [],
  complete,
});
const progress = (generation: number): FromWorker => ({
  type: 'progress',
  generation,
  phase: 'computing',
  fraction: 0.5,
});
const ready = (generation: number): FromWorker => ({
  type: 'network',
  generation,
  backend: 'wasm',
  reason: null,
  layers: [],
  software: false,
  trainImages: 1,
  testImages: 1,
  perEpoch: 1,
  sample: { pixels: new Uint8Array(0), labels: new Uint8Array(0) },
});
const trained = (from: number, count: number): FromWorker => ({
  type: 'trained',
  generation: 1,
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
const kept = (step: number): Checkpoint => ({
  step,
  theta: [Float32Array.of(step)],
  updaters: [],
  divergedAt: [0],
  touched: [],
  seconds: 0,
});
const train = (playing = true) => ({ files: [], backend: 'auto' as const, playing });

const TWO_SECONDS = 2000;
const LONG = 60 * 60 * 1000;

describe('the engine', () => {
  it('asks its worker and passes on the answer', () => {
    const { engine, worker, heard, notices } = bench();
    worker().hello();
    engine.compute(ask('steps=10'));
    expect(worker().told).toEqual([{ type: 'compute', generation: 1, computation: ask('steps=10') }]);
    worker().say(answer(1));
    expect(heard).toEqual([answer(1)]);
    expect(notices).toEqual([]);
  });

  it('asks before the worker has said hello: the message waits there', () => {
    const { engine, worker } = bench();
    engine.compute(ask('steps=10'));
    expect(worker().told).toHaveLength(1);
  });

  it('drops answers to what is no longer wanted', () => {
    const { engine, worker, heard } = bench();
    worker().hello();
    engine.compute(ask('steps=10'));
    engine.compute(ask('steps=20'));
    worker().say(progress(1));
    worker().say(answer(1));
    worker().say(answer(2));
    expect(heard).toEqual([answer(2)]);
  });

  it('gives each request a number of its own, which questions about it carry', () => {
    const { engine, worker } = bench();
    engine.compute(ask('steps=10'));
    engine.inspect(0, 3);
    engine.train(NETWORK, train());
    engine.pause();
    engine.resume();
    expect(worker().told.map(({ type, generation }) => `${type} ${generation}`)).toEqual([
      'compute 1',
      'inspect 1',
      'train 2',
      'pause 2',
      'resume 2',
    ]);
  });

  it('keeps the files that it hands over, for a worker that may have to take over', () => {
    const { engine, worker } = bench();
    const given = files();
    worker().hello();
    engine.train(NETWORK, { ...train(), files: given });
    expect(new Uint8Array(given[0].bytes)).toEqual(new Uint8Array([1, 2, 3]));
    worker().crash();
    const [message] = worker().told as [Extract<ToWorker, { type: 'train' }>];
    expect(new Uint8Array(message.files[0].bytes)).toEqual(new Uint8Array([1, 2, 3]));
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
    expect(worker().told).toEqual([{ type: 'compute', generation: 1, computation: ask('steps=10') }]);
    worker().hello();
    worker().say(answer(1));
    expect(heard).toEqual([answer(1)]);
  });

  it('while it has nothing to do is replaced too', () => {
    const { workers, worker, notices } = bench();
    worker().hello();
    worker().crash();
    expect(workers).toHaveLength(2);
    expect(worker().told).toEqual([]);
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
      expect(worker().told).toMatchObject([{ type: 'train', generation: 1, playing }]);
    }
  });

  it('goes on from the latest checkpoint in its successor, and in the one after that', () => {
    const { engine, worker, heard } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say(ready(1));
    worker().say(trained(1, 50));
    worker().say({ type: 'checkpoint', generation: 1, checkpoint: kept(40) });
    worker().say({ type: 'checkpoint', generation: 1, checkpoint: kept(50) });
    expect(heard.at(-1)).toMatchObject({ type: 'checkpoint' });
    for (let k = 0; k < 2; k++) {
      worker().crash();
      worker().hello();
      expect(worker().told).toMatchObject([{ type: 'train', playing: true, resumeFrom: kept(50) }]);
    }
  });

  it('hands the weights that were visited before the checkpoint to its successor', () => {
    const { engine, worker, heard } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    const visit = (step: number, stride: number): FromWorker => ({
      type: 'visit',
      generation: 1,
      visit: { step, theta: [Float32Array.of(step), null] },
      stride,
    });
    for (const step of [1, 2, 3]) worker().say(visit(step, 1));
    worker().say({ type: 'checkpoint', generation: 1, checkpoint: kept(5) });
    worker().say(visit(4, 2));
    worker().say(visit(6, 2));
    worker().crash();
    const steps = () => {
      const [message] = worker().told;
      return message.type === 'train' ? message.visits?.map(({ step }) => step) : null;
    };
    expect(steps()).toEqual([2, 4]);
    // Made again, it is the same step.
    worker().hello();
    worker().say(visit(6, 2));
    worker().say({ type: 'checkpoint', generation: 1, checkpoint: kept(7) });
    worker().crash();
    expect(steps()).toEqual([2, 4, 6]);
    expect(heard.some(({ type }) => type === 'visit')).toBe(false);
  });

  it('starts anew when it is asked for another training', () => {
    const { engine, worker } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say({ type: 'checkpoint', generation: 1, checkpoint: kept(50) });
    engine.train(NETWORK, train());
    worker().crash();
    expect(worker().told).toHaveLength(1);
    expect(worker().told[0]).not.toHaveProperty('resumeFrom');
  });

  it('at the same step again and again is a failure that is told', () => {
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
    const { engine, worker, heard, notices } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say(ready(1));
    worker().say({
      type: 'visit',
      generation: 1,
      visit: { step: 32, theta: [Float32Array.of(32)] },
      stride: 32,
    });
    worker().say({ type: 'checkpoint', generation: 1, checkpoint: kept(50) });
    worker().say({ type: 'finished', generation: 1 });
    engine.plane('principal');
    worker().crash();
    expect(worker().told).toMatchObject([
      { type: 'plane', kind: 'principal' },
      { type: 'train', playing: false, resumeFrom: kept(50), visits: [{ step: 32 }] },
    ]);
    // If that does not go well, nothing that was wanted is lost.
    for (let k = 0; k < 3; k++) {
      worker().hello();
      worker().crash();
    }
    expect(heard.some(({ type }) => type === 'failed')).toBe(false);
    expect(worker().told).toMatchObject([{ type: 'plane' }]);
    expect(notices).toEqual(['restarted', 'restarted']);
  });

  it('hands on what was visited in an earlier visit of the page', () => {
    const { engine, worker } = bench();
    worker().hello();
    const before = [16, 32].map((step) => ({ step, theta: [Float32Array.of(step)] }));
    engine.train(NETWORK, { ...train(), resumeFrom: kept(40), visits: before });
    expect(worker().told).toMatchObject([{ type: 'train', visits: before }]);
    worker().say({
      type: 'visit',
      generation: 1,
      visit: { step: 48, theta: [Float32Array.of(48)] },
      stride: 16,
    });
    expect(engine.visits().map(({ step }) => step)).toEqual([16, 32, 48]);
    engine.train(NETWORK, train());
    expect(engine.visits()).toEqual([]);
  });

  it('is not made to train again what it had finished', () => {
    const { engine, worker } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say(ready(1));
    worker().say({ type: 'finished', generation: 1 });
    worker().crash();
    expect(worker().told).toEqual([]);
  });

  it('over the same request again and again is a failure that is told, after which the next request works', () => {
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
        generation: 1,
        code: 'error',
        message: expect.stringContaining('again'),
        trouble: expect.objectContaining({ code: 'worker-stopped', parameters: { times: 3 } }),
      },
    ]);
    expect(worker().told).toEqual([]);
    expect(workers.filter(({ terminated }) => !terminated)).toEqual([worker()]);
    engine.compute(ask('steps=20'));
    worker().say(answer(2));
    expect(heard).toHaveLength(2);
  });

  it('over one request does not count against the next', () => {
    const { engine, worker, heard, notices } = bench();
    worker().hello();
    for (let k = 0; k < 4; k++) {
      engine.compute(ask(`steps=${10 + k}`));
      worker().crash();
      worker().hello();
    }
    expect(heard).toEqual([]);
    expect(notices).toHaveLength(4);
    expect(worker().told).toMatchObject([{ type: 'compute', generation: 4 }]);
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
  const pong = (generation = 1): FromWorker => ({ type: 'pong', generation });
  const phase = (phase: 'loading' | 'compiling' | 'drawing'): FromWorker => ({
    type: 'progress',
    generation: 1,
    phase,
    fraction: 0,
  });
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
      const asked = worker.told.filter(({ type }) => type === 'ping').length;
      if (asked > answered) worker.say(pong());
      answered = asked;
    };
  };

  it('in a computation is replaced within ten seconds, and asked again', () => {
    const { engine, workers, worker, timers, notices } = bench();
    worker().hello();
    engine.compute(ask('steps=10'));
    seconds(timers, 7);
    expect(workers).toHaveLength(1);
    seconds(timers, 3);
    expect(workers[0].told.at(-1)).toMatchObject({ type: 'ping' });
    expect(workers[0].terminated).toBe(true);
    expect(notices).toEqual(['restarted']);
    expect(worker().told).toMatchObject([{ type: 'compute', generation: 1 }]);
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
      trouble: { code: 'network-silent', parameters: { seconds: 19 } },
    });
    expect(worker().told.at(-1)).toMatchObject({ type: 'cancel' });
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
    const { engine, workers, worker, timers, notices } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say(ready(1));
    worker().say(trained(1, 40));
    worker().say({ type: 'checkpoint', generation: 1, checkpoint: kept(40) });
    engine.pause();
    timers.pass(LONG);
    engine.resume();
    seconds(timers, 10);
    expect(workers).toHaveLength(2);
    expect(notices).toEqual(['restarted']);
    expect(worker().told).toMatchObject([{ type: 'train', playing: true, resumeFrom: kept(40) }]);
  });

  it('after a pause, but alive, is given the time that first steps take', () => {
    const { engine, workers, worker, timers } = bench();
    worker().hello();
    engine.train(NETWORK, train(false));
    worker().say(ready(1));
    timers.pass(LONG);
    engine.resume();
    expect(worker().told.map(({ type }) => type)).toEqual(['train', 'ping', 'resume']);
    worker().say(pong());
    seconds(timers, 60);
    expect(workers).toHaveLength(1);
  });

  it('because training is finished is left alone', () => {
    const { engine, workers, worker, timers } = bench();
    worker().hello();
    engine.train(NETWORK, train());
    worker().say(ready(1));
    worker().say({ type: 'finished', generation: 1 });
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
    expect(heard).toMatchObject([{ type: 'computed', generation: 1, complete: true }]);
    const [message] = heard as [Extract<FromWorker, { type: 'computed' }>];
    expect(column(message.runs[0].frames, 'x')[1]).toBe(0.34);
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
    expect(heard).toMatchObject([{ type: 'computed', generation: 1, complete: true }]);
  });

  it('asking again and again does not put off the moment at which a dumb worker is given up', () => {
    const { engine, notices, timers } = bench();
    for (let k = 0; k < 12; k++) {
      engine.compute(ask(`steps=${10 + k}`));
      engine.resume();
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
    expect(heard).toMatchObject([{ type: 'computed', generation: 2 }]);
  });

  it('networks are not trained, and the page is told', () => {
    const { engine, heard } = bench({
      spawn() {
        throw new Error('no');
      },
    });
    engine.train(NETWORK, train());
    expect(heard).toEqual([{ type: 'failed', generation: 1, code: 'no-worker', message: '' }]);
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
  const small = (computation: { steps: number }) => computation.steps <= 100;

  it('need no worker where that is wanted', async () => {
    const { engine, workers, heard, settle, notices } = bench({ small });
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
      small,
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
    expect(worker().told).toMatchObject([
      { type: 'compute', generation: 1 },
      { type: 'compute', generation: 2 },
    ]);
    worker().say(answer(2));
    expect(heard.at(-1)).toEqual(answer(2));
    engine.dispose();
  });

  it('end what a worker was busy with, and a large one starts a worker', () => {
    const { engine, workers, worker } = bench({ small });
    engine.compute(ask('steps=500'));
    expect(workers).toHaveLength(1);
    worker().hello();
    engine.compute(ask('steps=10'));
    engine.compute(ask('steps=600'));
    expect(worker().told.map(({ type, generation }) => `${type} ${generation}`)).toEqual([
      'compute 1',
      'cancel 2',
      'compute 3',
    ]);
    expect(workers).toHaveLength(1);
  });
});

describe('over a real channel', () => {
  it('runs arrive whole, handed over and not copied, and equal to those computed here', async () => {
    const { port1, port2 } = new MessageChannel();
    const sent: FromWorker[] = [];
    const post = (message: FromWorker): void => {
      sent.push(message);
      port2.postMessage(message, transferables(message));
    };
    const session = createSession({
      post,
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
      now: () => 0,
      loadTrainer: () => import('../network/training/trainer.ts'),
    });
    port2.onmessage = (event: MessageEvent<ToWorker>) => session.receive(event.data);
    const worker: WorkerLike = Object.assign(port1 as unknown as WorkerLike, {
      terminate: () => port1.close(),
    });
    const computation = ask('surface=himmelblau&steps=200');
    const runs = await new Promise<{ run: number; frames: { buffer: Float64Array } }[]>((resolve) => {
      const engine = createEngine({
        spawn: () => worker,
        timers: createTimers(),
        receive: (message) => message.type === 'computed' && resolve([...message.runs]),
        notice: () => undefined,
      });
      post({ type: 'hello', generation: 0 });
      engine.compute(computation);
    });
    port1.close();
    expect(runs).toEqual(computeNow(computation));
    const [, message] = sent as [FromWorker, Extract<FromWorker, { type: 'computed' }>];
    expect(message.runs.map(({ frames }) => frames.buffer.length)).toEqual([0, 0, 0, 0, 0]);
  });
});
