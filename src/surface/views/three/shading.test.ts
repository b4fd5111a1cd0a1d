import { describe, expect, it } from 'vitest';
import { HEIGHT, reliefOf } from './relief.ts';
import { depthsOf, normalsOf } from './shading.ts';
import { ITSELF, lossFieldOf, waves } from './testing/loss-fields.ts';

describe('normals', () => {
  it('are those of a tilted plane', () => {
    // The height is HEIGHT·(a·x + b·y) over a plane at half scale: slopes in the world are twice as steep.
    const [a, b] = [0.05, 0.1];
    const relief = reliefOf(
      lossFieldOf((x, y) => 0.5 + a * x + b * (y - 1)),
      16,
      ITSELF,
    );
    const slopes = [2 * HEIGHT * a, 2 * HEIGHT * b];
    const length = Math.hypot(...slopes, 1);
    const normals = normalsOf(relief);
    for (let k = 0; k < normals.length; k += 3) {
      expect(normals[k]).toBeCloseTo(-slopes[0] / length, 4);
      expect(normals[k + 1]).toBeCloseTo(1 / length, 4);
      expect(normals[k + 2]).toBeCloseTo(slopes[1] / length, 4);
    }
  });

  it('are unit vectors that point up, on any surface, also beside holes', () => {
    const normals = normalsOf(
      reliefOf(
        lossFieldOf((x, y) => (x * y > 1 ? Number.NaN : waves(x, y))),
        20,
        ITSELF,
      ),
    );
    for (let k = 0; k < normals.length; k += 3) {
      expect(Math.hypot(normals[k], normals[k + 1], normals[k + 2])).toBeCloseTo(1, 5);
      expect(normals[k + 1]).toBeGreaterThan(0);
    }
  });
});

describe('depths', () => {
  it('are nothing on level lossField', () => {
    expect(
      Math.max(
        ...depthsOf(
          reliefOf(
            lossFieldOf(() => 0.4),
            20,
            ITSELF,
          ),
        ).map(Math.abs),
      ),
    ).toBeLessThan(1e-6);
  });

  it('are positive in a hollow, negative on a hill, and finite beside holes', () => {
    const hollow = (x: number, y: number): number => 0.7 - 0.6 * Math.exp(-4 * (x * x + (y - 1) ** 2));
    const middle = 20 * 41 + 20;
    expect(depthsOf(reliefOf(lossFieldOf(hollow), 40, ITSELF))[middle]).toBeGreaterThan(0.01);
    expect(
      depthsOf(
        reliefOf(
          lossFieldOf((x, y) => 1 - hollow(x, y)),
          40,
          ITSELF,
        ),
      )[middle],
    ).toBeLessThan(-0.01);
    const holed = depthsOf(
      reliefOf(
        lossFieldOf((x, y) => (x > 1 ? Number.NaN : hollow(x, y))),
        40,
        ITSELF,
      ),
    );
    expect(holed.every(Number.isFinite)).toBe(true);
    expect(holed[middle]).toBeGreaterThan(0.01);
  });
});
