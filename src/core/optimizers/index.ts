/** The table of optimizers, in the order menus show them. */
import type { Optimizer } from '../types.ts';
import { adam } from './adam.ts';
import { sgd } from './sgd.ts';

export const optimizers: readonly Optimizer[] = [sgd, adam];
