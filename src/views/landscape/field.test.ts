import { describe, expect, it } from 'vitest';
import { createObjective } from '../../core/objective.ts';
import { surfaces } from '../../core/surfaces/index.ts';
import { defaults } from '../../core/tables.ts';
import { sampleField, toneOf } from './field.ts';

const grounds = surfaces.map((surface) => {
  const objective = createObjective({ id: surface.id, args: defaults(surface) }, null, 1);
  return { id: surface.id, domain: surface.domain, objective, tone: toneOf(objective, surface.domain) };
});

/** Losses of points all over a domain. */
function losses({ domain, objective }: (typeof grounds)[number]): number[] {
  const found: number[] = [];
  for (let i = 0; i <= 40; i++) {
    for (let j = 0; j <= 40; j++) {
      const x = domain.x[0] + (i / 40) * (domain.x[1] - domain.x[0]);
      const y = domain.y[0] + (j / 40) * (domain.y[1] - domain.y[0]);
      found.push(objective.loss(Float64Array.of(x, y)));
    }
  }
  return found.filter(Number.isFinite).sort((a, b) => a - b);
}

describe.each(grounds)('the colours of $id', (ground) => {
  it('never darken where the loss grows', () => {
    const tones = losses(ground).map(ground.tone);
    expect(tones).toEqual([...tones].sort((a, b) => a - b));
    expect(tones.every(Number.isFinite)).toBe(true);
  });

  it('use most of the ramp, and have no more than a few percent at its very end', () => {
    const tones = losses(ground).map(ground.tone);
    const at = (q: number) => tones[Math.floor(q * (tones.length - 1))];
    expect(at(0.97)).toBeLessThanOrEqual(1.02);
    expect(at(1) - at(0)).toBeGreaterThan(0.5);
  });

  it('begin at the lowest minimum', () => {
    const { minima } = ground.objective;
    if (minima.length === 0) return;
    const lowest = Math.min(...minima.map(({ loss }) => loss), ...losses(ground));
    expect(ground.tone(lowest)).toBeCloseTo(0, 9);
  });
});

describe('a field', () => {
  it('is sampled row by row from the top left, in the middle of each cell', () => {
    const objective = {
      loss: ([x, y]: ArrayLike<number> & Iterable<number>) => x + 10 * y,
      gradient() {},
      minima: [],
    };
    const grid = sampleField(
      objective,
      (loss) => loss,
      { left: 0, top: 2, scale: 100, width: 400, height: 200 },
      4,
      2,
    );
    expect(Array.from(grid, (value) => Number(value.toFixed(9)))).toEqual([
      15.5, 16.5, 17.5, 18.5, 5.5, 6.5, 7.5, 8.5,
    ]);
  });

  it('has holes where the surface has no value', () => {
    const domain = { x: [-1, 1], y: [-1, 1] } as const;
    const objective = {
      loss: ([x]: ArrayLike<number> & Iterable<number>) => Math.sqrt(x),
      gradient() {},
      minima: [],
    };
    const tone = toneOf(objective, domain);
    const grid = sampleField(objective, tone, { left: -1, top: 1, scale: 1, width: 2, height: 2 }, 2, 1);
    expect([...grid].map(Number.isNaN)).toEqual([true, false]);
  });

  it('without any value has a colour all the same', () => {
    const nowhere = { loss: () => Number.NaN, gradient() {}, minima: [] };
    expect(toneOf(nowhere, { x: [0, 1], y: [0, 1] })(3)).toBe(0.5);
  });

  it('that is flat has one colour', () => {
    const flat = { loss: () => 7, gradient() {}, minima: [] };
    expect(toneOf(flat, { x: [0, 1], y: [0, 1] })(7)).toBeGreaterThanOrEqual(0);
    expect(toneOf(flat, { x: [0, 1], y: [0, 1] })(7)).toBeLessThanOrEqual(1);
  });
});
