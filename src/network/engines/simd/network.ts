/**
 * Networks in a memory of the compiled functions (`assembly/`): forward, softmax and its cross-entropy, backward.
 *
 * Weights lie as in `model/layout.ts`, a row of weights for every pixel, so that of each image only the pixels with ink are gone
 * through. Rows are taken four numbers at a time: where a layer has a number of units that four does not divide, its weights are
 * copied into wider rows first, and its gradient is copied back. One run comes after another, each in the same order of sums, so
 * the same bits come out whether a run is alone or not.
 */
import { CLASSES } from '../../data/images.ts';
import { COLUMNS, type Layer, type Layout } from '../../model/layout.ts';
import type { Batch, Network, Weights } from '../engine.ts';
import type { Arena } from './arena.ts';
import type { Kernels } from './binary.ts';

/** The columns of a batch that count: the pixels and the one that meets the biases. */
const INPUTS = 785;
/** Bytes of a list's entry. */
const ENTRY = 8;
/** Outputs lie in rows of twelve. */
const OUTPUTS = 12;

const upToFour = (count: number): number => 4 * Math.ceil(count / 4);

/** The activations that `activate` knows, by its numbers; 0: the rectified linear unit, which products know. */
const KINDS = { relu: 0, tanh: 1, gelu: 2 } as const;

/** One layer and where it computes; addresses in bytes. */
interface Place extends Layer {
  readonly first: boolean;
  /** Four numbers each. */
  readonly vectors: number;
  /** Bytes of a row of outputs. */
  readonly stride: number;
  /** Inputs up to a multiple of four. */
  readonly inputsPadded: number;
  readonly outputs: number;
  /** The gradient of the outputs before the activation. */
  readonly delta: number;
  readonly mask: number;
  /** The derivatives of the activation at the outputs; 0 where they are read from the outputs. */
  readonly slopes: number;
  /** Weights in wider rows; 0 where they can be read as they lie. */
  readonly wide: number;
  /** Gradients in wider rows, the biases' last; 0 where they can be written as they lie. */
  readonly wideGradient: number;
  /** `[units × inputs]`. */
  readonly transposed: number;
}

/** What all networks of a training work with, one after another. */
export interface Scratch {
  readonly rows: number;
  readonly images: number;
  readonly labels: number;
  readonly imageStarts: number;
  readonly byImage: number;
  readonly columnStarts: number;
  readonly byColumn: number;
  /** Two float64: loss and correct. */
  readonly sums: number;
  /** Weights and gradient of a run that lie elsewhere. */
  readonly theta: number;
  readonly gradient: number;
  /** The activation of hidden layers. */
  readonly kind: number;
  readonly layers: readonly Place[];
}

/** Finds room for batches of up to so many rows. */
export function createScratch(layout: Layout, mostRows: number, arena: Arena): Scratch {
  const rows = upToFour(mostRows);
  const last = layout.layers.length - 1;
  const kind = KINDS[layout.activation];
  const layers = layout.layers.map((layer, l): Place => {
    const { inputs, units } = layer;
    const first = l === 0;
    const vectors = l === last ? OUTPUTS / 4 : upToFour(units) / 4;
    const stride = 16 * vectors;
    const inputsPadded = upToFour(inputs);
    const asTheyLie = stride === 4 * units;
    // The product gives whole groups of four rows, which have to fit.
    const gradientAsItLies = asTheyLie && (first || inputs === inputsPadded);
    return {
      ...layer,
      first,
      vectors,
      stride,
      inputsPadded,
      outputs: arena.take(rows * stride),
      delta: arena.take(rows * stride),
      mask: arena.take(rows * units * 4),
      slopes: kind === 0 || l === last ? 0 : arena.take(rows * stride),
      wide: asTheyLie ? 0 : arena.take((inputsPadded + 1) * stride),
      wideGradient: gradientAsItLies ? 0 : arena.take((inputsPadded + 1) * stride),
      transposed: first ? 0 : arena.take(4 * vectors * inputsPadded * 4),
    };
  });
  return {
    rows,
    kind,
    images: arena.take(rows * COLUMNS * 4),
    labels: arena.take(rows),
    imageStarts: arena.take((rows + 1) * 4),
    byImage: arena.take(rows * INPUTS * ENTRY),
    columnStarts: arena.take((INPUTS + 1) * 4),
    byColumn: arena.take(rows * INPUTS * ENTRY),
    sums: arena.take(16),
    theta: arena.take(layout.length * 4),
    gradient: arena.take(layout.length * 4),
    layers,
  };
}

