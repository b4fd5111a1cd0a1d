/**
 * Typed formulas and rules.
 *
 *     compileFormula(text) → { loss, gradient, hessian }, in x and y, exact     | FormulaError
 *     compileRule(text, { constants }) → Rule                                   | FormulaError
 *     validateFormula(text), validateRule(text) → null                          | FormulaError
 *     toTex(text), ruleToTex(text) → TeX to be shown as mathematics             | FormulaError
 *
 * `isFormulaError(result)` tells them apart. Nothing here throws, whatever the text, and no text is ever executed as
 * JavaScript: formulas become arithmetic of WebAssembly (wasm.ts), rules a program of ours (operations.ts). What is wrong
 * comes back as data that points at the characters.
 *
 *     rule.evaluate(values)   one coordinate by names: { x, g, t, lr, beta1, m, … } is read, and every assigned name, with
 *                             `rate` and `direction`, is written back into it
 *     rule.step(step)         all coordinates of an optimizer's `Step`, in place, without allocating
 *     rule.state              the names that are remembered from step to step; absent ones count as 0
 *
 * `constants` are the names given from outside besides `x`, `g`, `t` and `lr`: keys of parameters and scalar memory. The
 * language is in parse.ts and functions.ts, what holds at kinks in derivative.ts.
 */
export { type FormulaError, type FormulaErrorCode, isFormulaError } from './error.ts';
export type { Expression } from './expression.ts';
export { compileFormula, dimensionsOf, type Formula, validateFormula } from './formula.ts';
export { DEFAULT_RULE } from './optimizer.ts';
export { LIMITS } from './parse.ts';
export { compileRule, parseRule, validateRule } from './rule.ts';
export { DEFAULT_FORMULA } from './surface.ts';
export { ruleToTex, toTex } from './tex.ts';
