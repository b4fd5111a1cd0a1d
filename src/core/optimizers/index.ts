/** The table of optimizers, in the order menus show them. */
import type { Optimizer } from '../types.ts';
import { adadelta } from './adadelta.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamw } from './adamw.ts';
import { amsgrad } from './amsgrad.ts';
import { asgd } from './asgd.ts';
import { nadam } from './nadam.ts';
import { radam } from './radam.ts';
import { rmsprop } from './rmsprop.ts';
import { rprop } from './rprop.ts';
import { sgd } from './sgd.ts';

export const optimizers: readonly Optimizer[] = [
  // in torch.optim
  sgd,
  adagrad,
  adadelta,
  rmsprop,
  adam,
  amsgrad,
  adamw,
  adamax,
  nadam,
  radam,
  rprop,
  asgd,
];
