import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surfaces } from '../../core/surfaces/index.ts';
import { fit as fitted, toPixels, toPlane, WHOLE } from './viewport.ts';

const camera = fc.record({
  zoom: fc.double({ min: 0.2, max: 400, noNaN: true }),
  centre: fc.option(
    fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })),
  ),
});
const size = fc.record({
  width: fc.integer({ min: 40, max: 2000 }),
  height: fc.integer({ min: 40, max: 1200 }),
});
const domains = fc.constantFrom(...surfaces.map(({ domain }) => domain));

describe('a viewport', () => {
  it('brings every pixel back to where it came from', () => {
    const pixel = fc.double({ min: -500, max: 2500, noNaN: true });
    fc.assert(
      fc.property(domains, camera, size, pixel, pixel, (domain, camera, { width, height }, px, py) => {
        const view = fitted(domain, camera, width, height);
        const [x, y] = toPlane(view, px, py);
        const [qx, qy] = toPixels(view, x, y);
        expect(qx).toBeCloseTo(px, 5);
        expect(qy).toBeCloseTo(py, 5);
      }),
    );
  });

  it('shows the whole domain of every surface, in the middle, with little room round it', () => {
    fc.assert(
      fc.property(domains, size, (domain, { width, height }) => {
        const view = fitted(domain, WHOLE, width, height);
        const [left, top] = toPixels(view, domain.x[0], domain.y[1]);
        const [right, bottom] = toPixels(view, domain.x[1], domain.y[0]);
        expect(left).toBeGreaterThan(-1e-6);
        expect(top).toBeGreaterThan(-1e-6);
        expect(left + right).toBeCloseTo(width, 5);
        expect(top + bottom).toBeCloseTo(height, 5);
        const filled = Math.max((right - left) / width, (bottom - top) / height);
        expect(filled).toBeGreaterThan(0.9);
        expect(filled).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('has one scale for both axes, and y pointing up', () => {
    fc.assert(
      fc.property(domains, camera, size, (domain, camera, { width, height }) => {
        const view = fitted(domain, camera, width, height);
        const [x0, y0] = toPixels(view, 0, 0);
        const [x1, y1] = toPixels(view, 1, 1);
        expect((x1 - x0) / (y0 - y1)).toBeCloseTo(1, 6);
        expect(x1 - x0).toBeGreaterThan(0);
      }),
    );
  });

  it('zooms round the centre of the camera', () => {
    const [domain] = surfaces.map((surface) => surface.domain);
    const centre = [0.5, 1.5] as const;
    for (const zoom of [0.5, 1, 8]) {
      expect(toPixels(fitted(domain, { zoom, centre }, 300, 200), ...centre)).toEqual([
        expect.closeTo(150, 9),
        expect.closeTo(100, 9),
      ]);
    }
  });
});
