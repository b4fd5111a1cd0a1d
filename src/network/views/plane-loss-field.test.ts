import { describe, expect, it } from 'vitest';
import { sampleField, toneOfGrid } from '../../ui/map/field.ts';
import { fit as fitted, wholeOf } from '../../ui/map/viewport.ts';
import { interpolated, planeLossField } from './plane-loss-field.ts';

const domain = { x: [-2, 2], y: [-1, 1] } as const;
const SIZE = 17;
const field = (of: (x: number, y: number) => number) => ({
  size: SIZE,
  loss: Float64Array.from({ length: SIZE * SIZE }, (_, k) =>
    of(-2 + (4 * (k % SIZE)) / (SIZE - 1), -1 + (2 * Math.floor(k / SIZE)) / (SIZE - 1)),
  ),
});
const bowl = (x: number, y: number) => 0.1 + x * x + 4 * y * y;

describe('the loss between the places of a grid', () => {
  const objective = interpolated(field(bowl), domain);
  const loss = (x: number, y: number) => objective.loss(Float64Array.of(x, y));

  it('is exact at them, corners included', () => {
    for (const [x, y] of [
      [-2, -1],
      [2, 1],
      [0, 0],
      [0.25, -0.5],
    ])
      expect(loss(x, y)).toBeCloseTo(bowl(x, y), 12);
  });

  it('is near what it would be in between', () => {
    for (const [x, y] of [
      [0.1, 0.6],
      [-1.3, -0.8],
      [1.87, 0.03],
    ])
      expect(Math.abs(loss(x, y) / bowl(x, y) - 1)).toBeLessThan(0.05);
  });

  it('beyond them is that of the edge', () => {
    expect([loss(3, 0), loss(0, -2)]).toEqual([loss(2, 0), loss(0, -1)]);
  });

  it('knows its lowest place', () => {
    expect(objective.minima).toEqual([{ x: 0, y: 0, loss: expect.closeTo(0.1, 12) }]);
  });

  it('is as high as the highest place where it overflowed', () => {
    const wall = interpolated(
      field((x, y) => (x > 1.9 ? Number.POSITIVE_INFINITY : bowl(x, y))),
      domain,
    );
    expect(wall.loss(Float64Array.of(2, 0))).toBeCloseTo(bowl(-2, 1), 6);
  });
});

describe('the colours of a plane', () => {
  it('go from the lowest place to the high ones', () => {
    const { objective } = planeLossField(field(bowl), domain);
    const grid = sampleField(objective, fitted(wholeOf(domain), 60, 60), 30, 30);
    const tone = toneOfGrid(objective, grid, 30, domain).at;
    expect(tone(0.1)).toBeCloseTo(0, 6);
    expect(tone(1)).toBeGreaterThan(0.05);
    expect(tone(7)).toBeGreaterThan(tone(2));
  });
});
