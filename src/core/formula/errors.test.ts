import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormulaError, isFormulaError } from './error.ts';
import { compileFormula, parseFormula, validateFormula } from './formula.ts';
import { LIMITS } from './parse.ts';
import { compileRule, parseRule, validateRule } from './rule.ts';
import { ruleToTex, toTex } from './tex.ts';

describe('an error in a formula points at the characters', () => {
  it.each<[string, Partial<FormulaError>]>([
    ['', { code: 'empty', position: 0, length: 0 }],
    ['  \n ', { code: 'empty', position: 0, length: 4 }],
    ['x +', { code: 'unexpected', position: 3, length: 0, found: '', allowed: ['number', 'name', '('] }],
    ['x + * y', { code: 'unexpected', position: 4, length: 1, found: '*' }],
    ['x y', { code: 'unexpected', position: 2, found: 'y', suggestion: 'x*y' }],
    ['x 2', { code: 'unexpected', position: 2, found: '2', suggestion: 'x*2' }],
    ['(x)(y)', { code: 'unexpected', position: 3, found: '(', suggestion: '(x)*(y)' }],
    ['x = 3', { code: 'unexpected', position: 2, found: '=', suggestion: 'x == 3' }],
    ['x)', { code: 'unexpected', position: 1, found: ')', allowed: ['operator', 'end'] }],
    ['x, y', { code: 'unexpected', position: 1, found: ',' }],
    ['(x, y)', { code: 'unexpected', position: 2, found: ',', allowed: ['operator', ')'] }],
    ['x; y', { code: 'unexpected', position: 1, found: ';' }],
    ['max(x y)', { code: 'unexpected', position: 6, found: 'y', allowed: ['operator', ',', ')'] }],
    ['max(x,)', { code: 'unexpected', position: 6, found: ')' }],
    ['sin()', { code: 'unexpected', position: 4, found: ')' }],
    ['(x + (y', { code: 'unclosed', position: 5, length: 1, allowed: [')'] }],
    ['sin(x', { code: 'unclosed', position: 3 }],
    ['x & y', { code: 'unknown-character', position: 2, length: 1, found: '&' }],
    ['x + 😀', { code: 'unknown-character', position: 4, length: 2, found: '😀' }],
    ['1e999', { code: 'number-too-large', position: 0, length: 5, found: '1e999' }],
    ['xy + 1', { code: 'unknown-name', position: 0, length: 2, found: 'xy', suggestion: 'x*y + 1' }],
    ['x2', { code: 'unknown-name', found: 'x2', suggestion: 'x^2', allowed: ['x', 'y', 'pi', 'e'] }],
    // Numbered coordinates: which of ours they are is not ours to say.
    ['x1^2 + x2^2', { code: 'unknown-name', position: 0, found: 'x1', suggestion: null }],
    ['x₂ - x₁', { code: 'unknown-name', found: 'x2', suggestion: null }],
    ['X + 1', { code: 'unknown-name', position: 0, suggestion: 'x + 1' }],
    ['x + z', { code: 'unknown-name', position: 4, suggestion: null }],
    ['Sin(x)', { code: 'unknown-function', position: 0, length: 3, suggestion: 'sin(x)' }],
    ['x(y + 1)', { code: 'unknown-function', position: 0, length: 1, suggestion: 'x*(y + 1)' }],
    ['sin x', { code: 'missing-arguments', position: 0, length: 3, suggestion: 'sin(x)' }],
    ['sin(x, y)', { code: 'wrong-argument-count', position: 0, found: '2', allowed: ['1'] }],
    ['min(x)', { code: 'wrong-argument-count', found: '1', allowed: ['2–16'] }],
    ['if(x, y)', { code: 'wrong-argument-count', found: '2', allowed: ['3'] }],
    ['0 < x < 1', { code: 'chained-comparison', position: 6, length: 1, suggestion: '(0 < x)*(x < 1)' }],
    ['1/2x', { code: 'ambiguous-product', position: 3, suggestion: '1/(2*x)' }],
    ['1/2(x + 1)', { code: 'ambiguous-product', position: 3, suggestion: '1/(2*(x + 1))' }],
    ['x^2/2y^2', { code: 'ambiguous-product', position: 5, found: 'y', suggestion: 'x^2/(2*y^2)' }],
    ['1/x²y', { code: 'ambiguous-product', position: 4, found: 'y', suggestion: '1/(x²*y)' }],
    ['x/y^2x', { code: 'ambiguous-product', position: 5, found: 'x', suggestion: 'x/(y^2*x)' }],
    ['1/2x + z', { code: 'ambiguous-product', position: 3, suggestion: null }],
    ['1/2x - 3/4 (y)', { code: 'ambiguous-product', position: 3, suggestion: '1/(2*x) - 3/(4*(y))' }],
    ['1/2(1/3x)y', { code: 'unexpected', position: 9, suggestion: '1/(2*(1/(3*x)))*y' }],
    ['1/√2x', { code: 'ambiguous-product', position: 4, suggestion: '1/(√2*x)' }],
    ['√2x', { code: 'ambiguous-root', position: 2, found: 'x', suggestion: '√(2*x)' }],
    ['1 + 2√3²x y', { code: 'unexpected', position: 10, suggestion: '1 + 2√(3²*x)*y' }],
    ['1/xy + x^xy', { code: 'unknown-name', position: 2, found: 'xy', suggestion: '1/(x*y) + x^(x*y)' }],
    ['sin²(x + 1)', { code: 'missing-arguments', position: 0, suggestion: 'sin(x + 1)²' }],
    ['sin 2x', { code: 'missing-arguments', suggestion: null }],
    ['0 < x < y < 1', { code: 'chained-comparison', position: 6, suggestion: '(0 < x)*(x < y)*(y < 1)' }],
    ['x^²', { code: 'unexpected', position: 2, found: '²' }],
    ['²x', { code: 'unexpected', position: 0, found: '²' }],
    ['x⁻', { code: 'unknown-character', position: 1, found: '⁻' }],
    ['x + \u202ey', { code: 'unknown-character', position: 4, length: 1, found: 'U+202E' }],
    ['\ufeffx\u200b + \u2060z', { code: 'unknown-name', position: 7, length: 1 }],
    ['x\u2062y', { code: 'unexpected', position: 2, found: 'y', suggestion: 'x*y' }],
    ['1\u20620', { code: 'unexpected', position: 2, found: '0', suggestion: '1*0' }],
    ['𝑥 + 𝑧', { code: 'unknown-name', position: 5, length: 2, found: 'z' }],
    ['x'.repeat(1001), { code: 'too-long', position: 1000, length: 1, limit: 1000 }],
    [`${'('.repeat(70)}x${')'.repeat(70)}`, { code: 'too-deep', limit: 64 }],
    [`${'-'.repeat(70)}x`, { code: 'too-deep' }],
    [`x${'^x'.repeat(70)}`, { code: 'too-deep' }],
    [`x${'+x'.repeat(401)}`, { code: 'too-many-operations', limit: 400 }],
    ['（x＋ｙ', { code: 'unclosed', position: 0 }],
  ])('%j', (text, expected) => {
    const error = compileFormula(text);
    expect(error).toMatchObject(expected);
    expect(validateFormula(text)).toEqual(error);
    expect((error as FormulaError).message).toMatch(/^[A-Z"].*[.?]$/s);
  });
});

describe('an error in a rule points at the characters', () => {
  it.each<[string, Partial<FormulaError>]>([
    ['', { code: 'empty' }],
    [' ; ;\n', { code: 'empty' }],
    ['x - lr*g', { code: 'unexpected', position: 2, found: '-', allowed: ['='] }],
    ['x = x - lr*g = 1', { code: 'unexpected', position: 13, found: '=' }],
    ['3 = x', { code: 'unexpected', position: 0, found: '3', allowed: ['name'] }],
    ['x = x - lr*(g; m = 1', { code: 'unclosed', position: 11 }],
    ['x = x - lr*h', { code: 'unknown-name', position: 11, allowed: ['x', 'g', 't', 'lr', 'pi', 'e'] }],
    ['x = x - lrg', { code: 'unknown-name', position: 8, length: 3, suggestion: 'x = x - lr*g' }],
    ['m = g', { code: 'no-update', position: 5, length: 0 }],
    ['lr = 0.1; x = x - lr*g', { code: 'cannot-assign', position: 0, length: 2, found: 'lr' }],
    ['x = x - g; t = 1', { code: 'cannot-assign', position: 11, found: 't' }],
    ['x = x - g\ne = 1', { code: 'cannot-assign', position: 10, found: 'e' }],
    ['exp = 1; x = 1', { code: 'cannot-assign', position: 0, found: 'exp' }],
    [`x = ${' '.repeat(2000)}`, { code: 'too-long', limit: 2000 }],
  ])('%j', (text, expected) => {
    const error = compileRule(text);
    expect(error).toMatchObject(expected);
    expect(validateRule(text)).toEqual(error);
  });
});

describe('no text breaks anything', () => {
  const words = [
    'x',
    'y',
    'g',
    'lr',
    'm',
    'sin',
    'if',
    'min',
    'pow',
    'constructor',
    '__proto__',
    'toString',
    'e',
  ];
  const signs = [
    '+',
    '-',
    '*',
    '/',
    '^',
    '**',
    '(',
    ')',
    ',',
    ';',
    '\n',
    '=',
    '==',
    '<',
    '≤',
    '²',
    ' ',
    '.',
    '1',
    '2e',
  ];
  const soup = fc
    .array(fc.constantFrom(...words, ...signs), { maxLength: 60 })
    .map((pieces) => pieces.join(''));
  const text = fc.oneof(soup, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

  const everything = (given: string): void => {
    const readers = [compileFormula, (text: string) => parseFormula(text, ['x']), compileRule, parseRule];
    for (const read of readers) {
      const result = read(given);
      if (!isFormulaError(result)) continue;
      if (result.suggestion !== null) expect(isFormulaError(read(result.suggestion)), given).toBe(false);
      expect(result.position).toBeGreaterThanOrEqual(0);
      expect(result.position + result.length).toBeLessThanOrEqual(given.length);
      // Errors travel between threads and into reports.
      expect(structuredClone(result)).toEqual(result);
    }
    toTex(given);
    ruleToTex(given);
    const formula = compileFormula(given);
    if (isFormulaError(formula)) return;
    const out = new Float64Array(4);
    formula.gradient(Float64Array.of(0, -1), out);
    formula.hessian(Float64Array.of(0, -1), out);
    expect(typeof formula.loss(Float64Array.of(0, -1))).toBe('number');
  };

  it('whatever its characters', () => {
    fc.assert(fc.property(text, everything), { numRuns: 1500 });
  });

  it.each([
    ['an avalanche of parentheses', '('.repeat(100_000)],
    ['an avalanche of signs', '-'.repeat(LIMITS.formula)],
    ['an avalanche of powers', '2^'.repeat(LIMITS.formula / 2)],
    ['a tower of calls', 'sin('.repeat(LIMITS.formula / 4)],
    ['a tower of sums', 'x+(1+'.repeat(LIMITS.formula / 5)],
    ['a long number', '9'.repeat(LIMITS.formula)],
    ['a long name', 'a'.repeat(LIMITS.formula)],
    ['many digits that are no number', '.'.repeat(LIMITS.formula)],
    ['half a surrogate pair', 'x + \ud83d'],
    ['characters that are not seen', 'x\u200b+\u0000y'],
    ['another direction of writing', '\u202ex + y'],
    ['a call out of the sandbox', 'constructor.constructor("return this")()'],
    ['a template', '`x`'],
    ['a comment', 'x // y'],
    ['an index', 'x["constructor"]'],
    ['an arrow', '(() => x)()'],
    ['a loop', 'while(1){}'],
  ])('not %s', (_name, given) => {
    everything(given);
    expect(isFormulaError(compileFormula(given))).toBe(true);
  });

  it('not the deepest and widest that is allowed', () => {
    const deep = `${'sin('.repeat(60)}x${')'.repeat(60)}`;
    const wide = Array.from({ length: 130 }, () => 'x^y').join('+');
    for (const given of [deep, wide, `${'if(x,'.repeat(30)}y${',x)'.repeat(30)}`]) {
      everything(given);
      expect(isFormulaError(compileFormula(given))).toBe(false);
    }
  });
});
