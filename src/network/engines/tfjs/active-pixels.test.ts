import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRows, fillRows } from '../../data/batch-buffer.ts';
import { drawSet } from '../../data/digits.ts';
import { PIXELS } from '../../data/images.ts';
import { COLUMNS } from '../../model/layout.ts';
import { type ActivePixels, createActivePixels } from './active-pixels.ts';

/** A batch `[rows × 788]` in which `ink` gives pixels that are not blank: row, pixel. */
const batchOf = (rows: number, ink: readonly (readonly [number, number])[]): Float32Array => {
  const images = new Float32Array(rows * COLUMNS);
  for (let row = 0; row < rows; row++) images[row * COLUMNS + PIXELS] = 1;
  for (const [row, pixel] of ink) images[row * COLUMNS + pixel] = (pixel + 1) / 1000;
  return images;
};

/** The batch as it was before blank pixels were left out. */
const restored = ({ pixels, count, columns, images }: ActivePixels, rows: number): Float32Array => {
  const whole = new Float32Array(rows * COLUMNS);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < count; c++) whole[row * COLUMNS + pixels[c]] = images[row * columns + c];
    whole[row * COLUMNS + PIXELS] = images[row * columns + count];
  }
  return whole;
};

describe('a batch without its blank pixels', () => {
  it('has all of the others, in order, then the ones and zeros', () => {
    const active = createActivePixels();
    const ink = fc.array(fc.tuple(fc.nat(3), fc.nat(PIXELS - 1)), { maxLength: 200 });
    fc.assert(
      fc.property(ink, (given) => {
        const images = batchOf(4, given);
        const found = active(images, 4);
        expect(Array.from(found.pixels.subarray(0, found.count))).toEqual(
          [...new Set(given.map(([, pixel]) => pixel))].sort((a, b) => a - b),
        );
        expect(restored(found, 4)).toEqual(images);
        for (let row = 0; row < 4; row++) {
          const rest = found.images.subarray(
            row * found.columns + found.count + 1,
            (row + 1) * found.columns,
          );
          expect(rest.every((value) => value === 0)).toBe(true);
        }
      }),
    );
  });

  it('keeps its shape while digits go by, which is much smaller than the whole', () => {
    const set = drawSet(2000, 4);
    const rows = createRows(64);
    const active = createActivePixels();
    const shapes = new Set<number>();
    for (let batch = 0; batch < 30; batch++) {
      fillRows(
        rows,
        set,
        Uint32Array.from({ length: 64 }, (_, i) => batch * 64 + i),
      );
      shapes.add(active(rows.images, 64).columns);
    }
    expect(shapes.size).toBe(1);
    expect(Math.max(...shapes)).toBeLessThan(0.75 * COLUMNS);
  });

  it('grows when a batch needs it, up to the whole, and does not shrink', () => {
    const active = createActivePixels();
    const few = batchOf(2, [[0, 5]]);
    const all = batchOf(
      2,
      Array.from({ length: PIXELS }, (_, pixel) => [1, pixel] as const),
    );
    expect(active(few, 2).columns).toBe(32);
    expect(active(all, 2).columns).toBe(COLUMNS);
    const later = active(few, 2);
    expect(later.columns).toBe(COLUMNS);
    expect(restored(later, 2)).toEqual(few);
  });
});
