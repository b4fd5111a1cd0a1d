import { describe, expect, it } from 'vitest';
import { defaultViewOf } from './default-view.ts';
import { FRONT } from './orbit.ts';
import { lossFieldOf } from './testing/loss-fields.ts';

describe('the first view', () => {
  it('is the usual one where every side shows the same', () => {
    expect(
      defaultViewOf(
        lossFieldOf(() => 0.2),
        [],
      ),
    ).toEqual(FRONT);
    expect(
      defaultViewOf(
        lossFieldOf((x, y) => (x * x + (y - 1) ** 2) / 8),
        [[0, 1]],
      ).azimuth,
    ).toBeCloseTo(FRONT.azimuth, 6);
  });

  it('goes round a wall to where the low lossField is seen', () => {
    const wall = lossFieldOf((_, y) => (y < 0.5 ? 1 : Math.max(0, 0.05 * (y - 0.5))));
    const { azimuth } = defaultViewOf(wall, [
      [0, 0.7],
      [1, 0.7],
    ]);
    // From the side of high y the wall stands behind.
    expect(Math.cos(azimuth)).toBeLessThan(0.3);
  });

  it('does not mind a surface without values', () => {
    expect(
      defaultViewOf(
        lossFieldOf(() => Number.NaN),
        [[0, 0]],
      ),
    ).toEqual(FRONT);
  });
});
