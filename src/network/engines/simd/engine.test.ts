/** The engine `simd` beside tfjs, beside a network in float64 written out, and beside itself. */
import { beforeAll, describe, expect, it } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { random } from '../../../core/random.ts';
import { defaults, optimizerTable } from '../../../core/tables.ts';
import type { Argument, RunSpec } from '../../../core/types.ts';
import { erf } from '../../curvature/error-function.ts';
import { createRows, fillRows } from '../../data/batch-buffer.ts';
import { dropoutMask } from '../../data/batches.ts';
import { drawSet } from '../../data/digits.ts';
import type { ImageSet } from '../../data/images.ts';
import { initialWeights } from '../../model/init.ts';
import { COLUMNS, type Layout, networkLayout } from '../../model/layout.ts';
import { createTraining, type Training } from '../../training/training.ts';
import type { Batch, NetworkEngine } from '../engine.ts';
import { openEngine } from '../open.ts';
import { compiledRules } from './rules.ts';

const train = drawSet(300, 3);
const dataset = { train, test: train };
const run = (id: string, given: Record<string, Argument> = {}): RunSpec => ({
  optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...given } },
  schedules: [],
  stages: [],
});
let simd: NetworkEngine;
let cpu: NetworkEngine;
beforeAll(async () => {
  simd = await openEngine('simd');
  cpu = await openEngine('cpu');
});

const pixels = Float32Array.from(train.pixels.subarray(0, 3 * 784), (value) => value / 255);

const batchOf = (layout: Layout, rows: number, count: number, dropout = 0): Batch => {
  const buffer = createRows(rows);
  fillRows(
    buffer,
    train,
    Uint32Array.from({ length: count }, (_, i) => (7 * i) % train.count),
  );
  const hidden = dropout > 0 ? layout.layers.slice(0, -1) : [];
  const masks = hidden.map(({ units }, l) => {
    const mask = new Float32Array(rows * units);
    dropoutMask(mask, dropout, 1, 0, l);
    return mask;
  });
  return { ...buffer, count, masks };
};
const stepOf = (engine: NetworkEngine, layout: Layout, theta: readonly Float32Array[], batch: Batch) => {
  const rows = batch.labels.length;
  const network = engine.workspace({ layout, vectors: 0, marks: 0, rows }).createNetwork(theta.length);
  const gradients = theta.map(() => new Float32Array(layout.length).fill(Number.NaN));
  const loss = new Float64Array(theta.length);
  const correct = new Float64Array(theta.length);
  network.step(theta, batch, gradients, loss, correct);
  return { gradients, loss, correct };
};
const length = (v: ArrayLike<number>): number => Math.sqrt(Array.from(v).reduce((sum, x) => sum + x * x, 0));
const apart = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  length(Array.from(a, (x, i) => x - b[i])) / length(b);

/** Units that four divides and such that it does not, one layer to four, batches of one and of hundreds. */
const SHAPES: readonly (readonly [hidden: number[], rows: number, count: number, dropout: number])[] = [
  [[32], 64, 64, 0],
  [[8], 16, 16, 0.5],
  [[6], 5, 5, 0],
  [[1], 1, 1, 0],
  [[5, 7], 10, 9, 0.3],
  [[12, 6, 4], 33, 20, 0],
  [[6, 12, 3, 8], 7, 7, 0.2],
  [[33], 128, 100, 0.1],
  [[44, 40], 40, 40, 0],
  [[], 12, 12, 0],
];

/** What hidden units make of a sum, by the standard functions. */
const ACTIVATIONS = {
  relu: (z: number) => Math.max(0, z),
  tanh: Math.tanh,
  gelu: (z: number) => 0.5 * z * (1 + erf(z * Math.SQRT1_2)),
};

/** The mean loss of a network, in float64. */
function lossOf(layout: Layout, theta: ArrayLike<number>, batch: Batch): number {
  const activation = ACTIVATIONS[layout.activation];
  let sum = 0;
  for (let row = 0; row < batch.count; row++) {
    let values = Array.from(batch.images.subarray(row * COLUMNS, row * COLUMNS + 784));
    layout.layers.forEach(({ inputs, units, offset }, l) => {
      const next = Array.from({ length: units }, (_, j) => {
        let z = theta[offset + inputs * units + j];
        for (let i = 0; i < inputs; i++) z += values[i] * theta[offset + i * units + j];
        return z;
      });
      const hidden = l < layout.layers.length - 1;
      values = hidden ? next.map((z, j) => activation(z) * (batch.masks[l]?.[row * units + j] ?? 1)) : next;
    });
    const most = Math.max(...values);
    sum +=
      Math.log(values.reduce((all, z) => all + Math.exp(z - most), 0)) + most - values[batch.labels[row]];
  }
  return sum / batch.count;
}

