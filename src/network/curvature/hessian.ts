/**
 * The second derivatives of a network's loss on one batch, exactly: products of its Hessian with vectors, in float64.
 *
 * Pearlmutter's R-operator (1994, Fast exact multiplication by the Hessian): the derivative of forward and backward pass along v.
 * ReLU has the second derivative 0 wherever it has one; that of other activations counts. Its sums have one order and its exponential is the core's, so that the same
 * bits come out everywhere, whatever engine trains. No dropout, no augmentation: the loss that is evaluated.
 */
import { exp, tanh } from '../../core/elementary/index.ts';
import type { Activation } from '../../core/network.ts';
import type { Batch } from '../engines/engine.ts';
import { COLUMNS, type Layer, type Layout } from '../model/layout.ts';
import { erf } from './error-function.ts';

type Matrix = Float64Array;

/** out += a · B for rows of `inputs` numbers and a matrix `[inputs × units]` that begins at `at`. */
function addProduct(
  out: Matrix,
  a: Matrix,
  rows: number,
  weights: ArrayLike<number>,
  { inputs, units, offset }: Layer,
): void {
  for (let row = 0; row < rows; row++) {
    const to = row * units;
    for (let i = 0; i < inputs; i++) {
      const x = a[row * inputs + i];
      if (x === 0) continue;
      const from = offset + i * units;
      for (let j = 0; j < units; j++) out[to + j] += x * weights[from + j];
    }
  }
}

/** out += d · Bᵀ. */
function addTransposedProduct(
  out: Matrix,
  d: Matrix,
  rows: number,
  weights: ArrayLike<number>,
  { inputs, units, offset }: Layer,
): void {
  for (let row = 0; row < rows; row++) {
    const from = row * units;
    for (let i = 0; i < inputs; i++) {
      const at = offset + i * units;
      let sum = 0;
      for (let j = 0; j < units; j++) sum += d[from + j] * weights[at + j];
      out[row * inputs + i] += sum;
    }
  }
}

/** out += aᵀ · d at the layer's place in a flat vector. */
function addOuter(out: Matrix, a: Matrix, d: Matrix, rows: number, { inputs, units, offset }: Layer): void {
  for (let row = 0; row < rows; row++) {
    const from = row * units;
    for (let i = 0; i < inputs; i++) {
      const x = a[row * inputs + i];
      if (x === 0) continue;
      const to = offset + i * units;
      for (let j = 0; j < units; j++) out[to + j] += x * d[from + j];
    }
  }
}

function addBias(
  out: Matrix,
  rows: number,
  weights: ArrayLike<number>,
  { inputs, units, offset }: Layer,
): void {
  const at = offset + inputs * units;
  for (let row = 0; row < rows; row++)
    for (let j = 0; j < units; j++) out[row * units + j] += weights[at + j];
}

function addColumnSums(out: Matrix, d: Matrix, rows: number, { inputs, units, offset }: Layer): void {
  const at = offset + inputs * units;
  for (let row = 0; row < rows; row++) for (let j = 0; j < units; j++) out[at + j] += d[row * units + j];
}

/** Replaces sums by what a hidden layer makes of them, and writes the first two derivatives there. */
function activate(kind: Activation, z: Matrix, slopes: Matrix, bends: Matrix): void {
  for (let i = 0; i < z.length; i++) {
    const x = z[i];
    if (kind === 'relu') {
      z[i] = Math.max(0, x);
      slopes[i] = x > 0 ? 1 : 0;
    } else if (kind === 'tanh') {
      const y = tanh(x);
      z[i] = y;
      slopes[i] = 1 - y * y;
      bends[i] = -2 * y * slopes[i];
    } else {
      // x·Φ(x) has the derivatives Φ + xφ and (2 − x²)φ.
      const density = exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
      const cumulative = 0.5 * (1 + erf(x * Math.SQRT1_2));
      z[i] = x * cumulative;
      slopes[i] = cumulative + x * density;
      bends[i] = (2 - x * x) * density;
    }
  }
}

/** d *= slopes */
function scale(d: Matrix, slopes: Matrix): void {
  for (let i = 0; i < d.length; i++) d[i] *= slopes[i];
}

export interface Hessian {
  /** The number of parameters. */
  readonly length: number;
  /** Takes the weights at which derivatives are wanted. */
  at(theta: ArrayLike<number>): void;
  /** Writes the gradient of the mean loss. */
  gradient(out: Float64Array): void;
  /** Writes H·v. */
  multiply(v: Float64Array, out: Float64Array): void;
}

/** Of the mean cross-entropy of a network on a batch: inputs are the first columns of its images. */
export function createHessian(layout: Layout, batch: Pick<Batch, 'images' | 'labels' | 'count'>): Hessian {
  return new NetworkHessian(layout, batch);
}

class NetworkHessian implements Hessian {
  readonly length: number;
  readonly #layers: readonly Layer[];
  readonly #rows: number;
  readonly #labels: Uint8Array;
  /** Inputs of each layer, and the outputs of the last: `[rows × units]`; with their derivatives along v. */
  readonly #activations: readonly Matrix[];
  readonly #alongV: readonly Matrix[];
  /** Gradients of the outputs before each activation, with their derivatives along v. */
  readonly #deltas: readonly Matrix[];
  readonly #deltasAlongV: readonly Matrix[];
  /** Of hidden layers: the first two derivatives of the activation, the derivative of the sums along v, and the gradient of the outputs. */
  readonly #slopes: readonly Matrix[];
  readonly #bends: readonly Matrix[];
  readonly #sumsAlongV: readonly Matrix[];
  readonly #outputDeltas: readonly Matrix[];
  readonly #activation: Activation;
  #theta: ArrayLike<number> = [];

