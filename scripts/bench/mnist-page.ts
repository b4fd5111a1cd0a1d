/**
 * Measured in a browser: networks trained side by side by this program's engines, and the same ones after another by tf.train on
 * WebAssembly, in turns. `mnist.mjs` opens it.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { defaults, optimizerTable } from '../../src/core/tables.ts';
import type { RunSpec } from '../../src/core/types.ts';
import { createBatches } from '../../src/network/data/batches.ts';
import { drawSet } from '../../src/network/data/digits.ts';
import { CLASSES, PIXELS } from '../../src/network/data/images.ts';
import type { EngineName } from '../../src/network/engines/engine.ts';
import { openSimd } from '../../src/network/engines/simd/engine.ts';
import { openBackend } from '../../src/network/engines/tfjs/backend.ts';
import { initialWeights } from '../../src/network/model/init.ts';
import { networkLayout } from '../../src/network/model/layout.ts';
import { createTraining } from '../../src/network/training/training.ts';

const BATCH = 64;
const SEED = 1;
/** Said to both: the default of tfjs depends on its backend. */
const EPSILON = 1e-7;

/** Run `k` of all: Adam, each at another rate. Of the rules with rates of their own it is the one that tfjs has as we do. */
const rateOf = (k: number): number => 0.0005 * (k + 1);
const ours = (k: number): RunSpec => ({
  optimizer: { id: 'adam', args: { ...defaults(optimizerTable.get('adam')), lr: rateOf(k), eps: EPSILON } },
  schedules: [],
  stages: [],
});

const images = drawSet(4000, SEED);

/** What makes steps, and the mean loss of its latest one. */
interface Contestant {
  /** Before its turn: tfjs has one backend at a time. */
  prepare(): Promise<void>;
  step(): void;
  loss(): number;
}

/** The networks as this program trains them: rates of all weights are written at every step. */
async function ofThisProgram(name: EngineName, networks: number, hidden: number): Promise<Contestant> {
  const prepare = async (): Promise<void> => {
    if (name !== 'simd') await tf.setBackend(name);
  };
  const engine = name === 'simd' ? await openSimd('chosen') : await openBackend(name, 'chosen');
  if (!engine || typeof engine === 'string') throw new Error(`${name} does not work here.`);
  const training = createTraining({
    runs: Array.from({ length: networks }, (_, k) => ours(k)),
    args: { data: 'digits', hidden: [hidden], batch: BATCH, dropout: 0 },
    seed: SEED,
    dataset: { train: images, test: images },
    engine,
  });
  return {
    prepare,
    step: () => training.advance(),
    loss: () => training.trainLoss.reduce((a, b) => a + b, 0) / networks,
  };
}

/** One network as variables of tfjs. */
function alone(optimizer: tf.Optimizer, hidden: number) {
  const layout = networkLayout([hidden]);
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
      const out = tf.relu(tf.add(tf.matMul(x, w1), b1)) as tf.Tensor2D;
      return tf.losses.softmaxCrossEntropy(labels, tf.add(tf.matMul(out, w2), b2)) as tf.Scalar;
    }, true) as tf.Scalar;
}

/** The same networks as tf.train trains them, one after another. */
async function ofTfjs(networks: number, hidden: number): Promise<Contestant> {
  await openBackend('wasm', 'chosen');
  const singles = Array.from({ length: networks }, (_, k) =>
    alone(tf.train.adam(rateOf(k), 0.9, 0.999, EPSILON), hidden),
  );
  const batches = createBatches(images.count, BATCH, SEED);
  let batch = 0;
  let loss = Number.NaN;
  return {
    prepare: async () => {
      await tf.setBackend('wasm');
    },
    step() {
      const positions = batches.at(batch++);
      const pixels = new Float32Array(positions.length * PIXELS);
      positions.forEach((position, row) => {
        for (let i = 0; i < PIXELS; i++)
          pixels[row * PIXELS + i] = images.pixels[position * PIXELS + i] / 255;
      });
      const classes = Int32Array.from(positions, (position) => images.labels[position]);
      tf.tidy(() => {
        const x = tf.tensor2d(pixels, [positions.length, PIXELS]);
        const labels = tf.oneHot(tf.tensor1d(classes, 'int32'), CLASSES) as tf.Tensor2D;
        // The losses of all are read at once, which is kinder than reading each.
        const losses = tf.stack(singles.map((step) => step(x, labels))).dataSync() as Float32Array;
        loss = losses.reduce((a, b) => a + b, 0) / losses.length;
      });
    },
    loss: () => loss,
  };
}

export interface Measured {
  readonly name: string;
  /** Milliseconds a step of all networks, by round. */
  readonly milliseconds: readonly number[];
  /** Mean loss of the networks in the last step: the same for all, as they have the same weights and batches. */
  readonly loss: number;
}

/** `rounds` rounds, in each of which every contestant has a turn of `steps` steps, after one round to warm up. */
async function bench(
  engines: readonly EngineName[],
  networks: number,
  hidden: number,
  rounds: number,
  steps: number,
): Promise<Measured[]> {
  const contestants: { name: string; contestant: Contestant; milliseconds: number[] }[] = [
    { name: 'tf.train on wasm', contestant: await ofTfjs(networks, hidden), milliseconds: [] },
  ];
  for (const name of engines) {
    contestants.push({ name, contestant: await ofThisProgram(name, networks, hidden), milliseconds: [] });
  }
  for (let round = -1; round < rounds; round++) {
    for (const { contestant, milliseconds } of contestants) {
      await contestant.prepare();
      // The page may draw.
      await new Promise((resolve) => setTimeout(resolve));
      const from = performance.now();
      for (let k = 0; k < steps; k++) contestant.step();
      if (round >= 0) milliseconds.push((performance.now() - from) / steps);
    }
  }
  return contestants.map(({ name, contestant, milliseconds }) => ({
    name,
    milliseconds,
    loss: contestant.loss(),
  }));
}

declare global {
  var measure: typeof bench;
}
globalThis.measure = bench;