/** Takes batches into the memory of the functions; each call says how many rows are gone through. */
function createIntake(kernels: Kernels, buffer: ArrayBuffer, scratch: Scratch): (batch: Batch) => number {
  const images = new Float32Array(buffer, scratch.images, scratch.rows * COLUMNS);
  const labels = new Uint8Array(buffer, scratch.labels, scratch.rows);
  return (batch) => {
    const { count } = batch;
    const rows = upToFour(count);
    images.set(batch.images.subarray(0, count * COLUMNS));
    images.fill(0, count * COLUMNS, rows * COLUMNS);
    labels.set(batch.labels.subarray(0, count));
    kernels.pack(
      scratch.images,
      COLUMNS,
      rows,
      scratch.imageStarts,
      scratch.byImage,
      scratch.columnStarts,
      scratch.byColumn,
    );
    batch.masks.forEach((mask, l) => {
      const { units, mask: at } = scratch.layers[l];
      new Float32Array(buffer, at, count * units).set(mask.subarray(0, count * units));
    });
    return rows;
  };
}

/** The matrix of a layer, its biases behind it, in rows of so many bytes. */
function matrixOf(
  kernels: Kernels,
  { wide, stride, offset, units, inputs }: Place,
  theta: number,
): [number, number] {
  const at = theta + 4 * offset;
  if (wide === 0) return [at, 4 * units];
  kernels.copyRows(at, 4 * units, inputs + 1, units, wide, stride, 1);
  return [wide, stride];
}

/** Computes the outputs of all layers. `masked`: how many of them have masks. */
function forward(kernels: Kernels, scratch: Scratch, theta: number, rows: number, masked: number): void {
  const { layers, imageStarts, byImage, kind } = scratch;
  const last = layers[layers.length - 1];
  let before = last;
  for (const [l, layer] of layers.entries()) {
    const [matrix, stride] = matrixOf(kernels, layer, theta);
    const relu = layer === last || kind !== 0 ? 0 : 1;
    const { outputs, vectors } = layer;
    if (layer.first) {
      kernels.sparseProduct(imageStarts, byImage, rows, matrix, stride, outputs, layer.stride, vectors, relu);
    } else {
      kernels.denseProduct(
        before.outputs,
        before.stride,
        4,
        matrix,
        stride,
        layer.inputs,
        matrix + layer.inputs * stride,
        outputs,
        layer.stride,
        rows,
        vectors,
        relu,
      );
    }
    if (layer.slopes !== 0) kernels.activate(outputs, layer.slopes, rows * layer.stride, kind);
    if (l < masked) kernels.applyMask(outputs, layer.stride, layer.mask, rows, layer.units);
    before = layer;
  }
}

/** From the gradient of the last layer's outputs to those of all weights. */
function backward(
  kernels: Kernels,
  scratch: Scratch,
  [theta, gradient]: readonly [theta: number, gradient: number],
  rows: number,
  masked: number,
): void {
  const { layers } = scratch;
  for (let l = layers.length - 1; l > 0; l--) {
    const before = layers[l - 1];
    weightGradient(kernels, layers[l], before, gradient, rows);
    inputGradient(kernels, layers[l], before, theta, rows);
    if (l <= masked) kernels.applyMask(before.delta, before.stride, before.mask, rows, before.units);
  }
  const [{ delta, stride, vectors, units, wideGradient, offset }] = layers;
  const to = gradient + 4 * offset;
  const { columnStarts, byColumn } = scratch;
  kernels.sparseProduct(
    columnStarts,
    byColumn,
    INPUTS,
    delta,
    stride,
    wideGradient || to,
    stride,
    vectors,
    0,
  );
  if (wideGradient !== 0) kernels.copyRows(wideGradient, stride, INPUTS, units, to, 4 * units, 0);
}

/** The gradient of a layer's weights and biases: its inputs, transposed, times that of its outputs. */
function weightGradient(kernels: Kernels, layer: Place, before: Place, gradient: number, rows: number): void {
  const { inputs, inputsPadded, units, vectors, stride, delta, wideGradient } = layer;
  const to = gradient + 4 * layer.offset;
  const out = wideGradient || to;
  kernels.denseProduct(
    before.outputs,
    4,
    before.stride,
    delta,
    stride,
    rows,
    0,
    out,
    stride,
    inputsPadded,
    vectors,
    0,
  );
  const biases = out + inputsPadded * stride;
  kernels.columnSums(delta, stride, rows, biases, vectors);
  if (wideGradient === 0) return;
  kernels.copyRows(out, stride, inputs, units, to, 4 * units, 0);
  kernels.copyRows(biases, stride, 1, units, to + 4 * inputs * units, 4 * units, 0);
}

