/**
 * Measured in a browser: networks trained side by side by this program, and the same ones after another by tf.train, in
 * turns on the same backend. `mnist.mjs` opens it.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { defaults, optimizerTable } from '../../src/core/tables.ts';
import type { Argument, RunSpec } from '../../src/core/types.ts';
import { createBatches } from '../../src/network/data/batches.ts';
import { drawSet } from '../../src/network/data/digits.ts';
import { CLASSES, PIXELS } from '../../src/network/data/images.ts';
import { openBackend } from '../../src/network/engines/tfjs/backend.ts';
import type { BackendChoice } from '../../src/network/messages.ts';
import { initialWeights } from '../../src/network/model/init.ts';
import { networkLayout } from '../../src/network/model/layout.ts';
import { createTraining } from '../../src/network/training/training.ts';

const HIDDEN = 32;
const BATCH = 64;
const SEED = 1;

const run = (id: string, given: Record<string, Argument>): RunSpec => ({
  optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...given } },
  schedules: [],
  stages: [],
});
/** Pairs of the same rule: ours and that of tfjs. */
const PAIRS: readonly (readonly [RunSpec, () => tf.Optimizer])[] = [
  [run('sgd', { lr: 0.1 }), () => tf.train.sgd(0.1)],
  [run('sgd', { lr: 0.05, momentum: 0.9 }), () => tf.train.momentum(0.05, 0.9)],
  [run('adagrad', { lr: 0.02 }), () => tf.train.adagrad(0.02)],
  [run('rmsprop', { lr: 0.001 }), () => tf.train.rmsprop(0.001, 0.99, 0, 1e-8)],
  [run('adam', { lr: 0.001 }), () => tf.train.adam(0.001, 0.9, 0.999, 1e-8)],
  [run('adam', { lr: 0.003 }), () => tf.train.adam(0.003, 0.9, 0.999, 1e-8)],
];

/** Draw calls, and the milliseconds spent in what is timed, since the last `reset`. */
const counts = { draws: 0, read: 0, upload: 0, update: 0 };
const reset = (): void => {
  Object.assign(counts, { draws: 0, read: 0, upload: 0, update: 0 });
};

/** Times the calls of a method, or counts them. */
function observe(target: object, name: string, note: (milliseconds: number) => void): void {
  const methods = target as Record<string, (...given: unknown[]) => unknown>;
  const method = methods[name];
  methods[name] = function (this: unknown, ...given: unknown[]): unknown {
    const from = performance.now();
    try {
      return method.apply(this, given);
    } finally {
      note(performance.now() - from);
    }
  };
}

for (const name of ['drawArrays', 'drawElements']) {
  observe(WebGL2RenderingContext.prototype, name, () => {
    counts.draws++;
  });
}
for (const name of ['readPixels', 'getBufferSubData', 'clientWaitSync', 'finish']) {
  observe(WebGL2RenderingContext.prototype, name, (milliseconds) => {
    counts.read += milliseconds;
  });
}
for (const name of ['texImage2D', 'texSubImage2D', 'bufferData']) {
  observe(WebGL2RenderingContext.prototype, name, (milliseconds) => {
    counts.upload += milliseconds;
  });
}

const images = drawSet(4000, SEED);
const layout = networkLayout([HIDDEN]);

/** One network as variables of tfjs. */
function alone(optimizer: tf.Optimizer) {
  const start = initialWeights(layout, SEED);
  let at = 0;
  const variables = layout.shapes.map((shape) => {
    const size = shape.reduce((a, b) => a * b);
    at += size;
    return tf.variable(tf.tensor(start.slice(at - size, at), [...shape]));
  });
  const [w1, b1, w2, b2] = variables as unknown as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D, tf.Tensor1D];
  return (x: tf.Tensor2D, labels: tf.Tensor2D): tf.Scalar =>
    optimizer.minimize(() => {
      const hidden = tf.relu(tf.add(tf.matMul(x, w1), b1)) as tf.Tensor2D;
      return tf.losses.softmaxCrossEntropy(labels, tf.add(tf.matMul(hidden, w2), b2)) as tf.Scalar;
    }, true) as tf.Scalar;
}

export interface Turn {
  /** Milliseconds a step of all networks. */
  readonly milliseconds: number;
  /** Draw calls a step. */
  readonly draws: number;
  /** Milliseconds a step. */
  readonly read: number;
  readonly upload: number;
  readonly update: number;
}

export interface Measured {
  readonly backend: string;
  readonly software: boolean;
  readonly stacked: readonly Turn[];
  readonly separate: readonly Turn[];
  /** Mean losses of the last steps, which tell that both did the work. */
  readonly losses: readonly [stacked: number, separate: number];
}

/** `rounds` turns of `steps` steps each, after one of each to warm up. */
async function bench(
  choice: BackendChoice,
  networks: number,
  rounds: number,
  steps: number,
): Promise<Measured> {
  const backend = await openBackend(choice);
  const pairs = PAIRS.slice(0, networks);
  const dataset = { train: images, test: images };
  const args = { data: 'digits', hidden: [HIDDEN], batch: BATCH, dropout: 0 } as const;
  const training = createTraining({ runs: pairs.map(([ours]) => ours), args, seed: SEED, dataset, backend });
  for (const updater of training.updaters) {
    for (const name of ['take', 'update']) {
      observe(updater, name, (milliseconds) => {
        counts.update += milliseconds;
      });
    }
  }
  const singles = pairs.map(([, create]) => alone(create()));
  const batches = createBatches(images.count, BATCH, SEED);
  let batch = 0;
  let loss = Number.NaN;

  const stackedStep = (): void => training.advance();
  const separateStep = (): void => {
    const positions = batches.at(batch++);
    const pixels = new Float32Array(positions.length * PIXELS);
    positions.forEach((position, row) => {
      for (let i = 0; i < PIXELS; i++) pixels[row * PIXELS + i] = images.pixels[position * PIXELS + i] / 255;
    });
    const classes = Int32Array.from(positions, (position) => images.labels[position]);
    tf.tidy(() => {
      const x = tf.tensor2d(pixels, [positions.length, PIXELS]);
      const labels = tf.oneHot(tf.tensor1d(classes, 'int32'), CLASSES) as tf.Tensor2D;
      // The losses of all are read at once, which is kinder than reading each.
      const losses = tf.stack(singles.map((step) => step(x, labels))).dataSync() as Float32Array;
      loss = losses.reduce((a, b) => a + b, 0) / losses.length;
    });
  };

  const turn = async (step: () => void): Promise<Turn> => {
    // What was begun is done before, and the page may breathe.
    await new Promise((resolve) => setTimeout(resolve));
    reset();
    const from = performance.now();
    for (let k = 0; k < steps; k++) step();
    const milliseconds = (performance.now() - from) / steps;
    const { draws, read, upload, update } = counts;
    return {
      milliseconds,
      draws: draws / steps,
      read: read / steps,
      upload: upload / steps,
      update: update / steps,
    };
  };

  await turn(stackedStep);
  await turn(separateStep);
  const stacked: Turn[] = [];
  const separate: Turn[] = [];
  for (let round = 0; round < rounds; round++) {
    stacked.push(await turn(stackedStep));
    separate.push(await turn(separateStep));
  }
  const ours = training.trainLoss.reduce((a, b) => a + b, 0) / networks;
  return { backend: backend.name, software: backend.software, stacked, separate, losses: [ours, loss] };
}

declare global {
  var measure: (choice: BackendChoice, networks: number, rounds: number, steps: number) => Promise<Measured>;
}
globalThis.measure = bench;