  constructor(layout: Layout, { images, labels, count }: Pick<Batch, 'images' | 'labels' | 'count'>) {
    const { layers, length, activation } = layout;
    this.#activation = activation;
    const [{ inputs }] = layers;
    this.length = length;
    this.#layers = layers;
    this.#rows = count;
    this.#labels = labels.slice(0, count);
    const first = new Float64Array(count * inputs);
    for (let row = 0; row < count; row++)
      for (let i = 0; i < inputs; i++) first[row * inputs + i] = images[row * COLUMNS + i];
    const outputs = () => layers.map(({ units }) => new Float64Array(count * units));
    this.#activations = [first, ...outputs()];
    this.#alongV = [new Float64Array(first.length), ...outputs()];
    this.#deltas = outputs();
    this.#deltasAlongV = outputs();
    this.#slopes = outputs();
    this.#bends = outputs();
    this.#sumsAlongV = outputs();
    this.#outputDeltas = outputs();
  }

  at(theta: ArrayLike<number>): void {
    const rows = this.#rows;
    // A copy: the run goes on.
    const weights = Float64Array.from(theta);
    this.#theta = weights;
    const last = this.#layers.length - 1;
    this.#layers.forEach((layer, l) => {
      const z = this.#activations[l + 1].fill(0);
      addProduct(z, this.#activations[l], rows, weights, layer);
      addBias(z, rows, weights, layer);
      if (l < last) activate(this.#activation, z, this.#slopes[l], this.#bends[l]);
    });
    this.#softmax();
    for (let l = last; l > 0; l--) {
      const before = this.#deltas[l - 1].fill(0);
      addTransposedProduct(before, this.#deltas[l], rows, weights, this.#layers[l]);
      this.#outputDeltas[l - 1].set(before);
      scale(before, this.#slopes[l - 1]);
    }
  }

  gradient(out: Float64Array): void {
    out.fill(0);
    this.#layers.forEach((layer, l) => {
      addOuter(out, this.#activations[l], this.#deltas[l], this.#rows, layer);
      addColumnSums(out, this.#deltas[l], this.#rows, layer);
    });
  }

  multiply(v: Float64Array, out: Float64Array): void {
    const rows = this.#rows;
    const weights = this.#theta;
    const last = this.#layers.length - 1;
    this.#layers.forEach((layer, l) => {
      const z = this.#alongV[l + 1].fill(0);
      addProduct(z, this.#activations[l], rows, v, layer);
      if (l > 0) addProduct(z, this.#alongV[l], rows, weights, layer);
      addBias(z, rows, v, layer);
      if (l === last) return;
      this.#sumsAlongV[l].set(z);
      scale(z, this.#slopes[l]);
    });
    this.#softmaxAlongV();
    for (let l = last; l > 0; l--) {
      const before = this.#deltasAlongV[l - 1].fill(0);
      addTransposedProduct(before, this.#deltasAlongV[l], rows, weights, this.#layers[l]);
      addTransposedProduct(before, this.#deltas[l], rows, v, this.#layers[l]);
      scale(before, this.#slopes[l - 1]);
      if (this.#activation !== 'relu') this.#addBends(before, l - 1);
    }
    out.fill(0);
    this.#layers.forEach((layer, l) => {
      addOuter(out, this.#activations[l], this.#deltasAlongV[l], rows, layer);
      if (l > 0) addOuter(out, this.#alongV[l], this.#deltas[l], rows, layer);
      addColumnSums(out, this.#deltasAlongV[l], rows, layer);
    });
  }

  /** What the derivative of the activation changes by along v, times the gradient of the outputs. */
  #addBends(delta: Matrix, l: number): void {
    const [bends, sums, outputs] = [this.#bends[l], this.#sumsAlongV[l], this.#outputDeltas[l]];
    for (let i = 0; i < delta.length; i++) delta[i] += bends[i] * sums[i] * outputs[i];
  }

  /** The outputs become probabilities p, and the last delta (p − 1[label])/rows. */
  #softmax(): void {
    const p = this.#activations[this.#layers.length];
    const delta = this.#deltas[this.#layers.length - 1];
    const classes = p.length / this.#rows;
    for (let row = 0; row < this.#rows; row++) {
      const at = row * classes;
      let most = p[at];
      for (let j = 1; j < classes; j++) most = Math.max(most, p[at + j]);
      let sum = 0;
      for (let j = 0; j < classes; j++) {
        p[at + j] = exp(p[at + j] - most);
        sum += p[at + j];
      }
      for (let j = 0; j < classes; j++) {
        p[at + j] /= sum;
        delta[at + j] = (p[at + j] - Number(j === this.#labels[row])) / this.#rows;
      }
    }
  }

  /** The derivative of the last delta: (diag(p) − ppᵀ) Rz / rows. */
  #softmaxAlongV(): void {
    const p = this.#activations[this.#layers.length];
    const z = this.#alongV[this.#layers.length];
    const delta = this.#deltasAlongV[this.#layers.length - 1];
    const classes = p.length / this.#rows;
    for (let row = 0; row < this.#rows; row++) {
      const at = row * classes;
      let mean = 0;
      for (let j = 0; j < classes; j++) mean += p[at + j] * z[at + j];
      for (let j = 0; j < classes; j++) delta[at + j] = (p[at + j] * (z[at + j] - mean)) / this.#rows;
    }
  }
}
