/** What surfaces are called, what each of them teaches, and what their arguments mean, in English. */
import type { SurfaceId } from '../../core/surfaces/index.ts';
import type { RowStrings } from './rows.ts';

export const surfacesEn = {
  rosenbrock: {
    name: 'Rosenbrock',
    params: { a: 'where the minimum lies: (a, a²)', b: 'steepness of the walls' },
  },
  beale: {
    name: 'Beale',
    params: {},
  },
  himmelblau: {
    name: 'Himmelblau',
    params: {},
  },
  booth: {
    name: 'Booth',
    params: {},
  },
  matyas: {
    name: 'Matyas',
    params: {},
  },
  'three-hump-camel': {
    name: 'Three-hump camel',
    params: {},
  },
  'six-hump-camel': {
    name: 'Six-hump camel',
    params: {},
  },
  'goldstein-price': {
    name: 'Goldstein–Price',
    params: {},
  },
  'styblinski-tang': {
    name: 'Styblinski–Tang',
    params: {},
  },
  ackley: {
    name: 'Ackley',
    params: {},
  },
  rastrigin: {
    name: 'Rastrigin',
    params: {},
  },
  griewank: {
    name: 'Griewank',
    params: {},
  },
  levy: {
    name: 'Lévy no. 13',
    params: {},
  },
  easom: {
    name: 'Easom',
    params: {},
  },
  mccormick: {
    name: 'McCormick',
    params: {},
  },
  quadratic: {
    name: 'Quadratic bowl',
    params: {
      condition: 'condition number: how much steeper the steep direction is',
      angle: 'angle of the long axis, in degrees',
    },
  },
  saddle: {
    name: 'Saddle',
    params: {},
  },
  'monkey-saddle': {
    name: 'Monkey saddle',
    params: {},
  },
  valley: {
    name: 'Creased valley',
    params: { kappa: 'steepness across the valley' },
  },
  factorisation: {
    name: 'Factorisation',
    params: {},
  },
  regression: {
    name: 'Line fit',
    params: {
      batch: 'samples in each minibatch',
      n: 'number of data points',
      noise: 'scatter of the points',
    },
  },
  sparse: {
    name: 'Rare feature',
    params: { rate: 'fraction of samples with the rare feature', batch: 'samples in each minibatch' },
  },
  reddi: {
    name: 'Adam’s counter-example',
    params: { period: 'updates from one large gradient to the next', slope: 'mean slope' },
  },
  custom: {
    name: 'Your formula',
    params: {},
  },
  mnist: {
    name: 'Neural network on digits',
    params: {
      data: 'images',
      hidden: 'units in each hidden layer',
      batch: 'images in each minibatch',
      dropout: 'probability that a hidden unit is dropped',
      activation: 'activation of hidden units',
      init: 'first weights',
      scale: 'standard deviation of the first weights, with normal',
      images: 'train on the first images only (0: all)',
      shift: 'move each image by up to so many pixels',
      rotate: 'turn each image by up to so many degrees',
      noise: 'add noise to each pixel (1: as strong as ink)',
      balance: 'class k has images in proportion to 1/k to this power (0: all as they are)',
      labelNoise: 'share of training images with the label of another class',
    },
    choices: {
      data: { digits: 'drawn digits', mnist: 'MNIST', fashion: 'Fashion-MNIST' },
      activation: { relu: 'ReLU', tanh: 'tanh', gelu: 'GELU' },
      init: {
        torch: 'as torch.nn.Linear',
        he: 'He (for ReLU)',
        glorot: 'Glorot (for tanh)',
        normal: 'normal',
        mup: 'μP (by width)',
      },
    },
  },
} satisfies Record<SurfaceId | 'mnist', RowStrings>;