/** The gradient of a layer's inputs, which the layer before gave out, where that was active. */
function inputGradient(kernels: Kernels, layer: Place, before: Place, theta: number, rows: number): void {
  const { inputsPadded, units, vectors, stride, delta, wide, transposed } = layer;
  const [matrix, matrixStride] = wide === 0 ? [theta + 4 * layer.offset, 4 * units] : [wide, stride];
  kernels.transpose(matrix, matrixStride, inputsPadded, 4 * vectors, transposed, 4 * inputsPadded);
  kernels.denseProduct(
    delta,
    stride,
    4,
    transposed,
    4 * inputsPadded,
    units,
    0,
    before.delta,
    before.stride,
    rows,
    before.vectors,
    0,
  );
  const bytes = rows * before.stride;
  if (before.slopes === 0) kernels.passActive(before.delta, before.outputs, bytes);
  else kernels.multiplySlopes(before.delta, before.slopes, bytes);
}

/** `runs` networks. `buffer` is the memory on which the functions work. */
export function createNetwork(
  kernels: Kernels,
  buffer: ArrayBuffer,
  layout: Layout,
  scratch: Scratch,
  runs: number,
): Network {
  const last = scratch.layers[scratch.layers.length - 1];
  const sums = new Float64Array(buffer, scratch.sums, 2);
  const own = {
    theta: new Float32Array(buffer, scratch.theta, layout.length),
    gradient: new Float32Array(buffer, scratch.gradient, layout.length),
  };
  const takeBatch = createIntake(kernels, buffer, scratch);

  /** The address of weights: theirs, or that of a copy. */
  const weightsAt = (theta: Float32Array): number => {
    if (theta.buffer === buffer) return theta.byteOffset;
    own.theta.set(theta);
    return scratch.theta;
  };

  return {
    step(theta, batch, gradients, loss, correct) {
      const { count, masks } = batch;
      const rows = takeBatch(batch);
      for (let k = 0; k < runs; k++) {
        const weights = weightsAt(theta[k]);
        const given = gradients[k];
        const inside = given.buffer === buffer;
        sums.fill(0);
        forward(kernels, scratch, weights, rows, masks.length);
        kernels.softmax(last.outputs, scratch.labels, rows, count, scratch.sums, last.delta, 1, 1 / count);
        const gradient = inside ? given.byteOffset : scratch.gradient;
        backward(kernels, scratch, [weights, gradient], rows, masks.length);
        if (!inside) given.set(own.gradient);
        loss[k] = sums[0] / count;
        correct[k] = sums[1];
      }
    },

    evaluate(weights, batch, loss, correct) {
      const rows = takeBatch(batch);
      (weights as Taken).theta.forEach((theta, k) => {
        sums[0] = loss[k];
        sums[1] = correct[k];
        forward(kernels, scratch, weightsAt(theta), rows, 0);
        kernels.softmax(last.outputs, scratch.labels, rows, batch.count, scratch.sums, 0, 0, 1);
        loss[k] = sums[0];
        correct[k] = sums[1];
      });
    },

    probabilities(weights, batch) {
      const size = batch.labels.length;
      const all = new Float32Array(runs * size * CLASSES);
      const rows = takeBatch(batch);
      const found = new Float32Array(buffer, last.delta, rows * OUTPUTS);
      (weights as Taken).theta.forEach((theta, k) => {
        forward(kernels, scratch, weightsAt(theta), rows, 0);
        kernels.softmax(last.outputs, scratch.labels, rows, batch.count, scratch.sums, last.delta, 0, 1);
        for (let row = 0; row < batch.count; row++) {
          const from = row * OUTPUTS;
          all.set(found.subarray(from, from + CLASSES), (k * size + row) * CLASSES);
        }
      });
      return all;
    },

    upload: (theta): Taken => ({ theta: theta.map((weights) => weights.slice()), dispose: () => undefined }),
  };
}

/** Copies: the runs may go on meanwhile. */
interface Taken extends Weights {
  readonly theta: readonly Float32Array[];
}
