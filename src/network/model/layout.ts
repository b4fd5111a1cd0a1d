/**
 * Where the weights of a network lie in one flat vector: layer after layer, W `[inputs × units]` row by row, then b.
 *
 * Read as one matrix of `inputs + 1` rows, a layer's block is W with b beneath it, so that [a, 1]·[W; b] is aW + b: one
 * matrix product gives a layer's output, and one gives the gradient of its weights and biases together.
 */

import type { Activation } from '../../core/network.ts';
import { CLASSES, PIXELS } from '../data/images.ts';
import type { LayerInfo } from '../history/record.ts';

/**
 * How many columns stand for a layer's inputs: these, the one that meets the bias, and zeros up to a multiple of four.
 * WebGL multiplies matrices in blocks of four, twice as fast when they are full.
 */
export const columnsFor = (inputs: number): number => 4 * Math.ceil((inputs + 1) / 4);

/** The columns of a batch's matrix. */
export const COLUMNS = columnsFor(PIXELS);

/** One fully connected layer. */
export interface Layer extends LayerInfo {
  /** Where its block begins in the flat vector. */
  readonly offset: number;
  /** `(inputs + 1) × units`. */
  readonly size: number;
}

export interface Layout {
  readonly layers: readonly Layer[];
  /** The number of parameters. */
  readonly length: number;
  /** What hidden layers make of their sums. */
  readonly activation: Activation;
  /** The shapes of W and b of each layer in turn, for rules that act per matrix. */
  readonly shapes: readonly (readonly number[])[];
}

/** The layout of a network of 784 inputs, the hidden layers given, and 10 outputs. */
export function networkLayout(hidden: readonly number[], activation: Activation = 'relu'): Layout {
  const layers: Layer[] = [];
  let offset = 0;
  let inputs = PIXELS;
  for (const units of [...hidden, CLASSES]) {
    const size = (inputs + 1) * units;
    layers.push({ inputs, units, offset, size });
    offset += size;
    inputs = units;
  }
  const shapes = layers.flatMap(({ inputs, units }) => [[inputs, units], [units]]);
  return { layers, length: offset, activation, shapes };
}
