/**
 * Wrong rules must break the contract: every rule of torch.optim, with one thing in its code changed, against
 * the text and the other clauses of the right one. Without this a clause could be empty and nobody would
 * notice.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as elementary from '../elementary/index.ts';
import { optimizerTable } from '../tables.ts';
import type { Optimizer, Step } from '../types.ts';
import { contractOf } from './contract/clauses.ts';
import { optimizers } from './index.ts';

fc.configureGlobal({ seed: 7, endOnFailure: true });

/** The name of the first clause that a rule breaks. */
const firstBroken = (rule: Optimizer): string | undefined =>
  contractOf(rule).find(({ check }) => {
    try {
      check();
      return false;
    } catch {
      return true;
    }
  })?.name;

/** The rule with other code, given as text: a method's, or an arrow function's. */
const withCode = (rule: Optimizer, code: string): Optimizer => {
  const make = new Function(...Object.keys(elementary), `return { ${code} };`);
  const { step } = make(...Object.values(elementary)) as Pick<Optimizer, 'step'>;
  return { ...rule, step };
};

/** The code as it is written: Vitest makes an import the property of an object. */
const codeOf = (rule: Optimizer): string =>
  rule.step.toString().replace(/\(0, ?__vite_\w+__\.(\w+)\)|__vite_\w+__\.(\w+)/g, '$1$2');

const CHANGES: readonly [from: string, to: string][] = [
  [' + ', ' - '],
  [' - ', ' + '],
  [' * ', ' / '],
  [' / ', ' * '],
  [' wholePower(', ' Math.min('],
  [' pow(', ' Math.min('],
  [' square(', ' Math.abs('],
  [' += ', ' -= '],
  [' -= ', ' += '],
  [' *= ', ' /= '],
  ['Math.sqrt(', '('],
  ['Math.max(', 'Math.min('],
  ['Math.min(', 'Math.max('],
  ['Math.abs(', '('],
  ['Math.sign(', '('],
];

interface Mutant {
  readonly title: string;
  readonly code: string;
}

/** Every single change of the code after its first line, which names what it reads. */
function mutantsOf(code: string, changes = CHANGES): Mutant[] {
  const body = code.indexOf('\n');
  return changes.flatMap(([from, to]) => {
    const mutants: Mutant[] = [];
    for (let at = code.indexOf(from, body); at >= 0; at = code.indexOf(from, at + 1)) {
      const line = code.slice(code.lastIndexOf('\n', at) + 1, code.indexOf('\n', at)).trim();
      const changed = code.slice(0, at) + to + code.slice(at + from.length);
      mutants.push({ title: `${from.trim()} becomes ${to.trim()} in ${line}`, code: changed });
    }
    return mutants;
  });
}

const TORCH = [
  'sgd',
  'adagrad',
  'adadelta',
  'rmsprop',
  'adam',
  'amsgrad',
  'adamw',
  'adamax',
  'nadam',
  'radam',
  'rprop',
  'asgd',
];

describe.each(TORCH)('%s', (id) => {
  const rule = optimizerTable.get(id);

  it('keeps the contract when its code is read back from its text', () => {
    expect(firstBroken(withCode(rule, codeOf(rule)))).toBeUndefined();
  });

  it('breaks the contract with any one operation changed', () => {
    const mutants = mutantsOf(codeOf(rule));
    expect(mutants.length).toBeGreaterThan(5);
    const survivors = mutants.filter(({ code }) => firstBroken(withCode(rule, code)) === undefined);
    expect(survivors.map(({ title }) => title)).toEqual([]);
  });
});

/**
 * Rules whose coordinates move together: what their code calls is out of reach here, so their texts are
 * changed.
 */
const JOINT = optimizers.filter(({ coordinatewise }) => coordinatewise === false);

const TEXT_CHANGES: readonly [from: string, to: string][] = [
  [' + ', ' - '],
  [' - ', ' + '],
  ['*', '/'],
  ['/', '*'],
  [' <= ', ' > '],
  [' >= ', ' < '],
  [' > ', ' <= '],
  ['== 1', '== 0'],
  ['-direction', 'direction'],
  ['^2', '^3'],
  ...['sqrt', 'abs', 'sum', 'transpose', 'diagonal', 'matabs', 'pinv', 'last'].map(
    (name): [string, string] => [`${name}(`, '('],
  ),
  ['max(', 'min('],
  ['min(', 'max('],
  ['matpow(', 'max('],
];

