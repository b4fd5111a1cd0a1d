/** What is wrong with what people type: formulas of surfaces, rules of optimizers. */
import { compileFormula } from '../core/formula/formula.ts';
import { compileRule, type FormulaError, isFormulaError } from '../core/formula/index.ts';

/** What is wrong with the formula of a surface, in `x` and `y`; null when nothing is. */
export function formulaError(text: string): FormulaError | null {
  const formula = compileFormula(text);
  return isFormulaError(formula) ? formula : null;
}

/** What is wrong with the rule of an optimizer; null when nothing is. */
export function ruleError(text: string): FormulaError | null {
  const rule = compileRule(text);
  return isFormulaError(rule) ? rule : null;
}
