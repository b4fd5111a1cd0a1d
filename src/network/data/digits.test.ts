import { describe, expect, it } from 'vitest';
import { drawDigits, drawSet } from './digits.ts';
import { PIXELS, SIDE } from './images.ts';

const set = drawSet(1000, 1);
const imageOf = (i: number) => set.pixels.subarray(i * PIXELS, (i + 1) * PIXELS);
const every = Array.from({ length: set.count }, (_, i) => i);

/** Where an image's ink is: its box, its centre of mass, and how much there is. */
function massOf(image: Uint8Array) {
  const [box, centre] = [
    { left: SIDE, right: -1, top: SIDE, bottom: -1 },
    { x: 0, y: 0 },
  ];
  let mass = 0;
  image.forEach((value, p) => {
    const [x, y] = [p % SIDE, Math.floor(p / SIDE)];
    mass += value;
    centre.x += value * x;
    centre.y += value * y;
    if (value < 128) return;
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  });
  return { box, mass, x: centre.x / mass, y: centre.y / mass };
}

describe('drawn digits', () => {
  it('are fixed by the seed', () => {
    expect(drawSet(50, 7)).toEqual(drawSet(50, 7));
    expect(drawSet(50, 7).pixels).not.toEqual(drawSet(50, 8).pixels);
  });

  it('are each as frequent as any other, in no order', () => {
    const counts = new Map<number, number>();
    for (const label of set.labels) counts.set(label, (counts.get(label) ?? 0) + 1);
    expect([...counts.values()]).toEqual(new Array(10).fill(100));
    expect([...set.labels.subarray(0, 10)]).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('have their centre of mass in the middle, to half a pixel', () => {
    for (const i of every) {
      const { x, y } = massOf(imageOf(i));
      expect(Math.abs(x - 13.5)).toBeLessThanOrEqual(0.51);
      expect(Math.abs(y - 13.5)).toBeLessThanOrEqual(0.51);
    }
  });

  it('fill 20 pixels of height or width, and no more', () => {
    for (const i of every) {
      const { box } = massOf(imageOf(i));
      const size = Math.max(box.right - box.left, box.bottom - box.top) + 1;
      expect(size).toBeGreaterThanOrEqual(18);
      expect(size).toBeLessThanOrEqual(21);
    }
  });

  it('are no two alike', () => {
    expect(new Set(every.map((i) => String(imageOf(i)))).size).toBe(set.count);
  });

  it('have about as much ink as handwriting: MNIST’s mean is 0.13', () => {
    const mean = set.pixels.reduce((a, b) => a + b, 0) / set.pixels.length / 255;
    expect(mean).toBeGreaterThan(0.1);
    expect(mean).toBeLessThan(0.16);
  });

  it('are 10,000 to train on and 2,000 others to test on, with turns for others on the way', async () => {
    let turns = 0;
    const fractions: number[] = [];
    const { train, test } = await drawDigits({
      yieldToEventLoop: async () => {
        turns++;
      },
      progress: (_, fraction) => fractions.push(fraction),
    });
    expect([train.count, test.count]).toEqual([10_000, 2000]);
    expect(turns).toBeGreaterThan(40);
    expect([fractions[0], fractions]).toEqual([0, [...fractions].sort((a, b) => a - b)]);
    expect(test.pixels.subarray(0, PIXELS)).not.toEqual(train.pixels.subarray(0, PIXELS));
  });
});
