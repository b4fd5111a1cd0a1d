import { describe, expect, it } from 'vitest';
import { ramp, sampleField, toneOfGrid, traced } from './field.ts';
import { domainOf, fit as fitted, shownIn } from './viewport.ts';

const plane = {
  loss: ([x, y]: ArrayLike<number> & Iterable<number>) => x + 10 * y,
  gradient() {},
  minima: [],
};

describe('a field', () => {
  it('is sampled row by row from the top left, in the middle of each cell', () => {
    const view = { left: 0, top: 2, scaleX: 100, scaleY: 100, width: 400, height: 200 };
    const grid = sampleField(plane, view, 4, 2);
    expect(Array.from(grid, (value) => Number(value.toFixed(9)))).toEqual([
      15.5, 16.5, 17.5, 18.5, 5.5, 6.5, 7.5, 8.5,
    ]);
  });

  it('has holes where the surface has no value', () => {
    const objective = { ...plane, loss: ([x]: ArrayLike<number> & Iterable<number>) => Math.sqrt(x) };
    const view = fitted([-1, 1, -1, 1], 2, 2);
    const grid = sampleField(objective, view, 2, 2);
    const tone = toneOfGrid(objective, grid, 2, domainOf(shownIn(view)));
    expect([...grid].map(tone.at).map(Number.isNaN)).toEqual([true, false, true, false]);
  });
});

describe('the tones and contours of a field', () => {
  it('can stop after each row and each contour, and are as they are at once', () => {
    let losses = 0;
    const bowl = {
      ...plane,
      loss(theta: ArrayLike<number>) {
        losses++;
        return theta[0] ** 2 + theta[1] ** 2;
      },
    };
    const [columns, rows] = [40, 30];
    const view = fitted([-1, 1, -1, 1], 80, 60);
    const work = traced(bowl, view, columns, rows);
    let pieces = 0;
    let most = 0;
    for (;;) {
      const before = losses;
      const next = work.next();
      most = Math.max(most, losses - before);
      pieces++;
      if (!next.done) continue;
      const { tones, levels, lines } = next.value;
      expect(most).toBe(columns);
      // The losses of each row, its tones, and each contour.
      expect(pieces).toBeGreaterThanOrEqual(2 * rows + levels.length);
      expect(tones).toHaveLength(columns * rows);
      expect(lines.map(({ value }) => value)).toEqual(levels.map(({ tone }) => tone));
      return;
    }
  });
});

describe('the ramp', () => {
  it('goes through its three colours', () => {
    const bytes = ramp({ field: ['#102030', '#405060', '#f0f1f2'] });
    expect([...bytes.slice(0, 4)]).toEqual([0x10, 0x20, 0x30, 255]);
    expect([...bytes.slice(-4)]).toEqual([0xf0, 0xf1, 0xf2, 255]);
    expect(bytes).toHaveLength(1024);
  });
});
