import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excursionsOf, limitsOf, rowAt } from './limits.ts';
import { placeBeside } from './readout.ts';
import { seriesOf } from './testing/series.ts';

const many = (count: number, value: (k: number) => number): number[] =>
  Array.from({ length: count }, (_, k) => value(k));

describe('the limits of an axis', () => {
  it('are the smallest and the largest number of curves of one kind', () => {
    expect(limitsOf([seriesOf([3, 1, 2]), seriesOf([0, 2.5])], false)).toEqual([0, 3]);
    expect(limitsOf([seriesOf([0.1, 0.2, 0.4, 1])], true)).toEqual([expect.closeTo(0.1), expect.closeTo(1)]);
  });

  it('leave out what is no number, and on a logarithmic axis what is not above zero', () => {
    const holes = seriesOf([Number.NaN, 3, Number.POSITIVE_INFINITY, 1, 0, -2]);
    expect(limitsOf([holes], false)).toEqual([-2, 3]);
    expect(limitsOf([holes], true)).toEqual([expect.closeTo(1), expect.closeTo(3)]);
  });

  it('of nothing are nothing', () => {
    expect(limitsOf([], false)).toBeNull();
    expect(limitsOf([seriesOf([Number.NaN])], false)).toBeNull();
    expect(limitsOf([seriesOf([-1, 0])], true)).toBeNull();
    expect(limitsOf([seriesOf([])], true)).toBeNull();
  });

  it('do not follow a run that diverges, whatever its place, so that the others stay readable', () => {
    const calm = seriesOf([10, 5, 1, 0.1]);
    const gone = seriesOf([10, 100, 1e9, 1e80, Number.POSITIVE_INFINITY], { diverged: true });
    for (const all of [
      [calm, gone],
      [gone, calm],
    ]) {
      const [low, high] = limitsOf(all, true, true) ?? [];
      expect(low).toBeCloseTo(0.1);
      expect(high).toBeLessThanOrEqual(1000.1);
      expect(high).toBeGreaterThanOrEqual(10);
    }
  });

  it('do not follow a run that climbs without an end, though it is still finite', () => {
    const calm = many(3, (run) => run).map((run) =>
      seriesOf(many(400, (k) => 10 * Math.exp(-k / (50 + 10 * run)))),
    );
    const climbs = seriesOf(many(400, (k) => 10 * Math.exp(k)));
    const [, high] = limitsOf([...calm, climbs], true, true) ?? [];
    expect(high).toBeLessThanOrEqual(1000.1);
    // On a linear axis neither.
    const [low, top] = limitsOf([...calm, climbs], false, true) ?? [];
    expect(top).toBeLessThan(40);
    expect(low).toBeGreaterThan(-40);
  });

  it('of runs that diverge alone show how they begin', () => {
    const gone = seriesOf([10, 30, 90, 1e9, 1e80, Number.POSITIVE_INFINITY], { diverged: true });
    expect(limitsOf([gone], true, true)).toEqual([expect.closeTo(10), expect.closeTo(90)]);
    const below = seriesOf([-1, -3, -1e40, Number.NEGATIVE_INFINITY], { diverged: true });
    expect(limitsOf([below], false, true)).toEqual([-3, -1]);
    // All that climb are all there is to see.
    const climbing = seriesOf(many(200, (k) => 10 ** (k / 10)));
    expect(limitsOf([climbing, climbing], true, true)?.[1]).toBeGreaterThan(1e17);
  });

  it('let the rate of a coordinate that has had no gradient run out of the plot', () => {
    const rates = seriesOf([5e9, 5e9, ...many(300, (k) => 0.5 / Math.sqrt(k + 1))]);
    const [low, high] = limitsOf([rates], true) ?? [];
    expect(low).toBeCloseTo(0.5 / Math.sqrt(300), 6);
    expect(high).toBeLessThan(200);
    expect(high).toBeGreaterThan(0.5);
  });

  it('cut spikes of both signs on a linear axis, in one run or in all', () => {
    const spiky = seriesOf(many(400, (k) => (k % 150 === 75 ? (-1) ** k * 1e6 : Math.sin(k))));
    const calm = seriesOf(many(400, (k) => Math.cos(k)));
    for (const all of [[spiky], [spiky, calm], [calm, spiky, spiky]]) {
      const [low, high] = limitsOf(all, false) ?? [];
      expect(low).toBeGreaterThan(-5);
      expect(high).toBeLessThan(5);
    }
  });

  it('cut a run that is spikes throughout, beside runs that are not', () => {
    const wild = seriesOf(many(400, (k) => 1e5 * Math.sin(k * k)));
    const calm = [1, 2, 3].map((size) => seriesOf(many(400, (k) => size * Math.cos(k))));
    const [low, high] = limitsOf([wild, ...calm], false) ?? [];
    expect(low).toBeGreaterThan(-20);
    expect(high).toBeLessThan(20);
  });

  it('count steps, not rows: many rows of the first steps do not make spikes of the rest', () => {
    // A thousand rows for the first thousand steps, then one in ten thousand.
    const stepOf = (row: number) => (row < 1000 ? row : 1000 + (row - 1000) * 10_000);
    const values = many(1020, (row) => (row < 1000 ? 1 + 0.001 * row : 50 + row / 100));
    const [, high] = limitsOf([{ ...seriesOf(values), stepOf }], false) ?? [];
    expect(high).toBeCloseTo(60.19, 2);
  });

  it('always hold the first value of every run where it is asked for, and never are empty', () => {
    const values = fc.array(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 12 }), fc.boolean(), (runs, positive) => {
        const first = runs[0][0];
        // All runs start at the same place.
        const all = runs.map((run) => seriesOf([first, ...run.slice(1)]));
        const [low, high] = limitsOf(all, positive, true) ?? [1, 0];
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeLessThanOrEqual(first * (1 + 1e-9));
        expect(high).toBeGreaterThanOrEqual(first * (1 - 1e-9));
      }),
    );
  });

  it('show more than half of a calm run, whatever one other run does', () => {
    const other = fc.array(fc.double({ noNaN: false }), { minLength: 2, maxLength: 80 });
    const calm = many(100, (k) => 5 + Math.sin(k / 9));
    fc.assert(
      fc.property(other, (values) => {
        const all = [seriesOf(calm), seriesOf(calm.map((value) => value + 1)), seriesOf(values)];
        const [low, high] = limitsOf(all, false) ?? [0, 0];
        // The calm runs move by 2 and 3: they get a ninth of the height at the least.
        expect(high - low).toBeLessThan(6 * 3);
        expect(low).toBeLessThanOrEqual(4.01);
        expect(high).toBeGreaterThanOrEqual(6.9);
      }),
    );
  });
});

