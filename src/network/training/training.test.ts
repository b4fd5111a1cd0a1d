import { beforeAll, describe, expect, it } from 'vitest';
import { optimizers } from '../../core/optimizers/index.ts';
import { defaults, optimizerTable, stageTable } from '../../core/tables.ts';
import type { Argument, RunSpec, StageSpec } from '../../core/types.ts';
import { drawSet } from '../data/digits.ts';
import type { EngineName, NetworkEngine } from '../engines/engine.ts';
import { openEngine } from '../engines/open.ts';
import { binEdge, QUANTILES, RATE_BINS } from '../history/record.ts';
import { createEvaluationJob, evaluate, testOrder } from './evaluate.ts';
import { SAMPLE } from './evaluation-schedule.ts';
import { readingOf } from './predict.ts';
import { ContextLost, createTraining, type Training } from './training.ts';

const train = drawSet(150, 3);
const test = drawSet(70, 4);
const dataset = { train, test };
const args = { data: 'digits', hidden: [6], batch: 32, dropout: 0 } as const;

const stage = (id: string, given: Record<string, Argument>): StageSpec => ({
  id,
  args: { ...defaults(stageTable.get(id)), ...given },
});
const run = (
  id: string,
  given: Record<string, Argument> = {},
  stages: readonly StageSpec[] = [],
): RunSpec => ({
  optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...given } },
  schedules: [],
  stages,
});

let engine: NetworkEngine;
const use = (name: EngineName) => async (): Promise<void> => {
  engine = await openEngine(name);
};
beforeAll(use('simd'));
/** The engine that is taken as a rule, and tfjs. */
const ENGINES = ['simd', 'wasm'] as const;

const RULES = ['x = x - lr*g'];
const trained = (
  runs: readonly RunSpec[],
  steps: number,
  other: Partial<typeof args> | object = {},
): Training => {
  const training = createTraining({
    runs,
    args: { ...args, ...other },
    seed: 1,
    rules: RULES,
    dataset,
    engine,
  });
  for (let step = 0; step < steps; step++) training.advance();
  return training;
};
const difference = (a: Float32Array, b: Float32Array): number =>
  a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);

describe.each(ENGINES)('runs trained side by side, on %s', (name) => {
  beforeAll(use(name));

  it('start at the same weights', () => {
    const { theta } = trained([run('sgd'), run('adam')], 0);
    expect(theta[0]).toEqual(theta[1]);
    expect(theta[0]).not.toBe(theta[1]);
  });

  it('go where each goes alone, every rule of the table', () => {
    const runs = optimizers.map(({ id }) => run(id));
    for (let from = 0; from < runs.length; from += 12) {
      const some = runs.slice(from, from + 12);
      const together = trained(some, 4);
      some.forEach((spec, k) => {
        const alone = trained([spec], 4);
        expect(together.divergedAt[k], spec.optimizer.id).toBe(alone.divergedAt[0]);
        expect(difference(together.theta[k], alone.theta[0]), spec.optimizer.id).toBeLessThan(1e-5);
      });
    }
  });

  it('see the same batches and drop the same units', () => {
    const training = trained([run('sgd', { lr: 0.1 }), run('sgd', { lr: 0.1 })], 5, {
      hidden: [6, 5],
      dropout: 0.5,
    });
    expect(training.theta[0]).toEqual(training.theta[1]);
  });

  it('do not notice that one of them is no longer finite', () => {
    const good = run('adam', { lr: 0.01 });
    const wild = run('sgd', { lr: 1e30 });
    const training = trained([good, wild, good], 12);
    expect(training.divergedAt[1]).toBeGreaterThan(0);
    expect(training.divergedAt[1]).toBeLessThan(4);
    expect([training.divergedAt[0], training.divergedAt[2]]).toEqual([0, 0]);
    expect(difference(training.theta[0], trained([good], 12).theta[0])).toBeLessThan(1e-6);
    expect(training.theta[2]).toEqual(training.theta[0]);
    expect([training.trainLoss[1], training.trainAccuracy[1], training.lr[1]]).toEqual([NaN, NaN, NaN]);
    const rates = training.rates();
    expect([...rates.effective.subarray(10, 20)].every(Number.isNaN)).toBe(true);
    expect(rates.effective[0]).toBeGreaterThan(0);
  });
});

describe.each(ENGINES)('accumulation, on %s', (name) => {
  beforeAll(use(name));

  it('of three batches is one update with the mean of their gradients', () => {
    // 150 images in batches of 50 are an epoch of 3: accumulated, it is the gradient of all images.
    const accumulated = trained([run('sgd', { lr: 0.5 }, [stage('accumulate', { every: 3 })])], 1, {
      batch: 50,
    });
    const whole = trained([run('sgd', { lr: 0.5 })], 1, { batch: 150 });
    expect(difference(accumulated.theta[0], whole.theta[0])).toBeLessThan(1e-6);
    expect(accumulated.trainLoss[0]).toBeCloseTo(whole.trainLoss[0], 6);
    expect(accumulated.trainAccuracy[0]).toBeCloseTo(whole.trainAccuracy[0], 9);
  });

  it('leaves runs that do not accumulate as they are', () => {
    const plain = run('adam');
    const training = trained([plain, run('adam', {}, [stage('accumulate', { every: 2 })])], 4);
    expect(difference(training.theta[0], trained([plain], 4).theta[0])).toBeLessThan(1e-6);
    expect(training.theta[1]).not.toEqual(training.theta[0]);
  });
});

