import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vector } from '../types.ts';
import type { RuleStep } from './binding.ts';
import { isFormulaError } from './error.ts';
import { compileRule, type Rule } from './rule.ts';

const compiled = (text: string, constants: readonly string[] = []): Rule => {
  const rule = compileRule(text, { constants });
  if (isFormulaError(rule)) throw new Error(rule.message);
  return rule;
};

const evaluated = (text: string, values: Record<string, number> = {}): Record<string, number> => {
  const all = { x: 2, g: 3, t: 1, lr: 0.1, ...values };
  compiled(text).evaluate(all);
  return all;
};

/** A step of a rule with `n` coordinates. */
const stepOf = (rule: Rule, theta: Vector, args: Record<string, number> = {}): RuleStep => {
  const zeros = (): Vector => theta.slice().fill(0);
  return {
    theta,
    gradient: zeros(),
    rate: zeros(),
    direction: zeros(),
    memory: Object.fromEntries(rule.state.map((name) => [name, zeros()])),
    scalars: {},
    args,
    lr: 0.1,
    t: 1,
  };
};

describe('a rule', () => {
  it('executes its statements in order, whatever separates them', () => {
    for (const text of [
      'm = 0.5*m + g; x = x - lr*m',
      'm = 0.5*m + g\nx = x - lr*m',
      ';m=.5m+g;;\n\n;x=x-lr*m;\r\n',
    ]) {
      expect(evaluated(text, { m: 4 })).toMatchObject({ m: 5, x: 1.5 });
    }
    expect(evaluated('x = x - lr*m; m = 0.5*m + g', { m: 4 })).toMatchObject({ m: 5, x: 1.6 });
  });

  it('goes on in the next line after an operator and within parentheses', () => {
    expect(evaluated('x = x -\n lr*(g\n + 1\n)')).toMatchObject({ x: 1.6 });
  });

  it('remembers every name it assigns, starting at 0', () => {
    const rule = compiled('v = 0.9*v + g^2; mean = v/2; x = x - lr*g/sqrt(v)');
    expect(rule.state).toEqual(['v', 'mean']);
    expect(rule.assigned).toEqual(['v', 'mean', 'x']);
    expect(evaluated('n = n + 1; x = n')).toMatchObject({ n: 1, x: 1 });
  });

  it('may use a name before and after assigning it', () => {
    const values = evaluated('before = m; m = g; x = m - before', { m: 7 });
    expect(values).toMatchObject({ before: 7, m: 3, x: -4 });
  });

  it('gets g anew at every step, even if it assigns it', () => {
    const rule = compiled('g = g + 0.5*x; x = x - lr*g');
    expect(rule.state).toEqual([]);
    expect(evaluated('g = g + 0.5*x; x = x - lr*g')).toMatchObject({ g: 4, x: 1.6 });
  });

  it('knows constants that it is given, and lets it assign them for the step', () => {
    const rule = compiled('mu = mu*decay; x = x - lr*mu', ['mu', 'decay']);
    expect(rule.state).toEqual([]);
    const values = { x: 1, g: 0, t: 1, lr: 1, mu: 4, decay: 0.5 };
    rule.evaluate(values);
    expect(values).toMatchObject({ mu: 2, x: -1 });
  });

  it('takes names that JavaScript objects inherit for names like any other', () => {
    const text = 'toString = toString + 1; constructor = toString + g; x = x - constructor';
    expect(compiled(text).state).toEqual(['toString', 'constructor']);
    expect(evaluated(text)).toMatchObject({ toString: 1, constructor: 4, x: -2 });
  });

  it('gives NaN for what is missing, and 0 for what it has not remembered yet', () => {
    const values: Record<string, number> = { x: 1 };
    compiled('m = m + g; x = x - lr*m').evaluate(values);
    expect(values.x).toBeNaN();
  });
});

