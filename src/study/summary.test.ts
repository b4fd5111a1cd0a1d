import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedBest, summaryOf, type Tried } from './summary.ts';

const less = (a: number, b: number): boolean => a < b;

/** Every way to draw k of the values, one after another. */
function draws(values: readonly number[], k: number): readonly number[][] {
  if (k === 0) return [[]];
  return draws(values, k - 1).flatMap((some) => values.map((value) => [...some, value]));
}

describe('the expected best of k trials', () => {
  it('is the mean over all draws with replacement', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 5 }), (values) => {
        const found = expectedBest(values, 4, less);
        for (let k = 1; k <= 4; k++) {
          const all = draws(values, k).map((some) => Math.min(...some));
          expect(found[k - 1]).toBeCloseTo(all.reduce((sum, value) => sum + value, 0) / all.length, 10);
        }
      }),
    );
  });

  it('never gets worse with more trials, and ends at the best there is', () => {
    const found = expectedBest([5, 3, 8, 1, 9], 100, less);
    for (let k = 1; k < 100; k++) expect(found[k]).toBeLessThanOrEqual(found[k - 1]);
    expect(found[99]).toBeCloseTo(1, 8);
  });

  it('is the greatest where more is better', () => {
    expect(expectedBest([0.2, 0.9], 2, (a, b) => a > b)).toEqual([
      expect.closeTo(0.55, 12),
      expect.closeTo(0.725, 12),
    ]);
  });
});

describe('a summary', () => {
  it('leaves out what has no value, and says how many diverged', () => {
    const tried: Tried[] = [
      { trial: 0, at: { lr: 1 }, value: null, status: 'diverged' },
      { trial: 1, at: { lr: 2 }, value: 3, status: 'finished' },
      { trial: 2, at: { lr: 3 }, value: 3, status: 'finished' },
    ];
    expect(summaryOf(tried)).toMatchObject({
      trials: 3,
      diverged: 1,
      best: { trial: 1, at: { lr: 2 }, value: 3 },
    });
    expect(summaryOf(tried.slice(0, 1))).toEqual({ trials: 1, diverged: 1, best: null, expectedBest: [] });
  });
});
