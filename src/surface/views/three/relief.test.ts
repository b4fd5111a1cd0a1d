import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampToDomain,
  HEIGHT,
  halfSize,
  heightAt,
  heightOf,
  reliefOf,
  toPlane,
  toWorld,
  trianglesOf,
} from './relief.ts';
import { ITSELF, lossFieldOf, OBLONG, SQUARE, waves } from './testing/loss-fields.ts';
import { meet, meshOf } from './testing/meshes.ts';

const inSquare = fc.tuple(
  fc.double({ min: -2, max: 2, noNaN: true }),
  fc.double({ min: -1, max: 3, noNaN: true }),
);

describe('a relief', () => {
  const relief = reliefOf(lossFieldOf(waves), 24, ITSELF);

  it('has the tone of the surface at every vertex', () => {
    for (let j = 0; j < relief.rows; j++) {
      for (let i = 0; i < relief.columns; i++) {
        const tone = relief.tones[j * relief.columns + i];
        expect(tone).toBeCloseTo(waves(-2 + (i / 24) * 4, -1 + (j / 24) * 4), 6);
      }
    }
  });

  it('has at every point the height of the triangles that are drawn there', () => {
    const mesh = meshOf(relief);
    fc.assert(
      fc.property(inSquare, ([x, y]) => {
        const [wx, height, wz] = toWorld(relief, x, y);
        // A ray from above may slip between two triangles that meet exactly under it.
        const met = meet(mesh, [wx, 5, wz], [0, -1, 0]);
        if (met) expect(height).toBeCloseTo(met[1], 5);
      }),
    );
  });

  it('comes close to the surface between vertices when the grid is fine', () => {
    const fine = reliefOf(lossFieldOf(waves), 200, ITSELF);
    fc.assert(
      fc.property(inSquare, ([x, y]) => {
        expect(heightAt(fine, x, y)).toBeCloseTo(HEIGHT * waves(x, y), 3);
      }),
    );
  });

  it('keeps the scale of both axes and makes the longer side two units long', () => {
    const oblong = reliefOf(lossFieldOf(waves, OBLONG), 30, ITSELF);
    expect([oblong.columns, oblong.rows]).toEqual([31, 11]);
    expect(halfSize(oblong)[0]).toBeCloseTo(1, 12);
    expect(halfSize(oblong)[1]).toBeCloseTo(1 / 3, 12);
  });

  it('puts low y in front and low x to the left', () => {
    expect(toWorld(relief, -2, -1)[0]).toBe(-1);
    expect(toWorld(relief, -2, -1)[2]).toBe(1);
    expect(toWorld(relief, 2, 3)[0]).toBe(1);
    expect(toWorld(relief, 2, 3)[2]).toBe(-1);
  });

  it('finds the way back from the world to the plane', () => {
    fc.assert(
      fc.property(inSquare, ([x, y]) => {
        const [px, py] = toPlane(relief, toWorld(relief, x, y));
        expect(px).toBeCloseTo(x, 12);
        expect(py).toBeCloseTo(y, 12);
      }),
    );
  });

  it('has no height outside its domain, and knows the nearest point inside', () => {
    expect(heightAt(relief, -2.01, 0)).toBeNaN();
    expect(heightAt(relief, 0, 3.01)).toBeNaN();
    expect(clampToDomain(relief, -7, 9)).toEqual([-2, 3]);
    expect(clampToDomain(relief, 0.5, 0.25)).toEqual([0.5, 0.25]);
  });

  it('keeps heights within bounds, whatever the tone', () => {
    expect(heightOf(0)).toBe(0);
    expect(heightOf(1)).toBe(HEIGHT);
    expect(heightOf(Number.POSITIVE_INFINITY)).toBeLessThan(1.5 * HEIGHT);
    expect(heightOf(-5)).toBeGreaterThan(-0.1 * HEIGHT);
    expect(heightOf(Number.NaN)).toBeNaN();
  });
});

describe('the triangles of a relief', () => {
  it('are two a cell and face up', () => {
    const relief = reliefOf(lossFieldOf(waves), 8, ITSELF);
    const indices = trianglesOf(relief);
    expect(indices.length).toBe(8 * 8 * 6);
    const at = (k: number): readonly [number, number] => [k % relief.columns, Math.floor(k / relief.columns)];
    for (let k = 0; k < indices.length; k += 3) {
      const [a, b, c] = [at(indices[k]), at(indices[k + 1]), at(indices[k + 2])];
      // Counter-clockwise when x points right and y up, as seen from above.
      expect((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])).toBeGreaterThan(0);
    }
  });

  it('leave out what the surface has no value at', () => {
    const relief = reliefOf(
      lossFieldOf((x, y) => (x > 0 ? Number.NaN : y), SQUARE),
      8,
      ITSELF,
    );
    const indices = trianglesOf(relief);
    expect(indices.length).toBe(4 * 8 * 6);
    expect([...indices].every((k) => !Number.isNaN(relief.heights[k]))).toBe(true);
    expect(heightAt(relief, 1, 0)).toBeNaN();
    expect(heightAt(relief, -1, 0)).not.toBeNaN();
  });
});
