import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFormulaError } from './error.ts';
import { compileFormula, type Formula } from './formula.ts';
import { anyTree, evaluate, point, write } from './testing/trees.ts';

const compiled = (text: string): Formula => {
  const formula = compileFormula(text);
  if (isFormulaError(formula)) throw new Error(`${text}: ${formula.message}`);
  return formula;
};

const value = (text: string, x = 0, y = 0): number => compiled(text).loss(Float64Array.of(x, y));

describe('a typed formula', () => {
  it('means what a tree of it means, to the last bit', () => {
    const property = fc.property(anyTree, point, fc.boolean(), (tree, { x, y }, everywhere) => {
      const text = write(tree, everywhere);
      fc.pre(text.length <= 1000);
      expect(value(text, x, y), text).toBe(evaluate(tree, { x, y }));
    });
    fc.assert(property, { numRuns: 1500 });
  });

  it.each([
    ['1 + 2*3', 7],
    ['-2^2', -4],
    ['(-2)^2', 4],
    ['2^-2', 0.25],
    ['2^3^2', 512],
    ['2**3**2', 512],
    ['8 - 4 - 2', 2],
    ['8/4/2', 1],
    ['2/4*2', 1],
    ['2 - -3', 5],
    ['2*-3', -6],
    ['--3', 3],
    ['+3', 3],
    ['1 + 1 == 2', 1],
    ['(1 < 2)*5', 5],
    ['.5 + 1. + 1e-3 + 2E+2', 201.501],
    ['pi', Math.PI],
    ['2e', 2 * Math.E],
    ['2e3', 2000],
    ['0^0', 1],
    ['1/0', Number.POSITIVE_INFINITY],
    ['-1/0', Number.NEGATIVE_INFINITY],
    ['0/0', Number.NaN],
    ['log(-1)', Number.NaN],
    ['sqrt(-1)', Number.NaN],
    ['(-8)^(1/3)', Number.NaN],
    ['cbrt(-8)', -2],
    ['if(0/0, 1, 2)', Number.NaN],
    ['mod(-1, 3)', 2],
    ['min(3, 1, 2)', 1],
    ['max(3, log(-1))', Number.NaN],
    ['round(2.5) + round(-2.5)', 1],
    ['sigmoid(-1000)', 0],
    ['pow(2, 10)', 1024],
  ])('%s is %d', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it.each([
    ['2x', '2*x'],
    ['2(x+1)', '2*(x+1)'],
    ['2x^2y', '(2*(x^2))*y'],
    ['3sin(x)', '3*sin(x)'],
    ['x²+y³', 'x^2+y^3'],
    ['-x²', '-(x^2)'],
    ['2·x×y − 3÷x', '2*x*y-3/x'],
    ['（x＋１）＊ｙ', '(x+1)*y'],
    ['if(x≤y,x≥y,x≠y)', 'if(x<=y,x>=y,x!=y)'],
    ['π*x', 'pi*x'],
    ['x\n + y', 'x+y'],
  ])('%s is read as %s', (text, plain) => {
    const theta = Float64Array.of(1.7, -0.6);
    expect(compiled(text).loss(theta)).toBe(compiled(plain).loss(theta));
  });

  it('takes no name from what JavaScript objects inherit', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf']) {
      expect(compileFormula(name)).toMatchObject({ code: 'unknown-name', position: 0, length: name.length });
      expect(compileFormula(`${name}(1)`)).toMatchObject({ code: 'unknown-function', position: 0 });
    }
    expect(compileFormula('__proto__')).toMatchObject({ code: 'unknown-character', position: 0 });
    expect(compileFormula('x.constructor')).toMatchObject({ code: 'unknown-character', position: 1 });
  });
});
