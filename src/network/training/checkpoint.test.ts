import { beforeAll, describe, expect, it } from 'vitest';
import { optimizers } from '../../core/optimizers/index.ts';
import { defaults, optimizerTable, scheduleTable, stageTable } from '../../core/tables.ts';
import type { Argument, RunSpec } from '../../core/types.ts';
import { drawSet } from '../data/digits.ts';
import { smallFiles } from '../data/testing/fixture.ts';
import type { EngineName, NetworkEngine } from '../engines/engine.ts';
import { openEngine } from '../engines/open.ts';
import { lastStep, type NetworkChunk } from '../history/record.ts';
import { type Checkpoint, checkpointBuffers, checkpointOf, fits } from './checkpoint.ts';
import { openTrainer, type TrainerEvent, type TrainerOptions } from './testing/open-trainer.ts';
import { createTraining, type Training } from './training.ts';

const dataset = { train: drawSet(90, 3), test: drawSet(30, 4) };
const run = (id: string, given: Record<string, Argument> = {}, more: Partial<RunSpec> = {}): RunSpec => ({
  optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...given } },
  schedules: [],
  stages: [],
  ...more,
});
const stage = (id: string, given: Record<string, Argument>) => ({
  id,
  args: { ...defaults(stageTable.get(id)), ...given },
});
const plateau = {
  id: 'plateau',
  args: { ...defaults(scheduleTable.get('plateau')), factor: 0.5, patience: 0, threshold: 0.99 },
};

let engine: NetworkEngine;
const use = (name: EngineName) => async (): Promise<void> => {
  engine = await openEngine(name);
};
beforeAll(use('simd'));
/** The engine that is taken as a rule, and tfjs. */
const ENGINES = ['simd', 'wasm'] as const;

const training = (runs: readonly RunSpec[], dropout = 0): Training =>
  createTraining({
    runs,
    args: { data: 'digits', hidden: [5], batch: 16, dropout },
    seed: 1,
    rules: ['m = 0.9*m + 0.1*g; x = x - lr*m'],
    dataset,
    engine,
  });
/** What another thread would receive. */
const sent = (checkpoint: Checkpoint): Checkpoint =>
  structuredClone(checkpoint, { transfer: checkpointBuffers(checkpoint) });

describe.each(ENGINES)('a training that goes on from a checkpoint, on %s', (name) => {
  beforeAll(use(name));

  it('goes where it would have gone, with every rule', () => {
    for (let from = 0; from < optimizers.length; from += 12) {
      const runs = optimizers.slice(from, from + 12).map(({ id }) => run(id));
      const straight = training(runs);
      const second = training(runs);
      for (let k = 0; k < 3; k++) straight.advance();
      second.restore(sent(checkpointOf(straight, 7)));
      expect(second.step).toBe(3);
      for (let k = 0; k < 3; k++) {
        straight.advance();
        second.advance();
      }
      runs.forEach((spec, k) => {
        expect(second.theta[k], spec.optimizer.id).toEqual(straight.theta[k]);
      });
      expect(second.trainLoss).toEqual(straight.trainLoss);
      expect(second.rates()).toEqual(straight.rates());
    }
  });

  it('has the same dropped units, noise, accumulated batches and schedules', () => {
    const runs = [
      run('adam', {}, { stages: [stage('noise', { sigma: 0.1 })] }),
      run('sgd', { lr: 0.5 }, { stages: [stage('accumulate', { every: 3 })] }),
      run('sgd', { lr: 0.5 }, { schedules: [plateau] }),
    ];
    const straight = training(runs, 0.5);
    const step = (one: Training, count: number): void => {
      for (let k = 0; k < count; k++) {
        one.advance();
        one.observe(Float64Array.of(1, 1, 1));
      }
    };
    step(straight, 3);
    const second = training(runs, 0.5);
    second.restore(sent(checkpointOf(straight, 0)));
    step(straight, 4);
    step(second, 4);
    expect(second.theta).toEqual(straight.theta);
    expect(second.lr).toEqual(straight.lr);
    expect(second.lr[2]).toBeLessThan(0.5 / 16);
  });

  it('keeps a run that was no longer finite where it was, and the others do not notice', () => {
    const runs = [run('adam'), run('sgd', { lr: 1e30 })];
    const straight = training(runs);
    for (let k = 0; k < 5; k++) straight.advance();
    const second = training(runs);
    second.restore(sent(checkpointOf(straight, 0)));
    expect(second.divergedAt).toEqual(straight.divergedAt);
    for (let k = 0; k < 3; k++) {
      straight.advance();
      second.advance();
    }
    expect(second.theta[0]).toEqual(straight.theta[0]);
    expect([second.trainLoss[1], second.lr[1]]).toEqual([Number.NaN, Number.NaN]);
  });

  it('is told from one of another network', () => {
    const given = checkpointOf(training([run('adam')]), 0);
    const { length } = given.theta[0];
    expect(fits(given, 1, length)).toBe(true);
    expect([fits(given, 2, length), fits(given, 1, length + 1)]).toEqual([false, false]);
  });
});