describe('the loss and its gradient', () => {
  it.each(SHAPES)(
    'of hidden layers %j and %i rows of which %i are images, dropout %d, are those of tfjs',
    (hidden, rows, count, dropout) => {
      const layout = networkLayout(hidden);
      const theta = [1, 2, 3].map((seed) => initialWeights(layout, seed));
      const batch = batchOf(layout, rows, count, dropout);
      const [ours, theirs] = [simd, cpu].map((engine) => stepOf(engine, layout, theta, batch));
      theta.forEach((_, k) => {
        expect(Math.abs(ours.loss[k] / theirs.loss[k] - 1)).toBeLessThan(1e-6);
        expect(ours.correct[k]).toBe(theirs.correct[k]);
        expect(apart(ours.gradients[k], theirs.gradients[k])).toBeLessThan(1e-6);
      });
    },
  );

  it.each(
    (['tanh', 'gelu'] as const).flatMap((activation) =>
      SHAPES.slice(0, 6).map((shape) => [activation, ...shape] as const),
    ),
  )(
    'of %s, hidden layers %j and %i rows of which %i are images, dropout %d, are those of tfjs',
    (activation, hidden, rows, count, dropout) => {
      const layout = networkLayout(hidden, activation);
      const theta = [1, 2].map((seed) => initialWeights(layout, seed, { init: 'he' }));
      const batch = batchOf(layout, rows, count, dropout);
      const [ours, theirs] = [simd, cpu].map((engine) => stepOf(engine, layout, theta, batch));
      theta.forEach((_, k) => {
        expect(Math.abs(ours.loss[k] / theirs.loss[k] - 1)).toBeLessThan(2e-6);
        expect(ours.correct[k]).toBe(theirs.correct[k]);
        expect(apart(ours.gradients[k], theirs.gradients[k])).toBeLessThan(3e-6);
      });
    },
  );

  it.each([
    [[6], 0, 'relu'],
    [[5, 7], 0.3, 'relu'],
    [[], 0, 'relu'],
    [[6], 0, 'tanh'],
    [[5, 7], 0.3, 'tanh'],
    [[6], 0, 'gelu'],
    [[5, 7], 0.3, 'gelu'],
  ] as const)(
    'with hidden layers %j, dropout %d and %s are what finite differences of a loss in float64 say',
    (hidden, dropout, activation) => {
      const layout = networkLayout(hidden, activation);
      const theta = initialWeights(layout, 5);
      const batch = batchOf(layout, 12, 11, dropout);
      const { gradients, loss } = stepOf(simd, layout, [theta], batch);
      expect(Math.abs(loss[0] / lossOf(layout, theta, batch) - 1)).toBeLessThan(1e-6);
      const chance = random(1, 99);
      const exact = Float64Array.from(theta);
      const differences: number[] = [];
      const found: number[] = [];
      for (let n = 0; n < 60; n++) {
        const { offset, size } = layout.layers[n % layout.layers.length];
        const i = offset + Math.floor(chance.uniform() * size);
        const h = 1e-6;
        exact[i] = theta[i] + h;
        const above = lossOf(layout, exact, batch);
        exact[i] = theta[i] - h;
        const below = lossOf(layout, exact, batch);
        exact[i] = theta[i];
        differences.push((above - below) / (2 * h));
        found.push(gradients[0][i]);
      }
      expect(length(differences)).toBeGreaterThan(1e-3);
      expect(apart(found, differences)).toBeLessThan(1e-5);
    },
  );

  it('are not finite where the weights are not', () => {
    const layout = networkLayout([6]);
    const wild = initialWeights(layout, 1);
    wild.fill(Number.NaN, 0, layout.length - 11);
    expect(stepOf(simd, layout, [wild], batchOf(layout, 8, 8)).loss[0]).toBeNaN();
  });
});

/**
 * Rules that are meant for the plane have smaller rates here, at which a weight that is off by its last bit does not make another
 * training of it. Of two it does whatever the rate: they are followed for fewer steps, L-BFGS with all images in a batch.
 */