describe('a row', () => {
  it('is that of a step, or the one before it', () => {
    const steps = [0, 1, 2, 10, 50];
    const series = { length: 5, stepOf: (row: number) => steps[row] };
    expect([-1, 0, 1, 3, 10, 49, 50, 99].map((step) => rowAt(series, step))).toEqual([
      0, 0, 1, 2, 3, 3, 4, 4,
    ]);
  });
});

describe('an excursion', () => {
  const xAt = (step: number) => step * 20;
  const yAt = (value: number) => 100 - value;

  it('is where a curve leaves the plot, above or below, for as long as it stays away', () => {
    const series = seriesOf([50, 150, 160, 50, -20, 50, Number.NaN, 120, Number.POSITIVE_INFINITY]);
    expect(excursionsOf(series, xAt, yAt, [0, 100], false, 25)).toEqual([
      { side: 'above', from: 20, to: 40 },
      { side: 'below', from: 80, to: 80 },
      { side: 'above', from: 140, to: 160 },
    ]);
  });

  it('is none where a curve runs along the edge, nor where a logarithm is none', () => {
    expect(excursionsOf(seriesOf([100, 0, 100.5, -0.5]), xAt, yAt, [0, 100], false)).toEqual([]);
    expect(excursionsOf(seriesOf([0, -5]), xAt, yAt, [0, 100], true)).toEqual([]);
  });

  it('of many spikes close together is one', () => {
    const series = seriesOf(many(100, (k) => (k % 2 ? 500 : 50)));
    expect(excursionsOf(series, (step) => step, yAt, [0, 100], false)).toEqual([
      { side: 'above', from: 1, to: 99 },
    ]);
  });
});

describe('the values at the pointer', () => {
  it('stand beside it, and always inside the window', () => {
    const length = fc.integer({ min: 0, max: 1500 });
    fc.assert(
      fc.property(
        length,
        length,
        fc.integer({ min: 20, max: 300 }),
        fc.integer({ min: 20, max: 300 }),
        (x, y, w, h) => {
          const window = [1500, 900] as const;
          const [left, top] = placeBeside([x, Math.min(y, 900)], [w, h], window);
          expect(left).toBeGreaterThanOrEqual(0);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(left + w).toBeLessThanOrEqual(window[0]);
          expect(top + h).toBeLessThanOrEqual(window[1]);
          expect(left > x || left + w < x).toBe(true);
        },
      ),
    );
  });
});
