import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../core/random.ts';
import { deviationOf, type Estimate, estimate, rankingOf, student } from './ranking.ts';

/** Draws of a normal distribution, the same each time. */
const normals = (n: number, mean: number, sd: number, ...address: number[]): number[] => {
  const stream = random(7, ...address);
  return Array.from({ length: n }, () => mean + sd * stream.normal());
};
const between = (low: number, high: number): Estimate => ({
  ...{ n: 10, mean: 0, sd: 0, centre: 0 },
  interval: [low, high],
});

describe('Student’s t', () => {
  it('has the points that tables of statistics have', () => {
    expect([1, 4, 9, 29].map(student)).toEqual([12.706, 2.776, 2.262, 2.045]);
    // scipy.stats.t.ppf(0.975, f)
    expect(student(31)).toBeCloseTo(2.0395, 3);
    expect(student(60)).toBeCloseTo(2.0003, 3);
    expect(student(999)).toBeCloseTo(1.9623, 3);
  });
});

describe('an interval', () => {
  it('holds the true mean of a normal distribution in 95 of 100 cases', () => {
    const rounds = 2000;
    let held = 0;
    for (let round = 0; round < rounds; round++) {
      const { interval } = estimate(normals(5, 3, 2, round), false);
      if (interval[0] <= 3 && 3 <= interval[1]) held++;
    }
    // Three standard errors of a share of 0.95.
    expect(Math.abs(held / rounds - 0.95)).toBeLessThan(3 * Math.sqrt((0.95 * 0.05) / rounds));
  });

  it('of values that are compared by their ratio is that of their logarithms', () => {
    const values = [1e-8, 1e-6, 1e-7];
    const { centre, interval, mean, sd } = estimate(values, true);
    expect(Math.log10(centre)).toBeCloseTo(-7, 9);
    // The logarithms −8, −6, −7 have the deviation 1: t(2) / √3.
    expect(Math.log10(interval[1]) + 7).toBeCloseTo(4.303 / Math.sqrt(3), 9);
    expect(Math.log10(interval[0]) + 7).toBeCloseTo(-4.303 / Math.sqrt(3), 9);
    expect(mean).toBeCloseTo(1.11e-6 / 3, 12);
    expect(sd).toBeCloseTo(deviationOf(values), 15);
  });

  it('of a single value says nothing', () => {
    expect(estimate([4], false).interval).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(estimate([4], false).sd).toBeNaN();
  });
});

describe('a ranking', () => {
  it('is claimed where intervals lie apart, and not where they overlap', () => {
    const { ranks, ties } = rankingOf([between(5, 7), between(1, 2), between(6, 9), between(8, 10)]);
    expect(ranks).toEqual([
      [2, 3],
      [1, 1],
      [2, 4],
      [3, 4],
    ]);
    // The first and the last are told apart, though the third is like both.
    expect(ties).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });

  it('turns round where more is better', () => {
    const { ranks } = rankingOf([between(0.9, 0.95), between(0.7, 0.8)], true);
    expect(ranks).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('of distributions far apart is theirs; of the same one almost never claimed', () => {
    let claimed = 0;
    for (let round = 0; round < 300; round++) {
      const same = [0, 1].map((run) => estimate(normals(10, 0, 1, round, run), false));
      if (rankingOf(same).ties.length === 0) claimed++;
      const apart = [0, 1, 2].map((run) => estimate(normals(10, 5 * run, 1, round, run), false));
      expect(rankingOf(apart).ranks).toEqual([
        [1, 1],
        [2, 2],
        [3, 3],
      ]);
    }
    // Two 95 % intervals of the same mean lie apart in about one case of 180.
    expect(claimed / 300).toBeLessThan(0.03);
  });

  it('has every pair that overlaps in a tie, and no pair that does not', () => {
    const intervals = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 6 }))
        .map(([low, size]) => between(low, low + size)),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(intervals, (all) => {
        const { ties, ranks } = rankingOf(all);
        for (const [a, one] of all.entries()) {
          expect(ranks[a][0]).toBeLessThanOrEqual(ranks[a][1]);
          for (const [b, other] of all.entries()) {
            if (a === b) continue;
            const overlap = one.interval[0] <= other.interval[1] && other.interval[0] <= one.interval[1];
            expect(ties.some((tie) => tie.includes(a) && tie.includes(b))).toBe(overlap);
          }
        }
      }),
    );
  });
});