const SETTINGS: Readonly<
  Record<
    string,
    { readonly given?: Record<string, Argument>; readonly args?: object; readonly steps?: number }
  >
> = {
  polyak: { given: { lr: 0.1 } },
  armijo: { given: { lr: 0.1 } },
  newton: { given: { lr: 0.1 } },
  prodigy: { steps: 50 },
  lbfgs: { given: { lr: 0.1 }, args: { batch: 300, dropout: 0 }, steps: 40 },
};

describe('networks side by side', () => {
  const trained = (
    engine: NetworkEngine,
    runs: readonly RunSpec[],
    steps: number,
    given: object = {},
  ): Training => {
    const training = createTraining({
      runs,
      args: { data: 'digits', hidden: [12, 7], batch: 16, dropout: 0.1, ...given },
      seed: 2,
      rules: ['x = x - lr*g'],
      dataset,
      engine,
    });
    for (let step = 0; step < steps; step++) training.advance();
    return training;
  };

  it('have the bits of each alone, with every rule', () => {
    const specs = optimizers.map(({ id }) => run(id));
    for (let from = 0; from < specs.length; from += 12) {
      const some = specs.slice(from, from + 12);
      const together = trained(simd, some, 6);
      some.forEach((spec, k) => {
        const alone = trained(simd, [spec], 6);
        expect(together.theta[k], spec.optimizer.id).toEqual(alone.theta[0]);
        expect(together.trainLoss[k], spec.optimizer.id).toBe(alone.trainLoss[0]);
        expect(together.updaters[k].rate, spec.optimizer.id).toEqual(alone.updaters[0].rate);
      });
    }
  });

  it.each(optimizers.map(({ id }) => id))('%s has the losses of tfjs, step by step', (id) => {
    const { given, args, steps = 100 } = SETTINGS[id] ?? {};
    const [ours, theirs] = [simd, cpu].map((engine) => trained(engine, [run(id, given)], 0, args));
    for (let step = 1; step <= steps; step++) {
      ours.advance();
      theirs.advance();
      expect(ours.divergedAt).toEqual(theirs.divergedAt);
      if (ours.divergedAt[0] > 0) break;
      expect(Math.abs(ours.trainLoss[0] / theirs.trainLoss[0] - 1), `step ${step}`).toBeLessThan(1e-5);
    }
  });
});

/** Images of noise: nothing that is drawn comes into the sum of all bits. */
function noise(count: number): ImageSet {
  const chance = random(7, 97);
  const pixels = Uint8Array.from({ length: count * 784 }, () =>
    chance.uniform() < 0.2 ? Math.floor(256 * chance.uniform()) : 0,
  );
  return { count, pixels, labels: Uint8Array.from({ length: count }, (_, i) => i % 10) };
}

/** A sum of the bits of float32 numbers (FNV-1a). */
const bitsOf = (vectors: readonly Float32Array[]): string => {
  let sum = 0x811c9dc5;
  for (const vector of vectors) {
    for (const word of new Uint32Array(vector.buffer, vector.byteOffset, vector.length)) {
      sum = Math.imul(sum ^ word, 16_777_619);
    }
  }
  return (sum >>> 0).toString(16);
};

describe('the bits of a training', () => {
  it('are these on every machine', () => {
    const images = noise(200);
    const training = createTraining({
      runs: compiledRules.map((id) => run(id)),
      args: { data: 'digits', hidden: [18, 8], batch: 24, dropout: 0.25 },
      seed: 3,
      dataset: { train: images, test: images },
      engine: simd,
    });
    for (let step = 0; step < 60; step++) training.advance();
    const rates = training.updaters.map(({ rate }) => rate as Float32Array);
    expect([bitsOf(training.theta), bitsOf(rates)]).toEqual(['2abf6161', '47ab27ad']);
  });

  it.each([
    ['tanh', 'bbc88944'],
    ['gelu', 'e8caabaf'],
  ] as const)('are these on every machine with %s too', (activation, bits) => {
    const images = noise(200);
    const training = createTraining({
      runs: [run('adam'), run('sgd', { lr: 0.1 })],
      args: { data: 'digits', hidden: [18, 8], batch: 24, dropout: 0.25, activation, init: 'he' },
      seed: 3,
      dataset: { train: images, test: images },
      engine: simd,
    });
    for (let step = 0; step < 60; step++) training.advance();
    expect(bitsOf(training.theta)).toBe(bits);
  });
});

