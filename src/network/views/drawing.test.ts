import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitOf } from './drawing.ts';

/** Columns and rows with ink, and the centre of mass in pixels from the left and top edge. */
function seen(pixels: Float32Array) {
  const active = [...pixels.keys()].filter((p) => pixels[p] > 0);
  const columns = active.map((p) => p % 28);
  const rows = active.map((p) => Math.floor(p / 28));
  const mass = pixels.reduce((sum, value) => sum + value, 0);
  const centre = (of: (p: number) => number) =>
    active.reduce((sum, p) => sum + pixels[p] * (of(p) + 0.5), 0) / mass;
  return {
    width: Math.max(...columns) - Math.min(...columns) + 1,
    height: Math.max(...rows) - Math.min(...rows) + 1,
    atEdge: {
      x: Math.min(...columns) === 0 || Math.max(...columns) === 27,
      y: Math.min(...rows) === 0 || Math.max(...rows) === 27,
    },
    x: centre((p) => p % 28),
    y: centre((p) => Math.floor(p / 28)),
  };
}

const strokes = fc.array(
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 280 }), fc.integer({ min: 0, max: 280 })), {
      minLength: 1,
      maxLength: 12,
    })
    .map((points) => points.flat()),
  { minLength: 1, maxLength: 4 },
);

describe('a drawn digit', () => {
  it('is nothing before anything is drawn', () => {
    expect(digitOf([])).toBeNull();
  });

  it('is brought to 20 pixels, and its centre of mass to the middle or as near as the edge allows, as MNIST’s are', () => {
    fc.assert(
      fc.property(strokes, (drawn) => {
        const pixels = digitOf(drawn);
        if (!pixels) throw new Error('Nothing.');
        expect(pixels).toHaveLength(784);
        expect(pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
        const { width, height, x, y, atEdge } = seen(pixels);
        // An edge may cut through a pixel on either side.
        expect(Math.max(width, height)).toBeLessThanOrEqual(22);
        if (!atEdge.x) expect(Math.abs(x - 14)).toBeLessThan(1);
        if (!atEdge.y) expect(Math.abs(y - 14)).toBeLessThan(1);
      }),
      { numRuns: 60 },
    );
  });

  it('loses nothing to the edge, though most of it lies on one side', () => {
    const line = [0, 0, 100, 0];
    const dot = [0, 100];
    const pixels = digitOf([line, dot]);
    if (!pixels) throw new Error('Nothing.');
    expect(seen(pixels).height).toBeGreaterThanOrEqual(20);
    expect(seen(pixels).atEdge.x).toBe(false);
  });

  it('looks the same wherever and however large it is drawn', () => {
    const one = [[10, 10, 60, 80, 30, 120]];
    const other = [one[0].map((value) => 2 * value + 15)];
    expect(digitOf(other)).toEqual(digitOf(one));
  });

  it('a touch makes a dot', () => {
    const pixels = digitOf([[140, 200]]);
    if (!pixels) throw new Error('Nothing.');
    const { width, height } = seen(pixels);
    expect([width, height]).toEqual([4, 4]);
  });
});
