import { describe, expect, it } from 'vitest';
import { stages } from '../../core/gradient/index.ts';
import { mnist } from '../../core/network.ts';
import { optimizers } from '../../core/optimizers/index.ts';
import { schedules } from '../../core/schedules/index.ts';
import { surfaces } from '../../core/surfaces/index.ts';
import type { Parameter } from '../../core/types.ts';
import { movedTo, POSITIONS, positionOf, type SliderRange, valueAt } from './slider-scale.ts';

type Sliding = Parameter & { readonly slider: SliderRange };

const STEPS: Sliding = {
  key: 'steps',
  kind: 'integer',
  default: 500,
  slider: { min: 10, max: 10_000, scale: 'log' },
  symbol: 'T',
};

/** Every slider of every row, those that are alike once. */
const sliders = new Map<string, { name: string; parameter: Sliding; range: SliderRange }>();
const rows = [
  ...optimizers,
  ...schedules,
  ...stages,
  ...surfaces,
  mnist,
  { id: 'page', parameters: [STEPS] },
];
for (const { id, parameters } of rows) {
  for (const parameter of parameters) {
    const { kind, min, max, above, below, slider } = parameter;
    if (!slider) continue;
    const name = `${id}.${parameter.key}`;
    const sliding = { ...parameter, slider };
    sliders.set(JSON.stringify([kind, min, max, above, below, slider]), {
      name,
      parameter: sliding,
      range: slider,
    });
  }
}

const positions = Array.from({ length: POSITIONS + 1 }, (_, at) => at);

describe.each([...sliders.values()])('the slider of $name', ({ parameter, range }) => {
  const whole = parameter.kind === 'integer';
  const allowed = (value: number): boolean => {
    const { min, max, above, below } = parameter;
    if (min !== undefined && value < min) return false;
    if (max !== undefined && value > max) return false;
    return !(above !== undefined && value <= above) && !(below !== undefined && value >= below);
  };

  it('reaches both of its ends exactly', () => {
    expect([valueAt(range, 0, whole), valueAt(range, POSITIONS, whole)]).toEqual([range.min, range.max]);
    expect([positionOf(range, range.min), positionOf(range, range.max)]).toEqual([0, POSITIONS]);
  });

  it('only offers what the mathematics allows, whole numbers where they must be whole', () => {
    const values = positions.map((at) => valueAt(range, at, whole));
    expect(values.filter((value) => !allowed(value) || (whole && !Number.isInteger(value)))).toEqual([]);
  });

  it('grows from left to right', () => {
    const values = positions.map((at) => valueAt(range, at, whole));
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  it('stands where it was put, but for the rounding of the value', () => {
    // Where several positions say the same after rounding, it may stand at any of them.
    const astray = positions.filter((at) => {
      const value = valueAt(range, at, whole);
      const stands = positionOf(range, value);
      return valueAt(range, stands - 1, whole) > value || valueAt(range, stands + 1, whole) < value;
    });
    expect(astray).toEqual([]);
  });

  it('can be moved from one end to the other, one key press after another', () => {
    for (const direction of [1, -1]) {
      let value = direction > 0 ? range.min : range.max;
      let presses = 0;
      while (value !== (direction > 0 ? range.max : range.min)) {
        const next = movedTo(range, value, positionOf(range, value) + direction, whole);
        presses++;
        if (!((next - value) * direction > 0) || presses > 3 * POSITIONS) expect.fail(`stuck at ${value}`);
        value = next;
      }
    }
  });
});

describe('a position', () => {
  it('of a value beyond the slider is at its end', () => {
    const range = { min: 1e-4, max: 1, scale: 'log' } as const;
    expect([positionOf(range, 1e-9), positionOf(range, 50)]).toEqual([0, POSITIONS]);
  });

  it('is in the middle where the scale has its middle', () => {
    expect(valueAt({ min: 1e-4, max: 1, scale: 'log' }, 500)).toBe(0.01);
    expect(valueAt({ min: -2, max: 6, scale: 'linear' }, 500)).toBe(2);
    // 0, 0.9, 0.99, 0.999, 0.9999 are equally far apart.
    expect([250, 500, 750].map((at) => valueAt({ min: 0, max: 0.9999, scale: 'complement' }, at))).toEqual([
      0.9, 0.99, 0.999,
    ]);
  });
});
