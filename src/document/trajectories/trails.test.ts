import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS, type Row, type RunRecord } from '../../core/record.ts';
import type { Viewport } from '../../ui/map/viewport.ts';
import type { Palette } from '../../ui/palette.ts';
import { createPen } from '../../ui/testing/pen.ts';
import { drawTravelled } from './scene.ts';
import { dotIterates, headOf, pointsUpTo, strokeTrail, trailOf } from './trails.ts';

/** A run along `path`, one point a step or every `stride` steps. */
function recordOf(path: readonly (readonly [number, number])[], stride = 1): RunRecord {
  const rows = path.length;
  const buffer = new Float64Array(COLUMNS.length * rows);
  path.forEach(([x, y], row) => {
    buffer[row] = x;
    buffer[rows + row] = y;
  });
  const diverged = path.some(([x, y]) => !Number.isFinite(x + y));
  return {
    buffer,
    rows,
    stride,
    last: (rows - 1) * stride,
    status: diverged ? 'diverged' : 'finished',
  };
}

/** Hundred pixels a unit, the origin in the middle. */
const VIEW: Viewport = { left: -2, top: 2, scaleX: 100, scaleY: 100, width: 400, height: 400 };
const place = fc.double({ min: -3, max: 3, noNaN: true });
const walk = fc
  .tuple(
    place,
    place,
    fc.array(
      fc.tuple(
        fc.double({ min: -0.03, max: 0.03, noNaN: true }),
        fc.double({ min: -0.03, max: 0.03, noNaN: true }),
      ),
      { minLength: 1, maxLength: 400 },
    ),
  )
  .map(([x, y, steps]) => {
    const path: [number, number][] = [[x, y]];
    for (const [dx, dy] of steps) {
      const [px, py] = path[path.length - 1];
      path.push([px + dx, py + dy]);
    }
    return path;
  });

const PEN = { colour: 'red', width: 2, alpha: 1, dash: [] };

describe('a trail', () => {
  it('begins and ends where the run does', () => {
    fc.assert(
      fc.property(walk, (path) => {
        const trail = trailOf(recordOf(path), VIEW);
        const end = trail.length - 1;
        expect([trail.rows[0], trail.rows[end]]).toEqual([0, path.length - 1]);
        expect(trail.px[0]).toBeCloseTo((path[0][0] + 2) * 100, 2);
        expect(trail.py[end]).toBeCloseTo((2 - path[path.length - 1][1]) * 100, 2);
      }),
    );
  });

  it('has points that the eye can tell apart, but for the last', () => {
    fc.assert(
      fc.property(walk, (path) => {
        const { px, py, length } = trailOf(recordOf(path), VIEW);
        for (let k = 1; k < length - 1; k++) {
          expect(Math.hypot(px[k] - px[k - 1], py[k] - py[k - 1])).toBeGreaterThan(0.74);
        }
      }),
    );
  });

  it('leaves out no point that is far from the line it draws', () => {
    fc.assert(
      fc.property(walk, (path) => {
        const { px, py, length } = trailOf(recordOf(path), VIEW);
        for (const [x, y] of path) {
          let near = Number.POSITIVE_INFINITY;
          for (let k = 0; k + 1 < length; k++) {
            const [ax, ay, bx, by] = [px[k], py[k], px[k + 1], py[k + 1]];
            const [qx, qy] = [(x + 2) * 100, (2 - y) * 100];
            const square = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
            const u = Math.max(0, Math.min(1, ((qx - ax) * (bx - ax) + (qy - ay) * (by - ay)) / square));
            near = Math.min(near, Math.hypot(qx - ax - u * (bx - ax), qy - ay - u * (by - ay)));
          }
          // A pixel for what is too near to its neighbour, and the tolerance of the line on both sides.
          if (length > 1) expect(near).toBeLessThan(1.7);
        }
      }),
    );
  });

  it('keeps every iterate of a run in long straight steps', () => {
    const steps = Array.from({ length: 12 }, (_, i): [number, number] => [-1.5 + 0.2 * i, 0.5]);
    expect([...trailOf(recordOf(steps), VIEW).rows.subarray(0, 12)]).toEqual([...steps.keys()]);
  });

  it('needs few points for a smooth path', () => {
    const arc = Array.from({ length: 900 }, (_, i): [number, number] => [
      Math.cos(i / 300),
      Math.sin(i / 300),
    ]);
    expect(trailOf(recordOf(arc), VIEW).length).toBeLessThan(60);
  });

  it('ends where a run that diverged was last seen', () => {
    const trail = trailOf(
      recordOf([
        [0, 0],
        [1, 1],
        [Number.NaN, 1],
      ]),
      VIEW,
    );
    expect(Array.from(trail.rows.subarray(0, trail.length))).toEqual([0, 1]);
    expect(
      headOf(
        recordOf([
          [0, 0],
          [1, 1],
          [Number.NaN, 1],
        ]),
        VIEW,
        2,
      ),
    ).toEqual([300, 100]);
  });

  it('of points far outside stays within what a canvas can draw', () => {
    const trail = trailOf(
      recordOf([
        [0, 0],
        [1e200, -1e200],
        [1, 1],
      ]),
      VIEW,
    );
    for (const value of [...trail.px, ...trail.py]) expect(Math.abs(value)).toBeLessThanOrEqual(20_000);
  });

  it('knows how much of it has been travelled', () => {
    fc.assert(
      fc.property(walk, fc.integer({ min: -2, max: 420 }), (path, row) => {
        const trail = trailOf(recordOf(path), VIEW);
        const rows = Array.from(trail.rows.subarray(0, trail.length));
        expect(pointsUpTo(trail, row)).toBe(rows.filter((kept) => kept <= row).length);
      }),
    );
  });
});

