/** Which runs are told apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { better, spreadOf, studentQuantile } from './comparison.ts';

describe('the quantile of Student’s t', () => {
  // From the table in Student 1908 and Fisher 1925 as every textbook prints it.
  it.each([
    [0.975, 1, 12.706],
    [0.975, 2, 4.303],
    [0.975, 4, 2.776],
    [0.975, 10, 2.228],
    [0.995, 4, 4.604],
    [0.95, 29, 1.699],
  ])('of %s for %s degrees of freedom is %s', (probability, freedom, value) => {
    expect(studentQuantile(probability, freedom)).toBeCloseTo(value, 3);
  });
});

describe('a run', () => {
  const losses = [
    [1.0, 1.1, 0.9, 1.0, 1.05],
    [2.0, 2.1, 1.9, 2.0, 2.02],
    [1.02, 1.08, 0.93, 0.99, 1.04],
  ];

  it('is better where the difference exceeds its spread between seeds, and only there', () => {
    const isBetter = better(losses, true, true);
    expect(isBetter(0, 1)).toBe(true);
    expect(isBetter(1, 0)).toBe(false);
    expect(isBetter(0, 2) || isBetter(2, 0)).toBe(false);
    expect(better(losses, true, false)(1, 0)).toBe(true);
  });

  it('is not better by one seed where there is chance', () => {
    const one = losses.map(([first]) => [first]);
    expect(better(one, true, true)(0, 1)).toBe(false);
    expect(better(one, false, true)(0, 1)).toBe(true);
    expect(better([[1], [1 + 1e-12]], false, true)(0, 1)).toBe(false);
  });

  it('that is the same as another is called better less often than the confidence says', () => {
    // Sums of uniform numbers are nearly normal.
    const normal = fc
      .array(fc.double({ min: 0, max: 1, noNaN: true, noDefaultInfinity: true }), {
        minLength: 12,
        maxLength: 12,
      })
      .map((parts) => parts.reduce((a, b) => a + b, -6));
    const samples = fc.sample(
      fc.array(fc.array(normal, { minLength: 5, maxLength: 5 }), { minLength: 3, maxLength: 3 }),
      {
        numRuns: 300,
        seed: 5,
      },
    );
    const wrong = samples.filter((values) => {
      const isBetter = better(values, true, true);
      return [0, 1, 2].some((a) => [0, 1, 2].some((b) => a !== b && isBetter(a, b)));
    });
    expect(wrong.length / samples.length).toBeLessThan(0.1);
  });
});

describe('a spread', () => {
  it('has n − 1 in its denominator', () => {
    expect(spreadOf([1, 2, 3, 4])).toEqual({ mean: 2.5, sd: Math.sqrt(5 / 3), n: 4 });
    expect(spreadOf([7])).toEqual({ mean: 7, sd: 0, n: 1 });
  });
});
