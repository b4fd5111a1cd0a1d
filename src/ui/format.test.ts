import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { power, short, steady, typed } from './format.ts';

/** Reads a number that was written for people. */
const read = (text: string): number => Number(text.replaceAll('−', '-'));
/** Numbers of every size, but for the largest, whose rounding overflows. */
const numbers = fc.double({ noNaN: true, min: -1e308, max: 1e308 });

describe('a short number', () => {
  it.each([
    [0, '0'],
    [0.0012, '0.00120'],
    [12.5, '12.5'],
    [-1.5, '−1.50'],
    [3.4e-7, '3.40e−7'],
    [143, '143'],
    [1234.5, '1235'],
    [98765, '98765'],
    [123456, '1.23e5'],
    [-2e10, '−2.00e10'],
    [Number.NaN, '–'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ])('writes %f as %s', (value, text) => expect(short(value)).toBe(text));

  it('is within half of its last digit, of any number', () => {
    fc.assert(
      fc.property(numbers, (value) => {
        expect(Math.abs(read(short(value)) - value)).toBeLessThanOrEqual(Math.abs(value) * 0.0051);
      }),
    );
  });

  it('is never long, and never has a hyphen or a plus', () => {
    const near = fc
      .constantFrom(1e-3, 0.01, 1, 10, 100, 1e3, 1e4, 1e5)
      .chain((edge) => fc.double({ min: edge * 0.999_99, max: edge * 1.000_01, noNaN: true }));
    fc.assert(
      fc.property(fc.oneof(numbers, near), fc.integer({ min: 1, max: 3 }), (value, digits) => {
        expect(short(value, digits)).toMatch(/^−?\d+(\.\d+)?(e−?\d+)?$/);
        expect(short(value, digits).length).toBeLessThanOrEqual(10);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a steady number', () => {
  it('has the same width for all coordinates that a landscape shows', () => {
    const widths = new Set<number>();
    for (let x = 0.001; x < 9.9999; x += 0.0137) widths.add(steady(x).length);
    expect([...widths]).toEqual([6]);
  });

  it('has four decimals, and powers of ten where those would say nothing', () => {
    expect([1.5, -0.25, 0, 1234.56789].map(steady)).toEqual(['1.5000', '−0.2500', '0.0000', '1234.5679']);
    expect([1e-4, -2.5e-9, 3e6].map(steady)).toEqual(['1.00e−4', '−2.50e−9', '3.00e6']);
    expect([Number.NaN, Number.POSITIVE_INFINITY].map(steady)).toEqual(['–', '∞']);
  });

  it('is the number, to what it shows', () => {
    fc.assert(
      fc.property(numbers, (value) => {
        const error = Math.abs(read(steady(value)) - value);
        expect(error).toBeLessThanOrEqual(Math.max(Math.abs(value) * 0.0051, 5.1e-5));
      }),
    );
  });
});

describe('a typed number', () => {
  it('reads back as itself, to six digits', () => {
    expect([0.1, -1.5, 1e-8, 12345.678].map(typed)).toEqual(['0.1', '-1.5', '1e-8', '12345.7']);
  });
});

describe('a power of ten', () => {
  it('is written out near one, and as a power elsewhere', () => {
    expect([-4, -3, -1, 0, 2, 4, 5, -12].map(power)).toEqual([
      '10⁻⁴',
      '0.001',
      '0.1',
      '1',
      '100',
      '10⁴',
      '10⁵',
      '10⁻¹²',
    ]);
  });
});
