import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parameter } from '../core/types.ts';
import { readArgument, readNumber, ruleOf, writeArgument, writeNumber } from './argument.ts';
import { inWords } from './problems.ts';

const parameter = (more: Partial<Parameter>): Parameter => ({
  key: 'k',
  kind: 'number',
  default: 7,
  symbol: 'k',
  ...more,
});

describe('a number', () => {
  it('is written so that it reads back the same, to the last digit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = writeNumber(value);
        expect(text).toMatch(/^[0-9.e-]+$/);
        expect(readNumber(text)).toBe(value + 0);
      }),
    );
  });

  it.each([
    ['1', 1],
    ['-1.50', -1.5],
    ['+2', 2],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['1e-400', 0],
    ['-0', 0],
    ['007', 7],
  ])('may be written %s', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it.each([
    '',
    ' ',
    '.',
    '-',
    'e5',
    '1e',
    '1e999',
    '-1e999',
    'NaN',
    'Infinity',
    '0x10',
    '0b1',
    '1_000',
    '1,5',
    '１',
    '1n',
    '1 2',
  ])('is not "%s"', (text) => {
    expect(readNumber(text)).toBeNull();
  });
});

describe('an argument', () => {
  it.each<[string, Partial<Parameter>, string, unknown, boolean]>([
    ['stays as it is within its bounds', { min: 0, max: 10 }, '2.5', 2.5, false],
    ['is clamped to a bound that is allowed', { min: 0, max: 10 }, '11', 10, true],
    ['is clamped to the lower bound too', { min: 0, below: 1 }, '-3', 0, true],
    ['becomes its default at a bound that is not allowed', { above: 0 }, '0', 7, true],
    ['becomes its default beyond it', { min: 0, below: 10 }, '1e9', 7, true],
    ['is rounded where whole numbers are meant', { kind: 'integer', min: 1 }, '2.5', 3, true],
    ['is rounded, then clamped', { kind: 'integer', min: 1 }, '0.2', 1, true],
    ['may be a whole number in any writing', { kind: 'integer', min: 1 }, '2.0e1', 20, false],
    ['may be a flag', { kind: 'flag' }, '1', 1, false],
    ['is no flag when it is neither 0 nor 1', { kind: 'flag', default: 0 }, '2', 0, true],
    ['may be one of some words', { kind: 'choice', choices: ['a', 'b'] }, 'b', 'b', false],
    ['is not another word', { kind: 'choice', choices: ['a', 'b'], default: 'a' }, 'A', 'a', true],
    ['may be a list', { kind: 'list', min: 1 }, '10/40/90', [10, 40, 90], false],
    [
      'is clamped number by number in a list',
      { kind: 'list', min: 1, max: 50 },
      '0/40/90',
      [1, 40, 50],
      true,
    ],
    ['is rounded in a list of whole numbers', { kind: 'list', integer: true }, '1.4/2', [1, 2], true],
    [
      'becomes its default when a number of the list cannot be read',
      { kind: 'list', default: [3] },
      '1//2',
      [3],
      true,
    ],
    ['loses what makes the list too long', { kind: 'list', maxLength: 2 }, '1/2/3', [1, 2], true],
    ['is not used when it is optional and empty', { optional: true }, '', null, false],
  ])('%s', (_, more, text, value, repaired) => {
    const read = parameter(more);
    expect(readArgument(read, text, read.default)).toEqual({ value, repaired });
  });

  it('is written so that it reads back', () => {
    expect([1e21, 0.1, 'abc', [1, 2.5, 1e-7], null].map(writeArgument)).toEqual([
      '1e21',
      '0.1',
      'abc',
      '1/2.5/1e-7',
      '',
    ]);
  });
});

describe('what is allowed, in words', () => {
  it.each<[Partial<Parameter>, string]>([
    [{}, 'a number'],
    [{ above: 0 }, 'above 0'],
    [{ min: 0 }, 'at least 0'],
    [{ max: 5 }, 'at most 5'],
    [{ below: 5 }, 'below 5'],
    [{ min: 0, below: 1 }, '0 ≤ … < 1'],
    [{ above: 0, max: 1 }, '0 < … ≤ 1'],
    [{ above: 0, below: 1 }, '0 < … < 1'],
    [{ min: 1, max: 12 }, '1 to 12'],
    [{ kind: 'integer' }, 'a whole number'],
    [{ kind: 'integer', min: 1 }, 'a whole number, at least 1'],
    [{ kind: 'flag' }, 'one of 0, 1'],
    [{ kind: 'choice', choices: ['sgd', 'adam'] }, 'one of sgd, adam'],
    [{ kind: 'list', above: 0 }, 'at most 2000 numbers joined by /, each above 0'],
    [{ kind: 'list', integer: true, maxLength: 4 }, 'at most 4 whole numbers joined by /'],
  ])('of %j is "%s"', (more, words) => {
    expect(inWords(ruleOf(parameter(more)))).toBe(words);
  });
});
