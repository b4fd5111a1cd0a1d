import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surfaces } from '../../core/surfaces/index.ts';
import type { PlaneWindow } from '../../experiment/index.ts';
import {
  fit as fitted,
  roundToPixel,
  roundWindow,
  toPixels,
  toPlane,
  wholeOf,
  ZOOM_RANGE,
  zoomed,
  zoomOf,
  zoomTarget,
} from './viewport.ts';

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** From narrow to broad, near and far from the origin. */
const windows: fc.Arbitrary<PlaneWindow> = fc
  .tuple(double(-9, 9), double(-9, 9), double(-4, 1), double(-4, 1))
  .map(([x, y, w, h]) => [x, x + 10 ** w, y, y + 10 ** h]);
const size = fc.record({
  width: fc.integer({ min: 40, max: 2000 }),
  height: fc.integer({ min: 40, max: 1200 }),
});
const domains = fc.constantFrom(...surfaces.map(({ domain }) => domain));

describe('a viewport', () => {
  it('brings every pixel back to where it came from', () => {
    fc.assert(
      fc.property(
        windows,
        size,
        double(-500, 2500),
        double(-500, 2500),
        (window, { width, height }, px, py) => {
          const view = fitted(window, width, height);
          const [qx, qy] = toPixels(view, ...toPlane(view, px, py));
          expect(qx).toBeCloseTo(px, 4);
          expect(qy).toBeCloseTo(py, 4);
        },
      ),
    );
  });

  it('shows the whole domain of every surface, in the middle, with little room round it', () => {
    fc.assert(
      fc.property(domains, size, (domain, { width, height }) => {
        const view = fitted(wholeOf(domain), width, height);
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

  it('shows all of a window, from edge to edge on one side and over a good part of the other', () => {
    fc.assert(
      fc.property(windows, size, (window, { width, height }) => {
        const view = fitted(window, width, height);
        const [left, top] = toPixels(view, window[0], window[3]);
        const [right, bottom] = toPixels(view, window[1], window[2]);
        const shares = [(right - left) / width, (bottom - top) / height];
        expect(Math.max(...shares)).toBeCloseTo(1, 6);
        expect(Math.min(...shares)).toBeGreaterThan(0.4 - 1e-6);
        expect(left + right).toBeCloseTo(width, 4);
        expect(top + bottom).toBeCloseTo(height, 4);
      }),
    );
  });

  it('has one scale for both axes where the window has about the shape of the picture, and y pointing up', () => {
    const view = fitted([0, 2, 0, 1], 300, 300);
    expect(view.scaleX).toBe(view.scaleY);
    expect(toPixels(view, 0, 1)[1]).toBeLessThan(toPixels(view, 0, 0)[1]);
    const stretched = fitted([0, 2, 0, 0.001], 300, 300);
    expect(stretched.scaleY).toBeGreaterThan(100 * stretched.scaleX);
  });

  it('keeps the shape of things while it is zoomed', () => {
    fc.assert(
      fc.property(windows, size, double(0.5, 30), (window, { width, height }, factor) => {
        const view = fitted(window, width, height);
        const closer = fitted(zoomed(window, window, factor), width, height);
        expect(closer.scaleX / view.scaleX / factor).toBeCloseTo(1, 2);
        expect(closer.scaleY / view.scaleY / factor).toBeCloseTo(1, 2);
      }),
    );
  });
});

describe('numbers', () => {
  it('have no more digits than a pixel is worth', () => {
    expect(roundToPixel(1.23456789, 100)).toBe(1.23);
    expect(roundToPixel(-0.000123456, 1e6)).toBe(-0.000123);
    expect(roundToPixel(123.456, 1)).toBe(123);
  });

  it('of a window are short, and within a tenth of a pixel of a large screen', () => {
    fc.assert(
      fc.property(windows, (window) => {
        const short = roundWindow(window);
        const [w, h] = [window[1] - window[0], window[3] - window[2]];
        short.forEach((value, i) => {
          expect(Math.abs(value - window[i])).toBeLessThan((i < 2 ? w : h) / 20_000);
        });
        expect(short.join(',').length).toBeLessThan(48);
      }),
    );
  });

  it('of a window smaller than the machine can tell apart stay as they are', () => {
    const tiny: PlaneWindow = [1, 1 + 2 ** -52, 0, 1];
    expect(roundWindow(tiny)[1]).toBeGreaterThan(roundWindow(tiny)[0]);
  });
});

describe('zooming', () => {
  const point = fc.tuple(double(0, 1), double(0, 1));

  it('keeps what it goes to in the picture, and a few steps bring it to the middle', () => {
    fc.assert(
      fc.property(domains, point, (domain, [u, v]) => {
        const whole = wholeOf(domain);
        const target = [whole[0] + u * (whole[1] - whole[0]), whole[2] + v * (whole[3] - whole[2])] as const;
        let window = whole;
        for (let click = 0; click < 12; click++) {
          window = zoomed(window, whole, 1.5, target);
          const [x0, x1, y0, y1] = window;
          const [slackX, slackY] = [(x1 - x0) * 1e-3, (y1 - y0) * 1e-3];
          expect(target[0]).toBeGreaterThanOrEqual(x0 - slackX);
          expect(target[0]).toBeLessThanOrEqual(x1 + slackX);
          expect(target[1]).toBeGreaterThanOrEqual(y0 - slackY);
          expect(target[1]).toBeLessThanOrEqual(y1 + slackY);
        }
        expect((target[0] - window[0]) / (window[1] - window[0])).toBeCloseTo(0.5, 1);
        expect((target[1] - window[2]) / (window[3] - window[2])).toBeCloseTo(0.5, 1);
        expect(zoomOf(window, whole)).toBeCloseTo(1.5 ** 12, -1);
      }),
    );
  });

  it('ends at its bounds, and leaves a link that is beyond them where it is', () => {
    const whole: PlaneWindow = [-2, 2, -2, 2];
    expect(zoomOf(zoomed(whole, whole, 1e12), whole)).toBeCloseTo(ZOOM_RANGE[1], -3);
    expect(zoomOf(zoomed(whole, whole, 1e-9), whole)).toBeCloseTo(ZOOM_RANGE[0], 3);
    const far: PlaneWindow = [-2000, 2000, -2000, 2000];
    expect(zoomed(far, whole, 0.5)).toEqual(far);
    expect(zoomOf(zoomed(far, whole, 2), whole)).toBeCloseTo(0.002, 6);
  });

  it('goes to where most of the runs are together', () => {
    const window: PlaneWindow = [0, 10, 0, 10];
    const far = [1, 1] as const;
    const near = [
      [8, 8],
      [8.4, 8.2],
      [8.2, 7.8],
    ] as const;
    expect(zoomTarget(window, [far, ...near], 1.5)).toEqual([expect.closeTo(8.2), expect.closeTo(8)]);
    expect(zoomTarget(window, [far, [9, 9]], 1.5)).toEqual(far);
    // Those outside are not gone to.
    expect(zoomTarget(window, [[80, 80], far], 1.5)).toEqual(far);
    expect(zoomTarget(window, [[80, 80]], 1.5)).toEqual([5, 5]);
    expect(zoomTarget(window, [], 1.5)).toEqual([5, 5]);
  });
});