describe('a training whose engine is lost', () => {
  it.each([
    ['simd', 'cpu'],
    ['cpu', 'simd'],
  ] as const)('goes on where it was, from %s to %s', (...names) => {
    const [from, to] = names.map((name) => (name === 'simd' ? simd : cpu));
    const given = {
      runs: [run('adam'), run('sgd', { lr: 0.1 }), run('lion')],
      args: { data: 'digits', hidden: [9], batch: 16, dropout: 0.2 },
      seed: 2,
      dataset,
    } as const;
    const steady = createTraining({ ...given, engine: from });
    const moved = createTraining({ ...given, engine: from });
    for (let step = 0; step < 20; step++) {
      steady.advance();
      if (step === 7) moved.use(to);
      moved.advance();
      steady.trainLoss.forEach((loss, k) => {
        expect(Math.abs(moved.trainLoss[k] / loss - 1)).toBeLessThan(1e-5);
      });
      expect(apart(moved.predict(pixels), steady.predict(pixels))).toBeLessThan(1e-5);
    }
  });
});

describe('a compiled update', () => {
  const settings: readonly (readonly [id: string, given: Record<string, Argument>])[] = [
    ...compiledRules.map((id) => [id, {}] as const),
    ['sgd', { lr: 0.05, momentum: 0.9 }],
    ['sgd', { lr: 0.05, momentum: 0.9, dampening: 0.2, weightDecay: 0.01 }],
    ['sgd', { lr: 0.05, momentum: 0.9, nesterov: 1 }],
    ['adagrad', { lrDecay: 0.1, initialAccumulator: 0.1, weightDecay: 0.01 }],
    ['adadelta', { weightDecay: 0.01 }],
    ['rmsprop', { momentum: 0.9 }],
    ['rmsprop', { centered: 1, eps: 1e-4, weightDecay: 0.01 }],
    ['adam', { biasCorrection: 0 }],
    ['adam', { weightDecay: 0.1 }],
    ['amsgrad', { beta2: 0.9 }],
    ['adamw', { lr: 0.01, weightDecay: 0.1 }],
  ];

  it.each(settings)('of %s %j is the core’s within float32', (id, given) => {
    const layout = networkLayout([4]);
    const training = (engine: NetworkEngine) =>
      createTraining({
        runs: [run(id, given)],
        args: { data: 'digits', hidden: [4], batch: 16, dropout: 0 },
        seed: 2,
        dataset,
        engine,
      });
    const [ours, core] = [training(simd), training(cpu)];
    const chance = random(4, 98);
    const start = initialWeights(layout, 2);
    for (let step = 0; step < 20; step++) {
      // The same gradient for both: what differs is the update alone.
      const gradient = Float32Array.from({ length: layout.length }, (_, i) =>
        i % 7 === 0 ? 0 : 0.1 * chance.normal(),
      );
      for (const { updaters } of [ours, core]) {
        updaters[0].take(gradient);
        updaters[0].update(1);
      }
      const [a, b] = [ours.updaters[0], core.updaters[0]];
      expect(apart(a.rate, b.rate)).toBeLessThan(1e-6);
      const moved = Array.from(core.theta[0], (value, i) => value - start[i]);
      expect(
        length(Array.from(ours.theta[0], (value, i) => value - core.theta[0][i])) / length(moved),
      ).toBeLessThan(1e-5);
      for (const name of Object.keys(b.memory)) {
        if (length(b.memory[name]) > 0)
          expect(apart(a.memory[name], b.memory[name]), name).toBeLessThan(1e-6);
      }
      gradient.forEach((g, i) => {
        if (g === 0) expect(Number.isFinite(a.realized[i])).toBe(Number.isFinite(b.realized[i]));
      });
    }
  });

  it('keeps no numbers below the smallest normal one, which would be slow for ever', () => {
    const training = createTraining({
      runs: [run('adam'), run('sgd', { momentum: 0.5 })],
      args: { data: 'digits', hidden: [4], batch: 16, dropout: 0 },
      seed: 2,
      dataset,
      engine: simd,
    });
    const { length } = training.theta[0];
    for (let step = 0; step < 900; step++) {
      for (const updater of training.updaters) {
        updater.take(new Float32Array(length).fill(step === 0 ? 0.1 : 0));
        updater.update(1);
      }
    }
    for (const { memory } of training.updaters) expect(memory.m.every((value) => value === 0)).toBe(true);
  });
});
