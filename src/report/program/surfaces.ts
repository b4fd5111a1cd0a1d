/** The surfaces as formulas, for programs: in x, y and the surface's arguments, and what is drawn at random. */

import { DEFAULT_FORMULA, validateFormula } from '../../core/formula/index.ts';
import type { SurfaceId } from '../../core/surfaces/index.ts';
import type { StageSpec } from '../../core/types.ts';

/** Surfaces that are one function of the plane. */
type Smooth = Exclude<SurfaceId, 'custom' | 'regression' | 'sparse' | 'reddi'>;

/** In the language of `f=`; compared with the rows' own code in a test. */
export const SURFACE_FORMULAS: Readonly<Record<Smooth, string>> = {
  rosenbrock: '(a - x)^2 + b*(y - x^2)^2',
  beale: '(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2',
  himmelblau: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
  booth: '(x + 2*y - 7)^2 + (2*x + y - 5)^2',
  matyas: '0.26*(x^2 + y^2) - 0.48*x*y',
  'three-hump-camel': '2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2',
  'six-hump-camel': '(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (4*y^2 - 4)*y^2',
  'goldstein-price':
    '(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))' +
    '*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))',
  'styblinski-tang': '(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)/2',
  // 1e-300 leaves every number as it is but 0, where the root has no slope: 0 is taken for it.
  ackley: '20 + e - 20*exp(-0.2*sqrt((x^2 + y^2)/2 + 1e-300)) - exp((cos(2*pi*x) + cos(2*pi*y))/2)',
  rastrigin: '20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)',
  griewank: '1 + (x^2 + y^2)/4000 - cos(x)*cos(y/sqrt(2))',
  levy: 'sin(3*pi*x)^2 + (x - 1)^2*(1 + sin(3*pi*y)^2) + (y - 1)^2*(1 + sin(2*pi*y)^2)',
  easom: '-cos(x)*cos(y)*exp(-(x - pi)^2 - (y - pi)^2)',
  mccormick: 'sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1',
  quadratic:
    '((x*cos(angle*pi/180) + y*sin(angle*pi/180))^2 + condition*(y*cos(angle*pi/180) - x*sin(angle*pi/180))^2)/2',
  saddle: 'x^2 - y^2',
  'monkey-saddle': 'x^3 - 3*x*y^2',
  valley: 'abs(x) + kappa*abs(y)',
  factorisation: '(x*y - 1)^2',
};

/** The formula of reddi's mean, and what update t has instead of `slope*x`. */
export const REDDI = {
  mean: 'slope*(x + y) + 5*max(0, abs(x) - 1)^2 + 5*max(0, abs(y) - 1)^2',
  sampled:
    'if(mod(draw, period) == 0, period*slope + period - 1, -1)*x + slope*y + 5*max(0, abs(x) - 1)^2 + 5*max(0, abs(y) - 1)^2',
} as const;

/** The formula of a surface that is one function, or null. */
export function formulaOf({ id }: StageSpec, formula: string | null): string | null {
  if (id === 'custom')
    return formula === null || validateFormula(formula) !== null ? DEFAULT_FORMULA : formula;
  return Object.hasOwn(SURFACE_FORMULAS, id) ? SURFACE_FORMULAS[id as Smooth] : null;
}

export const isLeastSquares = (id: string): boolean => id === 'regression' || id === 'sparse';