describe('the head of a run', () => {
  it('is where the run is at a step, and stays at the end', () => {
    const record = recordOf([
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
    expect([0, 1, 2, 3, 900].map((step) => headOf(record, VIEW, step))).toEqual([
      [200, 200],
      [300, 200],
      [300, 100],
      [300, 100],
      [300, 100],
    ]);
  });

  it('of a long run is on its line, also between the steps that are kept', () => {
    const record = recordOf(
      [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
      10,
    );
    expect([9, 10, 19, 20].map((step) => headOf(record, VIEW, step)[0])).toEqual([290, 300, 300, 300]);
  });
});

describe('a stroke', () => {
  const long = trailOf(recordOf(Array.from({ length: 1000 }, (_, i) => [Math.cos(i), Math.sin(i)])), VIEW);

  it('goes through every point once, in pieces that join, and on to where the head is', () => {
    const pen = createPen();
    strokeTrail(pen.context, long, 0, long.length, PEN, [7, 8]);
    const { strokes } = pen;
    expect(strokes.length).toBeGreaterThan(2);
    const joined = strokes.flatMap(({ points }, i) => (i === 0 ? points : points.slice(1)));
    expect(joined).toHaveLength(long.length + 1);
    expect(joined.slice(0, -1)).toEqual(
      Array.from({ length: long.length }, (_, k) => [long.px[k], long.py[k]]),
    );
    expect(joined.at(-1)).toEqual([7, 8]);
    for (let i = 1; i < strokes.length; i++)
      expect(strokes[i].points[0]).toEqual(strokes[i - 1].points.at(-1));
  });

  it('of dashes does not begin anew with each piece', () => {
    const pen = createPen();
    strokeTrail(pen.context, long, 0, long.length, { ...PEN, dash: [9, 5] });
    let walked = 0;
    for (const { points, dashOffset } of pen.strokes) {
      expect(dashOffset).toBeCloseTo(walked, 3);
      for (let k = 1; k < points.length; k++) {
        walked += Math.hypot(points[k][0] - points[k - 1][0], points[k][1] - points[k - 1][1]);
      }
    }
  });

  it('of a single point and no head is nothing', () => {
    const pen = createPen();
    strokeTrail(pen.context, long, 3, 4, PEN);
    strokeTrail(pen.context, long, 3, 3, PEN, [0, 0]);
    expect(pen.strokes).toEqual([]);
    strokeTrail(pen.context, long, 3, 4, PEN, [0, 0]);
    expect(pen.strokes).toHaveLength(1);
  });

  it('that is coarse begins and ends at the same points', () => {
    const pen = createPen();
    const dense = trailOf(recordOf(Array.from({ length: 300 }, (_, i) => [i / 90, (i % 2) * 0.02])), VIEW);
    strokeTrail(pen.context, dense, 0, dense.length, { ...PEN, coarse: 4 });
    const points = pen.strokes.flatMap((stroke) => stroke.points);
    expect(points[0]).toEqual([dense.px[0], dense.py[0]]);
    expect(points.at(-1)).toEqual([dense.px[dense.length - 1], dense.py[dense.length - 1]]);
    expect(points.length).toBeLessThan(dense.length / 2);
  });
});

describe('a path that is travelled', () => {
  const kept = recordOf(
    [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
    10,
  );
  const palette = { ground: 'white', lines: ['red'], stroke: 2 } as unknown as Palette;
  const computed = Object.fromEntries(COLUMNS.map((name) => [name, 0])) as unknown as Row;
  /** Where its line ends at step 15, between two rows, where the run was at (1.2, 0.5). */
  const end = (record: RunRecord) => {
    const pen = createPen();
    const run = { slot: 0, record, dimmed: false, replayed: { ...computed, x: 1.2, y: 0.5 } };
    drawTravelled(pen.context, [run], VIEW, palette, trailOf, 15, false);
    return pen.strokes
      .filter(({ colour }) => colour === 'red')
      .at(-1)
      ?.points.at(-1);
  };

  it('reaches the head where its step is not kept and was computed', () => {
    const [x, y] = end(kept) ?? [];
    expect(x).toBeCloseTo(320, 9);
    expect(y).toBeCloseTo(150, 9);
  });

  it('ends at the latest row where the way to the next is not drawn', () => {
    const thinned = { steps: Int32Array.of(0, 10, 20), jumps: Uint8Array.of(0, 0, 1), faithful: false };
    expect(end({ ...kept, thinned })).toEqual([300, 200]);
  });
});

describe('dots', () => {
  it('mark steps that are far apart, and none that are close or left out', () => {
    const pen = createPen();
    const trail = trailOf(
      recordOf([
        [0, 0],
        [1, 0],
        [1.02, 0],
        [1.02, 1],
      ]),
      VIEW,
    );
    dotIterates(pen.context, trail, 0, trail.length, 'red', 1);
    const centres = (pen.fills[0] ?? [])
      .filter((_, i) => i % 3 === 0)
      .map(([x, y]) => [Math.round(x - 2.2), y]);
    expect(centres).toEqual([
      [300, 200],
      [302, 100],
    ]);
  });
});
