/** The table of optimizers, in the order menus show them. */
import type { Optimizer } from '../types.ts';
import { adadelta } from './adadelta.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

export const optimizers: readonly Optimizer[] = [
  // in torch.optim
  sgd,
  adagrad,
  adadelta,
  rmsprop,
  adam,
];
