/**
 * K networks of the same shape, trained side by side on the same batches: losses and gradients, nothing else.
 *
 * The first layers stand side by side in one matrix `[788, K·H]`, so that one product with the shared batch serves all
 * runs; later layers are batched products `[K, …]`. The backward pass is written by hand. So the number of kernels a step
 * does not grow with K. Every layer's bias is the last row of its matrix, met by a column of ones in its input (see
 * `layout.ts`). A batch that is not full is padded with rows of zeros, ones column included: they add nothing to any
 * gradient, and shapes hardly ever change, which matters because WebGL compiles a program for each shape. A step leaves out
 * the pixels that are blank in the whole batch (`active-pixels.ts`).
 *
 * Weights come from the CPU and gradients go back to it at each step, one read a step. From the network's outputs the
 * loss is computed on the CPU in float64.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../../core/network.ts';
import { CLASSES, PIXELS } from '../../data/images.ts';
import { COLUMNS, columnsFor, type Layout } from '../../model/layout.ts';
import { oneHot, softmaxLoss } from '../../model/loss.ts';
import type { Batch, EngineName, Network, Weights } from '../engine.ts';
import { createActivePixels } from './active-pixels.ts';

/** The weights of all runs on the backend, a tensor a layer. */
interface Uploaded extends Weights {
  readonly layers: readonly tf.Tensor[];
}

/** Some pixels of the images, and how many columns stand for them in a batch's matrix. */
interface Part {
  readonly pixels: Uint16Array;
  readonly count: number;
  readonly columns: number;
}

const WHOLE: Part = {
  pixels: Uint16Array.from({ length: PIXELS }, (_, i) => i),
  count: PIXELS,
  columns: COLUMNS,
};

interface Pass {
  readonly x: tf.Tensor2D;
  /** What each later layer takes in, `[K, rows, columns]`. */
  readonly inputs: readonly tf.Tensor3D[];
  /** The derivative of each hidden layer's activation: the first `[rows, K·H]`, others `[K, rows, H]`. */
  readonly slopes: readonly (() => tf.Tensor)[];
  readonly masks: readonly tf.Tensor3D[];
  /** `[K, rows, 10]`. */
  readonly logits: tf.Tensor3D;
}

/** What hidden units make of their sums, and the derivative, which only a step needs. */
interface Activated {
  readonly out: tf.Tensor;
  slope(): tf.Tensor;
}

const ACTIVATIONS: Readonly<Record<Activation, (sums: tf.Tensor) => Activated>> = {
  relu: (sums) => rectified(tf.relu(sums)),
  tanh(sums) {
    const out = tf.tanh(sums);
    return { out, slope: () => tf.sub(1, tf.mul(out, out)) };
  },
  // x·Φ(x) (Hendrycks and Gimpel 2016).
  gelu(sums) {
    const cumulative = tf.mul(0.5, tf.add(1, tf.erf(tf.mul(sums, Math.SQRT1_2))));
    const density = () => tf.mul(1 / Math.sqrt(2 * Math.PI), tf.exp(tf.mul(-0.5, tf.mul(sums, sums))));
    return { out: tf.mul(sums, cumulative), slope: () => tf.add(cumulative, tf.mul(sums, density())) };
  },
};

const rectified = (out: tf.Tensor): Activated => ({ out, slope: () => tf.step(out) });

/** Row `r` of the first layer's matrix belongs to pixel `pixels[r]`, or to the bias. */
const pixelOf = ({ pixels, count }: Part, row: number): number => (row < count ? pixels[row] : PIXELS);

/** Stacked matrices multiplied: a·b, aᵀ·b or a·bᵀ. */
type Product = (a: tf.Tensor3D, b: tf.Tensor3D, transposeA?: boolean, transposeB?: boolean) => tf.Tensor3D;

/**
 * @param looped Whether the backend multiplies matrices one by one faster than batched, and copies of transposed ones faster than
 * in place: true of wasm, where only plain products reach the fast kernels (13 times faster than transposed ones).
 */
const createProduct =
  (looped: boolean): Product =>
  (a, b, transposeA = false, transposeB = false) => {
    if (!looped) return tf.matMul(a, b, transposeA, transposeB);
    const left = tf.unstack(transposeA ? tf.transpose(a, [0, 2, 1]) : a) as tf.Tensor2D[];
    const right = tf.unstack(transposeB ? tf.transpose(b, [0, 2, 1]) : b) as tf.Tensor2D[];
    return tf.stack(left.map((matrix, k) => tf.matMul(matrix, right[k]))) as tf.Tensor3D;
  };

