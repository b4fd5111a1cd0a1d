import fc from 'fast-check';
import temml from 'temml';
import { describe, expect, it } from 'vitest';
import { optimizers } from '../optimizers/index.ts';
import { isFormulaError } from './error.ts';
import { compileFormula } from './formula.ts';
import { anyTree, write } from './testing/trees.ts';
import { ruleToTex, toTex } from './tex.ts';

/** @throws Error for TeX that the page could not show. */
const show = (tex: string): string => temml.renderToString(tex, { throwOnError: true });

describe('a formula as TeX', () => {
  it.each([
    ['x^2', 'x^{2}'],
    ['-x^2', '-x^{2}'],
    ['(-x)^2', '(-x)^{2}'],
    ['x^y^2', 'x^{y^{2}}'],
    ['(x^y)^2', '\\left(x^{y}\\right)^{2}'],
    ['2*x*y', '2\\,x\\,y'],
    ['2*3', '2\\cdot 3'],
    ['x*2', 'x\\cdot 2'],
    ['2x', '2\\,x'],
    ['x*(y + 1)', 'x\\,(y + 1)'],
    ['2*-x', '2\\,(-x)'],
    ['x - (y - 1)', 'x - (y - 1)'],
    ['x - -y', 'x - (-y)'],
    ['(x + 1)/(y*2)', '\\frac{x + 1}{y\\cdot 2}'],
    ['(x/y)^2', '\\left(\\frac{x}{y}\\right)^{2}'],
    ['sqrt(x^2 + y^2)', '\\sqrt{x^{2} + y^{2}}'],
    ['cbrt(x)', '\\sqrt[3]{x}'],
    ['abs(x) + floor(y)', '\\left|x\\right| + \\left\\lfloor y\\right\\rfloor'],
    ['exp(-x)*log(y)', 'e^{-x}\\,\\ln(y)'],
    ['sin(2*pi*x)^2', '(\\sin(2\\,\\pi\\,x))^{2}'],
    ['asin(x) + sigmoid(y)', '\\arcsin(x) + \\sigma(y)'],
    ['sign(x/y)', '\\operatorname{sign}\\left(\\frac{x}{y}\\right)'],
    ['min(x, y, 1)', '\\min(x, y, 1)'],
    ['pow(x, 3)', 'x^{3}'],
    ['mod(x + 1, 2)', '(x + 1) \\bmod 2'],
    ['1e-8 + 2.5e-7*x', '10^{-8} + 2.5\\cdot 10^{-7}\\,x'],
    ['0.001*x', '0.001\\,x'],
    ['(x < 0)*y', '[x < 0]\\,y'],
    ['x >= y', '[x \\ge y]'],
    ['if(x == 0, 1, y)', '\\begin{cases} 1 & \\text{if } x = 0 \\\\ y & \\text{otherwise} \\end{cases}'],
    [
      'if(x < 0, -1, if(x, 1, 0))',
      '\\begin{cases} -1 & \\text{if } x < 0 \\\\ 1 & \\text{if } x \\neq 0 \\\\ 0 & \\text{otherwise} \\end{cases}',
    ],
  ])('%s', (text, tex) => {
    expect(toTex(text)).toBe(tex);
    expect(() => show(tex)).not.toThrow();
  });

  it.each([
    ['lr', '\\eta'],
    ['eps', '\\varepsilon'],
    ['beta1', '\\beta_{1}'],
    ['β2', '\\beta_{2}'],
    ['mhat', '\\hat{m}'],
    ['m_hat', 'm_{\\mathrm{hat}}'],
    ['betahat', '\\hat{\\beta}'],
    ['vmax', '\\mathrm{vmax}'],
    ['v_max', 'v_{\\mathrm{max}}'],
    ['x1', 'x_{1}'],
    ['a_1_b', 'a_{1,b}'],
    ['weightDecay', '\\mathrm{weightDecay}'],
    ['step10', '\\mathrm{step10}'],
  ])('writes the name %s as %s', (name, tex) => {
    expect(toTex(name)).toBe(tex);
    expect(() => show(tex)).not.toThrow();
  });

  it('takes symbols and words from outside', () => {
    const symbols = new Map([['weightDecay', '\\lambda']]);
    expect(toTex('weightDecay*x', { symbols })).toBe('\\lambda\\,x');
    expect(toTex('if(x, 1, 2)', { words: { if: '若', otherwise: '否则' } })).toMatch(/若.*否则/);
  });

  it('can be shown, whatever the formula', () => {
    const property = fc.property(anyTree, fc.boolean(), (tree, everywhere) => {
      const text = write(tree, everywhere);
      fc.pre(text.length <= 1000);
      const tex = toTex(text);
      expect(() => show(tex as string), text).not.toThrow();
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('reports the error of a text that cannot be read', () => {
    expect(toTex('x +')).toEqual(compileFormula('x +'));
    expect(ruleToTex('x +')).toMatchObject({ code: 'unexpected', position: 2 });
  });
});

describe('a rule as TeX', () => {
  it('has a line for each statement', () => {
    expect(ruleToTex('m = 0.9*m + 0.1*g; x = x - lr*m/(sqrt(vhat) + eps)')).toEqual([
      'm \\gets 0.9\\,m + 0.1\\,g',
      'x \\gets x - \\frac{\\eta\\,m}{\\sqrt{\\hat{v}} + \\varepsilon}',
    ]);
  });

  it('can be shown for every rule of the table', () => {
    for (const { formula } of optimizers) {
      const lines = ruleToTex(formula);
      if (isFormulaError(lines)) throw new Error(lines.message);
      for (const line of lines) expect(() => show(line)).not.toThrow();
    }
  });
});
