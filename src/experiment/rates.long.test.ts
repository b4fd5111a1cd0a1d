import { describe, expect, it } from 'vitest';
import { createObjective } from '../core/objective.ts';
import { optimizers } from '../core/optimizers/index.ts';
import { createRun } from '../core/run.ts';
import { surfaces } from '../core/surfaces/index.ts';
import {
  defaultStart,
  defaultSurface,
  type ExperimentRun,
  type Ground,
  parseExperiment,
  ruleNamed,
} from './index.ts';
import { withSuitedRate } from './testing/suited.ts';

const RULES = ['momentum', 'nesterov', ...optimizers.map(({ id }) => id)];
/** The counter-example is made for rules that go by signs. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = { reddi: ['rprop', 'lars'] };

const groundOf = (id: string): Ground => ({
  surface: defaultSurface(id),
  formula: id === 'custom' ? 'x^2 + 10*y^2' : null,
  rules: ['x = x - lr*g'],
  start: defaultStart(id),
  seed: 1,
});
const runOf = (rule: string): ExperimentRun => ({
  ...parseExperiment('run=sgd').experiment.runs[0],
  optimizer: ruleNamed(rule),
});
/** The losses at the start and after 500 updates. */
const ends = (ground: Ground, run: ExperimentRun): { first: number; last: number } => {
  const objective = createObjective(ground.surface, ground.formula, ground.seed);
  const moving = createRun(run, objective, [...ground.start], ground.seed, ground.rules);
  const first = moving.loss;
  for (let i = 0; i < 500; i++) moving.advance();
  return { first, last: moving.loss };
};

describe('a run that is added', () => {
  it.each(surfaces.map(({ id }) => id))('comes lower within 500 updates, whatever its rule, on %s', (id) => {
    const ground = groundOf(id);
    const worse = RULES.filter((rule) => {
      const { first, last } = ends(ground, withSuitedRate(ground, runOf(rule)));
      return !(last < first);
    });
    expect(worse).toEqual(EXCEPTIONS[id] ?? []);
  });
});
