import { describe, expect, it } from 'vitest';
import type { Objective } from '../../core/types.ts';
import { affordable } from './cost.ts';

const domain = { x: [-2, 3], y: [0, 1] } as const;

/** A surface each loss of which takes some milliseconds of a clock that `tick` rounds down. */
function surface(costs: (count: number) => number, tick = 0.001) {
  let time = 0;
  let count = 0;
  const places: (readonly [number, number])[] = [];
  const objective: Objective = {
    loss(theta) {
      places.push([theta[0], theta[1]]);
      time += costs(count++);
      return 0;
    },
    gradient: () => undefined,
    minima: [],
  };
  const clock = (): number => Math.floor(time / tick) * tick;
  return { objective, clock, places, calls: () => count, time: () => time };
}

describe('losses that can be had at once', () => {
  it('are all that a picture needs when they are cheap', () => {
    const { objective, clock, time } = surface(() => 0.0002);
    expect(affordable(objective, domain, 80_000, clock)).toBe(80_000);
    expect(time()).toBeLessThan(3);
  });

  it('are those of about ten milliseconds when all would take too long, even with a clock that ticks once a millisecond', () => {
    for (const tick of [0.001, 1]) {
      const { objective, clock } = surface(() => 0.01, tick);
      const few = affordable(objective, domain, 80_000, clock);
      expect(few).toBeGreaterThan(600);
      expect(few).toBeLessThan(1600);
    }
  });

  it('are not fewer because the machine stalled or the code was cold at first', () => {
    const { objective, clock } = surface((count) => (count < 100 ? 0.05 : 0.0002));
    expect(affordable(objective, domain, 80_000, clock)).toBe(80_000);
  });

  it('are tried only once, all over what is shown', () => {
    const { objective, clock, calls, places } = surface(() => 0.01);
    const few = affordable(objective, domain, 80_000, clock);
    const before = calls();
    expect(affordable(objective, domain, 80_000, clock)).toBe(few);
    expect(calls()).toBe(before);
    expect(affordable(objective, domain, 100, clock)).toBe(100);
    for (const quarter of [0, 1, 2, 3]) {
      const inside = places.filter(([x]) => Math.floor(((x + 2) / 5) * 4) === quarter);
      expect(inside.length / places.length).toBeCloseTo(0.25, 1);
    }
    expect(places.every(([x, y]) => x >= -2 && x <= 3 && y >= 0 && y <= 1)).toBe(true);
  });
});
