import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defaults, optimizerTable } from '../core/tables.ts';
import type { Argument, RunSpec } from '../core/types.ts';
import { drawDigits } from './data/digits.ts';
import { datasetOf } from './data/idx.ts';
import { FILE_NAMES } from './data/mirrors.ts';
import { smallFiles } from './data/testing/fixture.ts';
import { openEngine } from './engines/open.ts';
import { type NetworkRecord, type NetworkTraceOptions, traceNetwork } from './trace.ts';
import { createTraining } from './training/training.ts';

const run = (id: string, given: Record<string, Argument> = {}): RunSpec => ({
  optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...given } },
  schedules: [],
  stages: [],
});

const small = new Map(smallFiles().map(({ name, bytes }) => [`data/${name}`, bytes as Uint8Array]));
const options = (given: Partial<NetworkTraceOptions> = {}): NetworkTraceOptions => ({
  runs: [run('sgd', { lr: 0.1 }), run('adam')],
  args: { data: 'mnist', hidden: [4], batch: 16, dropout: 0 },
  steps: 30,
  seed: 1,
  dataDirectory: 'data/',
  listFiles: async (directory) =>
    directory === 'data'
      ? [...small.keys()].map((path) => path.slice(5))
      : Promise.reject(new Error('ENOENT')),
  readFile: async (path) => small.get(path) ?? Promise.reject(new Error('ENOENT')),
  ...given,
});

async function recordsOf(given: NetworkTraceOptions, every?: number): Promise<NetworkRecord[]> {
  const records: NetworkRecord[] = [];
  for await (const record of traceNetwork(given, every)) records.push(record);
  return records;
}

describe('a trace of networks', () => {
  it('has a record for each run and step, run after run', async () => {
    const records = await recordsOf(options());
    expect(records.map(({ run, step }) => [run, step])).toEqual(
      [0, 1].flatMap((run) => Array.from({ length: 31 }, (_, step) => [run, step])),
    );
    const [start, first] = records;
    expect(start).toMatchObject({
      trainLoss: null,
      trainAccuracy: null,
      lr: null,
      rate: null,
      untouched: null,
    });
    expect(start.loss).toBeCloseTo(Math.log(10), 0);
    expect(first).toMatchObject({ loss: null, accuracy: null, lr: 0.1 });
    expect(first.rate?.layer0.map((value) => value?.toFixed(6))).toEqual(new Array(5).fill('0.100000'));
    expect(Object.keys(first.rate ?? {})).toEqual(['layer0', 'layer1']);
    const evaluated = records.filter(({ run, loss }) => run === 0 && loss !== null);
    expect(evaluated.map(({ step }) => step)).toEqual([0, 10, 25, 30]);
  });

  it('has the same numbers at fewer steps', async () => {
    const all = await recordsOf(options());
    const some = await recordsOf(options(), 7);
    expect(some.map(({ step }) => step)).toEqual([0, 7, 14, 21, 28, 30, 0, 7, 14, 21, 28, 30]);
    for (const record of some) {
      const same = all.find(({ run, step }) => run === record.run && step === record.step);
      expect(record).toEqual(same);
    }
  });

  it('has, when asked for, the curvature at the steps that are evaluated, the same whatever the engine', async () => {
    const [ours, theirs] = await Promise.all(
      (['simd', 'cpu'] as const).map((engine) => recordsOf(options({ engine, stability: true, steps: 10 }))),
    );
    expect(ours.filter(({ sharpness }) => sharpness !== null).map(({ step }) => step)).toEqual([10, 10]);
    expect(ours.map(({ limit }) => limit?.toFixed(9))).toEqual(
      [2, 38].flatMap((limit) => new Array(11).fill(limit.toFixed(9))),
    );
    const [sgd, adam] = [ours[10], ours[21]];
    expect(Number(sgd.preconditioned) / (0.1 * Number(sgd.sharpness))).toBeCloseTo(1, 4);
    for (const [i, record] of [
      [10, sgd],
      [21, adam],
    ] as const) {
      expect(record.sharpness).toBeGreaterThan(0);
      expect(record.sharpnessError).toBeLessThan(2e-3 * Number(record.sharpness));
      expect(record.preconditionedError).toBeLessThan(2e-3 * Number(record.preconditioned));
      expect(Number(theirs[i].sharpness) / Number(record.sharpness)).toBeCloseTo(1, 3);
    }
  });

  it('ends a run that is no longer finite, and is plain JSON', async () => {
    const records = await recordsOf(options({ runs: [run('sgd', { lr: 1e30 }), run('sgd')] }));
    const wild = records.filter(({ run }) => run === 0);
    const last = wild[wild.length - 1];
    expect(last.status).toBe('diverged');
    expect(last.step).toBeLessThan(5);
    expect(records.filter(({ run }) => run === 1)).toHaveLength(31);
    expect(JSON.parse(JSON.stringify(records))).toEqual(records);
  });

  it('says which files it needs', async () => {
    await expect(recordsOf(options({ dataDirectory: undefined }))).rejects.toThrow(
      'data:mnist needs --data DIR',
    );
    await expect(recordsOf(options({ dataDirectory: 'else' }))).rejects.toThrow(
      'There is no folder else that can be read.',
    );
  });
});

/** The real files, where somebody has put them. */
const directory = [
  process.env.ADASCOPE_MNIST,
  fileURLToPath(new URL('../../../shared/mnist', import.meta.url)),
].find((path) => path && existsSync(`${path}/${FILE_NAMES[0]}.gz`));

describe.skipIf(!directory)('the real MNIST', () => {
  const readReal = async (name: string) => ({ name, bytes: await readFile(`${directory}/${name}.gz`) });

  it('is read as PyTorch’s network reads it after 300 steps', async () => {
    const records = await recordsOf(
      options({
        runs: [run('adam')],
        args: { data: 'mnist', hidden: [64], batch: 64, dropout: 0 },
        steps: 300,
        dataDirectory: directory,
        listFiles: (path) => readdir(path),
        readFile: (path) => readFile(path),
      }),
      300,
    );
    // PyTorch, ten seeds: 91.00 ± 0.27 %.
    expect(Math.abs(100 * (records[1].accuracy ?? 0) - 91)).toBeLessThan(1);
  });

  it('is read, by a network that has only seen drawn digits, in seven cases of ten', async () => {
    const drawn = await drawDigits({ yieldToEventLoop: () => Promise.resolve(), progress: () => undefined });
    const { test } = await datasetOf(await Promise.all(FILE_NAMES.map(readReal)));
    const training = createTraining({
      runs: [run('adam')],
      args: { data: 'digits', hidden: [64], batch: 64, dropout: 0 },
      seed: 1,
      dataset: { train: drawn.train, test },
      engine: await openEngine('wasm'),
    });
    while (training.step < 5 * training.perEpoch) training.advance();
    const evaluation = training.evaluate(
      test,
      Uint32Array.from({ length: test.count }, (_, i) => i),
    );
    while (!evaluation.advance());
    expect(evaluation.correct[0] / test.count).toBeGreaterThan(0.7);
  });
});
