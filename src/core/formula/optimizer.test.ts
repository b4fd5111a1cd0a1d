import { describe, expect, it } from 'vitest';
import { createObjective } from '../objective.ts';
import { createOptimizer } from '../optimizer.ts';
import { optimizers } from '../optimizers/index.ts';
import { createRun, type Run } from '../run.ts';
import { defaults, optimizerTable, surfaceTable } from '../tables.ts';
import type { Argument, Optimizer, RunSpec, Step } from '../types.ts';
import { isFormulaError } from './error.ts';
import { customOptimizer, DEFAULT_RULE } from './optimizer.ts';
import { compileRule, validateRule } from './rule.ts';

const surface = surfaceTable.get('himmelblau');
const objective = surface.create(defaults(surface), 1);

const begin = (id: string, args: Readonly<Record<string, Argument>>, rules: readonly string[] = []): Run => {
  const spec: RunSpec = {
    optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...args } },
    schedules: [{ id: 'exponential', args: { gamma: 0.99, min: 0 } }],
    stages: [],
  };
  return createRun(spec, objective, [-1.3, 0.4], 1, rules);
};

/** The text of a rule as a person would complete it: hyper-parameters as numbers, memory with its first values. */
function typed(rule: Optimizer, args: Readonly<Record<string, number>>): string {
  const blank = (): Float64Array => new Float64Array(2);
  const step: Step = {
    theta: Float64Array.of(-1.3, 0.4),
    gradient: blank(),
    rate: blank(),
    direction: blank(),
    memory: Object.fromEntries(rule.memory.map((name) => [name, blank()])),
    scalars: { ...rule.scalars },
    extra: {},
    args,
    as: 'pytorch',
    lr: args.lr,
    t: 0,
    loss: Number.NaN,
  };
  rule.init?.(step);
  const start = ([name, [value]]: [string, Iterable<number>]): [string, string | number] => [
    name,
    value === step.theta[0] ? 'x' : value,
  ];
  const first = [...Object.entries(step.scalars), ...Object.entries(step.memory).map(start)];
  return [
    ...Object.entries(args)
      .filter(([key, value]) => key !== 'lr' && typeof value === 'number')
      .map(([key, value]) => `${key} = ${value}`),
    ...first
      .filter(([, value]) => value !== 0)
      .map(([name, value]) => `${name} = if(t == 1, ${value}, ${name})`),
    rule.formula,
  ].join('\n');
}

const coordinatewise = optimizers.filter(
  ({ id, coordinatewise }) => coordinatewise !== false && id !== 'custom',
);

describe.each(coordinatewise.map((rule) => ({ id: rule.id, rule })))('$id, typed', ({ id, rule }) => {
  it.each([
    {},
    { weightDecay: 0.1, momentum: 0.9, nesterov: 1, centered: 1, lrDecay: 0.01, initialAccumulator: 0.1 },
  ])('gives the numbers of the built-in rule with %j', (changes) => {
    const usual = defaults(rule);
    const known = Object.entries(changes).filter(([key]) => key in usual);
    const args = { ...usual, ...Object.fromEntries(known) } as Record<string, number>;
    const text = typed(rule, args);
    expect(validateRule(text)).toBeNull();
    const builtIn = begin(id, args);
    const custom = begin('custom', { lr: args.lr, rule: 2 }, ['x = 0', text]);
    for (let t = 1; t <= 40; t++) {
      builtIn.advance();
      custom.advance();
      const { updater } = builtIn;
      for (const i of [0, 1]) {
        const near = (found: number, expected: number): void =>
          expect(Math.abs(found - expected), `step ${t}`).toBeLessThanOrEqual(
            1e-9 * (1 + Math.abs(expected)),
          );
        near(custom.theta[i], builtIn.theta[i]);
        near(custom.updater.rate[i], updater.rate[i]);
        near(custom.updater.direction[i], updater.direction[i]);
        for (const name of rule.memory) near(custom.updater.memory[name][i], updater.memory[name][i]);
      }
    }
  });
});

