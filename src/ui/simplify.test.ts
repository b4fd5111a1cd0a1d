import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimplifier } from './simplify.ts';

type Point = readonly [x: number, y: number];

function simplify(points: readonly Point[], tolerance: number): (Point & { tag?: number })[] {
  const kept: Point[] = [];
  const tags: number[] = [];
  const simplifier = createSimplifier(tolerance, (x, y, tag) => {
    kept.push([x, y]);
    tags.push(tag);
  });
  points.forEach(([x, y], i) => {
    simplifier.add(x, y, i);
  });
  simplifier.end();
  expect(tags.map((tag) => points[tag])).toEqual(kept);
  return kept;
}

/** Distance of a point from a segment. */
function distance([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const u =
    length === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length));
  return Math.hypot(px - ax - u * (bx - ax), py - ay - u * (by - ay));
}

const point = fc.tuple(
  fc.double({ min: 0, max: 300, noNaN: true }),
  fc.double({ min: 0, max: 300, noNaN: true }),
);

describe('simplifying a line', () => {
  it('needs two points for a straight one', () => {
    const straight = Array.from({ length: 100 }, (_, i): Point => [i, 2 * i]);
    expect(simplify(straight, 0.3)).toEqual([straight[0], straight[99]]);
  });

  it('keeps every corner of a zigzag', () => {
    const zigzag = Array.from({ length: 20 }, (_, i): Point => [i, (i % 2) * 10]);
    expect(simplify(zigzag, 0.3)).toEqual(zigzag);
  });

  it('keeps the end of a line that turns back on itself', () => {
    const back: Point[] = [
      [0, 0],
      [5, 0],
      [10, 0],
      [5, 0],
      [1, 0],
    ];
    expect(simplify(back, 0.3)).toEqual([
      [0, 0],
      [10, 0],
      [1, 0],
    ]);
  });

  it('keeps first and last, and every point within twice the tolerance of what is drawn', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 60 }), (points) => {
        const kept = simplify(points, 0.5);
        expect(kept[0]).toEqual(points[0]);
        expect(kept.at(-1)).toEqual(points.at(-1));
        for (const p of points) {
          const near = kept.slice(1).some((b, i) => distance(p, kept[i], b) <= 1.000001);
          expect(near).toBe(true);
        }
      }),
    );
  });

  it('needs few points for a smooth curve', () => {
    const curve = Array.from({ length: 600 }, (_, i): Point => [i / 2, 100 + 80 * Math.sin(i / 100)]);
    expect(simplify(curve, 0.3).length).toBeLessThan(60);
  });
});
