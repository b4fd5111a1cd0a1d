/** The part of an experiment that decides the numbers. */
import { FORMULA, RULE } from './defaults/v1.ts';
import { formulaError, ruleError } from './formulas.ts';
import type { Computation, Experiment } from './types.ts';

/**
 * What is to be computed for an experiment. Two experiments with equal computations give the same numbers.
 *
 * A formula or rule that cannot be read, and that the experiment keeps as typed, is replaced by the default one.
 */
export function computation(experiment: Experiment): Computation {
  const { surface, formula, rules, start, runs, steps, seed } = experiment;
  return {
    surface,
    formula: surface.id !== 'custom' ? null : formula === null || formulaError(formula) ? FORMULA : formula,
    rules: rules.map((rule) => (ruleError(rule) ? RULE : rule)),
    start,
    runs: runs.map(({ optimizer, schedules, stages }) => ({ optimizer, schedules, stages })),
    steps,
    seed,
  };
}
