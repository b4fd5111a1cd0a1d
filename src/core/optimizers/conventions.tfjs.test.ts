/** `as:tfjs` beside tfjs itself, on its cpu backend: float32, so to single precision. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaults, optimizerTable } from '../tables.ts';
import type { Argument } from '../types.ts';
import { createTrial } from './contract/trial.ts';

beforeAll(async () => {
  // Without this the cpu backend advises, on the console, to install another.
  tf.env().set('IS_NODE', false);
  await tf.setBackend('cpu');
});

/** Gradients of changing sign and size, the same for both: what differs is the rule. */
const gradientAt = (t: number): [number, number] => [
  Math.fround(Math.sin(0.7 * t) + 0.4),
  Math.fround(30 * Math.cos(0.3 * t) * Math.exp(-0.05 * t)),
];

/** Where tfjs goes in `steps` updates from (1, −2). */
function theirs(optimizer: tf.Optimizer, steps: number, gradient = gradientAt): number[][] {
  const theta = tf.variable(
    tf.tensor1d([1, -2]),
    true,
    `theta-${optimizer.getClassName()}-${tf.memory().numTensors}`,
  );
  const path = Array.from({ length: steps }, (_, i) => {
    const g = tf.tensor1d(gradient(i + 1));
    optimizer.applyGradients({ [theta.name]: g });
    g.dispose();
    return [...theta.dataSync()];
  });
  theta.dispose();
  optimizer.dispose();
  return path;
}

/** Where our rule goes under `as:tfjs`. */
function ours(id: string, args: Record<string, Argument>, steps: number, gradient = gradientAt): number[][] {
  const rule = optimizerTable.get(id);
  const trial = createTrial(rule, { ...defaults(rule, 'tfjs'), ...args }, Float64Array.of(1, -2));
  return Array.from({ length: steps }, (_, i) => {
    trial.advance(gradient(i + 1));
    return [...trial.step.theta];
  });
}

const difference = (a: number[][], b: number[][]): number =>
  Math.max(...a.flatMap((point, t) => point.map((x, i) => Math.abs(x - b[t][i]) / Math.max(1, Math.abs(x)))));

describe('as:tfjs goes where tf.train goes', () => {
  it.each<[string, string, Record<string, Argument>, () => tf.Optimizer]>([
    ['sgd', 'sgd', { lr: 0.01 }, () => tf.train.sgd(0.01)],
    ['momentum', 'sgd', { lr: 0.01, momentum: 0.9 }, () => tf.train.momentum(0.01, 0.9)],
    ['nesterov', 'sgd', { lr: 0.01, momentum: 0.8, nesterov: 1 }, () => tf.train.momentum(0.01, 0.8, true)],
    ['adagrad', 'adagrad', { lr: 0.1 }, () => tf.train.adagrad(0.1)],
    ['adagrad from 0.5', 'adagrad', { lr: 0.1, initialAccumulator: 0.5 }, () => tf.train.adagrad(0.1, 0.5)],
    ['adadelta', 'adadelta', {}, () => tf.train.adadelta(0.001, 0.95, 1e-7)],
    [
      'adadelta with other arguments',
      'adadelta',
      { lr: 0.05, rho: 0.8, eps: 1e-3 },
      () => tf.train.adadelta(0.05, 0.8, 1e-3),
    ],
    ['rmsprop', 'rmsprop', { lr: 0.01 }, () => tf.train.rmsprop(0.01, 0.9, 0, 1e-7)],
    [
      'rmsprop with momentum and a visible ε',
      'rmsprop',
      { lr: 0.01, alpha: 0.8, momentum: 0.7, eps: 0.05 },
      () => tf.train.rmsprop(0.01, 0.8, 0.7, 0.05),
    ],
    [
      'centred rmsprop',
      'rmsprop',
      { lr: 0.01, momentum: 0.5, eps: 1e-4, centered: 1 },
      () => tf.train.rmsprop(0.01, 0.9, 0.5, 1e-4, true),
    ],
    ['adam', 'adam', { lr: 0.05 }, () => tf.train.adam(0.05, 0.9, 0.999, 1e-7)],
    [
      'adam with a visible ε',
      'adam',
      { lr: 0.05, beta1: 0.8, beta2: 0.95, eps: 0.1 },
      () => tf.train.adam(0.05, 0.8, 0.95, 0.1),
    ],
    ['adamax', 'adamax', { lr: 0.05 }, () => tf.train.adamax(0.05, 0.9, 0.999, 1e-7)],
    [
      'adamax with a visible ε',
      'adamax',
      { lr: 0.05, beta1: 0.8, beta2: 0.9, eps: 0.5 },
      () => tf.train.adamax(0.05, 0.8, 0.9, 0.5),
    ],
  ])('%s', (_, id, args, make) => {
    // tfjs keeps 1 − βᵗ in float32: for β₂ = 0.999 it starts with an error of 6e-5.
    expect(difference(theirs(make(), 60), ours(id, args, 60))).toBeLessThan(2e-5);
  });

  it('knows the ε that tf.train.adagrad does not let one choose', () => {
    expect(tf.backend().epsilon()).toBe(defaults(optimizerTable.get('adagrad'), 'tfjs').eps);
  });

  it('is not what PyTorch does, where tfjs has its own formula', () => {
    const rest = { lr: 0.1, eps: 0.05 };
    for (const [id, args] of [
      ['adagrad', { ...rest, initialAccumulator: 0.1 }],
      ['adadelta', rest],
      ['rmsprop', rest],
      ['adamax', { ...rest, beta2: 0.8 }],
    ] as const) {
      const there = ours(id, args, 20);
      expect(difference(there, ours(id, { ...args, as: 'pytorch' }, 20))).toBeGreaterThan(1e-4);
    }
  });
});

describe('the quirks of tfjs', () => {
  it('Adadelta divides by the old mean: its first step is hundreds of times PyTorch’s', () => {
    const once = { lr: 1, rho: 0.95, eps: 1e-6 };
    const [there] = ours('adadelta', once, 1);
    const [here] = ours('adadelta', { ...once, as: 'pytorch' }, 1);
    expect((there[0] - 1) / (here[0] - 1)).toBeGreaterThan(200);
    expect(difference(theirs(tf.train.adadelta(1, 0.95, 1e-6), 1), [there])).toBeLessThan(1e-5);
  });

  it('centred RMSprop has no number for a small gradient', () => {
    const small = (): [number, number] => [1e-4, 1e-4];
    expect(theirs(tf.train.rmsprop(0.01, 0.9, 0, 1e-7, true), 1, small)[0]).toEqual([Number.NaN, Number.NaN]);
    expect(ours('rmsprop', { centered: 1, eps: 1e-7 }, 1, small)[0]).toEqual([Number.NaN, Number.NaN]);
  });
});
