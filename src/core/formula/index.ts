/**
 * Typed formulas and rules.
 *
 *     compileRule(text, { constants }) → Rule | FormulaError      isFormulaError(result) tells them apart
 *     rule.evaluate(values)   one coordinate by names: { x, g, t, lr, beta1, m, … } is read, and every assigned name, with
 *                             `rate` and `direction`, is written back into it
 *     rule.step(step)         all coordinates of an optimizer's `Step`, in place
 *     rule.state              the names that are remembered from step to step; absent ones count as 0
 *
 * `constants` are the names given from outside besides `x`, `g`, `t` and `lr`: keys of parameters and scalar memory. Nothing
 * here throws, whatever the text; what is wrong comes back as data that points at the characters.
 */
export type { RuleStep } from './binding.ts';
export { type FormulaError, type FormulaErrorCode, isFormulaError } from './error.ts';
export { compileRule, type Rule } from './rule.ts';
