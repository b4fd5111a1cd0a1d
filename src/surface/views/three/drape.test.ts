import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, type Draped, drape, POINT } from './drape.ts';
import { heightAt, isInside, reliefOf, toPlane } from './relief.ts';
import { ITSELF, lossFieldOf, waves } from './testing/loss-fields.ts';
import { recordOf } from './testing/record.ts';

const relief = reliefOf(lossFieldOf(waves), 40, ITSELF);

const pointsOf = ({ points, length }: Draped) =>
  Array.from({ length }, (_, k) => {
    const [x, y, z, row, walked] = points.subarray(k * POINT, (k + 1) * POINT);
    const up = row < 0;
    return { at: [x, y, z] as const, row: up ? -row - 1 : row, up, walked };
  });

const inside = fc.tuple(
  fc.double({ min: -2, max: 2, noNaN: true }),
  fc.double({ min: -1, max: 3, noNaN: true }),
);
const anywhere = fc.tuple(
  fc.double({ min: -5, max: 5, noNaN: true }),
  fc.double({ min: -5, max: 5, noNaN: true }),
);

describe('a draped run', () => {
  it('lies on the relief, wherever it goes', () => {
    fc.assert(
      fc.property(fc.array(anywhere, { minLength: 1, maxLength: 12 }), (path) => {
        for (const { at } of pointsOf(drape(relief, recordOf(path)))) {
          const [x, y] = toPlane(relief, at);
          // Single precision may put a border point a hair outside.
          const height = heightAt(relief, Math.max(-2, Math.min(2, x)), Math.max(-1, Math.min(3, y)));
          expect(at[1]).toBeCloseTo(height, 4);
        }
      }),
    );
  });

  it('goes through its iterates in order, following the lossField between them', () => {
    fc.assert(
      fc.property(fc.array(inside, { minLength: 2, maxLength: 8 }), (path) => {
        const points = pointsOf(drape(relief, recordOf(path)));
        expect(points.filter(({ up }) => up)).toHaveLength(1);
        for (let k = 1; k < points.length; k++) {
          expect(points[k].row).toBeGreaterThan(points[k - 1].row);
          const [before, now] = [points[k - 1].at, points[k].at];
          expect(Math.hypot(now[0] - before[0], now[2] - before[2])).toBeLessThan(0.013);
          const step = Math.hypot(now[0] - before[0], now[1] - before[1], now[2] - before[2]);
          expect(points[k].walked - points[k - 1].walked).toBeCloseTo(step, 4);
        }
        const last = points[points.length - 1];
        const [x, y] = toPlane(relief, last.at);
        expect(Math.hypot(x - path[path.length - 1][0], y - path[path.length - 1][1])).toBeLessThan(1e-5);
      }),
    );
  });

  it('lifts the pen where it leaves the domain and puts it down where it comes back', () => {
    const points = pointsOf(
      drape(
        relief,
        recordOf([
          [1, 1],
          [3, 1],
          [3, 2],
          [1, 2],
        ]),
      ),
    );
    const down = points.findIndex(({ up }, k) => k > 0 && up);
    expect(toPlane(relief, points[down - 1].at)[0]).toBeCloseTo(2, 6);
    expect(points[down - 1].row).toBeCloseTo(0.5, 6);
    expect(toPlane(relief, points[down].at)).toEqual([expect.closeTo(2, 6), expect.closeTo(2, 6)]);
    expect(points[down].row).toBeCloseTo(2.5, 6);
  });

  it('stops where it stopped being finite', () => {
    const points = pointsOf(
      drape(
        relief,
        recordOf([
          [0, 0],
          [0.5, 0],
          [Number.NaN, 0],
        ]),
      ),
    );
    expect(points[points.length - 1].row).toBe(1);
  });

  it('breaks where the surface has no value', () => {
    const holed = reliefOf(
      lossFieldOf((x, y) => (Math.abs(x) < 0.5 ? Number.NaN : waves(x, y))),
      40,
      ITSELF,
    );
    const points = pointsOf(
      drape(
        holed,
        recordOf([
          [-1.5, 0],
          [1.5, 0],
        ]),
      ),
    );
    expect(points.filter(({ up }) => up)).toHaveLength(2);
    expect(points.every(({ at }) => Number.isFinite(at[1]))).toBe(true);
  });

  it('leaves out iterates that no eye could tell apart, never the last', () => {
    const path = Array.from({ length: 5000 }, (_, k) => [k * 1e-5, 0] as const);
    const points = pointsOf(drape(relief, recordOf(path)));
    expect(points.length).toBeLessThan(100);
    expect(points[points.length - 1].row).toBe(4999);
  });

  it('stays within bounds however far a run leaps', () => {
    const path = Array.from({ length: 10_001 }, (_, k) => [k % 2 ? 1.9 : -1.9, (k % 7) / 3] as const);
    expect(drape(relief, recordOf(path)).length).toBeLessThan(60_000);
  });

  it('dots the iterates that stand apart, with their rows', () => {
    const { dots, dotCount } = drape(
      relief,
      recordOf([
        [0, 0],
        [1, 0],
        [1.001, 0],
        [1.001, 1],
        [9, 9],
      ]),
    );
    expect(Array.from({ length: dotCount }, (_, k) => dots[k * POINT + 3])).toEqual([1, 3]);
  });

  it('fills the same buffers again while they are large enough', () => {
    const long = recordOf([
      [-2, -1],
      [2, 3],
      [-2, 3],
      [2, -1],
    ]);
    const first = drape(relief, long);
    const again = drape(
      relief,
      recordOf([
        [0, 0],
        [1, 1],
      ]),
      first,
    );
    expect(again.points).toBe(first.points);
    expect(pointsOf(again)).toEqual(
      pointsOf(
        drape(
          relief,
          recordOf([
            [0, 0],
            [1, 1],
          ]),
        ),
      ),
    );
  });
});

describe('clipping', () => {
  it('keeps exactly the part of the way that lies inside', () => {
    fc.assert(
      fc.property(anywhere, anywhere, ([px, py], [qx, qy]) => {
        const part = clip(relief, px, py, qx, qy);
        for (let k = 0; k <= 50; k++) {
          const t = k / 50;
          const within = part !== null && t >= part[0] && t <= part[1];
          const near = part?.some((end) => Math.abs(end - t) < 1e-9);
          if (near) continue;
          expect(isInside(relief, px + t * (qx - px), py + t * (qy - py))).toBe(within);
        }
      }),
    );
  });
});
