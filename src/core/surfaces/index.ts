/** The table of surfaces, in the order menus show them. */
import type { Surface } from '../types.ts';
import { rosenbrock } from './rosenbrock.ts';

export const surfaces: readonly Surface[] = [rosenbrock];
