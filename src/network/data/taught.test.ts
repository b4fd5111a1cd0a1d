import { describe, expect, it } from 'vitest';
import { drawSet } from './digits.ts';
import { CLASSES, PIXELS } from './images.ts';
import { taught } from './taught.ts';

const train = drawSet(2000, 5);
const test = drawSet(100, 6);
const dataset = { train, test };
const countsOf = (labels: Uint8Array): number[] =>
  Array.from({ length: CLASSES }, (_, k) => labels.filter((label) => label === k).length);

describe('a data set that is taught as it is', () => {
  it('is the same one', () => {
    const same = taught(dataset, {}, 1);
    expect(same.train).toBe(train);
    expect(same.test).toBe(test);
    expect(taught(dataset, { balance: 0, labelNoise: 0 }, 1).train).toBe(train);
  });
});

describe('classes of unequal size', () => {
  it.each([1, 2])('have images in proportion to 1/k to the power %d', (balance) => {
    const { train: found } = taught(dataset, { balance }, 1);
    const counts = countsOf(found.labels);
    const most = counts[0];
    expect(most).toBe(countsOf(train.labels)[0]);
    counts.forEach((count, k) => {
      expect(Math.abs(count - Math.max(1, most / (k + 1) ** balance))).toBeLessThanOrEqual(0.5);
    });
    expect(found.count).toBe(counts.reduce((a, b) => a + b));
  });

  it('are the first images of each class, in their order', () => {
    const { train: found } = taught(dataset, { balance: 1 }, 1);
    const image = (set: typeof train, i: number): Buffer =>
      Buffer.from(set.pixels.subarray(i * PIXELS, (i + 1) * PIXELS));
    let from = 0;
    for (let i = 0; i < found.count; i++) {
      while (train.labels[from] !== found.labels[i] || !image(found, i).equals(image(train, from))) from++;
      from++;
    }
    expect(from).toBeLessThanOrEqual(train.count);
  });
});

describe('wrong labels', () => {
  it.each([0.1, 0.5, 1])(
    'are a share of %d, evenly spread over the other classes, and the same every time',
    (share) => {
      const { train: found, test: after } = taught(dataset, { labelNoise: share }, 1);
      const wrong = [...found.labels.keys()].filter((i) => found.labels[i] !== train.labels[i]);
      expect(Math.abs(wrong.length / train.count - share)).toBeLessThan(4 * Math.sqrt(0.25 / train.count));
      const turned = Array.from({ length: CLASSES }, () => 0);
      for (const i of wrong) turned[(found.labels[i] - train.labels[i] + CLASSES) % CLASSES]++;
      expect(turned[0]).toBe(0);
      for (const count of turned.slice(1))
        expect(Math.abs(count - wrong.length / 9)).toBeLessThan(5 * Math.sqrt(wrong.length / 9));
      expect(taught(dataset, { labelNoise: share }, 1).train.labels).toEqual(found.labels);
      expect(after).toBe(test);
      expect(found.pixels).toBe(train.pixels);
    },
  );

  it('are others with another seed', () => {
    const [a, b] = [1, 2].map((seed) => taught(dataset, { labelNoise: 0.5 }, seed).train.labels);
    expect(a).not.toEqual(b);
  });
});
