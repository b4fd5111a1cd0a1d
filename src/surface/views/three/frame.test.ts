import { describe, expect, it } from 'vitest';
import { POINT } from './drape.ts';
import { edgeOf, FLOOR, floorOf } from './frame.ts';
import { heightAt, reliefOf, toPlane } from './relief.ts';
import { ITSELF, lossFieldOf, OBLONG, waves } from './testing/loss-fields.ts';

const pointsOf = (packed: Float32Array) =>
  Array.from({ length: packed.length / POINT }, (_, k) => packed.subarray(k * POINT, (k + 1) * POINT));

describe('the edge of a relief', () => {
  it('follows the surface along the border', () => {
    const relief = reliefOf(lossFieldOf(waves, OBLONG), 30, ITSELF);
    for (const [x, height, z] of pointsOf(edgeOf(relief))) {
      expect(Math.abs(Math.abs(x) - 1) < 1e-6 || Math.abs(Math.abs(z) - 1 / 3) < 1e-6).toBe(true);
      const [px, py] = toPlane(relief, [x, 0, z]);
      expect(height).toBeCloseTo(
        heightAt(relief, Math.max(0, Math.min(6, px)), Math.max(-1, Math.min(1, py))),
        4,
      );
    }
  });

  it('breaks where the surface has no value', () => {
    const relief = reliefOf(
      lossFieldOf((x, y) => (Math.abs(x) < 1 ? Number.NaN : y / 4)),
      40,
      ITSELF,
    );
    const points = pointsOf(edgeOf(relief));
    expect(points.every(([, height]) => Number.isFinite(height))).toBe(true);
    // Front and back in two pieces each, and the two sides.
    expect(points.filter(([, , , row]) => row < 0)).toHaveLength(6);
  });
});

describe('the floor', () => {
  it('has an outline and a post at each corner', () => {
    const relief = reliefOf(lossFieldOf(waves, OBLONG), 30, ITSELF);
    const points = pointsOf(floorOf(relief));
    expect(points.filter(([, , , row]) => row < 0)).toHaveLength(5);
    expect(points.slice(0, 5).every(([, y]) => Math.abs(y - FLOOR) < 1e-6)).toBe(true);
  });
});
