import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaults, stageTable } from '../tables.ts';
import type { Arguments } from '../types.ts';
import { stages } from './index.ts';

const apply = (
  id: string,
  gradient: ArrayLike<number>,
  args: Arguments,
  context = { seed: 1, draw: 0 },
): Float64Array => {
  const out = Float64Array.from(gradient);
  const stage = stageTable.get(id);
  stage.apply?.(out, { ...defaults(stage), ...args }, context);
  return out;
};

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

it('the table has the rows of the contract, in the order in which they are applied', () => {
  expect(stages.map(({ id }) => id)).toEqual(['noise', 'precision', 'accumulate', 'clip']);
});

describe('clip', () => {
  // Numbers of torch.nn.utils.clip_grad_norm_ and clip_grad_value_, PyTorch 1.13, float64.
  it.each([
    [[3, 4], 1, [0.599999880000024, 0.799999840000032]],
    [[3, 4], 5, [2.99999940000012, 3.99999920000016]],
    [[3, 4], 5.00001, [3, 4]],
    [[0.3, -0.4], 1, [0.3, -0.4]],
    [[-300, 1e-3], 2.5, [-2.4999999916527775, 8.333333305509259e-6]],
    [[0, 0], 1, [0, 0]],
    [[infinity, 1], 1, [nan, 0]],
    [[nan, 1], 1, [nan, nan]],
  ])('by norm: %j at %d', (gradient, norm, expected) => {
    const clipped = apply('clip', gradient, { norm, value: null });
    clipped.forEach((value, i) => {
      if (Number.isNaN(expected[i])) expect(value).toBeNaN();
      else expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(1e-15 * Math.abs(expected[i]));
    });
  });

  it.each([
    [[3e200, 4e200], 1, [0.6, 0.8]],
    [[1.2e308, -1.6e308], 5, [3, -4]],
    [[1e154, 0], 2, [2, 0]],
    [[3e200, 4e-200], 1, [1, 4e-200 / 3e200]],
    [[3e200, 4e200], 1e300, [3e200, 4e200]],
    [[6e300, 8e300], 5e300, [3e300, 4e300]],
  ])('by norm where squares overflow: %j at %d keeps the direction', (gradient, norm, expected) => {
    apply('clip', gradient, { norm, value: null }).forEach((value, i) => {
      expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(1e-15 * Math.abs(expected[i]));
    });
  });

  it('by norm does the same to a gradient of any size', () => {
    const direction = fc.tuple(...[0, 1].map(() => fc.double({ min: -1, max: 1, noNaN: true })));
    fc.assert(
      fc.property(direction, fc.integer({ min: 40, max: 1000 }), ([x, y], power) => {
        fc.pre(Math.hypot(x, y) > 1e-3);
        const clipped = apply('clip', [x * 2 ** power, y * 2 ** power], { norm: 3, value: null });
        const length = Math.hypot(x, y);
        expect(clipped[0]).toBeCloseTo((3 * x) / length, 9);
        expect(clipped[1]).toBeCloseTo((3 * y) / length, 9);
      }),
    );
  });

  it.each([
    [[3, -4], 1, [1, -1]],
    [[0.3, -4], 0.5, [0.3, -0.5]],
    [[infinity, -infinity], 2, [2, -2]],
    [[nan, 3], 2, [nan, 2]],
  ])('by value: %j at %d', (gradient, value, expected) => {
    expect([...apply('clip', gradient, { norm: null, value })]).toEqual(expected);
  });

  it('by both bounds the norm first', () => {
    const [x, y] = apply('clip', [30, 40], { norm: 1, value: 0.7 });
    expect(x).toBeCloseTo(0.6, 6);
    expect(y).toBe(0.7);
  });

  it('bounds the norm and keeps the direction, of any gradient of any length', () => {
    const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(numbers, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (gradient, norm) => {
        const clipped = apply('clip', gradient, { norm, value: null });
        const before = Math.hypot(...gradient);
        expect(Math.hypot(...clipped)).toBeLessThanOrEqual(Math.min(norm, before * (1 + 1e-12)));
        const factor = Math.min(1, norm / (before + 1e-6));
        clipped.forEach((value, i) => {
          expect(Math.abs(value - factor * gradient[i])).toBeLessThanOrEqual(1e-12 * Math.abs(gradient[i]));
        });
      }),
    );
  });
});

describe('noise', () => {
  const zeros = new Float64Array(20_000);

  it('has the standard deviation that it is given, and mean 0', () => {
    const noise = apply('noise', zeros, { sigma: 3 });
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
    const variance = noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noise.length;
    expect(Math.abs(mean)).toBeLessThan(0.07);
    expect(Math.sqrt(variance)).toBeCloseTo(3, 1);
  });

  it('depends on the seed and the draw, and on nothing else', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(1e6), (seed, draw) => {
        const args = { sigma: 1 };
        const noise = apply('noise', [0, 0], args, { seed, draw });
        expect(apply('noise', [0, 0], args, { seed, draw })).toEqual(noise);
        expect(apply('noise', [0, 0], args, { seed: seed + 1, draw })).not.toEqual(noise);
        expect(apply('noise', [0, 0], args, { seed, draw: draw + 1 })).not.toEqual(noise);
      }),
    );
  });

  it('is added', () => {
    const [x, y] = apply('noise', [0, 0], { sigma: 0.5 });
    const shifted = apply('noise', [10, -3], { sigma: 0.5 });
    expect(shifted[0]).toBeCloseTo(10 + x, 12);
    expect(shifted[1]).toBeCloseTo(-3 + y, 12);
    expect([...apply('noise', [10, -3], { sigma: 0 })]).toEqual([10, -3]);
  });
});

it('every stage that has something to apply does so in float32 as well, in place', () => {
  for (const stage of stages) {
    const gradient = Float32Array.of(1e-3, -2000, 0.5);
    stage.apply?.(gradient, defaults(stage), { seed: 1, draw: 3 });
    expect(gradient.every(Number.isFinite)).toBe(true);
  }
});
