import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, medianOf, profileAt, standingsOf } from './standings.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Four problems, three solvers, one trial each. Best costs: 10, 20, 5, and the last problem is solved by nobody. */
const COSTS = [
  [10, 40, NEVER, NEVER],
  [20, 20, 5, NEVER],
  [15, 200, 5, NEVER],
];
const standings = standingsOf(
  COSTS.map((costs) => ({ costs, each: 1 })),
  4,
  500,
);

describe('performance profiles (Dolan & Moré 2002)', () => {
  it('are the share of problems within a factor of the best, worked out by hand', () => {
    // Ratios: solver 0: 1, 2; solver 1: 2, 1, 1; solver 2: 1.5, 10, 1.
    const at = (tau: number) => standings.map((standing) => profileAt(standing, tau, 4));
    expect(standings.map(({ ratios }) => [...ratios])).toEqual([
      [1, 2],
      [1, 1, 2],
      [1, 1.5, 10],
    ]);
    expect(at(1)).toEqual([1 / 4, 2 / 4, 1 / 4]);
    expect(at(1.5)).toEqual([1 / 4, 2 / 4, 2 / 4]);
    expect(at(2)).toEqual([2 / 4, 3 / 4, 2 / 4]);
    expect(at(9.99)).toEqual([2 / 4, 3 / 4, 2 / 4]);
    expect(at(1e9)).toEqual([2 / 4, 3 / 4, 3 / 4]);
  });

  it('begin with the share of wins and end with the share of solved problems, whatever the costs', () => {
    const cost = fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constant(NEVER));
    const race = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9 }))
      .chain(([runs, problems]) =>
        fc.array(fc.array(cost, { minLength: problems, maxLength: problems }), {
          minLength: runs,
          maxLength: runs,
        }),
      );
    fc.assert(
      fc.property(race, fc.double({ min: 1, max: 600, noNaN: true }), (costs, tau) => {
        const problems = costs[0].length;
        const found = standingsOf(
          costs.map((costs) => ({ costs, each: 1 })),
          problems,
          500,
        );
        for (const [run, standing] of found.entries()) {
          expect(profileAt(standing, 1, problems)).toBe(standing.wins / problems);
          expect(profileAt(standing, 500, problems)).toBe(standing.solved / problems);
          // The definition, once more: |{p : cost ≤ τ · least}| / |P|.
          const within = costs[run].filter(
            (cost, p) => cost < NEVER && cost / Math.min(...costs.map((other) => other[p])) <= tau,
          );
          expect(profileAt(standing, tau, problems)).toBe(within.length / problems);
        }
      }),
    );
  });
});

describe('the standings of a race', () => {
  it('count ties as wins of all that are first together', () => {
    expect(standings.map(({ wins }) => wins)).toEqual([1, 2, 1]);
    expect(standings.map(({ solved }) => solved)).toEqual([2, 3, 3]);
  });

  it('have a median over all problems, which is infinite where half of them are not solved', () => {
    expect(standings.map(({ median }) => median)).toEqual([NEVER, 20, 200]);
    expect(medianOf([3, 1, 2])).toBe(2);
    expect(medianOf([])).toBeNaN();
  });

  it('take the soonest of several trials on a problem', () => {
    const [found] = standingsOf([{ costs: [9, NEVER, 3, NEVER, NEVER, NEVER], each: 3 }], 2, 100);
    expect([...found.least]).toEqual([3, NEVER]);
    // Of three trials two solve the first problem: k draws solve it with probability 1 − (1/3)ᵏ; nothing solves the second.
    expect(found.solvedAfter[0]).toBeCloseTo((2 / 3 + 0) / 2, 12);
    expect(found.solvedAfter[1]).toBeCloseTo((8 / 9 + 0) / 2, 12);
    // One draw: 3, 9 or all the updates; two: the least of nine pairs, 5 · 3, 3 · 9, 1 · 100.
    expect(found.expected[0]).toBeCloseTo(((3 + 9 + 100) / 3 + 100) / 2, 12);
    expect(found.expected[1]).toBeCloseTo(((15 + 27 + 100) / 9 + 100) / 2, 12);
  });

  it('know nothing of trials that have not been made', () => {
    const [a, b] = standingsOf(
      [
        { costs: [4, Number.NaN], each: 1 },
        { costs: [8, 8], each: 1 },
      ],
      2,
      100,
    );
    expect([a.solved, a.wins, a.median]).toEqual([1, 1, 4]);
    expect([...b.ratios]).toEqual([1, 2]);
  });
});

describe('what a trial costs', () => {
  it('is infinite where it did not reach the target, diverged, or ended above its start', () => {
    expect(costOf({ status: 'finished', reached: 7 })).toBe(7);
    expect(costOf({ status: 'finished', reached: null })).toBe(NEVER);
    expect(costOf({ status: 'diverged', reached: 7 })).toBe(NEVER);
    expect(costOf({ status: 'worse', reached: 7 })).toBe(NEVER);
  });
});
