import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bounded, FRONT, rayThrough, viewOf } from './orbit.ts';
import { isHidden, rayHit } from './ray.ts';
import { halfSize, reliefOf, toWorld, type Vector3 } from './relief.ts';
import { ITSELF, lossFieldOf, waves } from './testing/loss-fields.ts';
import { meet, meshOf } from './testing/meshes.ts';

describe('a ray', () => {
  it('meets the relief where the library that draws says, from any side', () => {
    const relief = reliefOf(lossFieldOf(waves), 24, ITSELF);
    const mesh = meshOf(relief);
    const pixel = fc.integer({ min: 0, max: 600 });
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), pixel, pixel, (azimuth, px, py) => {
        const view = viewOf(bounded({ ...FRONT, azimuth }), halfSize(relief), 600, 600);
        const ray = rayThrough(view, px, py);
        const hit = rayHit(relief, view.eye, ray);
        const met = meet(mesh, view.eye, ray);
        if (!hit || !met) {
          // At the very border the two may disagree.
          const other = met ?? (hit && toWorld(relief, ...hit));
          if (other) expect(Math.max(Math.abs(other[0]), Math.abs(other[2]))).toBeGreaterThan(0.98);
          return;
        }
        const world = toWorld(relief, ...hit);
        const apart = Math.hypot(world[0] - met[0], world[1] - met[1], world[2] - met[2]);
        // A grazing ray may pass a crest thinner than its stride; it then meets what stands behind.
        if (apart > 1e-3)
          expect(Math.hypot(...minus(world, view.eye))).toBeGreaterThan(
            Math.hypot(...minus(met, view.eye)) - 1e-6,
          );
        else expect(apart).toBeLessThan(1e-3);
      }),
      { numRuns: 60 },
    );
  });

  it('that passes by meets nothing', () => {
    const relief = reliefOf(lossFieldOf(waves), 24, ITSELF);
    expect(rayHit(relief, [0, 5, 5], [0, 1, 0])).toBeNull();
    expect(rayHit(relief, [3, 5, 0], [0, -1, 0])).toBeNull();
  });

  it('goes through where the surface has no value', () => {
    const relief = reliefOf(
      lossFieldOf((x) => (x > 0 ? Number.NaN : 0.5)),
      24,
      ITSELF,
    );
    expect(rayHit(relief, [0.5, 5, 0], [0, -1, 0])).toBeNull();
    expect(rayHit(relief, [-0.5, 5, 0], [0, -1, 0])).not.toBeNull();
  });
});

const minus = (a: Vector3, b: Vector3): Vector3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

describe('a point of the relief', () => {
  // A ridge along x, half way to the back.
  const relief = reliefOf(
    lossFieldOf((_, y) => Math.exp(-20 * (y - 1) ** 2)),
    80,
    ITSELF,
  );
  const { eye } = viewOf({ ...FRONT, azimuth: 0, elevation: 0.35 }, halfSize(relief), 600, 600);

  it('is hidden behind a ridge and seen before it', () => {
    expect(isHidden(relief, toWorld(relief, 0, 1.5), eye)).toBe(true);
    expect(isHidden(relief, toWorld(relief, 0, 0), eye)).toBe(false);
    expect(isHidden(relief, toWorld(relief, 0, 1), eye)).toBe(false);
  });

  it('is seen from above wherever it lies', () => {
    const above = viewOf({ ...FRONT, elevation: 1.5 }, halfSize(relief), 600, 600).eye;
    for (const y of [-1, 0, 0.8, 1, 1.2, 1.5, 3]) {
      expect(isHidden(relief, toWorld(relief, 0, y), above)).toBe(false);
    }
  });
});