describe.each(ENGINES)('a graphics context that is lost in a step, on %s', (name) => {
  beforeAll(use(name));

  it('costs nothing: the step is made again on another engine', () => {
    let calls = 0;
    let lostAt = Number.POSITIVE_INFINITY;
    const flaky: NetworkEngine = { ...engine, lost: () => ++calls >= lostAt };
    const runs = [run('adam'), run('adam', {}, [stage('accumulate', { every: 3 })])];
    const training = createTraining({ runs, args, seed: 1, dataset, engine: flaky });
    training.advance();
    lostAt = calls + 3; // In the midst of the second run's batches.
    expect(() => training.advance()).toThrow(ContextLost);
    expect(training.step).toBe(1);
    training.use(engine);
    training.advance();
    const steady = trained(runs, 2);
    expect(training.theta).toEqual(steady.theta);
    expect(training.trainLoss).toEqual(steady.trainLoss);
  });
});

describe.each(ENGINES)('the rates of an update, on %s', (name) => {
  beforeAll(use(name));

  it('are η everywhere for gradient descent', () => {
    const { effective, realized, pixels } = trained([run('sgd', { lr: 0.25 })], 3).rates();
    expect(new Set(effective)).toEqual(new Set([0.25]));
    for (const value of realized) expect(Math.abs(value / 0.25 - 1)).toBeLessThan(0.01);
    expect(
      pixels.filter((value) => !Number.isNaN(value)).every((value) => Math.abs(value / 0.25 - 1) < 1e-6),
    ).toBe(true);
  });

  it('are those of the weights that have had a gradient', () => {
    const training = trained([run('adagrad')], 3);
    const { effective, untouched, pixels } = training.rates();
    // What is always dark has no gradient: the image's corner.
    expect(untouched[0]).toBeGreaterThan(0.1);
    expect(pixels[0]).toBeNaN();
    expect(pixels[14 * 28 + 14]).toBeGreaterThan(0);
    // η/ε = 1e8 would be the rate of those.
    expect(Math.max(...effective)).toBeLessThan(1e8);
    const size = QUANTILES.length;
    for (let l = 0; l < 2; l++) {
      const found = [...effective.subarray(l * size, (l + 1) * size)];
      expect(found).toEqual([...found].sort((a, b) => a - b));
    }
  });
});

describe.each(ENGINES)('an evaluation, on %s', (name) => {
  beforeAll(use(name));

  it('is the mean over the images, however they are divided', async () => {
    const training = trained([run('adam', { lr: 0.01 }), run('sgd')], 8);
    const order = testOrder(test);
    const at = async (positions: Uint32Array) =>
      evaluate(training, test, positions, 'all', () => Promise.resolve());
    const whole = await at(order);
    const parts = await Promise.all([at(order.subarray(0, 30)), at(order.subarray(30))]);
    for (const k of [0, 1]) {
      expect((30 * parts[0].loss[k] + 40 * parts[1].loss[k]) / 70).toBeCloseTo(whole.loss[k], 5);
      expect((30 * parts[0].accuracy[k] + 40 * parts[1].accuracy[k]) / 70).toBeCloseTo(whole.accuracy[k], 9);
    }
  });

  it('of all images has the numbers of the sample too', async () => {
    const many = drawSet(SAMPLE + 500, 5);
    const training = trained([run('adam')], 2);
    const order = testOrder(many);
    const pauses: number[] = [];
    const pause = async (fraction: number) => void pauses.push(fraction);
    const all = await evaluate(training, many, order, 'all', pause);
    const sample = await evaluate(training, many, order, 'sample', pause);
    expect(all.loss).toEqual(sample.loss);
    expect(sample.test).toBeNull();
    const direct = await evaluate(training, many, order.subarray(SAMPLE), 'all', pause);
    expect(all.test?.accuracy[0]).toBeCloseTo(0.8 * sample.accuracy[0] + 0.2 * direct.accuracy[0], 9);
    expect(Math.max(...pauses)).toBeLessThan(1);
    expect(pauses.length).toBeGreaterThan(2);
  });
});

