import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf, quantile } from './bands.ts';

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe('a quantile', () => {
  it('is that of R and NumPy', () => {
    // numpy.quantile([1, 2, 4, 8, 16], q), and numpy.quantile(range(1, 11), q).
    expect([0, 0.1, 0.25, 0.5, 0.9, 1].map((q) => quantile([1, 2, 4, 8, 16], q))).toEqual([
      1, 1.4, 2, 4, 12.8, 16,
    ]);
    const ten = Array.from({ length: 10 }, (_, i) => i + 1);
    expect(quantile(ten, 0.1)).toBeCloseTo(1.9, 12);
    expect(quantile(ten, 0.9)).toBeCloseTo(9.1, 12);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('lies where as many numbers are below it as its share says', () => {
    fc.assert(
      fc.property(
        fc.array(finite, { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const found = quantile(
            [...values].sort((a, b) => a - b),
            share,
          );
          const below = values.filter((value) => value < found - 1e-6).length;
          const upTo = values.filter((value) => value <= found + 1e-6).length;
          expect(below).toBeLessThanOrEqual(share * (values.length - 1) + 1);
          expect(upTo).toBeGreaterThanOrEqual(share * (values.length - 1));
        },
      ),
    );
  });
});

describe('a band', () => {
  it('is the mean and the quantiles of each row', () => {
    const curves = Array.from({ length: 11 }, (_, k) => [k, 10 * k * k]);
    const band = bandOf(curves);
    expect([...band.mean]).toEqual([5, 350]);
    expect([...band.low]).toEqual([1, 10]);
    expect([...band.high]).toEqual([9, 810]);
    expect([...band.n]).toEqual([11, 11]);
  });

  it('counts in each row only those that have come so far', () => {
    const band = bandOf([
      [1, 2, 3],
      [3, Number.NaN],
      [5, 6, Number.POSITIVE_INFINITY],
    ]);
    expect([...band.n]).toEqual([3, 2, 1]);
    expect([...band.mean]).toEqual([3, 4, 3]);
    expect([...bandOf([[Number.NaN]]).mean]).toEqual([Number.NaN]);
    expect(bandOf([]).mean).toHaveLength(0);
  });

  it('does not depend on the order of the repetitions, but for the last bits of the mean', () => {
    fc.assert(
      fc.property(fc.array(fc.array(finite, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (curves) => {
        const [a, b] = [bandOf(curves), bandOf([...curves].reverse())];
        expect(a.low).toEqual(b.low);
        expect(a.high).toEqual(b.high);
        for (const [row, mean] of a.mean.entries()) expect(mean).toBeCloseTo(b.mean[row], 6);
      }),
    );
  });
});
