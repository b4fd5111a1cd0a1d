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
import { createColumns } from '../../src/network/training/columns.ts';
import { SharedStepper } from '../../src/network/training/cores/cores.ts';
import { createTraining } from '../../src/network/training/training.ts';
import { poolSize } from '../../src/runtime/pool.ts';

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

/** What makes steps, and the mean loss of one of them. */
interface Contestant {
  /** Before its turn: tfjs has one backend at a time. */
  prepare(): Promise<void>;
  advance(steps: number): void | Promise<void>;
  /** The loss at a step that was made, counted from 1; of most contestants at the latest one only. */
  loss(step: number): number;
  dispose?(): void;
}

/** What can be measured: an engine, or ours with its runs split over the cores. */
export type Entrant = EngineName | 'cores';

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
    advance(steps) {
      for (let k = 0; k < steps; k++) training.advance();
    },
    loss: () => training.trainLoss.reduce((a, b) => a + b, 0) / networks,
  };
}

/** As `simd`, its runs split over the cores, whether or not that is faster. */
async function onCores(networks: number, hidden: number): Promise<Contestant> {
  const engine = await openSimd('chosen');
  if (!engine) throw new Error('simd does not work here.');
  const runs = Array.from({ length: networks }, (_, k) => ours(k));
  const args = { data: 'digits' as const, hidden: [hidden], batch: BATCH, dropout: 0 };
  const dataset = { train: images, test: images };
  const training = createTraining({ runs, args, seed: SEED, dataset, engine });
  const columns = createColumns();
  const stepper = new SharedStepper({
    ...{ training, columns, runs, args, seed: SEED, rules: [], images },
    guarded: async (work) => work(),
    now: () => performance.now(),
    steps: Number.POSITIVE_INFINITY,
    threads: {
      most: poolSize(navigator.hardwareConcurrency),
      spawn: () => new Worker(new URL('../../src/worker.ts', import.meta.url), { type: 'module' }),
      later(milliseconds, callback) {
        const id = setTimeout(callback, milliseconds);
        return () => clearTimeout(id);
      },
    },
    // As though a trial had been won.
    tried: { get: () => true, set: () => undefined },
    changed: () => undefined,
  });
  const advance = async (steps: number): Promise<void> => {
    for (let made = 0; made < steps; ) {
      made += await stepper.advance(steps - made, Number.POSITIVE_INFINITY, () => 0);
    }
  };
  for (let turn = 0; stepper.cores === 1; turn++) {
    if (turn === 200) throw new Error('No other threads could be had.');
    await stepper.advance(1000, 30, () => 0);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  let losses: number[] = [];
  return {
    prepare: () => Promise.resolve(),
    advance,
    loss(step) {
      losses = [...losses, ...columns.take().trainLoss];
      return losses.slice((step - 1) * networks, step * networks).reduce((a, b) => a + b, 0) / networks;
    },
    dispose: () => stepper.dispose(),
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
    advance(steps) {
      for (let k = 0; k < steps; k++) step();
    },
    loss: () => loss,
  };

  function step(): void {
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
  }
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
  engines: readonly Entrant[],
  networks: number,
  hidden: number,
  rounds: number,
  steps: number,
): Promise<Measured[]> {
  const contestants: { name: string; contestant: Contestant; milliseconds: number[] }[] = [
    { name: 'tf.train on wasm', contestant: await ofTfjs(networks, hidden), milliseconds: [] },
  ];
  for (const name of engines) {
    // One network has nothing to be split.
    if (name === 'cores' && networks < 2) continue;
    const contestant =
      name === 'cores' ? await onCores(networks, hidden) : await ofThisProgram(name, networks, hidden);
    contestants.push({ name: name === 'cores' ? 'simd on cores' : name, contestant, milliseconds: [] });
  }
  for (let round = -1; round < rounds; round++) {
    for (const { contestant, milliseconds } of contestants) {
      await contestant.prepare();
      // The page may draw.
      await new Promise((resolve) => setTimeout(resolve));
      const from = performance.now();
      await contestant.advance(steps);
      if (round >= 0) milliseconds.push((performance.now() - from) / steps);
    }
  }
  return contestants.map(({ name, contestant, milliseconds }) => {
    const loss = contestant.loss((rounds + 1) * steps);
    contestant.dispose?.();
    return { name, milliseconds, loss };
  });
}

declare global {
  var measure: typeof bench;
}
globalThis.measure = bench;
