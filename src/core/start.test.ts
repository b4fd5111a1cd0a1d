import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFormula, isFormulaError } from './formula/index.ts';
import { createRun } from './run.ts';
import { definedStart, undefinedAt } from './start.ts';
import { defaults, optimizerTable } from './tables.ts';
import type { SurfaceObjective } from './types.ts';

const DOMAIN = { x: [-3, 3], y: [-3, 3] } as const;

const objectiveOf = (text: string): SurfaceObjective => {
  const formula = compileFormula(text);
  if (isFormulaError(formula)) throw new Error(formula.message);
  return { ...formula, minima: [] };
};

const run = (text: string, start: readonly [number, number], optimizer = 'sgd', lr = 0.01) => {
  const row = optimizerTable.get(optimizer);
  const spec = { optimizer: { id: optimizer, args: { ...defaults(row), lr } }, schedules: [], stages: [] };
  const made = createRun(spec, objectiveOf(text), start, 1);
  while (made.step < 20 && made.advance());
  return made;
};

describe('a run', () => {
  it.each([
    ['log(x) + y^2', [-2, 1.5], 'loss', 0],
    ['log(x) + y^2', [0, 1.5], 'loss', 0],
    ['sqrt(x) + y^2', [0, 1], 'gradient', 1],
    ['1/x', [0, 0], 'loss', 0],
    ['x^2', [1e200, 0], 'loss', 0],
  ] as const)('of %s from %j finds that the %s is not defined at the start', (text, start, part, step) => {
    expect(run(text, start)).toMatchObject({ diverged: true, undefinedAtStart: part, step });
  });

  it('that leaves where the function is defined, or grows without bound, has diverged', () => {
    expect(run('log(x)', [0.1, 0], 'sgd', 10)).toMatchObject({ diverged: true, undefinedAtStart: null });
    expect(run('x^4', [1e30, 0], 'sgd', 1e30)).toMatchObject({ diverged: true, undefinedAtStart: null });
    expect(run('x^2', [1, 0])).toMatchObject({ diverged: false, undefinedAtStart: null });
  });

  it('whose rule only asks for signs goes on from an infinite gradient, as it would elsewhere', () => {
    expect(run('sqrt(x) + y^2', [0, 1], 'sgd')).toMatchObject({ diverged: true });
    expect(run('cbrt(x) + y^2', [0, 1], 'lion')).toMatchObject({ diverged: false, undefinedAtStart: null });
  });
});

describe('a start that is offered', () => {
  it.each([
    ['log(x) + y^2', [-2, 1.5], [1, 1.5]],
    ['sqrt(x - 2.9) + y', [0, 0], [3, 0]],
    ['1/x + y', [0, 1], [-1, 1]],
    ['log(-1)', [0, 0], null],
    ['x^2', [1e200, 0], [3, 0]],
  ] as const)('for %s instead of %j is %j', (text, start, offered) => {
    expect(definedStart(objectiveOf(text), DOMAIN, start)).toEqual(offered);
  });

  it('is one that can be started from, whatever the function and the start', () => {
    const texts = [
      'log(x*y)',
      'sqrt(x - y) + log(2 - y)',
      'asin(x + 1)*acos(y)',
      'x^0.5*y^-0.5',
      '1/(x^2 + y^2)',
    ];
    const property = fc.property(fc.constantFrom(...texts), fc.double(), fc.double(), (text, x, y) => {
      fc.pre(Number.isFinite(x) && Number.isFinite(y));
      const objective = objectiveOf(text);
      const offered = definedStart(objective, DOMAIN, [x, y]) as [number, number];
      expect(undefinedAt(objective, Float64Array.from(offered))).toBeNull();
    });
    fc.assert(property, { numRuns: 100 });
  });
});
