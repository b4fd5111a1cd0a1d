import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parameter } from '../../core/types.ts';
import { readPair, readTyped } from './typed-number.ts';

const number: Parameter = { key: 'k', kind: 'number', default: 0, symbol: 'k' };
const whole: Parameter = { ...number, kind: 'integer' };
const list: Parameter = { ...number, kind: 'list' };
const wholes: Parameter = { ...list, integer: true };

const read = (text: string, parameter = number): number | string => {
  const typed = readTyped(parameter, text, true);
  return typed.kind === 'finished' ? Number(typed.text) : typed.kind;
};
const listed = (text: string, parameter = wholes): string => {
  const typed = readTyped(parameter, text, true);
  return typed.kind === 'finished' ? typed.text : typed.kind;
};

describe('a number that a person types', () => {
  it.each([
    ['0.05', 0.05],
    ['0,05', 0.05],
    ['０．０５', 0.05],
    ['０，０５', 0.05],
    ['１', 1],
    ['0。1', 0.1],
    ['０｡１', 0.1],
    ['.5', 0.5],
    [',5', 0.5],
    ['5.', 5],
    ['−1', -1],
    ['－１．５', -1.5],
    ['–2', -2],
    ['- 3', -3],
    ['-1,5', -1.5],
    ['+4', 4],
    ['＋４', 4],
    ['1e-3', 1e-3],
    ['1E−3', 1e-3],
    ['3.4e−7', 3.4e-7],
    ['3,4 e-7', 3.4e-7],
    ['１ｅ－３', 1e-3],
    ['2×10^-3', 2e-3],
    ['2 · 10⁻³', 2e-3],
    ['2*10^-3', 2e-3],
    ['2x10^-3', 2e-3],
    ['10⁻³', 1e-3],
    ['10^-3', 1e-3],
    ['-10^2', -100],
    ['1 000.5', 1000.5],
    ['1\u202f000,5', 1000.5],
    ["1'000'000", 1e6],
    ['1’000.25', 1000.25],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1,234,567', 1234567],
    ['1_000', 1000],
    ['٣٫٥', 3.5],
    ['०.५', 0.5],
    ['\u200b0.0\u20605\ufeff', 0.05],
    ['  7  ', 7],
  ])('is read in whatever way it is spelled: %s', (text, value) => {
    expect(read(text)).toBe(value);
  });

  it.each([
    ['1,000', 1000],
    ['10.000', 10000],
    ['10 000', 10000],
    ['1e3', 1000],
    ['５００', 500],
    ['0', 0],
  ])('that is whole has groups of three digits: %s', (text, value) => {
    expect(read(text, whole)).toBe(value);
  });

  it.each([
    'fast',
    '1.2.3',
    '1,2,3',
    '1 2',
    '--1',
    '1e1.5',
    '0x10',
    'e5',
    'NaN',
    'Infinity',
    '1/2',
    '１．２．３',
  ])('is none where it makes none: %s', (text) => {
    const typed = readTyped(number, text, true);
    expect(typed.kind).not.toBe('finished');
  });

  it.each([
    '-',
    '−',
    '+',
    '.',
    ',',
    '0,',
    '1.',
    '１。',
    '1e',
    '1e-',
    '2×',
    '2×1',
    '2×10',
    '2×10^',
    '2×10⁻',
    '10^',
    '10^-',
  ])('is waited for while it is unfinished: %s', (text) => {
    expect(readTyped(number, text).kind).toBe('unfinished');
  });

  it('can be written in every combination of digits, minus, decimal mark, exponent and invisible characters', () => {
    const zeros = ['0', '０', '٠', '۰', '०', '๐', '𝟎'].map((zero) => zero.codePointAt(0) ?? 48);
    const spelling = fc.record({
      value: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
      zero: fc.constantFrom(...zeros),
      minus: fc.constantFrom('-', '−', '－', '–', '‐', '—', '﹣'),
      point: fc.constantFrom('.', ',', '．', '，', '。', '｡', '٫'),
      power: fc.constantFrom('e', 'E', 'ｅ', '×10^', ' × 10^', '·10^', '*10^'),
      between: fc.constantFrom('', '\u200b', '\u2060', '\ufeff', '\u200e'),
      around: fc.constantFrom('', ' ', '\u3000', '\u00a0'),
    });
    fc.assert(
      fc.property(spelling, ({ value, zero, minus, point, power, between, around }) => {
        const text = [...String(value).replace('e+', 'e')]
          .map((c) => {
            if (/\d/.test(c)) return String.fromCodePoint(zero + Number(c));
            return c === '-' ? minus : c === '.' ? point : power;
          })
          .join(between);
        // Between the parts of "×10^" nothing stands that a person could not type.
        expect(read(around + text + around)).toBe(value + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('is never read as another number while it is typed: what is finished on the way is a beginning of it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: 1e-9, max: 1e9 }), (value) => {
        const text = String(value).replace('.', ',');
        for (let length = 1; length < text.length; length++) {
          const typed = readTyped(number, text.slice(0, length));
          if (typed.kind === 'finished') expect(typed.text).toBe(text.slice(0, length).replace(',', '.'));
          else expect(typed.kind).toBe('unfinished');
        }
      }),
    );
  });

  it('of any length and made of anything is answered at once', () => {
    for (const unit of ['1', ' ', '1 ', "1'", '×10', '-', 'e', '１', '1,', 'x 1', '\u200b', '⁻¹']) {
      const began = performance.now();
      readTyped(list, unit.repeat(500));
      readTyped(number, unit.repeat(1_000_000));
      readPair(unit.repeat(1_000_000));
      expect(performance.now() - began).toBeLessThan(200);
    }
  });
});

describe('a list that a person types', () => {
  it.each([
    '10/40/90',
    '10, 40, 90',
    '10,40,90',
    '10 40 90',
    '10;40;90',
    '10、40、90',
    '１０／４０／９０',
    '１０，４０，９０',
    '[10, 40, 90]',
    '(10 40 90)',
  ])('is separated by whatever separates: %s', (text) => {
    expect(listed(text)).toBe('10/40/90');
  });

  it('has decimal commas where something else separates', () => {
    expect(listed('0,5/0,25', list)).toBe('0.5/0.25');
    expect(listed('0,5; 0,25', list)).toBe('0.5/0.25');
    expect(listed('-0.5, −0.25', list)).toBe('-0.5/-0.25');
  });

  it('waits for the number that a separator announces', () => {
    for (const text of ['10/', '10, ', '10/-', '10;'])
      expect(readTyped(list, text).kind, text).toBe('unfinished');
    for (const text of ['10//20', '10,,20', '/10', '10/x'])
      expect(readTyped(list, text).kind, text).toBe('unreadable');
  });
});

describe('a point in one field', () => {
  it.each(['-1.5, 2', '(−1.5, 2)', '-1,5; 2', '-1.5 2', '-1.5,2', '[-1.5,2]', '-1,5 2', '－１．５，　２'])(
    'is two numbers: %s',
    (text) => {
      expect(readPair(text)?.map(Number)).toEqual([-1.5, 2]);
    },
  );

  it.each(['(1,2)', '[1, 2]', '（１，２）', '1; 2', '1/2'])('is one in whole numbers, too: %s', (text) => {
    expect(readPair(text)?.map(Number)).toEqual([1, 2]);
  });

  it.each(['-1,5', '1', '', '(1)', '1 000', '1, 2, 3', '- 5', 'x, y', '1,234.5'])(
    'is none where it is one: %s',
    (text) => {
      expect(readPair(text)).toBeNull();
    },
  );
});
