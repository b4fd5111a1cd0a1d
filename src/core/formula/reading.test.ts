import { Session } from 'node:inspector';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileFormula, validateFormula } from './formula.ts';
import { type Bounds, LIMITS, parseStatements } from './parse.ts';
import { compileRule, validateRule } from './rule.ts';
import { ruleToTex, toTex } from './tex.ts';

/**
 * How often functions of this folder are called by `work`, and no loop there goes round without calling one: the same
 * number whatever else the machine does.
 */
function executed(work: () => void): number {
  const session = new Session();
  session.connect();
  let total = 0;
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  work();
  session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
    for (const { url, functions } of result) {
      if (!/src\/core\/formula\/[a-z]+\.ts/.test(url)) continue;
      for (const { ranges } of functions) for (const { count } of ranges) total += count;
    }
  });
  session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  return total;
}

/** What `read` throws, or nothing. */
const attempted = (read: () => unknown) => (): void => {
  try {
    read();
  } catch {
    // What cannot be read takes as long as what can.
  }
};

/** Texts of some length, of pieces that a reader might come back to. */
const SHAPES: readonly string[] = [
  '1',
  '1x',
  '1e',
  '.',
  'a',
  'α₁',
  '²',
  '²⁻',
  'x²',
  '１',
  '𝑥',
  '\u200b',
  '\u2062',
  ' ',
  '\n',
  '**',
  '(',
  ')(',
  '√',
  '1/2x+',
  'x y ',
  'a=b;',
  'x<y<',
  'min(x,',
];

/** No bound on anything but the nesting, that the stack allows. */
const WITHOUT_BOUNDS: Bounds = {
  length: Number.POSITIVE_INFINITY,
  depth: LIMITS.depth,
  operations: Number.POSITIVE_INFINITY,
};

it.each(SHAPES)('a text of many %j that is twice as long takes twice the work', (shape) => {
  const [once, twice, fourTimes] = [2_000, 4_000, 8_000].map((length) => {
    const text = shape.repeat(length / shape.length);
    const work = executed(attempted(() => parseStatements(`x = ${text}`, WITHOUT_BOUNDS)));
    // Every character is looked at: the count is not that of something else.
    expect(work).toBeGreaterThan(length / 4);
    return work;
  });
  expect(twice).toBeLessThan(2.2 * once);
  expect(fourTimes).toBeLessThan(2.2 * twice);
});

it('what is too long is not read at all', () => {
  const readers = [compileFormula, validateFormula, compileRule, validateRule, toTex, ruleToTex] as const;
  const property = fc.property(fc.constantFrom(...SHAPES), fc.string({ unit: 'binary' }), (shape, end) => {
    const text = shape.repeat(100_000 / shape.length) + end;
    for (const read of readers) {
      const limit =
        read === compileFormula || read === validateFormula || read === toTex ? LIMITS.formula : LIMITS.rule;
      const error = read(text);
      expect(error).toMatchObject({ code: 'too-long', limit, suggestion: null, found: String(text.length) });
      // Nor does what is said about it carry it along.
      expect(JSON.stringify(error).length).toBeLessThan(400);
    }
  });
  fc.assert(property, { numRuns: 8 });
});

it('mends a few mistakes for a suggestion, and does not read a text once for each of many', () => {
  expect(compileFormula('x y'.repeat(8))).toMatchObject({ suggestion: null });
  const mistakes = (count: number) => Array.from({ length: count }, () => '(x y)').join('+');
  expect(compileFormula(mistakes(8))).toMatchObject({ suggestion: mistakes(8).replaceAll(' ', '*') });
  expect(compileFormula(mistakes(9))).toMatchObject({ suggestion: null });
  // Products after a division are found in one reading.
  const products = (count: number) => Array.from({ length: count }, () => '1/2x').join('+');
  expect(compileFormula(products(100))).toMatchObject({
    suggestion: products(100).replaceAll('2x', '(2*x)'),
  });
  // What would be too long with its mistakes mended is not suggested.
  expect(compileFormula(products(120) + ' '.repeat(400))).toMatchObject({
    code: 'ambiguous-product',
    suggestion: null,
  });
});