describe('a trainer', () => {
  const bench = (options: Partial<TrainerOptions> = {}) => {
    const events: TrainerEvent[] = [];
    let time = 0;
    let told = (): void => undefined;
    const trainer = openTrainer(
      {
        runs: [run('sgd', { lr: 0.1 }), run('adam')],
        args: { data: 'mnist', hidden: [4], batch: 16, dropout: 0 },
        steps: 60,
        seed: 1,
        files: smallFiles(),
        engine: 'wasm',
        now: () => {
          time += 100;
          return time;
        },
        yieldToEventLoop: () => new Promise((resolve) => setImmediate(resolve)),
        ...options,
      },
      (event) => {
        events.push(event);
        told();
      },
    );
    const until = (said: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        told = () => said() && resolve();
        told();
      });
    const chunks = (): NetworkChunk[] =>
      events.flatMap((event) => (event.type === 'trained' ? [event.chunk] : []));
    const checkpoints = () =>
      events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []));
    const ended = () => events.some(({ type }) => type === 'finished' || type === 'failed');
    return { trainer, events, until, chunks, checkpoints, ended };
  };
  const losses = (chunks: readonly NetworkChunk[], from = 1) =>
    chunks.filter((chunk) => chunk.from >= from).flatMap((chunk) => [...chunk.trainLoss]);

  it('keeps a checkpoint now and then, at a pause and at the end, each after the reports of its steps', async () => {
    const { trainer, events, until, checkpoints, ended } = bench();
    trainer.step(3);
    await until(() => checkpoints().at(-1)?.step === 3);
    trainer.resume();
    await until(ended);
    expect(checkpoints().length).toBeGreaterThan(3);
    expect(checkpoints().at(-1)?.step).toBe(60);
    let reported = 0;
    for (const event of events) {
      if (event.type === 'trained') reported = lastStep(event.chunk);
      if (event.type === 'checkpoint') expect(event.checkpoint.step).toBeLessThanOrEqual(reported);
    }
  });

  it('goes on from a checkpoint as if nothing had happened', async () => {
    const first = bench();
    first.trainer.resume();
    await first.until(first.ended);
    const from = first.checkpoints().find(({ step }) => step >= 20) as Checkpoint;

    const second = bench({ resumeFrom: sent(from) });
    second.trainer.resume();
    await second.until(second.ended);
    expect(second.chunks()[0].from).toBe(from.step + 1);
    expect(losses(second.chunks())).toEqual(losses(first.chunks()).slice(2 * from.step));
    expect(second.chunks().at(-1)?.evaluation).toEqual(first.chunks().at(-1)?.evaluation);
    expect(second.chunks()[0].seconds).toBeGreaterThan(from.seconds);
  });

  it('makes the evaluations that were still to be made when a checkpoint was kept', async () => {
    const files = smallFiles(320, 300);
    const evaluations = (chunks: readonly NetworkChunk[]) =>
      chunks.flatMap(({ evaluation }) => evaluation ?? []);
    const first = bench({ files });
    first.trainer.resume();
    await first.until(first.ended);
    const from = first.checkpoints().find(({ pending }) => pending) as Checkpoint;
    const second = bench({ files, resumeFrom: sent(from) });
    second.trainer.resume();
    await second.until(second.ended);
    const earliest = from.pending?.[0].snapshot.step ?? 0;
    const expected = evaluations(first.chunks()).filter(({ step = 0 }) => step >= earliest);
    expect(earliest).toBeLessThanOrEqual(from.step);
    expect(expected[0].step).toBe(earliest);
    expect(evaluations(second.chunks())).toEqual(expected);
  });

  it('that takes over after the last step stands there, and shows the plane through all that was visited', async () => {
    const first = bench();
    first.trainer.plane('principal');
    first.trainer.resume();
    await first.until(first.ended);
    const paths = (events: readonly TrainerEvent[]) =>
      events.flatMap((event) => (event.type === 'plane' ? [event.frame.paths] : [])).at(-1);
    await first.until(() => paths(first.events)?.last === 60);
    first.trainer.dispose();
    const snapshots = first.events.flatMap((event) => (event.type === 'snapshot' ? [event.snapshot] : []));
    const resumeFrom = sent(first.checkpoints().at(-1) as Checkpoint);

    const second = bench({ resumeFrom, snapshots });
    second.trainer.plane('principal');
    await second.until(() => second.ended() && paths(second.events) !== undefined);
    expect(second.events.some(({ type }) => type === 'failed')).toBe(false);
    expect(second.chunks()).toEqual([]);
    const { last, places, stride, points } = paths(second.events) as NonNullable<ReturnType<typeof paths>>;
    expect([last, places, stride]).toEqual([60, paths(first.events)?.places, paths(first.events)?.stride]);
    expect(points.every(Number.isFinite)).toBe(true);
    second.trainer.dispose();
  });

  it('starts anew when the checkpoint is of another experiment', async () => {
    const other = bench({ args: { data: 'mnist', hidden: [3], batch: 16, dropout: 0 } });
    other.trainer.step(2);
    await other.until(() => other.checkpoints().length > 0);
    other.trainer.dispose();
    const { trainer, until, chunks, ended } = bench({ resumeFrom: other.checkpoints()[0] });
    trainer.resume();
    await until(ended);
    expect(losses(chunks())).toHaveLength(2 * 60);
  });
});