describe.each(JOINT.map((rule) => ({ id: rule.id, rule })))('$id', ({ rule }) => {
  it('breaks the contract with any one operation of its text changed', () => {
    const texts = mutantsOf(rule.formula, TEXT_CHANGES);
    expect(texts.length).toBeGreaterThan(4);
    const survivors = texts.filter(({ code }) => firstBroken({ ...rule, formula: code }) === undefined);
    expect(survivors.map(({ title }) => title)).toEqual([]);
  });
});

describe('the mistakes that other demonstrations make', () => {
  const adam = optimizerTable.get('adam');
  const changed = (from: string, to: string): Optimizer => {
    const code = codeOf(adam);
    expect(code).toContain(from);
    return withCode(adam, code.replace(from, to));
  };

  it.each([
    ['a bias correction multiplied instead of divided', 'm[i] / correction1', 'm[i] * correction1'],
    ['a first step numbered 2', '1 - wholePower(beta1, t)', '1 - wholePower(beta1, t + 1)'],
    ['moments corrected and then ignored', 'v[i] / correction2', 'v[i]'],
    ['ε inside the root', 'Math.sqrt(v[i] / correction2) + eps', 'Math.sqrt(v[i] / correction2 + eps)'],
    ['a missing root', 'Math.sqrt(v[i] / correction2)', '(v[i] / correction2)'],
    ['ε left out', 'correction2) + eps', 'correction2)'],
    ['the square of the mean for the mean of squares', 'g * g', 'm[i] * m[i]'],
  ])('%s', (_, from, to) => expect(firstBroken(changed(from, to))).toBe('does what its formula says'));

  /** Adam, and something wrong beside each step. */
  const withStep = (step: (step: Step) => void): Optimizer => ({ ...adam, step });

  it('a rate that is not the one used', () => {
    const wrong = withStep((step) => {
      adam.step(step);
      step.rate[0] *= 1 + 1e-9;
    });
    expect(firstBroken({ ...wrong, coordinatewise: false, formula: '' })).toBe(
      'moves by minus rate times direction',
    );
  });

  it('a step uphill', () => {
    const wrong = withStep((step) => {
      const before = step.theta.slice();
      adam.step(step);
      for (let i = 0; i < before.length; i++) {
        step.direction[i] *= -1;
        step.theta[i] = before[i] - step.rate[i] * step.direction[i];
      }
    });
    expect(firstBroken({ ...wrong, coordinatewise: false, formula: '' })).toBe('descends a bowl');
  });

  it('a drift that needs no gradient', () => {
    const wrong = withStep((step) => {
      const before = step.theta.slice();
      adam.step(step);
      for (let i = 0; i < step.theta.length; i++) {
        step.rate[i] = 1;
        step.direction[i] = before[i] - step.theta[i] + 1e-6;
        step.theta[i] = before[i] - step.direction[i];
      }
    });
    expect(firstBroken({ ...wrong, coordinatewise: false, formula: '' })).toBe(
      'stays where it is on a zero gradient',
    );
  });

  it('memory that no checkpoint holds, and that all runs share', () => {
    let hidden = 0;
    const wrong = withStep((step) => {
      hidden++;
      adam.step(step);
      for (let i = 0; i < step.theta.length; i++) {
        step.theta[i] -= step.rate[i] * 1e-3 * Math.sin(hidden);
        step.direction[i] += 1e-3 * Math.sin(hidden);
      }
    });
    const names = contractOf({
      ...wrong,
      coordinatewise: false,
      formula: '',
      exceptions: ['moves on a zero gradient'],
    })
      .filter(({ check }) => {
        try {
          check();
          return false;
        } catch {
          return true;
        }
      })
      .map(({ name }) => name);
    expect(names).toContain('remembers only what it declares');
    expect(names).toContain('minds neither other runs nor its inputs');
  });

  it('a default that is not allowed', () => {
    const parameters = adam.parameters.map((one) => (one.key === 'beta1' ? { ...one, default: 1 } : one));
    expect(firstBroken({ ...adam, parameters })).toBe('has parameters within their bounds');
  });
});
