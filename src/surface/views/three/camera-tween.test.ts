import { describe, expect, it } from 'vitest';
import { between } from './camera-tween.ts';
import { FRONT } from './orbit.ts';

describe('on the way between two views', () => {
  const from = { ...FRONT, azimuth: 3, zoom: 1 };
  const to = { ...FRONT, azimuth: -3, zoom: 4 };

  it('the camera begins and ends where it should', () => {
    expect(between(from, to, 0)).toEqual(from);
    expect(between(from, to, 1)).toBe(to);
  });

  it('it turns the shorter way round and zooms evenly', () => {
    const half = between(from, to, 0.5);
    expect(Math.abs(Math.cos(half.azimuth) + 1)).toBeLessThan(1e-9);
    expect(half.zoom).toBeCloseTo(2, 12);
  });
});
