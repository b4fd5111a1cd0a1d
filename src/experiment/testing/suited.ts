/** What a run is tried on to see whether its rate suits. */
import { createObjective } from '../../core/objective.ts';
import { optimizers } from '../../core/optimizers/index.ts';
import { createRun } from '../../core/run.ts';
import type { RunSpec } from '../../core/types.ts';
import {
  defaultStart,
  defaultSurface,
  type ExperimentRun,
  parseExperiment,
  type RateContext,
  ruleNamed,
  searchRate,
} from '../index.ts';
import { withRate } from '../rates.ts';

/** The entries of the menu of rules. */
export const RULES: readonly string[] = ['momentum', 'nesterov', ...optimizers.map(({ id }) => id)];

/** A surface with its defaults. */
export const contextOf = (id: string): RateContext => ({
  surface: defaultSurface(id),
  formula: id === 'custom' ? 'x^2 + 10*y^2' : null,
  rules: ['x = x - lr*g'],
  start: defaultStart(id),
  seed: 1,
});

/** A run of an entry of the menu of rules. */
export const runOf = (rule: string): ExperimentRun => ({
  ...parseExperiment('run=sgd').experiment.runs[0],
  optimizer: ruleNamed(rule),
});

/** The losses at the start and after 500 updates. */
export function ends(context: RateContext, run: ExperimentRun): { first: number; last: number } {
  const objective = createObjective(context.surface, context.formula, context.seed);
  const moving = createRun(run, objective, [...context.start], context.seed, context.rules);
  const first = moving.loss;
  for (let i = 0; i < 500; i++) moving.advance();
  return { first, last: moving.loss };
}

/** The run with a rate that suits this context, searched without a pause. */
export function withSuitedRate<R extends RunSpec>(context: RateContext, run: R): R {
  const search = searchRate(context, run);
  let step = search.next();
  while (!step.done) step = search.next();
  return withRate(run, step.value);
}
