import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../model/layout.ts';
import { type Augmentation, augment, augments } from './augment.ts';
import { createRows, fillRows, type Rows } from './batch-buffer.ts';
import { drawSet } from './digits.ts';
import { PIXELS } from './images.ts';

const set = drawSet(20, 5);
const positions = Uint32Array.from([3, 7, 11]);

function augmented(augmentation: Augmentation, seed = 1, batch = 0, which = positions): Rows {
  const rows = createRows(4);
  fillRows(rows, set, which);
  augment(rows, which, augmentation, seed, batch);
  return rows;
}
const image = ({ images }: Rows, row: number) => images.subarray(row * COLUMNS, row * COLUMNS + PIXELS);

/** Ink, and the centre of it. */
function weighed(pixels: Float32Array): { mass: number; x: number; y: number } {
  let [mass, x, y] = [0, 0, 0];
  pixels.forEach((value, p) => {
    mass += value;
    x += value * (p % 28);
    y += value * Math.floor(p / 28);
  });
  return { mass, x: x / mass, y: y / mass };
}

describe('augmentation', () => {
  it('changes nothing when nothing is asked for', () => {
    expect(augments({})).toBe(false);
    expect(augments({ shift: 0, rotate: 0, noise: 0 })).toBe(false);
    expect(augmented({}).images).toEqual(augmented({ shift: 0, rotate: 0, noise: 0 }).images);
  });

  it('is the same for the same seed, batch and image, whatever row it is in, and differs otherwise', () => {
    const all = { shift: 2, rotate: 10, noise: 0.1 };
    expect(augments(all)).toBe(true);
    expect(augmented(all).images).toEqual(augmented(all).images);
    const alone = augmented(all, 1, 0, Uint32Array.from([11]));
    expect(image(alone, 0)).toEqual(image(augmented(all), 2));
    expect(augmented(all, 2).images).not.toEqual(augmented(all).images);
    expect(augmented(all, 1, 1).images).not.toEqual(augmented(all).images);
  });

  it('moves the ink as a whole, no further than it says', () => {
    const plain = augmented({});
    for (let batch = 0; batch < 20; batch++) {
      const moved = augmented({ shift: 3 }, 1, batch);
      for (const row of [0, 1, 2]) {
        const [from, to] = [weighed(image(plain, row)), weighed(image(moved, row))];
        // A little may leave the frame, none is made.
        expect(to.mass / from.mass).toBeLessThan(1.0001);
        expect(to.mass / from.mass).toBeGreaterThan(0.9);
        expect(Math.abs(to.x - from.x)).toBeLessThan(3.3);
        expect(Math.abs(to.y - from.y)).toBeLessThan(3.3);
      }
    }
  });

  it('turns about the middle, and keeps the ink', () => {
    const plain = augmented({});
    for (let batch = 0; batch < 5; batch++) {
      const turned = augmented({ rotate: 30 }, 1, batch);
      for (const row of [0, 1, 2]) {
        const [from, to] = [weighed(image(plain, row)), weighed(image(turned, row))];
        expect(Math.abs(to.mass / from.mass - 1)).toBeLessThan(0.02);
        // A centre of mass stays as far from the middle as it was.
        const far = ({ x, y }: { x: number; y: number }) => Math.hypot(x - 13.5, y - 13.5);
        expect(far(to)).toBeCloseTo(far(from), 1);
      }
    }
  });

  it('adds noise of the strength asked for, within the range of ink', () => {
    const [plain, noisy] = [augmented({}), augmented({ noise: 0.2 })];
    const differences: number[] = [];
    for (const row of [0, 1, 2]) {
      image(noisy, row).forEach((value, p) => {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        // On paper only the upper half of the noise is seen: half of its variance.
        if (image(plain, row)[p] === 0) differences.push(value);
      });
    }
    const square = differences.reduce((sum, value) => sum + value * value, 0) / differences.length;
    expect(Math.sqrt(2 * square)).toBeCloseTo(0.2, 1);
  });

  it('leaves the column that meets the bias, and rows without an image, as they are', () => {
    const { images } = augmented({ shift: 5, rotate: 90, noise: 1 });
    for (const row of [0, 1, 2]) expect(images[row * COLUMNS + PIXELS]).toBe(1);
    expect(images.subarray(3 * COLUMNS).every((value) => value === 0)).toBe(true);
  });
});
