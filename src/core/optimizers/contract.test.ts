import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaults } from '../tables.ts';
import type { Optimizer } from '../types.ts';
import { createUpdater } from '../updater.ts';
import { contractOf } from './contract/clauses.ts';
import { bowl } from './contract/trial.ts';
import { optimizers } from './index.ts';

fc.configureGlobal({ seed: 7 });

describe.each(optimizers.map((rule) => ({ id: rule.id, rule })))('$id', ({ rule }) => {
  it.each(contractOf(rule))('$name', ({ check }) => check());

  it('goes on from a checkpoint of the updater bit for bit', () => {
    const spec = { optimizer: { id: rule.id, args: defaults(rule) }, schedules: [], stages: [] };
    const objective = bowl([1, -0.5]);
    const begin = () => {
      const theta = Float64Array.of(2, 0.7);
      const updater = createUpdater(spec, theta, { seed: 1, objective });
      const gradient = new Float64Array(2);
      const advance = (): number[] => {
        objective.gradient(theta, gradient);
        updater.take(gradient);
        updater.update(objective.loss(theta));
        return [...theta, ...updater.rate, ...updater.direction];
      };
      return { theta, updater, advance };
    };
    const one = begin();
    for (let t = 0; t < 7; t++) one.advance();
    const checkpoint = structuredClone({ theta: one.theta, updater: one.updater.save() });
    const expected = Array.from({ length: 7 }, one.advance);
    const other = begin();
    for (let t = 0; t < 3; t++) other.advance();
    other.theta.set(checkpoint.theta);
    other.updater.restore(checkpoint.updater);
    expect(Array.from({ length: 7 }, other.advance)).toEqual(expected);
  });
});

it('has an id for every rule', () => {
  const ids = optimizers.map(({ id }: Optimizer) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

it('has its formula as text for every rule', () => {
  expect(optimizers.filter(({ formula }) => formula.trim() === '').map(({ id }) => id)).toEqual([]);
});
