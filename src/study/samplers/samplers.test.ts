import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random as randomStream } from '../../core/random.ts';
import { categorical, erf, parzen, weightsOf } from './parzen.ts';
import { MAX_DIMENSIONS, sobol } from './sobol.ts';

describe('scrambled Sobol points', () => {
  const seeds = [0, 1, 0xdecafbad, 2 ** 32 - 1];

  it.each(seeds)('have one coordinate in each of 256 slices, in every dimension: seed %i', (seed) => {
    for (let dimension = 0; dimension < MAX_DIMENSIONS; dimension++) {
      const slices = Array.from({ length: 256 }, (_, i) => Math.floor(256 * sobol(i, dimension, seed)));
      expect(new Set(slices).size, `dimension ${dimension}`).toBe(256);
    }
  });

  it.each(seeds)('have one point in each box of the plane of 1/256, whatever its shape: seed %i', (seed) => {
    for (let bits = 0; bits <= 8; bits++) {
      const boxes = Array.from({ length: 256 }, (_, i) => {
        const x = Math.floor(2 ** bits * sobol(i, 0, seed));
        const y = Math.floor(2 ** (8 - bits) * sobol(i, 1, seed ^ 77));
        return `${x},${y}`;
      });
      expect(new Set(boxes).size).toBe(256);
    }
  });

  it('are other points for another seed', () => {
    expect(sobol(5, 2, 1)).not.toBe(sobol(5, 2, 2));
  });

  it('without their scrambling are those of Joe & Kuo: pairs of dimensions are balanced', () => {
    // 4,096 points in 8 × 8 boxes of any two dimensions: 64 in each.
    for (let a = 0; a < MAX_DIMENSIONS; a++) {
      for (let b = a + 1; b < MAX_DIMENSIONS; b++) {
        const counts = new Array<number>(64).fill(0);
        for (let i = 0; i < 4096; i++) {
          counts[8 * Math.floor(8 * sobol(i, a, 3)) + Math.floor(8 * sobol(i, b, 4))]++;
        }
        expect(
          counts.every((count) => count === 64),
          `dimensions ${a} and ${b}`,
        ).toBe(true);
      }
    }
  });
});

describe('the error function', () => {
  it.each([
    [0, 0],
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [3, 0.9999779095030014],
    [4, 0.9999999845827421],
    [6, 1],
  ])('at %f is that of the tables', (x, value) => {
    expect(erf(x)).toBeCloseTo(value, 13);
    expect(erf(-x)).toBeCloseTo(-value, 13);
  });
});

describe('a Parzen density', () => {
  const integral = (density: (x: number) => number, low: number, high: number): number => {
    const n = 20_000;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += density(low + ((i + 0.5) * (high - low)) / n);
    return (sum * (high - low)) / n;
  };

  it('has mass 1 between its ends, and its draws stay there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 5, noNaN: true }), { maxLength: 40 }),
        fc.nat(),
        (observed, seed) => {
          const density = parzen(observed, -3, 5);
          expect(integral((x) => Math.exp(density.log(x)), -3, 5)).toBeCloseTo(1, 3);
          const chance = randomStream(seed);
          for (let i = 0; i < 20; i++) {
            const x = density.sample(chance);
            expect(x).toBeGreaterThanOrEqual(-3);
            expect(x).toBeLessThanOrEqual(5);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('draws as its density says', () => {
    const density = parzen([0.2, 0.25, 0.8], 0, 1);
    const chance = randomStream(3);
    const draws = Array.from({ length: 20_000 }, () => density.sample(chance));
    for (const end of [0.1, 0.3, 0.5, 0.9]) {
      const mass = integral((x) => Math.exp(density.log(x)), 0, end);
      expect(draws.filter((x) => x < end).length / draws.length).toBeCloseTo(mass, 1.9);
    }
  });

  it('of choices sums to 1, and prefers what was observed', () => {
    const density = categorical([2, 2, 0], 4);
    const mass = [0, 1, 2, 3].map((choice) => Math.exp(density.log(choice)));
    expect(mass.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    expect(mass[2]).toBeGreaterThan(mass[0]);
    expect(mass[0]).toBeGreaterThan(mass[1]);
    expect(mass[1]).toBeCloseTo(mass[3], 12);
  });

  it('weighs the latest 25 observations fully and older ones by a ramp, as Optuna does', () => {
    expect(weightsOf(3)).toEqual([1, 1, 1]);
    const weights = weightsOf(28);
    expect(weights.slice(0, 3)).toEqual([1 / 28, expect.closeTo((1 / 28 + 1) / 2, 12), 1]);
    expect(weights.slice(3)).toEqual(new Array(25).fill(1));
  });
});