/** Puts the weights of all runs on the backend, and takes their gradients from it. */
function createTransfer(runs: number, { layers }: Layout) {
  const first = layers[0];
  const width = runs * first.units;
  const wide = new Float32Array(COLUMNS * width);
  const stacks = layers
    .slice(1)
    .map(({ inputs, units }) => new Float32Array(runs * columnsFor(inputs) * units));

  /** `kept`: the tensors outlive the next step. A backend may look at an array long after it was given it. */
  const upload = (theta: readonly Float32Array[], part: Part, kept: boolean): tf.Tensor[] => {
    const own = (values: Float32Array): Float32Array => (kept ? values.slice() : values);
    const { units } = first;
    for (let row = 0, target = 0; row <= part.count; row++) {
      const source = pixelOf(part, row) * units;
      for (let k = 0; k < runs; k++, target += units) {
        wide.set(theta[k].subarray(source, source + units), target);
      }
    }
    wide.fill(0, (part.count + 1) * width, part.columns * width);
    const later = layers.slice(1).map(({ inputs, units, offset, size }, index) => {
      const stack = stacks[index];
      const columns = columnsFor(inputs);
      for (let k = 0; k < runs; k++) stack.set(theta[k].subarray(offset, offset + size), k * columns * units);
      return tf.tensor3d(own(stack), [runs, columns, units]);
    });
    return [tf.tensor2d(own(wide.subarray(0, part.columns * width)), [part.columns, width]), ...later];
  };

  /** Runs' blocks of the first layer apart again, the others as they lie, divided by the number of images. */
  const unpack = (
    found: readonly Float32Array[],
    gradients: readonly Float32Array[],
    count: number,
    part: Part,
  ): void => {
    const { units } = first;
    for (let k = 0; k < runs; k++) {
      const to = gradients[k];
      to.fill(0, 0, PIXELS * units);
      for (let row = 0; row <= part.count; row++) {
        let source = (row * runs + k) * units;
        let target = pixelOf(part, row) * units;
        for (let j = 0; j < units; j++) to[target++] = found[0][source++] / count;
      }
      for (let l = 1; l < layers.length; l++) {
        const { inputs, units, offset, size } = layers[l];
        const source = k * columnsFor(inputs) * units;
        for (let i = 0; i < size; i++) to[offset + i] = found[l][source + i] / count;
      }
    }
  };

  return { upload, unpack };
}

/** The products of stacked networks, forwards and backwards. */
function createPasses(runs: number, { layers, activation }: Layout, looped: boolean) {
  const activate = ACTIVATIONS[activation];
  const first = layers[0];
  const width = runs * first.units;
  const product = createProduct(looped);

  /** `[rows, K·U]` → `[K, rows, U]`. */
  const stacked = (side: tf.Tensor, rows: number): tf.Tensor3D =>
    tf.transpose(tf.reshape(side, [rows, runs, first.units]), [1, 0, 2]);

  const wideMasked = (side: tf.Tensor, mask: tf.Tensor3D, rows: number): tf.Tensor => {
    const byRow = tf.reshape(side, [rows, runs, first.units]);
    return tf.reshape(tf.mul(byRow, tf.reshape(mask, [rows, 1, first.units])), [rows, width]);
  };

  const forward = (weights: readonly tf.Tensor[], batch: Batch): Pass => {
    const rows = batch.labels.length;
    const x = tf.tensor2d(batch.images, [rows, batch.images.length / rows]);
    const masks = batch.masks.map((mask, l) => tf.tensor3d(mask, [1, rows, layers[l].units]));
    if (layers.length === 1) {
      const logits = stacked(tf.matMul(x, weights[0] as tf.Tensor2D), rows);
      return { x, inputs: [], slopes: [], masks, logits };
    }
    const inputs: tf.Tensor3D[] = [];
    const [a, b] = [x, weights[0] as tf.Tensor2D];
    const widest =
      activation === 'relu' ? rectified(tf.fused.matMul({ a, b, activation })) : activate(tf.matMul(a, b));
    const slopes = [widest.slope];
    let hidden = widest.out;
    if (masks.length > 0) hidden = wideMasked(hidden, masks[0], rows);
    let out = stacked(hidden, rows);
    for (let l = 1; ; l++) {
      const rest = columnsFor(layers[l].inputs) - layers[l].inputs;
      const ones = tf.tensor3d(onesColumn(runs, rows, rest, batch.count), [runs, rows, rest]);
      const input = tf.concat([out, ones], 2);
      inputs.push(input);
      const z = product(input, weights[l] as tf.Tensor3D);
      if (l === layers.length - 1) return { x, inputs, slopes, masks, logits: z };
      const next = activate(z);
      slopes.push(next.slope);
      out = next.out as tf.Tensor3D;
      if (masks.length > 0) out = tf.mul(out, masks[l]);
    }
  };

  /** The gradients of all layers, a tensor each, summed over the batch: the first `[columns, K·H]`, others `[K, …]`. */
  const backward = (weights: readonly tf.Tensor[], pass: Pass, labels: Uint8Array): tf.Tensor[] => {
    const rows = labels.length;
    const gradients: tf.Tensor[] = [];
    const hot = tf.tensor3d(oneHot(labels), [1, rows, CLASSES]);
    let delta = tf.sub(tf.softmax(pass.logits), hot) as tf.Tensor3D;
    for (let l = layers.length - 1; l > 0; l--) {
      gradients[l] = product(pass.inputs[l - 1], delta, true);
      const back = tf.slice(
        product(delta, weights[l] as tf.Tensor3D, false, true),
        [0, 0, 0],
        [runs, rows, layers[l].inputs],
      );
      // The first layer's slopes are kept side by side; the later layers' are stacked as `back` is.
      const slope = (l === 1 ? stacked(pass.slopes[0](), rows) : pass.slopes[l - 1]()) as tf.Tensor3D;
      delta = tf.mul(back, slope);
      if (pass.masks.length > 0) delta = tf.mul(delta, pass.masks[l - 1]);
    }
    const side = tf.reshape(tf.transpose(delta, [1, 0, 2]), [rows, width]) as tf.Tensor2D;
    gradients[0] = looped ? tf.matMul(tf.transpose(pass.x), side) : tf.matMul(pass.x, side, true);
    return gradients;
  };

  return { forward, backward };
}

