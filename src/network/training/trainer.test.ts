import { describe, expect, it } from 'vitest';
import { defaults, optimizerTable, scheduleTable } from '../../core/tables.ts';
import type { Argument, RunSpec } from '../../core/types.ts';
import { smallFiles } from '../data/testing/fixture.ts';
import { buffersOf, evaluatedStep, lastStep, type NetworkChunk } from '../history/record.ts';
import { openTrainer, type Trainer, type TrainerEvent, type TrainerOptions } from './testing/open-trainer.ts';
import { type PretendedThreads, pretendedThreads } from './testing/own-threads.ts';

const run = (id: string, given: Record<string, Argument> = {}): RunSpec => ({
  optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...given } },
  schedules: [],
  stages: [],
});

/**
 * A trainer with a clock that is told how long a step takes, and turns that a test gives: `until` lets it go on until
 * something has been said.
 */
function bench(options: Partial<TrainerOptions> = {}, millisecondsACall = 1) {
  const events: TrainerEvent[] = [];
  let time = 0;
  let watching: (() => void) | null = null;
  const trainer: Trainer = openTrainer(
    {
      runs: [run('sgd', { lr: 0.1 }), run('adam')],
      args: { data: 'mnist', hidden: [4], batch: 16, dropout: 0 },
      steps: 60,
      seed: 1,
      files: smallFiles(),
      engine: 'wasm',
      now: () => {
        time += millisecondsACall;
        return time;
      },
      yieldToEventLoop: () => new Promise((resolve) => setImmediate(resolve)),
      ...options,
    },
    (event) => {
      events.push(event);
      watching?.();
    },
  );
  const until = (said: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      watching = () => {
        if (said()) resolve();
      };
      watching();
    });
  const chunks = (): NetworkChunk[] =>
    events.flatMap((event) => (event.type === 'trained' ? [event.chunk] : []));
  const step = (): number => Math.max(-1, ...chunks().map(lastStep));
  const ended = () => events.some(({ type }) => type === 'finished' || type === 'failed');
  return { trainer, events, until, chunks, step, ended };
}

/** Some turns of the event loop, in which a trainer that were not paused would go on. */
const idle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

