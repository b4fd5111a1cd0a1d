import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFormulaError } from './error.ts';
import { compileFormula, type Formula } from './formula.ts';
import { anyTree, disguise, evaluate, point, print, smoothTree, write } from './testing/trees.ts';
import { toTex } from './tex.ts';

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

  it('means the same as it is printed in books, in whatever characters', () => {
    const choices = fc.array(fc.nat(9), { minLength: 5, maxLength: 40 });
    const property = fc.property(anyTree, point, choices, (tree, { x, y }, how) => {
      const text = disguise(print(tree), how);
      fc.pre(text.length <= 1000);
      expect(value(text, x, y), text).toBe(evaluate(tree, { x, y }));
      expect(toTex(text), text).toBe(toTex(write(tree, false)));
    });
    fc.assert(property, { numRuns: 1500 });
  });

  it('has the same derivatives as it is printed in books', () => {
    const property = fc.property(smoothTree, point, (tree, { x, y }) => {
      const [printed, plain] = [print(tree), write(tree, false)];
      fc.pre(plain.length <= 1000);
      const [a, b] = [printed, plain].map((text) => {
        const [gradient, hessian] = [new Float64Array(2), new Float64Array(4)];
        compiled(text).gradient(Float64Array.of(x, y), gradient);
        compiled(text).hessian(Float64Array.of(x, y), hessian);
        return [...gradient, ...hessian];
      });
      expect(a, printed).toEqual(b);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it.each([
    ['x²^3', 3, 3 ** 6],
    ['x²^-1', 4, 1 / 16],
    ['x²³', 2, 2 ** 23],
    ['x³²', 2, 2 ** 32],
    ['2x²^3', 3, 2 * 3 ** 6],
    ['(x + 0)²³', 2, 2 ** 23],
    ['x² ³', 2, 64],
    ['2^x²', 3, 512],
    ['2^3²', 0, 512],
    ['−x²', 3, -9],
    ['x⁻¹', 4, 0.25],
    ['x⁻²^2', 2, 1 / 16],
    ['x⁺²', 3, 9],
    ['x⁰', 3, 1],
    ['x⁴⁵⁶⁷⁸⁹', 1, 1],
    ['3x²x', 2, 24],
    ['x²(x + 1)', 2, 12],
    ['sin(x)²', 0, 0],
    ['√x', 9, 3],
    ['√x² + 1', -3, 4],
    ['√(x + 7)', 2, 3],
    ['2√x', 9, 6],
    ['√√x', 16, 2],
    ['−√x', 9, -3],
    ['x/√4', 3, 1.5],
    ['∛x', 27, 3],
    ['x\u200b\u00b2', 3, 9],
    ['\u2068x\u2069\u061c\u034f^\u180e2', 3, 9],
    ['x⁄4', 3, 0.75],
    ['\ufeff1\u200b0x', 1, 10],
    ['2\u2062x\u2064 + 1', 3, 7],
    ['sin\u2061(x)', 0, 0],
    ['ｍａｘ（ｘ，１２）', 3, 12],
    ['１２。５', 0, 12.5],
    ['log₂(x)', 8, 3],
    ['𝑥² + 𝟐', 3, 11],
  ])('%s at x = %d is %d', (text, x, expected) => {
    expect(value(text, x)).toBe(expected);
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
