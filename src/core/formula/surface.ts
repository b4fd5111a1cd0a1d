/** The surface that a person types. */
import type { Surface, SurfaceObjective } from '../types.ts';
import { isFormulaError } from './error.ts';
import { compileFormula, type Formula } from './formula.ts';

/** The formula of a custom surface that has none, or none that can be read. */
export const DEFAULT_FORMULA = 'x^2 + 10*y^2';

/** The objectives asked for last, by the text they were asked for with: engine, pictures and advice ask for the same one. */
const latest = new Map<string, SurfaceObjective>();
/** As many as are on the way while somebody types, and few enough to be nothing in memory. */
const MOST = 4;

/** The objective of a formula; of the default one where the text is missing or cannot be read. The same text, the same objective. */
export function customObjectiveOrDefault(text: string | null): SurfaceObjective {
  const key = text ?? DEFAULT_FORMULA;
  let objective = latest.get(key);
  if (!objective) {
    const formula = compileFormula(key);
    objective = objectiveOf(isFormulaError(formula) ? (compileFormula(DEFAULT_FORMULA) as Formula) : formula);
  }
  latest.delete(key);
  latest.set(key, objective);
  const [oldest] = latest.keys();
  if (latest.size > MOST) latest.delete(oldest);
  return objective;
}

const objectiveOf = (formula: Formula): SurfaceObjective => ({ ...formula, minima: [] });

/**
 * The row of a typed formula. A row's arguments are numbers, so the text does not reach `create`, which gives the default;
 * `createObjective` is given the text.
 */
export const custom: Surface = {
  id: 'custom',
  parameters: [],
  domain: { x: [-3, 3], y: [-3, 3] },
  start: [-2, 1.5],
  tex: 'f(x,y)',
  source: 'the formula of the link, f=…',
  create: () => customObjectiveOrDefault(null),
};