describe('a trainer', () => {
  it('gets ready, evaluates, and waits', async () => {
    const { events, until, chunks, step } = bench();
    await until(() => step() === 0);
    await idle();
    expect(events.find(({ type }) => type === 'network')).toMatchObject({
      engine: 'wasm',
      reason: 'chosen',
      layers: [
        { inputs: 784, units: 4 },
        { inputs: 4, units: 10 },
      ],
      trainImages: 120,
      testImages: 40,
    });
    expect(chunks()).toHaveLength(1);
    expect(chunks()[0]).toMatchObject({ from: 1, count: 0, rates: null, seconds: 0, divergedAt: [0, 0] });
    expect(chunks()[0].evaluation?.loss[0]).toBeCloseTo(Math.log(10), 0);
  });

  it('reports every step once, in order, up to the last', async () => {
    const { trainer, events, until, chunks, ended } = bench();
    trainer.resume();
    await until(ended);
    expect(events[events.length - 1]).toEqual({ type: 'finished' });
    let next = 1;
    for (const chunk of chunks()) {
      expect(chunk.from).toBe(next);
      next += chunk.count;
      for (const column of [chunk.trainLoss, chunk.trainAccuracy, chunk.lr]) {
        expect(column).toHaveLength(2 * chunk.count);
      }
      expect(chunk.rates === null).toBe(chunk.count === 0);
    }
    expect(next).toBe(61);
    expect(
      chunks()
        .map(evaluatedStep)
        .filter((at) => at !== null),
    ).toEqual([0, 10, 25, 50, 60]);
    const seconds = chunks().map((chunk) => chunk.seconds);
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
  });

  it('reports the same with several threads as alone, and says on how many cores', async () => {
    const soon = (callback: () => void) => setImmediate(callback);
    const runs = [run('sgd', { lr: 0.1 }), run('adam'), run('lion')];
    const trained = async (threads?: PretendedThreads) => {
      let time = 0;
      // As though little time passed while other threads make steps too.
      const now = (): number => {
        time += threads?.asked.at(-1) === 'advance' ? 1 : 40;
        return time;
      };
      const { trainer, events, until, chunks, ended } = bench(
        { runs, steps: 70, engine: 'simd', threads, now },
        1,
      );
      trainer.watch({ unit: 1, weights: [{ pixel: 350, unit: 1 }] });
      trainer.resume();
      await until(ended);
      const columns = (of: (chunk: NetworkChunk) => Float64Array): number[] =>
        chunks().flatMap((chunk) => [...of(chunk)]);
      return {
        cores: events.flatMap((event) => (event.type === 'cores' ? [event.cores] : [])),
        recorded: [
          columns(({ trainLoss }) => trainLoss),
          columns(({ trainAccuracy }) => trainAccuracy),
          columns(({ followed }) => followed?.realized ?? new Float64Array(0)),
        ],
        evaluated: chunks().flatMap(({ evaluation }) =>
          evaluation ? [[evaluation.step, evaluation.loss]] : [],
        ),
        snapshots: events.flatMap((event) => (event.type === 'snapshot' ? [event.snapshot] : [])),
        last: chunks().findLast(({ rates }) => rates !== null)?.rates,
        checkpoint: events.findLast((event) => event.type === 'checkpoint'),
      };
    };
    const threads = pretendedThreads(3, soon);
    const [alone, split] = [await trained(), await trained(threads)];
    expect(alone.cores).toEqual([]);
    expect(split.cores).toEqual([3]);
    expect(threads.asked.filter((type) => type === 'advance').length).toBeGreaterThan(20);
    expect(threads.ended).toBe(2);
    expect(split.recorded).toEqual(alone.recorded);
    expect(split.snapshots).toEqual(alone.snapshots);
    expect(split.last).toEqual(alone.last);
    const statesOf = ({ checkpoint }: typeof alone) =>
      checkpoint?.type === 'checkpoint' && { ...checkpoint.checkpoint, seconds: 0 };
    expect(statesOf(split)).toEqual(statesOf(alone));
  });

  it('goes on while it evaluates, with the losses that it has when it waits', async () => {
    const files = smallFiles(320, 300);
    const evaluations = (all: readonly NetworkChunk[]) => all.flatMap(({ evaluation }) => evaluation ?? []);
    const free = bench({ files }, 30);
    free.trainer.resume();
    await free.until(free.ended);
    const late = free.chunks().filter((chunk) => (evaluatedStep(chunk) ?? lastStep(chunk)) < lastStep(chunk));
    expect(late.map(evaluatedStep)).toContain(10);
    for (const chunk of late) expect(lastStep(chunk)).toBeGreaterThan(evaluatedStep(chunk) ?? 0);

    // A schedule that is driven by the loss, but never moved by it.
    const idle = { id: 'plateau', args: { ...defaults(scheduleTable.get('plateau')), patience: 1e6 } };
    const runs = [run('sgd', { lr: 0.1 }), run('adam')].map((spec) => ({ ...spec, schedules: [idle] }));
    const waiting = bench({ files, runs }, 30);
    waiting.trainer.resume();
    await waiting.until(waiting.ended);
    for (const chunk of waiting.chunks()) expect([null, lastStep(chunk)]).toContain(evaluatedStep(chunk));
    expect(evaluations(free.chunks())).toEqual(evaluations(waiting.chunks()));
  });

  it('keeps what it has when it is paused, finishes the evaluation, and keeps that too', async () => {
    const { trainer, events, until, chunks, step } = bench({ files: smallFiles(320, 300) }, 30);
    trainer.step(10);
    const found = () => chunks().map(evaluatedStep).includes(10);
    await until(() => found() && events.at(-1)?.type === 'checkpoint');
    expect(step()).toBe(10);
    const order = events.flatMap((event) =>
      event.type === 'checkpoint'
        ? 'kept'
        : event.type === 'trained' && event.chunk.evaluation
          ? 'found'
          : [],
    );
    expect(order.slice(0, 2)).toEqual(['found', 'kept']);
    expect(order.slice(-2)).toEqual(['found', 'kept']);
  });

  it('measures rates at the first step, and does not report every step', async () => {
    const { trainer, until, chunks, ended } = bench({ steps: 200 });
    trainer.resume();
    await until(ended);
    expect(chunks().some((chunk) => lastStep(chunk) === 1 && chunk.rates)).toBe(true);
    expect(chunks().length).toBeLessThan(30);
  });

  it('reports more often when steps are slow', async () => {
    const { trainer, until, chunks, ended } = bench({ steps: 9 }, 200);
    trainer.resume();
    await until(ended);
    expect(chunks().length).toBeGreaterThanOrEqual(9);
  });

  it('stops when it is told to, and goes on where it was', async () => {
    const { trainer, until, chunks, step, ended } = bench({ steps: 400 });
    trainer.resume();
    await until(() => step() > 0);
    trainer.pause();
    await idle();
    const paused = step();
    await idle();
    expect(step()).toBe(paused);
    expect(paused).toBeLessThan(400);
    trainer.resume();
    await until(ended);
    expect(step()).toBe(400);

    const straight = bench({ steps: 400 });
    straight.trainer.resume();
    await straight.until(straight.ended);
    const losses = (all: readonly NetworkChunk[]) => all.flatMap((chunk) => [...chunk.trainLoss]);
    expect(losses(chunks())).toEqual(losses(straight.chunks()));
  });

  it('makes a single step', async () => {
    const { trainer, until, step } = bench();
    await until(() => step() === 0);
    trainer.step();
    await until(() => step() === 1);
    await idle();
    expect(step()).toBe(1);
    trainer.step(2);
    await until(() => step() === 3);
    await idle();
    expect(step()).toBe(3);
  });

  it('says nothing after it was disposed of', async () => {
    for (const when of [-1, 0, 1]) {
      const { trainer, events, until, step } = bench({ steps: 5000 });
      trainer.resume();
      await until(() => step() >= when);
      trainer.dispose();
      const said = events.length;
      await idle();
      trainer.resume();
      trainer.pause();
      await idle();
      expect(events).toHaveLength(said);
    }
  });

  it('goes on with the others when a run is no longer finite, and ends when none is', async () => {
    const wild = run('sgd', { lr: 1e30 });
    const some = bench({ runs: [wild, run('adam')] });
    some.trainer.resume();
    await some.until(some.ended);
    const last = some.chunks()[some.chunks().length - 1];
    expect(lastStep(last)).toBe(60);
    expect(last.divergedAt[0]).toBeGreaterThan(0);
    expect(last.evaluation?.loss[0]).toBeNaN();
    expect(last.evaluation?.loss[1]).toBeLessThan(3);

    const none = bench({ runs: [wild] });
    none.trainer.resume();
    await none.until(none.ended);
    expect(none.events[none.events.length - 1]).toEqual({ type: 'finished' });
    expect(none.step()).toBeLessThan(10);
  });

  it('feeds the validation loss to a plateau schedule', async () => {
    const plateau = {
      id: 'plateau',
      args: { ...defaults(scheduleTable.get('plateau')), factor: 0.5, patience: 0, threshold: 0.99 },
    };
    const { trainer, until, chunks, ended } = bench({
      runs: [{ ...run('sgd', { lr: 0.1 }), schedules: [plateau] }],
    });
    trainer.resume();
    await until(ended);
    const rates = chunks().flatMap((chunk) => [...chunk.lr]);
    // Nothing is better by 99 %: after the first evaluation in training, each halves the rate.
    expect([rates[9], rates[24], rates[25], rates[49], rates[50]]).toEqual([0.1, 0.1, 0.05, 0.05, 0.025]);
  });

  it('shows a plane while it trains, and finishes it when it rests, with no other losses than without', async () => {
    const straight = bench();
    straight.trainer.resume();
    await straight.until(straight.ended);
    const { trainer, events, until, chunks, ended } = bench();
    trainer.plane('principal');
    trainer.resume();
    await until(ended);
    const frames = () => events.flatMap((event) => (event.type === 'plane' ? [event.frame] : []));
    const losses = (all: readonly NetworkChunk[]) => all.flatMap((chunk) => [...chunk.trainLoss]);
    expect(losses(chunks())).toEqual(losses(straight.chunks()));
    await until(() => frames().at(-1)?.fraction === 1);
    expect(frames().at(-1)?.paths.last).toBe(60);
    trainer.plane('random');
    await until(() => frames().at(-1)?.kind === 'random' && frames().at(-1)?.fraction === 1);
    trainer.plane(null);
    await idle();
    const said = events.length;
    await idle();
    expect(events).toHaveLength(said);
  });

  it('says what is wrong with a file, and where there are no images', async () => {
    const cut = smallFiles().slice(0, 3);
    const broken = bench({ files: cut });
    await broken.until(broken.ended);
    expect(broken.events[broken.events.length - 1]).toMatchObject({ type: 'failed', code: 'bad-file' });

    const offline = bench({ files: [], caches: null, fetch: () => Promise.reject(new TypeError('offline')) });
    await offline.until(offline.ended);
    expect(offline.events[offline.events.length - 1]).toMatchObject({ type: 'failed', code: 'no-data' });
  });

  it('reports columns whose buffers can change hands, each once', async () => {
    const { trainer, until, chunks, ended } = bench();
    trainer.resume();
    await until(ended);
    for (const chunk of chunks()) {
      const buffers = buffersOf(chunk);
      expect(structuredClone(chunk, { transfer: buffers }).from).toBe(chunk.from);
      expect(chunk.trainLoss).toHaveLength(0);
    }
  });

  it('reports the seconds of every step, and how the sample is read', async () => {
    const { trainer, until, chunks, ended, events } = bench();
    trainer.resume();
    await until(ended);
    const time = chunks().flatMap((chunk) => [...chunk.time]);
    expect(time).toHaveLength(60);
    expect(time.every((seconds, i) => i === 0 || seconds >= time[i - 1])).toBe(true);
    const network = events.find((event) => event.type === 'network');
    if (network?.type !== 'network') throw new Error('No network.');
    expect(network.sample.labels.length * 784).toBe(network.sample.pixels.length);
    for (const { sample } of chunks()) {
      expect(sample?.digits.length).toBe(chunks()[0].divergedAt.length * network.sample.labels.length);
      expect(sample?.digits.every((digit) => digit < 10)).toBe(true);
    }
  });

  it('follows weights from the step on at which they are picked, and shows a unit at once', async () => {
    const { trainer, until, chunks, step } = bench();
    trainer.step(3);
    await until(() => step() === 3);
    trainer.watch({
      unit: 2,
      weights: [
        { pixel: 400, unit: 1 },
        { pixel: 400, unit: 5000 },
      ],
    });
    await until(() => chunks().some(({ rates }) => rates?.unit));
    expect(step()).toBe(3);
    trainer.step(2);
    await until(() => step() === 5);
    const columns = chunks().flatMap(({ from, count, followed }) =>
      followed ? [{ from, count, weights: followed.weights, values: followed.value.length }] : [],
    );
    expect(columns[0].from).toBe(4);
    // One weight of the two is in the network.
    expect(columns.every(({ weights }) => weights.length === 1 && weights[0].unit === 1)).toBe(true);
    expect(columns.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  it('reads an image while it stands, while it trains and when it is done', async () => {
    const { trainer, until, events, ended, step } = bench();
    const answers = () => events.flatMap((event) => (event.type === 'predicted' ? [event.step] : []));
    trainer.predict(new Float32Array(784));
    await until(() => answers().length === 1);
    expect(answers()).toEqual([0]);
    trainer.resume();
    await until(() => step() > 0);
    trainer.predict(new Float32Array(784));
    await until(() => answers().length === 2);
    await until(ended);
    trainer.predict(new Float32Array(784));
    await until(() => answers().length === 3);
    expect(answers()[2]).toBe(60);
  });
});