describe('the effective rate of a rule', () => {
  it.each([
    ['a multiple of g is subtracted: exactly that', 'x = x - lr*g', 0.1, 3],
    ['also where g is 0', 'x = x - lr*g/(sqrt(x) + 1)', 0.1 / (Math.SQRT2 + 1), 0],
    ['also where it is added', 'x = x + -0.5*(g*lr)', 0.05, 3],
    ['otherwise the realized one', 'm = 6; x = x - lr*m', 0.2, 3],
    ['also where x is not only moved', 'x = 0.5*x + 0.1*g', 0.7 / 3, 3],
  ])('%s', (_name, text, rate, g) => {
    const values = evaluated(text, { g });
    expect(values.rate).toBeCloseTo(rate, 14);
    expect(values.direction).toBe(g);
  });

  it('is what the rule says, and the direction what is left', () => {
    expect(evaluated('rate = 2*lr; x = x - lr*g')).toMatchObject({
      rate: 0.2,
      direction: 1.5000000000000002,
    });
    expect(evaluated('direction = 6; x = x - lr*g').rate).toBeCloseTo(0.05, 14);
    expect(evaluated('rate = 5; direction = 6; x = x - lr*g')).toMatchObject({ rate: 5, direction: 6 });
  });

  it('can depend on the one before', () => {
    const rule = compiled('rate = 0.5*rate + lr; x = x - rate*g');
    expect(rule.state).toEqual(['rate']);
    const step = stepOf(rule, Float64Array.of(1));
    step.gradient[0] = 1;
    rule.step(step);
    rule.step(step);
    expect(step.rate[0]).toBeCloseTo(0.15, 14);
  });

  it('keeps the digits of small moves', () => {
    expect(evaluated('m = g; x = x - 1e-12*m*2', { x: 1e6 }).rate).toBeCloseTo(2e-12, 26);
  });

  it('is found at once in a rule that multiplies and multiplies', () => {
    const squares = Array.from({ length: 100 }, () => 'm = m*m').join(';');
    expect(compiled(`${squares};x = x - m`).state).toEqual(['m']);
  });
});

describe('all coordinates of a step', () => {
  const adam = `
    m = beta1*m + (1 - beta1)*g
    v = 0.99*v + 0.01*g^2
    mhat = m/(1 - beta1^t)
    d = if(t > 2, mhat, min(mhat, 0.5))
    rate = lr/(sqrt(v/(1 - 0.99^t)) + 1e-8)
    direction = d + sign(x)*0.01
    x = x - rate*direction`;

  it.each([1, 2, 3, 63, 64, 65, 200])('move as each would alone, when there are %d', (n) => {
    const numbers = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n, maxLength: n });
    fc.assert(
      fc.property(numbers, numbers, (start, gradient) => {
        const rule = compiled(adam, ['beta1']);
        const step = stepOf(rule, Float64Array.from(start), { beta1: 0.9 });
        const alone: Record<string, number>[] = start.map((x) => ({ x, beta1: 0.9 }));
        for (let t = 1; t <= 4; t++) {
          gradient.forEach((g, i) => {
            step.gradient[i] = g / t;
          });
          step.t = t;
          step.lr = 0.1 / t;
          rule.step(step);
          alone.forEach((values, i) => {
            Object.assign(values, { g: gradient[i] / t, t, lr: 0.1 / t });
            rule.evaluate(values);
            expect(step.theta[i]).toBe(values.x);
            expect(step.rate[i]).toBe(values.rate);
            expect(step.direction[i]).toBe(values.direction);
            for (const name of rule.state) expect(step.memory[name][i]).toBe(values[name]);
          });
        }
      }),
      { numRuns: n > 10 ? 10 : 60 },
    );
  });

  it('are rounded to float32 where they are kept so', () => {
    const rule = compiled('m = 0.9*m + 0.1*g; x = x - lr*m');
    const step = stepOf(rule, Float32Array.of(1, 2, 3));
    step.gradient.fill(1);
    rule.step(step);
    expect([...step.theta]).toEqual([0.99, 1.99, 2.99].map(Math.fround));
  });

  it('may take turns with those of another run', () => {
    const rule = compiled('m = m + g; x = x - lr*m');
    const [one, other] = [2, 5].map((n) => stepOf(rule, new Float64Array(n)));
    for (let t = 0; t < 3; t++) {
      for (const step of [one, other]) {
        step.gradient.fill(1);
        rule.step(step);
      }
    }
    expect(one.theta[1]).toBeCloseTo(-0.6, 14);
    expect(other.theta[4]).toBe(one.theta[1]);
  });

  it('may be none', () => {
    const rule = compiled('x = x - lr*g');
    expect(() => rule.step(stepOf(rule, new Float64Array(0)))).not.toThrow();
  });
});
