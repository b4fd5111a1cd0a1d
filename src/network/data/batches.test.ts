import { describe, expect, it } from 'vitest';
import { createBatches, dropoutMask } from './batches.ts';

const epochOf = (images: number, size: number, seed: number, epoch: number): number[] => {
  const batches = createBatches(images, size, seed);
  return Array.from({ length: batches.perEpoch }, (_, i) => [
    ...batches.at(epoch * batches.perEpoch + i),
  ]).flat();
};

describe('batches', () => {
  it('of 64 from 60,000 images are 938 an epoch, the last of 32', () => {
    const batches = createBatches(60_000, 64, 1);
    expect(batches.perEpoch).toBe(938);
    expect(batches.at(936)).toHaveLength(64);
    expect(batches.at(937)).toHaveLength(32);
    expect(batches.at(938)).toHaveLength(64);
  });

  it('of an epoch hold every image once', () => {
    for (const epoch of [0, 3]) {
      const seen = epochOf(103, 10, 7, epoch).sort((a, b) => a - b);
      expect(seen).toEqual(Array.from({ length: 103 }, (_, i) => i));
    }
  });

  it('differ from epoch to epoch and from seed to seed', () => {
    expect(epochOf(50, 7, 1, 0)).not.toEqual(epochOf(50, 7, 1, 1));
    expect(epochOf(50, 7, 1, 0)).not.toEqual(epochOf(50, 7, 2, 0));
  });

  it('are the same in whatever order they are asked for', () => {
    const forwards = createBatches(50, 7, 1);
    const backwards = createBatches(50, 7, 1);
    const numbers = Array.from({ length: 40 }, (_, i) => i);
    const there = numbers.map((i) => [...forwards.at(i)]);
    const back = numbers.reverse().map((i) => [...backwards.at(i)]);
    expect(back.reverse()).toEqual(there);
  });

  it('larger than the set are the whole set', () => {
    expect(createBatches(5, 64, 1).at(3)).toHaveLength(5);
  });
});

describe('a dropout mask', () => {
  const mask = (p: number, batch: number, layer: number) => {
    const values = new Float32Array(20_000);
    dropoutMask(values, p, 1, batch, layer);
    return values;
  };

  it('drops with the probability given and keeps the mean at one', () => {
    const values = mask(0.3, 4, 0);
    const dropped = values.filter((value) => value === 0).length / values.length;
    expect(Math.abs(dropped - 0.3)).toBeLessThan(0.01);
    expect([...new Set(values)].sort()).toEqual([0, Math.fround(1 / 0.7)]);
  });

  it('is addressed by batch and layer', () => {
    expect(mask(0.5, 4, 0)).toEqual(mask(0.5, 4, 0));
    expect(mask(0.5, 4, 0)).not.toEqual(mask(0.5, 5, 0));
    expect(mask(0.5, 4, 0)).not.toEqual(mask(0.5, 4, 1));
  });
});