const joint = optimizers.filter(({ coordinatewise }) => coordinatewise === false);

it.each(joint.map((rule) => ({ id: rule.id, rule })))(
  '$id is refused as a typed rule: its text reads more than one coordinate',
  ({ rule }) => {
    const constants = [...rule.parameters.map(({ key }) => key), ...Object.keys(rule.scalars ?? {})];
    expect(compileRule(rule.formula, { constants })).toMatchObject({
      code: expect.stringMatching(/^unknown-(name|function)$/),
    });
  },
);

describe('a custom optimizer', () => {
  it('is the rule of the contract’s example', () => {
    const run = begin('custom', { lr: 0.01 }, ['m = 0.9*m + 0.1*g; x = x - lr*m']);
    const gradient = new Float64Array(2);
    const theta = Float64Array.of(-1.3, 0.4);
    const m = [0, 0];
    for (let t = 0; t < 30; t++) {
      objective.gradient(theta, gradient);
      for (const i of [0, 1]) {
        m[i] = 0.9 * m[i] + 0.1 * gradient[i];
        theta[i] -= 0.01 * 0.99 ** t * m[i];
      }
      run.advance();
    }
    expect(run.theta[0]).toBeCloseTo(theta[0], 12);
    expect(run.theta[1]).toBeCloseTo(theta[1], 12);
    expect(run.updater.memory.m[0]).toBeCloseTo(m[0], 12);
  });

  it('falls back to the default rule where the text is missing or cannot be read', () => {
    const expected = begin('custom', {}, [DEFAULT_RULE]);
    const others = [
      begin('custom', {}),
      begin('custom', { rule: 3 }, ['x = 1']),
      begin('custom', {}, ['x = (']),
    ];
    for (let t = 0; t < 5; t++) {
      for (const run of [expected, ...others]) run.advance();
    }
    for (const run of others) expect([...run.theta]).toEqual([...expected.theta]);
  });

  it('goes on from a checkpoint as it would have', () => {
    const rules = ['n = n + 1; v = 0.9*v + g^2; x = x - lr*g/sqrt(v/(1 - 0.9^n))'];
    const run = begin('custom', { lr: 0.05 }, rules);
    for (let t = 0; t < 10; t++) run.advance();
    const saved = structuredClone(run.save());
    for (let t = 0; t < 10; t++) run.advance();
    const other = begin('custom', { lr: 0.05 }, rules);
    other.restore(saved);
    for (let t = 0; t < 10; t++) other.advance();
    expect([...other.theta]).toEqual([...run.theta]);
  });

  it('is a row with the memory and the equations of its text', () => {
    const row = createOptimizer({ id: 'custom', args: { rule: 1 } }, ['v = v + g^2; x = x - lr*g/sqrt(v)']);
    expect(row.memory).toEqual(['v']);
    expect(row.tex).toEqual(['v \\gets v + g^{2}', 'x \\gets x - \\frac{\\eta\\,g}{\\sqrt{v}}']);
  });

  it('says what is wrong instead of being made', () => {
    const error = customOptimizer('x = x - lr*h');
    expect(isFormulaError(error) && error.position).toBe(11);
  });

  it('diverges as a result, not as an exception, where the rule is undefined', () => {
    const run = begin('custom', {}, ['x = log(-1)']);
    expect(run.advance()).toBe(false);
    expect(run.diverged).toBe(true);
  });
});

describe('a custom surface', () => {
  it('is the formula of the link, or the default one', () => {
    const place = Float64Array.of(1, 2);
    const custom = { id: 'custom', args: {} };
    expect(createObjective(custom, 'x^2 + y', 1).loss(place)).toBe(3);
    expect(createObjective(custom, null, 1).loss(place)).toBe(41);
    expect(createObjective(custom, 'x^2 + ', 1).loss(place)).toBe(41);
    expect(createObjective({ id: 'saddle', args: {} }, 'x', 1).loss(place)).toBe(-3);
  });
});
