/** The `mnist` row: a network trained on images stands in the menu of surfaces, but is no function of the plane. */
import type { Arguments, Row } from './types.ts';

/** What hidden units make of their sums. */
export type Activation = 'relu' | 'tanh' | 'gelu';
/** How weights are drawn at first. */
export type Init = 'torch' | 'he' | 'glorot' | 'normal' | 'mup';

/** The arguments of `surface=mnist`, typed. */
export interface NetworkArguments {
  readonly data: 'digits' | 'mnist' | 'fashion';
  /** Units of each hidden layer. */
  readonly hidden: readonly number[];
  readonly batch: number;
  /** The probability that a hidden unit is dropped in training. */
  readonly dropout: number;
  readonly activation?: Activation;
  readonly init?: Init;
  /** The standard deviation of weights with `init:normal`. */
  readonly scale?: number;
  /** Class k of the images that are trained on, counted from 1, has images in proportion to 1/k to this power. */
  readonly balance?: number;
  /** The probability that an image is trained on with the label of another class. */
  readonly labelNoise?: number;
  /** Only so many images are trained on, the first ones; 0 (and nothing) is all. */
  readonly images?: number;
  /** How far an image is moved at most in training, in pixels, along each axis. */
  readonly shift?: number;
  /** How far it is turned at most, in degrees, either way. */
  readonly rotate?: number;
  /** Standard deviation of the noise added to each pixel, of the range from paper to ink. */
  readonly noise?: number;
}

export const mnist: Row = {
  id: 'mnist',
  parameters: [
    {
      key: 'data',
      kind: 'choice',
      default: 'digits',
      choices: ['digits', 'mnist', 'fashion'],
      symbol: '\\text{data}',
    },
    {
      key: 'hidden',
      kind: 'list',
      default: [64],
      min: 1,
      max: 1024,
      integer: true,
      maxLength: 4,
      symbol: 'H',
    },
    {
      key: 'batch',
      kind: 'integer',
      default: 64,
      min: 1,
      max: 1024,
      slider: { min: 1, max: 1024, scale: 'log' },
      symbol: 'B',
    },
    {
      key: 'dropout',
      kind: 'number',
      default: 0,
      min: 0,
      below: 1,
      slider: { min: 0, max: 0.9, scale: 'linear' },
      symbol: 'p',
    },
    {
      key: 'activation',
      kind: 'choice',
      default: 'relu',
      choices: ['relu', 'tanh', 'gelu'],
      symbol: '\\phi',
    },
    {
      key: 'init',
      kind: 'choice',
      default: 'torch',
      choices: ['torch', 'he', 'glorot', 'normal', 'mup'],
      symbol: 'W_0',
    },
    {
      key: 'scale',
      kind: 'number',
      default: 0.01,
      min: 0,
      max: 10,
      slider: { min: 0.001, max: 1, scale: 'log' },
      symbol: '\\sigma_0',
    },
    {
      key: 'images',
      kind: 'integer',
      default: 0,
      min: 0,
      max: 60_000,
      symbol: 'N',
    },
    {
      key: 'shift',
      kind: 'number',
      default: 0,
      min: 0,
      max: 14,
      slider: { min: 0, max: 6, scale: 'linear' },
      symbol: '\\Delta',
    },
    {
      key: 'rotate',
      kind: 'number',
      default: 0,
      min: 0,
      max: 180,
      slider: { min: 0, max: 45, scale: 'linear' },
      symbol: '\\varphi',
    },
    {
      key: 'noise',
      kind: 'number',
      default: 0,
      min: 0,
      max: 1,
      slider: { min: 0, max: 1, scale: 'linear' },
      symbol: '\\sigma',
    },
    {
      key: 'balance',
      kind: 'number',
      default: 0,
      min: 0,
      max: 4,
      slider: { min: 0, max: 2, scale: 'linear' },
      symbol: '\\beta',
    },
    {
      key: 'labelNoise',
      kind: 'number',
      default: 0,
      min: 0,
      max: 1,
      slider: { min: 0, max: 0.5, scale: 'linear' },
      symbol: 'q',
    },
  ],
  source: 'LeCun, Bottou, Bengio, Haffner 1998',
};

/** The arguments of a `mnist` surface that came out of the codec, whose values the row above bounds. */
export const networkArguments = (args: Arguments): NetworkArguments => args as unknown as NetworkArguments;
