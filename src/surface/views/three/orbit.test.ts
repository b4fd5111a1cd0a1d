import fc from 'fast-check';
import { PerspectiveCamera, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import {
  alongAxes,
  bounded,
  FIELD_OF_VIEW,
  FRONT,
  type Orbit,
  pan,
  project,
  rayThrough,
  type View,
  viewOf,
  zoomed,
} from './orbit.ts';
import { HEIGHT } from './relief.ts';

const orbits = fc.record({
  azimuth: fc.double({ min: -3, max: 3, noNaN: true }),
  elevation: fc.double({ min: 0.2, max: 1.5, noNaN: true }),
  zoom: fc.double({ min: 0.6, max: 8, noNaN: true }),
  target: fc.constant<readonly [number, number]>([0.05, -0.1]),
});
const points = fc.tuple(
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: -1, max: 1, noNaN: true }),
);
const HALF = [1, 1] as const;

/** What the library that draws makes of the same view. */
function librarys(view: View, point: readonly [number, number, number]): [px: number, py: number] {
  const camera = new PerspectiveCamera(FIELD_OF_VIEW, view.width / view.height, 0.01, 50);
  camera.position.set(...view.eye);
  camera.lookAt(...view.target);
  camera.updateMatrixWorld();
  const seen = new Vector3(...point).project(camera);
  return [((seen.x + 1) / 2) * view.width, ((1 - seen.y) / 2) * view.height];
}

describe('a view', () => {
  it('projects as the library that draws does', () => {
    fc.assert(
      fc.property(orbits, points, (orbit, point) => {
        const view = viewOf(orbit, HALF, 700, 500);
        const [px, py, depth] = project(view, point);
        fc.pre(depth > 0.05);
        const [qx, qy] = librarys(view, point);
        expect(px).toBeCloseTo(qx, 3);
        expect(py).toBeCloseTo(qy, 3);
      }),
    );
  });

  it('sends rays through the pixels that points are seen at', () => {
    fc.assert(
      fc.property(orbits, points, (orbit, point) => {
        const view = viewOf(orbit, HALF, 700, 500);
        const [px, py, depth] = project(view, point);
        fc.pre(depth > 0.05);
        const ray = rayThrough(view, px, py);
        const way = point.map((value, k) => value - view.eye[k]);
        const length = Math.hypot(...way);
        ray.forEach((value, k) => {
          expect(value).toBeCloseTo(way[k] / length, 6);
        });
      }),
    );
  });

  it('shows the whole relief at first, in a picture of any shape, and does not waste it', () => {
    for (const [width, height] of [
      [760, 780],
      [390, 370],
      [1200, 500],
      [300, 800],
    ]) {
      for (const half of [HALF, [1, 0.4], [0.5, 1]] as const) {
        const view = viewOf(FRONT, half, width, height);
        const seen = [-1, 1].flatMap((x) =>
          [-1, 1].flatMap((z) => [0, HEIGHT].map((y) => project(view, [x * half[0], y, z * half[1]]))),
        );
        const xs = seen.map(([px]) => px);
        const ys = seen.map(([, py]) => py);
        expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...xs)).toBeLessThanOrEqual(width);
        expect(Math.min(...ys)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...ys)).toBeLessThanOrEqual(height);
        const share = Math.max(
          (Math.max(...xs) - Math.min(...xs)) / width,
          (Math.max(...ys) - Math.min(...ys)) / height,
        );
        expect(share).toBeGreaterThan(0.7);
      }
    }
  });
});

describe('an orbit', () => {
  it('stays above the horizon, near the relief, and turns round and round', () => {
    const far: Orbit = { azimuth: 7, elevation: -2, zoom: 1000, target: [5, -5] };
    const kept = bounded(far);
    expect(kept.azimuth).toBeCloseTo(7 - 2 * Math.PI, 12);
    expect(kept.elevation).toBeGreaterThan(0);
    expect(kept.zoom).toBeLessThan(100);
    expect(Math.max(...kept.target.map(Math.abs))).toBeLessThanOrEqual(1);
    expect(bounded({ ...far, zoom: 0.5 }).target.map(Math.abs)).toEqual([0, 0]);
  });

  it('moved over the lossField takes the lossField along with the pointer', () => {
    const orbit = bounded({ ...FRONT, zoom: 4 });
    const view = viewOf(orbit, HALF, 700, 700);
    const moved = pan(orbit, view, 12, 7);
    const before = project(view, view.target);
    const after = project(viewOf(moved, HALF, 700, 700), view.target);
    expect(after[0] - before[0]).toBeCloseTo(12, 0);
    expect(after[1] - before[1]).toBeCloseTo(7, 0);
  });

  it('zooms towards a point of the lossField without moving it far', () => {
    const orbit = bounded({ ...FRONT, zoom: 3 });
    const view = viewOf(orbit, HALF, 700, 700);
    const at = [0.15, -0.1] as const;
    const point = [at[0], view.target[1], at[1]] as const;
    const before = project(view, point);
    const after = project(viewOf(zoomed(orbit, 1.3, at), HALF, 700, 700), point);
    expect(Math.hypot(after[0] - before[0], after[1] - before[1])).toBeLessThan(4);
  });
});

describe('arrow keys on the start', () => {
  it('move it the way they point, from whichever side one looks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -8, max: 8 }),
        fc.constantFrom([1, 0], [-1, 0], [0, 1], [0, -1]),
        (quarter, [right, away]) => {
          const orbit = { ...FRONT, azimuth: (quarter * Math.PI) / 2 + 0.3 };
          const view = viewOf(bounded(orbit), HALF, 600, 600);
          const [dx, dy] = alongAxes(orbit.azimuth, right, away);
          const from = project(view, [0, 0, 0]);
          const to = project(view, [0.1 * dx, 0, -0.1 * dy]);
          const wanted = [right, -away];
          expect((to[0] - from[0]) * wanted[0] + (to[1] - from[1]) * wanted[1]).toBeGreaterThan(0);
        },
      ),
    );
  });
});
