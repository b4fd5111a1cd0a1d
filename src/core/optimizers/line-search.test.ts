import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Objective } from '../types.ts';
import { weakWolfe } from './line-search.ts';

/** A function of one variable, as an objective of the first coordinate. */
const line = (loss: (x: number) => number, slope: (x: number) => number): Objective => ({
  loss: ([x]) => loss(x),
  gradient: ([x], out) => {
    out[0] = slope(x);
  },
  minima: [],
});

/** The step from 0 in the direction of growing x. */
const search = (objective: Objective, first: number): number => {
  const scratch = [new Float64Array(1), new Float64Array(1)] as const;
  return weakWolfe(objective, Float64Array.of(0), Float64Array.of(-1), first, ...scratch);
};

describe('weakWolfe', () => {
  const wavy = (depth: number, wave: number) =>
    line(
      (x) => (x - depth) ** 2 + wave * Math.sin(3 * x),
      (x) => 2 * (x - depth) + 3 * wave * Math.cos(3 * x),
    );

  it('ends with enough decrease and with a slope that is no longer steep, wherever it starts', () => {
    const depth = fc.double({ min: 1, max: 100, noNaN: true });
    const wave = fc.double({ min: 0, max: 0.6, noNaN: true });
    const first = fc.double({ min: -4, max: 4, noNaN: true }).map((power) => 10 ** power);
    fc.assert(
      fc.property(depth, wave, first, (a, b, start) => {
        const { loss, gradient } = wavy(a, b);
        const alpha = search(wavy(a, b), start);
        const slope = (x: number) => {
          const out = new Float64Array(1);
          gradient(Float64Array.of(x), out);
          return out[0];
        };
        expect(slope(0)).toBeLessThan(0);
        expect(loss(Float64Array.of(alpha))).toBeLessThanOrEqual(
          loss(Float64Array.of(0)) + 1e-4 * alpha * slope(0),
        );
        expect(slope(alpha)).toBeGreaterThanOrEqual(0.9 * slope(0));
      }),
    );
  });

  it('takes the first step where it will do', () => {
    expect(search(wavy(1, 0), 0.7)).toBe(0.7);
  });

  it('doubles a step that is too short, and halves what it has bracketed', () => {
    // The slope −200 of (x − 100)² has to rise to −180: x ≥ 10.
    expect(search(wavy(100, 0), 1)).toBe(16);
    // No decrease beyond 200: 1024, 512 and 256 are too long.
    expect(search(wavy(100, 0), 1024)).toBe(128);
    // 1 is too short, 4096 would be too long: 2, 4, 8, 16.
    expect(search(wavy(100, 0), 2 ** -10)).toBe(16);
  });

  it('is not content with a decrease that is next to nothing', () => {
    // f(x) = −x up to 1, then almost flat: at 2¹⁵ the loss is lower than at 0 but by less than c₁ of the slope.
    const shelf = line(
      (x) => (x < 1 ? -x : -1),
      (x) => (x < 1 ? -1 : 0),
    );
    expect(search(shelf, 2 ** 15)).toBe(2 ** 13);
  });

  it('goes as far as it may where the loss falls for ever', () => {
    const fall = line(
      (x) => -x,
      () => -1,
    );
    expect(search(fall, 1)).toBe(2 ** 49);
  });

  it('stays where no step decreases the loss, and where the loss is not a number', () => {
    const kink = line(
      (x) => Math.abs(x),
      () => -1,
    );
    expect(search(kink, 1)).toBe(0);
    const cliff = line(
      (x) => (x === 0 ? 0 : Number.NaN),
      () => -1,
    );
    expect(search(cliff, 1)).toBe(0);
  });

  it('leaves the first step alone where the direction does not descend', () => {
    const rise = line(
      (x) => x,
      () => 1,
    );
    expect(search(rise, 0.3)).toBe(0.3);
  });
});
