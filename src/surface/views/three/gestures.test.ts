import { describe, expect, it } from 'vitest';
import { keyed } from './gestures.ts';
import { FRONT } from './orbit.ts';

describe('keys', () => {
  const defaultView = { ...FRONT, azimuth: 1 };

  it('turn, tilt and zoom, there and back again', () => {
    for (const [there, back] of [
      ['ArrowLeft', 'ArrowRight'],
      ['ArrowUp', 'ArrowDown'],
      ['+', '-'],
    ]) {
      const moved = keyed(FRONT, defaultView, there);
      expect(moved).not.toEqual(FRONT);
      const returned = keyed(moved ?? FRONT, defaultView, back);
      expect(returned?.azimuth).toBeCloseTo(FRONT.azimuth, 12);
      expect(returned?.elevation).toBeCloseTo(FRONT.elevation, 12);
      expect(returned?.zoom).toBeCloseTo(FRONT.zoom, 12);
    }
  });

  it('go to the first view with 0 and leave other keys alone', () => {
    expect(keyed(FRONT, defaultView, '0')).toBe(defaultView);
    expect(keyed(FRONT, defaultView, ' ')).toBeNull();
    expect(keyed(FRONT, defaultView, 'Tab')).toBeNull();
  });
});