describe('an evaluation beside the steps', () => {
  const order = testOrder(test);

  it.each(['simd', 'wasm', 'cpu'] as const)(
    'is that of the weights with which it began, on %s',
    async (name) => {
      const using = await openEngine(name);
      const runs = [run('adam'), run('sgd', { lr: 0.5 }, [stage('accumulate', { every: 2 })])];
      const training = createTraining({ runs, args, seed: 1, dataset, engine: using });
      training.advance();
      const before = await evaluate(training, test, order, 'all', () => Promise.resolve());
      const job = createEvaluationJob(training, test, order, { kind: 'all', snapshot: training.snapshot() });
      let found = job.advance();
      let steps = 0;
      while (!found) {
        training.advance();
        steps++;
        found = job.advance();
      }
      expect(steps).toBeGreaterThan(0);
      expect(found).toEqual(before);
      expect(before.step).toBe(1);
      await use('simd')();
    },
  );

  it('that was lost with the graphics context is made again, of the weights with which it began', async () => {
    let lost = false;
    const flaky: NetworkEngine = { ...engine, lost: () => lost };
    const training = createTraining({ runs: [run('adam')], args, seed: 1, dataset, engine: flaky });
    training.advance();
    const before = await evaluate(training, test, order, 'sample', () => Promise.resolve());
    const job = createEvaluationJob(training, test, order, { kind: 'sample', snapshot: training.snapshot() });
    expect(job.advance()).toBeNull();
    training.advance();
    lost = true;
    expect(() => job.advance()).toThrow(ContextLost);
    training.use(engine);
    let found = job.advance();
    while (!found) found = job.advance();
    expect(found).toEqual(before);
  });
});

describe.each(ENGINES)('looking closer, on %s', (name) => {
  beforeAll(use(name));

  it('counts every touched weight once, in the bin of its rate', () => {
    const training = trained([run('adagrad'), run('adam')], 5);
    const { histogram, effective, untouched } = training.rates();
    training.layout.layers.forEach(({ size }, l) => {
      for (const k of [0, 1]) {
        const at = k * 2 + l;
        const bins = histogram.subarray(at * RATE_BINS.COUNT, (at + 1) * RATE_BINS.COUNT);
        const counted = bins.reduce((sum, n) => sum + n, 0);
        expect(counted).toBe(Math.round(size * (1 - untouched[at])));
        // The median lies where half of the counts are reached.
        const median = effective[at * QUANTILES.length + 2];
        let below = 0;
        let bin = 0;
        while (below + bins[bin] < counted / 2) below += bins[bin++];
        expect(median).toBeGreaterThan(binEdge(bin) * 0.99);
        expect(median).toBeLessThan(binEdge(bin + 1) * 1.01);
      }
    });
  });

  it('shows the rates to one unit by pixel', () => {
    const training = trained([run('sgd'), run('rmsprop')], 3);
    const { unit } = training.rates(4);
    expect(unit?.unit).toBe(4);
    const { units } = training.layout.layers[0];
    for (let pixel = 0; pixel < 784; pixel++) {
      const i = pixel * units + 4;
      const expected = training.touched[1][i] === 0 ? Number.NaN : training.updaters[1].rate[i];
      expect(unit?.pixels[784 + pixel]).toBe(expected);
    }
    expect(training.rates().unit).toBeNull();
  });

  it('reads images as the evaluation does', async () => {
    const training = trained([run('adam', { lr: 0.01 }), run('sgd', { lr: 1e30 })], 40);
    const images = Float32Array.from(test.pixels, (value) => value / 255);
    const probabilities = training.predict(images);
    const { digits, confidence } = readingOf(probabilities);
    const right = test.labels.filter((label, i) => digits[i] === label).length;
    const { accuracy } = await evaluate(training, test, testOrder(test), 'sample', () => Promise.resolve());
    expect(right / test.count).toBeCloseTo(accuracy[0], 12);
    for (let i = 0; i < test.count; i++) {
      const sum = probabilities.subarray(i * 10, i * 10 + 10).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 5);
      expect(confidence[i]).toBe(Math.max(...probabilities.subarray(i * 10, i * 10 + 10)));
    }
    // The run that diverged reads nothing.
    expect(digits[test.count]).toBe(255);
  });
});

describe('training on less, or on more than there is', () => {
  it('takes the first images only, and has shorter epochs', () => {
    const few = trained([run('sgd')], 0, { images: 40 });
    expect([few.trainImages, few.perEpoch]).toEqual([40, 2]);
    expect(trained([run('sgd')], 0, { images: 5000 }).trainImages).toBe(train.count);
    // As if there were no others.
    const first = {
      count: 40,
      pixels: train.pixels.subarray(0, 40 * 784),
      labels: train.labels.subarray(0, 40),
    };
    const alone = createTraining({
      runs: [run('sgd')],
      args,
      seed: 1,
      dataset: { train: first, test },
      engine,
    });
    const some = trained([run('sgd')], 5, { images: 40 });
    for (let step = 0; step < 5; step++) alone.advance();
    expect(some.theta[0]).toEqual(alone.theta[0]);
  });

  it('shows the same changed images to all runs, and others to other steps', () => {
    const changed = { shift: 2, rotate: 15, noise: 0.1 };
    const training = trained([run('sgd'), run('sgd')], 5, changed);
    expect(training.theta[0]).toEqual(training.theta[1]);
    expect(training.theta[0]).toEqual(trained([run('sgd')], 5, changed).theta[0]);
    expect(training.theta[0]).not.toEqual(trained([run('sgd')], 5).theta[0]);
  });
});
