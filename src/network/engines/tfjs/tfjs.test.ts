/** The whole chain beside tfjs doing the same by itself, on its cpu backend: its gradients, its optimizers. */
import * as tf from '@tensorflow/tfjs-core';
import { addGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Add_grad.js';
import { batchMatMulGradConfig } from '@tensorflow/tfjs-core/dist/gradients/BatchMatMul_grad.js';
import { castGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Cast_grad.js';
import { multiplyGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Multiply_grad.js';
import { divGradConfig } from '@tensorflow/tfjs-core/dist/gradients/RealDiv_grad.js';
import { reluGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Relu_grad.js';
import { reshapeGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Reshape_grad.js';
import { sumGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sum_grad.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaults, optimizerTable } from '../../../core/tables.ts';
import type { Argument, RunSpec } from '../../../core/types.ts';
import { createBatches } from '../../data/batches.ts';
import { drawSet } from '../../data/digits.ts';
import { PIXELS } from '../../data/images.ts';
import { initialWeights } from '../../model/init.ts';
import { networkLayout } from '../../model/layout.ts';
import { createTraining } from '../../training/training.ts';
import type { NetworkEngine } from '../engine.ts';
import { openEngine } from '../open.ts';

const train = drawSet(200, 3);
const dataset = { train, test: train };
const layout = networkLayout([8]);
const args = { data: 'digits', hidden: [8], batch: 16, dropout: 0 } as const;
const SEED = 2;
const STEPS = 100;

const run = (id: string, given: Record<string, Argument>): RunSpec => ({
  optimizer: { id, args: { ...defaults(optimizerTable.get(id), String(given.as ?? 'pytorch')), ...given } },
  schedules: [],
  stages: [],
});

let engine: NetworkEngine;
beforeAll(async () => {
  engine = await openEngine('cpu');
  for (const config of [
    addGradConfig,
    batchMatMulGradConfig,
    castGradConfig,
    divGradConfig,
    multiplyGradConfig,
    reluGradConfig,
    reshapeGradConfig,
    sumGradConfig,
  ]) {
    tf.registerGradient(config);
  }
});

/** The network as variables of tfjs, and its loss on batch `step`. */
function network() {
  const start = initialWeights(layout, SEED);
  let at = 0;
  const variables = layout.shapes.map((shape) => {
    const size = shape.reduce((a, b) => a * b);
    at += size;
    return tf.variable(tf.tensor(start.slice(at - size, at), [...shape]));
  });
  const batches = createBatches(train.count, args.batch, SEED);
  const loss = (step: number): tf.Scalar => {
    const positions = batches.at(step);
    const pixels = new Float32Array(positions.length * PIXELS);
    positions.forEach((position, row) => {
      const image = train.pixels.subarray(position * PIXELS, (position + 1) * PIXELS);
      pixels.set(
        Float32Array.from(image, (value) => value / 255),
        row * PIXELS,
      );
    });
    const x = tf.tensor2d(pixels, [positions.length, PIXELS]);
    const classes = Int32Array.from(positions, (position) => train.labels[position]);
    const labels = tf.oneHot(tf.tensor1d(classes, 'int32'), 10);
    const [w1, b1, w2, b2] = variables as unknown as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D, tf.Tensor1D];
    const hidden = tf.relu(tf.add(tf.matMul(x, w1), b1)) as tf.Tensor2D;
    return tf.losses.softmaxCrossEntropy(labels, tf.add(tf.matMul(hidden, w2), b2)) as tf.Scalar;
  };
  const theta = () => variables.flatMap((variable) => Array.from(variable.dataSync()));
  return { loss, theta, variables };
}

const length = (v: readonly number[]): number => Math.hypot(...v);
/** |a − b| / |b − start|: how far apart two points are, in units of the way they have come. */
const apart = (a: ArrayLike<number>, b: readonly number[], start: ArrayLike<number>): number =>
  length(b.map((value, i) => a[i] - value)) / length(b.map((value, i) => value - start[i]));

// ε is explicit, and not so small that the rounding of gradients next to 0 decides where a weight goes.
describe('beside tfjs', () => {
  it('the gradient is the one that it derives', () => {
    const { loss, variables } = network();
    const { value, grads } = tf.variableGrads(() => loss(0), variables);
    const derived = variables.flatMap(({ name }) => Array.from(grads[name].dataSync()));
    const training = createTraining({ runs: [run('sgd', { lr: 1 })], args, seed: SEED, dataset, engine });
    training.advance();
    expect(training.trainLoss[0]).toBeCloseTo(value.dataSync()[0], 6);
    const { gradient } = training.updaters[0];
    derived.forEach((expected, i) => {
      expect(Math.abs(gradient[i] - expected)).toBeLessThan(1e-8 + 1e-5 * Math.abs(expected));
    });
  });

  it.each<[string, string, Record<string, Argument>, () => tf.Optimizer]>([
    ['sgd', 'sgd', { lr: 0.1 }, () => tf.train.sgd(0.1)],
    ['momentum', 'sgd', { lr: 0.05, momentum: 0.9 }, () => tf.train.momentum(0.05, 0.9)],
    ['nesterov', 'sgd', { lr: 0.05, momentum: 0.9, nesterov: 1 }, () => tf.train.momentum(0.05, 0.9, true)],
    ['adagrad', 'adagrad', { as: 'tfjs', lr: 0.02 }, () => tf.train.adagrad(0.02)],
    ['rmsprop', 'rmsprop', { as: 'tfjs', lr: 0.001, eps: 1e-5 }, () => tf.train.rmsprop(0.001, 0.9, 0, 1e-5)],
    ['adam', 'adam', { lr: 0.001, eps: 1e-5 }, () => tf.train.adam(0.001, 0.9, 0.999, 1e-5)],
  ])('%s has the same losses and goes to the same weights for 100 steps', (_, id, given, create) => {
    const { loss, theta } = network();
    const optimizer = create();
    const training = createTraining({ runs: [run(id, given)], args, seed: SEED, dataset, engine });
    const start = initialWeights(layout, SEED);
    for (let step = 0; step < STEPS; step++) {
      const value = optimizer.minimize(() => loss(step), true) as tf.Scalar;
      training.advance();
      const expected = value.dataSync()[0];
      expect(Math.abs(training.trainLoss[0] - expected)).toBeLessThan(1e-6 + 1e-5 * expected);
      if (step % 9 === 0) expect(apart(training.theta[0], theta(), start)).toBeLessThan(1e-5);
    }
  });
});
