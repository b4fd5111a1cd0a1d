import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPen } from '../testing/pen.ts';
import { strokeSeries } from './series.ts';
import { seriesOf } from './testing/series.ts';

/** What is drawn of `values`, `apart` pixels a step, each value its own height. */
function drawn(values: readonly number[], apart: number, { positive = false, dash = [] as number[] } = {}) {
  const pen = createPen();
  pen.context.setLineDash(dash);
  strokeSeries(
    pen.context,
    seriesOf(values),
    (step) => step * apart,
    (value) => value,
    positive,
  );
  return pen.strokes;
}

const heights = fc.double({ min: -500, max: 500, noNaN: true });

type Point = readonly [x: number, y: number];

/** Distance of a point from a segment. */
function distance([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const square = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
  const u = Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / square));
  return Math.hypot(px - ax - u * (bx - ax), py - ay - u * (by - ay));
}

describe('a curve', () => {
  it('passes every value within half a pixel, and goes nowhere beyond them', () => {
    const values = fc.array(heights, { minLength: 2, maxLength: 400 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 3, noNaN: true }), (values, apart) => {
        const strokes = drawn(values, apart);
        const drawnHeights = strokes.flatMap(({ points }) => points.map(([, y]) => y));
        // A single pixel is no line.
        if (Math.round((values.length - 1) * apart) === 0) return;
        expect(Math.min(...drawnHeights)).toBeCloseTo(Math.min(...values), 0);
        expect(Math.max(...drawnHeights)).toBeCloseTo(Math.max(...values), 0);
        const pieces = strokes.flatMap(({ points }) =>
          points.slice(1).map((b, i) => [points[i], b] as const),
        );
        values.forEach((value, step) => {
          const at = [Math.round(step * apart), value] as const;
          expect(Math.min(...pieces.map(([a, b]) => distance(at, a, b)))).toBeLessThan(0.65);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('has at most four points a pixel, however many steps there are', () => {
    const values = Array.from({ length: 100_000 }, (_, i) => Math.sin(i) * 50);
    const points = drawn(values, 0.003).flatMap((stroke) => stroke.points);
    expect(points.length).toBeLessThan(4.2 * 301);
    expect(points.length).toBeGreaterThan(300);
  });

  it('starts at its first point and ends at its last', () => {
    const strokes = drawn([3, 1, 4, 1, 5, 9, 2, 6], 2);
    expect(strokes[0].points[0]).toEqual([0, 3]);
    expect(strokes.at(-1)?.points.at(-1)).toEqual([14, 6]);
  });

  it('breaks where there is no number', () => {
    const strokes = drawn([1, 2, Number.NaN, 3, 4, Number.POSITIVE_INFINITY, 5, 6], 10);
    expect(strokes.map(({ points }) => points)).toEqual([
      [
        [0, 1],
        [10, 2],
      ],
      [
        [30, 3],
        [40, 4],
      ],
      [
        [60, 5],
        [70, 6],
      ],
    ]);
  });

  it('breaks where a logarithm would not be one', () => {
    const strokes = drawn([1, 2, 0, -3, 4, 5], 10, { positive: true });
    expect(strokes.map(({ points }) => points[0][0])).toEqual([0, 40]);
    expect(drawn([1, 2, 0, -3, 4, 5], 10)).toHaveLength(1);
  });

  it('goes on without a gap, and with its dashes in step, where it is stroked in pieces', () => {
    const values = Array.from({ length: 1000 }, (_, i) => 100 * Math.sin(i / 30));
    const strokes = drawn(values, 3, { dash: [9, 5] });
    expect(strokes.length).toBeGreaterThan(1);
    let walked = 0;
    strokes.forEach(({ points, dashOffset }, i) => {
      expect(dashOffset).toBeCloseTo(walked, 6);
      if (i > 0) expect(points[0]).toEqual(strokes[i - 1].points.at(-1));
      for (let k = 1; k < points.length; k++) {
        walked += Math.hypot(points[k][0] - points[k - 1][0], points[k][1] - points[k - 1][1]);
      }
    });
  });

  it('that leaves the plot by far keeps coordinates that a canvas can draw', () => {
    const all = drawn([1, 1e300, -1e300, 2], 10).flatMap(({ points }) => points.map(([, y]) => y));
    expect(Math.max(...all.map(Math.abs))).toBeLessThanOrEqual(1e5);
  });
});
