/** The optimizer that a person types. */
import { lr } from '../optimizers/parameters.ts';
import type { Optimizer } from '../types.ts';
import { type FormulaError, isFormulaError } from './error.ts';
import { compileRule, type Rule } from './rule.ts';
import { ruleToTex } from './tex.ts';

/** The rule of a custom optimizer that has none, or none that can be read. */
export const DEFAULT_RULE = 'm = 0.9*m + 0.1*g; x = x - lr*m';

/** A typed rule as an optimizer. Its scratch memory is its own, so each run gets its own. */
export function customOptimizer(text: string): Optimizer | FormulaError {
  const rule = compileRule(text);
  return isFormulaError(rule) ? rule : optimizerOf(rule, text);
}

/** The optimizer of rule number `number`, from 1; of the default one where that is missing or cannot be read. */
export function customOptimizerOrDefault(rules: readonly string[], number: number): Optimizer {
  const optimizer = customOptimizer(rules[number - 1] ?? DEFAULT_RULE);
  return isFormulaError(optimizer) ? (customOptimizer(DEFAULT_RULE) as Optimizer) : optimizer;
}

const optimizerOf = (rule: Rule, text: string): Optimizer => ({
  id: 'custom',
  parameters: [lr(0.01), { key: 'rule', kind: 'integer', default: 1, min: 1, symbol: '\\text{rule}' }],
  memory: rule.state,
  step: rule.step,
  formula: text,
  tex: ruleToTex(text) as readonly string[],
  source: 'the rules of the link, rule=…',
});

/**
 * The row of a typed rule. A row's arguments are numbers, so it can only stand for one rule: averaged gradients, which
 * says itself what its rate and direction are. `createUpdater` is given the texts.
 */
export const custom: Optimizer = customOptimizer(
  'm = 0.9*m + 0.1*g; rate = lr; direction = m; x = x - rate*direction',
) as Optimizer;
