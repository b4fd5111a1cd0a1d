import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Activation } from '../../../core/network.ts';
import { random } from '../../../core/random.ts';
import { erf } from '../../curvature/error-function.ts';
import { createRows, fillRows } from '../../data/batch-buffer.ts';
import { drawSet } from '../../data/digits.ts';
import { initialWeights } from '../../model/init.ts';
import { COLUMNS, type Layout, networkLayout } from '../../model/layout.ts';
import type { Batch } from '../engine.ts';
import { openEngine } from '../open.ts';
import { createNetwork } from './network.ts';

const images = drawSet(24, 3);
const ROWS = 8;

const batchOf = (count: number, masks: readonly Float32Array[] = []): Batch => {
  const rows = createRows(ROWS);
  fillRows(
    rows,
    images,
    Uint32Array.from({ length: count }, (_, i) => i),
  );
  return { ...rows, count, masks };
};

const masksFor = (layout: Layout): Float32Array[] =>
  layout.layers.slice(0, -1).map(({ units }, l) => {
    const chance = random(5, l);
    return Float32Array.from({ length: ROWS * units }, () => (chance.uniform() < 0.4 ? 0 : 1 / 0.6));
  });

/** What hidden units make of a sum, by the standard functions. */
const ACTIVATIONS = {
  relu: (z: number) => Math.max(0, z),
  tanh: Math.tanh,
  gelu: (z: number) => 0.5 * z * (1 + erf(z * Math.SQRT1_2)),
};

/** A second implementation, in float64, one image and one run at a time: the mean loss. */
function lossOf(layout: Layout, theta: ArrayLike<number>, batch: Batch): number {
  const activation = ACTIVATIONS[layout.activation];
  let total = 0;
  for (let row = 0; row < batch.count; row++) {
    let x = Array.from(batch.images.subarray(row * COLUMNS, row * COLUMNS + 784));
    layout.layers.forEach(({ inputs, units, offset }, l) => {
      const z = Array.from({ length: units }, (_, j) => {
        let sum = theta[offset + inputs * units + j];
        for (let i = 0; i < inputs; i++) sum += x[i] * theta[offset + i * units + j];
        return sum;
      });
      const mask = batch.masks[l];
      const last = l === layout.layers.length - 1;
      x = last ? z : z.map((value, j) => activation(value) * (mask ? mask[row * units + j] : 1));
    });
    total += Math.log(x.reduce((sum, value) => sum + Math.exp(value), 0)) - x[batch.labels[row]];
  }
  return total / batch.count;
}

function gradientOf(layout: Layout, backend: 'cpu' | 'wasm', thetas: Float32Array[], batch: Batch) {
  const gradients = thetas.map(() => new Float32Array(layout.length));
  const loss = new Float64Array(thetas.length);
  const correct = new Float64Array(thetas.length);
  createNetwork(thetas.length, layout, backend).step(thetas, batch, gradients, loss, correct);
  return { gradients, loss, correct };
}

const shapes: [name: string, hidden: number[], activation: Activation][] = [
  ['no hidden layer', [], 'relu'],
  ['one hidden layer', [5], 'relu'],
  ['three hidden layers', [7, 6, 4], 'relu'],
  ['two hidden layers of tanh', [6, 4], 'tanh'],
  ['two hidden layers of gelu', [6, 4], 'gelu'],
];

describe.each(['cpu', 'wasm'] as const)('stacked networks on %s', (backend) => {
  beforeAll(async () => {
    expect((await openEngine(backend)).name).toBe(backend);
  });

  it.each(shapes)(
    'with %s have the loss and the gradient of a second implementation',
    (_, hidden, activation) => {
      const layout = networkLayout(hidden, activation);
      const thetas = [1, 2, 3].map((seed) => initialWeights(layout, seed));
      for (const batch of [batchOf(ROWS), batchOf(ROWS - 3), batchOf(ROWS, masksFor(layout))]) {
        const { gradients, loss } = gradientOf(layout, backend, thetas, batch);
        thetas.forEach((theta, k) => {
          expect(loss[k]).toBeCloseTo(lossOf(layout, theta, batch), 5);
          // Some weights of every layer, and its last bias.
          const chance = random(9, k);
          for (const { offset, size } of layout.layers) {
            const some = Array.from({ length: 12 }, () => offset + chance.integer(size));
            for (const i of [...some, offset + size - 1]) {
              const moved = Float64Array.from(theta);
              const h = 1e-5;
              moved[i] = theta[i] + h;
              const above = lossOf(layout, moved, batch);
              moved[i] = theta[i] - h;
              const slope = (above - lossOf(layout, moved, batch)) / (2 * h);
              expect(Math.abs(gradients[k][i] - slope)).toBeLessThan(1e-5);
            }
          }
        });
      }
    },
  );

  it('count what is read correctly, and evaluate as they train', () => {
    const layout = networkLayout([5]);
    const thetas = [1, 2].map((seed) => initialWeights(layout, seed));
    const batch = batchOf(ROWS - 1);
    const { loss, correct } = gradientOf(layout, backend, thetas, batch);
    const network = createNetwork(2, layout, backend);
    const weights = network.upload(thetas);
    const sums = new Float64Array(2);
    const hits = new Float64Array(2);
    network.evaluate(weights, batch, sums, hits);
    weights.dispose();
    expect(hits).toEqual(correct);
    expect(sums[1] / batch.count).toBeCloseTo(loss[1], 6);
    expect(Math.max(...correct)).toBeLessThanOrEqual(ROWS - 1);
  });

  it('leave no tensor behind', () => {
    const layout = networkLayout([5, 4]);
    const before = tf.memory().numTensors;
    gradientOf(layout, backend, [initialWeights(layout, 1)], batchOf(ROWS, masksFor(layout)));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('do not see that another one holds infinities', () => {
    const layout = networkLayout([5]);
    const good = initialWeights(layout, 1);
    const wild = initialWeights(layout, 2).fill(1e38);
    const alone = gradientOf(layout, backend, [good], batchOf(ROWS));
    const beside = gradientOf(layout, backend, [wild, good, wild], batchOf(ROWS));
    expect(beside.gradients[1]).toEqual(alone.gradients[0]);
    expect(beside.loss[1]).toBe(alone.loss[0]);
    expect(Number.isFinite(beside.loss[0])).toBe(false);
  });
});

describe('the number of kernels a step', () => {
  beforeAll(() => openEngine('cpu'));

  it('does not grow with the number of networks', async () => {
    const layout = networkLayout([8]);
    const kernels = async (runs: number) => {
      const thetas = Array.from({ length: runs }, () => initialWeights(layout, 1));
      const profile = await tf.profile(() => void gradientOf(layout, 'cpu', thetas, batchOf(ROWS)));
      return profile.kernels.length;
    };
    expect(await kernels(6)).toBe(await kernels(1));
    expect(await kernels(6)).toBeLessThan(40);
  });
});
