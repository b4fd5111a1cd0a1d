/** The table of surfaces, in the order menus show them. */
import type { Surface } from '../types.ts';
import { beale } from './beale.ts';
import { himmelblau } from './himmelblau.ts';
import { quadratic } from './quadratic.ts';
import { rosenbrock } from './rosenbrock.ts';
import { saddle } from './saddle.ts';

export const surfaces: readonly Surface[] = [rosenbrock, beale, himmelblau, quadratic, saddle];