/** K stacked networks on the backend in use. */
export function createNetwork(runs: number, layout: Layout, backend: EngineName): Network {
  const { upload, unpack } = createTransfer(runs, layout);
  const { forward, backward } = createPasses(runs, layout, backend === 'wasm');
  const activePixelsOf = createActivePixels();

  /** The values of what `work` returns; all its tensors are freed. (What `tidy` itself returns it searches for tensors.) */
  const computed = (work: () => tf.Tensor[]): Float32Array[] => {
    let values: Float32Array[] = [];
    tf.tidy(() => {
      values = read(work(), backend);
    });
    return values;
  };

  return {
    step(theta, batch, gradients, loss, correct) {
      const active = activePixelsOf(batch.images, batch.labels.length);
      const [logits, ...found] = computed(() => {
        const weights = upload(theta, active, false);
        const pass = forward(weights, { ...batch, images: active.images });
        return [pass.logits, ...backward(weights, pass, batch.labels)];
      });
      loss.fill(0);
      correct.fill(0);
      softmaxLoss(logits, batch, runs, loss, correct);
      for (let k = 0; k < runs; k++) loss[k] /= batch.count;
      unpack(found, gradients, batch.count, active);
    },
    evaluate(weights, batch, loss, correct) {
      const [logits] = computed(() => [forward((weights as Uploaded).layers, batch).logits]);
      softmaxLoss(logits, batch, runs, loss, correct);
    },
    probabilities: (weights, batch) =>
      computed(() => [tf.softmax(forward((weights as Uploaded).layers, batch).logits)])[0],
    upload(theta): Uploaded {
      const tensors = upload(theta, WHOLE, true);
      return { layers: tensors, dispose: () => tf.dispose(tensors) };
    },
  };
}

/** For each run a column of ones, zeros below the `count` rows that are images, beside columns of zeros. */
function onesColumn(runs: number, rows: number, columns: number, count: number): Float32Array {
  const ones = new Float32Array(runs * rows * columns);
  for (let k = 0; k < runs; k++) {
    for (let row = 0; row < count; row++) ones[(k * rows + row) * columns] = 1;
  }
  return ones;
}

/**
 * The values of some tensors. WebGL waits for the GPU at every read, so there they are joined and read at once: in rows as
 * wide as the widest of them, which then need not be laid out anew.
 */
function read(tensors: readonly tf.Tensor[], backend: EngineName): Float32Array[] {
  if (backend !== 'webgl' || tensors.length === 1) {
    return tensors.map((tensor) => tensor.dataSync() as Float32Array);
  }
  const width = Math.max(...tensors.map(({ shape }) => shape[shape.length - 1]));
  const joined = tensors.map((tensor) => {
    const rows = Math.ceil(tensor.size / width);
    const rest = rows * width - tensor.size;
    const full = rest === 0 ? tensor : tf.pad(tf.reshape(tensor, [tensor.size]), [[0, rest]]);
    return tf.reshape(full, [rows, width]);
  });
  const all = tf.concat(joined, 0).dataSync() as Float32Array;
  let end = 0;
  return tensors.map(({ size }, k) => {
    const from = end;
    end += joined[k].size;
    return all.subarray(from, from + size);
  });
}
