import { describe, expect, it } from 'vitest';
import { createNetworkHistory } from './history.ts';
import { createChunkLog } from './log.ts';
import { lastStep, type NetworkChunk, type NetworkRates, QUANTILES, RATE_BINS } from './record.ts';
import { chunkOf } from './testing/chunk.ts';

const RUNS = 2;
const LAYERS = [{ inputs: 784, units: 10 }];
const column = (from: number, count: number, width: number): Float64Array =>
  Float64Array.from({ length: count * width }, (_, i) => from + i / 100);
const ratesAt = (step: number): NetworkRates => ({
  effective: column(step, RUNS, QUANTILES.length),
  realized: column(step, RUNS, QUANTILES.length),
  untouched: column(step, RUNS, 1),
  pixels: new Float32Array(RUNS * 784).fill(step),
  histogram: new Uint32Array(RUNS * RATE_BINS.COUNT),
  unit: null,
});
const chunk = (from: number, count: number, more: Partial<NetworkChunk> = {}): NetworkChunk =>
  chunkOf(RUNS, from, count, {
    trainLoss: column(from, count, RUNS),
    trainAccuracy: column(from, count, RUNS),
    lr: column(from, count, RUNS),
    time: column(from, count, 1),
    ...more,
  });
const evaluation = (value: number) => ({
  loss: Float64Array.of(value, value),
  accuracy: Float64Array.of(value, value),
  test: null,
});
const historyOf = (chunks: readonly NetworkChunk[]) => {
  const history = createNetworkHistory(RUNS, LAYERS);
  for (const each of chunks) history.append(each);
  return history;
};
const values = ({ values, length }: { values: Float64Array; length: number }) => [
  ...values.subarray(0, length),
];

describe('a log of reports', () => {
  it('records the same curves again, however long it was', () => {
    const log = createChunkLog();
    const given: NetworkChunk[] = [];
    for (let k = 0; k < 700; k++) {
      const from = 1 + 3 * k;
      const next = chunk(from, 3, {
        rates: k % 2 ? ratesAt(from + 2) : null,
        evaluation: k % 10 === 0 ? evaluation(k) : null,
      });
      given.push(next);
      log.append(next);
    }
    const [a, b] = [historyOf(given), historyOf(log.chunks)];
    expect([b.last, b.runs[0].seconds]).toEqual([a.last, a.runs[0].seconds]);
    for (const of of [0, 1]) {
      expect(values(b.runs[of].trainLoss)).toEqual(values(a.runs[of].trainLoss));
      expect(values(b.runs[of].loss)).toEqual(values(a.runs[of].loss));
    }
    expect(values(b.runs[0].evaluatedAt)).toEqual(values(a.runs[0].evaluatedAt));
    expect(values(b.time)).toEqual(values(a.time));
    expect(b.runs[0].measurementAt(a.last)?.step).toBe(a.last);
    expect(log.chunks.filter(({ rates }) => rates !== null).length).toBeLessThanOrEqual(120);
    expect(log.chunks.length).toBeLessThanOrEqual(120 + 71);
  });

  it('keeps apart what follows different weights', () => {
    const followed = (pixel: number, count: number) => ({
      weights: [{ pixel, unit: 0 }],
      rate: column(pixel, count, RUNS),
      realized: column(pixel, count, RUNS),
      value: column(pixel, count, RUNS),
    });
    const log = createChunkLog([
      chunk(1, 2, { followed: followed(5, 2) }),
      chunk(3, 2, { followed: followed(5, 2) }),
      chunk(5, 2, { followed: followed(9, 2) }),
    ]);
    expect(log.chunks.map(lastStep)).toEqual([4, 6]);
    expect(log.chunks[0].followed?.rate).toHaveLength(4 * RUNS);
  });

  it('can be taken up again', () => {
    const first = createChunkLog([chunk(1, 2), chunk(3, 1, { evaluation: evaluation(1) })]);
    const second = createChunkLog(structuredClone(first.chunks));
    second.append(chunk(4, 2));
    expect(second.chunks.map(({ from, count }) => [from, count])).toEqual([
      [1, 3],
      [4, 2],
    ]);
  });
});
