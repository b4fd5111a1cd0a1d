/** How many coordinates an experiment on a surface has. */
import { dimensionsOf as dimensionsOfFormula } from '../core/formula/index.ts';
import type { Experiment } from './types.ts';

/**
 * 1 where the formula of `surface=custom` has no `y`: a function of x alone, whose start, window, gradients and rates have one
 * number each in links and records. Experiments keep pairs, with a y of 0.
 */
export const dimensionsOf = ({ surface, formula }: Pick<Experiment, 'surface' | 'formula'>): 1 | 2 =>
  surface.id === 'custom' && formula !== null ? dimensionsOfFormula(formula) : 2;
