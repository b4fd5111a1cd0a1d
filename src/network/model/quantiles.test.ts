import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQuantileFinder } from './quantiles.ts';

const LEVELS = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

/** The definition: sort, and take the nearest rank. */
const bySorting = (values: readonly number[]): number[] => {
  const sorted = [...values].sort((a, b) => a - b);
  return LEVELS.map((level) => sorted[Math.floor(level * (sorted.length - 1) + 0.5)]);
};

describe('quantiles by radix selection', () => {
  const finder = createQuantileFinder(LEVELS);
  const find = (values: readonly number[]): number[] => {
    const out = new Float64Array(LEVELS.length);
    finder.find(Float32Array.from(values), new Uint8Array(values.length).fill(1), 0, values.length, out);
    return [...out];
  };

  it('are those of the sorted numbers, whatever the numbers', () => {
    const number = fc.float({ noNaN: true }).map((value) => value + 0);
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 300 }), (values) => {
        expect(find(values).map((value) => value + 0)).toEqual(bySorting(values));
      }),
    );
  });

  it('tell apart numbers that differ in the last bit', () => {
    const values = Array.from({ length: 101 }, (_, i) => Math.fround(1 + (100 - i) * 2 ** -23));
    expect(find(values)).toEqual(bySorting(values));
  });

  it('look at a part of the numbers, and at the chosen ones only', () => {
    const out = new Float64Array(LEVELS.length);
    finder.find(Float32Array.of(9, 1, 7, 2, 3, 9), Uint8Array.of(1, 1, 0, 1, 1, 1), 1, 5, out);
    expect([...out]).toEqual(bySorting([1, 2, 3]));
  });

  it('are NaN where no number is chosen', () => {
    const out = new Float64Array(LEVELS.length);
    finder.find(Float32Array.of(1, 2), new Uint8Array(2), 0, 2, out);
    expect([...out].every(Number.isNaN)).toBe(true);
  });

  it('do not remember what was asked before', () => {
    find([5, 5, 5, 6]);
    expect(find([1, 2])).toEqual(bySorting([1, 2]));
  });
});
