import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FormulaError, isFormulaError } from './error.ts';
import { compileFormula, type Formula } from './formula.ts';
import { compileRule } from './rule.ts';
import { anyTree, evaluate, type Point, point, print, type Tree, write } from './testing/trees.ts';

/** The value of a text that must be readable. */
function value(text: string, { x, y }: Point): number {
  const formula = compileFormula(text);
  if (isFormulaError(formula)) throw new Error(`${text}: ${formula.message}`);
  return (formula as Formula).loss(Float64Array.of(x, y));
}

const same = (a: number, b: number): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

const times = (left: Tree, right: Tree): Tree => ({ name: '*', operands: [left, right] });
const over = (left: Tree, right: Tree): Tree => ({ name: '/', operands: [left, right] });
const power = (base: Tree, exponent: Tree): Tree => ({ name: '^', operands: [base, exponent] });

const raised: fc.Arbitrary<Tree> = fc
  .tuple(fc.constantFrom<Tree>('x', 'y', times('x', 'y')), fc.integer({ min: 2, max: 4 }))
  .map(([base, n]) => power(base, n));
/** Behind numbers and exponents a sign of multiplication may be left out. */
const divisor: fc.Arbitrary<Tree> = fc.oneof(fc.integer({ min: 1, max: 9 }), raised);
const factor: fc.Arbitrary<Tree> = fc.oneof(
  fc.constantFrom<Tree>('x', 'y'),
  raised,
  anyTree.map((tree): Tree => ({ name: 'sin', operands: [tree] })),
  anyTree.map((tree): Tree => ({ name: '+', operands: [tree, 1] })),
);

const CONTEXTS: readonly (readonly [write: (text: string) => string, mean: (tree: Tree) => Tree])[] = [
  [(text) => text, (tree) => tree],
  [(text) => `3 + ${text}`, (tree) => ({ name: '+', operands: [3, tree] })],
  [
    (text) => `x - ${text} - y`,
    (tree) => ({ name: '-', operands: [{ name: '-', operands: ['x', tree] }, 'y'] }),
  ],
  [(text) => `cos(${text})^2`, (tree) => power({ name: 'cos', operands: [tree] }, 2)],
  [(text) => `${text}*y`, (tree) => times(tree, 'y')],
  [(text) => `2(${text})`, (tree) => times(2, tree)],
];

it('a suggestion for a product after a division can be read, and means one of the two readings', () => {
  const property = fc.property(
    anyTree,
    divisor,
    fc.tuple(fc.array(raised, { maxLength: 2 }), factor).map(([before, last]) => [...before, last]),
    fc.constantFrom(...CONTEXTS),
    fc.constantFrom(print, (tree: Tree, level?: number) => write(tree, false, level)),
    point,
    (top, bottom, factors, [around, mean], typed, at) => {
      const text = around(
        `${typed(top, 4)}/${typed(bottom, 4)}${factors.map((one) => typed(one, 4)).join('')}`,
      );
      fc.pre(text.length <= 900);
      const error = compileFormula(text) as FormulaError;
      expect(error, text).toMatchObject({ code: 'ambiguous-product', found: expect.any(String) });
      const suggested = value(error.suggestion as string, at);
      const below = mean(over(top, factors.reduce(times, bottom)));
      const beside = mean(factors.reduce(times, over(top, bottom)));
      const readings = [below, beside].map((tree) => evaluate(tree, at));
      expect(
        readings.some((reading) => same(reading, suggested)),
        `${text} → ${error.suggestion}: ${suggested}, not one of ${readings}`,
      ).toBe(true);
    },
  );
  fc.assert(property, { numRuns: 600 });
});

it.each([
  ['x^2/2y^2', ['x^2/(2*y^2)', '(x^2/2)*y^2']],
  ['1/x²y', ['1/(x^2*y)', '(1/x^2)*y']],
  ['x/y^2x', ['x/(y^2*x)', '(x/y^2)*x']],
  ['1/2x + 3/4y - 5/6x', ['1/(2*x) + 3/(4*y) - 5/(6*x)']],
  ['1/-2x', ['1/(-2*x)', '(1/-2)*x']],
  ['√2x', ['sqrt(2*x)', 'sqrt(2)*x']],
  ['１÷２ｘ', ['1/(2*x)']],
])('the suggestion for %s is one of %j', (text, readings) => {
  const at = { x: 1.7, y: -0.6 };
  const { suggestion } = compileFormula(text) as FormulaError;
  expect(readings.map((reading) => value(reading, at))).toContain(value(suggestion as string, at));
});

it('a suggestion for a rule is the whole rule', () => {
  const error = compileRule('v = 0.9v + 0.1g²\nx = x - lr/2v*g');
  expect(error).toMatchObject({
    code: 'ambiguous-product',
    suggestion: 'v = 0.9v + 0.1g²\nx = x - lr/(2*v)*g',
  });
  expect(isFormulaError(compileRule((error as FormulaError).suggestion as string))).toBe(false);
});
