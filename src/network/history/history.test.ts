import { describe, expect, it } from 'vitest';
import { createNetworkHistory, indexAt } from './history.ts';
import { buffersOf, lastStep, type NetworkChunk, type NetworkRates, QUANTILES, RATE_BINS } from './record.ts';
import { chunkOf } from './testing/chunk.ts';

const RUNS = 2;
const LAYERS = [
  { inputs: 784, units: 8 },
  { inputs: 8, units: 10 },
];
const fill = (length: number, value: (i: number) => number) =>
  Float64Array.from({ length }, (_, i) => value(i));

const ratesAt = (step: number): NetworkRates => ({
  effective: fill(RUNS * LAYERS.length * QUANTILES.length, (i) => step + i / 100),
  realized: fill(RUNS * LAYERS.length * QUANTILES.length, () => 0),
  untouched: fill(RUNS * LAYERS.length, (i) => i / 10),
  pixels: new Float32Array(RUNS * 784).fill(step),
  histogram: new Uint32Array(RUNS * LAYERS.length * RATE_BINS.COUNT).fill(step),
  unit: null,
});

/** A report of `count` steps from `from`; the loss of run k after step s is s + k/2. */
const chunk = (from: number, count: number, more: Partial<NetworkChunk> = {}): NetworkChunk =>
  chunkOf(RUNS, from, count, {
    trainLoss: fill(count * RUNS, (i) => from + Math.floor(i / RUNS) + (i % RUNS) / 2),
    trainAccuracy: fill(count * RUNS, () => 0.5),
    lr: fill(count * RUNS, () => 0.1),
    time: fill(count, (i) => (from + i) / 10),
    ...more,
  });

const evaluation = (value: number) => ({
  loss: fill(RUNS, (k) => value + k),
  accuracy: fill(RUNS, (k) => value / 100 + k),
  test: null,
});

describe('a history of training', () => {
  it('keeps the losses of all reports in order, by step', () => {
    const history = createNetworkHistory(RUNS, LAYERS);
    for (let step = 1; step <= 1000; step += 10) history.append(chunk(step, 10));
    const { values, length } = history.runs[1].trainLoss;
    expect(length).toBe(1000);
    expect(Array.from(values.subarray(0, length))).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1.5));
    expect(history.last).toBe(1000);
    expect(history.runs[0].seconds).toBe(1001);
  });

  it('places an evaluation at the step whose weights were evaluated, though it comes with later steps', () => {
    const history = createNetworkHistory(RUNS, LAYERS);
    history.append(chunk(1, 10));
    const test = { loss: fill(RUNS, () => 1), accuracy: fill(RUNS, () => 0.5) };
    history.append(chunk(11, 5, { evaluation: { ...evaluation(3), step: 10, test } }));
    history.append(chunk(16, 5, { evaluation: { ...evaluation(2), step: 20 } }));
    expect(history.last).toBe(20);
    expect(Array.from(history.runs[0].evaluatedAt.values.subarray(0, 2))).toEqual([10, 20]);
    expect(Array.from(history.runs[1].testedAt.values.subarray(0, history.runs[1].testedAt.length))).toEqual([
      10,
    ]);
  });

  it('remembers at which steps it was evaluated and measured', () => {
    const history = createNetworkHistory(RUNS, LAYERS);
    history.append(chunk(1, 10, { evaluation: evaluation(3) }));
    history.append(chunk(11, 5, { rates: ratesAt(15) }));
    history.append(chunk(16, 0, { evaluation: evaluation(2) }));
    expect(
      Array.from(history.runs[0].evaluatedAt.values.subarray(0, history.runs[0].evaluatedAt.length)),
    ).toEqual([10, 15]);
    expect(history.runs.map(({ loss }) => Array.from(loss.values.subarray(0, loss.length)))).toEqual([
      [3, 2],
      [4, 3],
    ]);
    expect(history.runs[1].measuredAt.values[0]).toBe(15);
    // Run 1, layer 1, the last quantile is the last of the twenty numbers.
    expect(history.runs[1].rates[1][4].values[0]).toBe(15 + 19 / 100);
    expect(history.runs[1].untouched[0].values[0]).toBe(0.2);
  });

  it('finds the latest entry that is not after a step', () => {
    const steps = { values: Float64Array.of(0, 10, 20, 30, 99), length: 4 };
    expect([-1, 0, 9, 10, 29, 30, 1e9].map((step) => indexAt(steps, step))).toEqual([-1, 0, 0, 1, 2, 3, 3]);
    expect(indexAt({ values: new Float64Array(4), length: 0 }, 5)).toBe(-1);
  });

  it('finds the picture of a step, and thins out old ones without losing the last', () => {
    const history = createNetworkHistory(RUNS, LAYERS);
    expect(history.runs[1].measurementAt(5)).toBeNull();
    for (let step = 1; step <= 1000; step++) history.append(chunk(step, 1, { rates: ratesAt(step) }));
    for (const step of [1, 500, 999, 1000]) {
      const found = history.runs[1].measurementAt(step);
      expect(found?.step).toBeLessThanOrEqual(step);
      expect(step - (found?.step ?? 0)).toBeLessThanOrEqual(16);
      expect(found?.pixels[0]).toBe(found?.step);
    }
    expect(history.runs[1].measurementAt(1000)?.step).toBe(1000);
  });

  it('tells those who listen, until they stop', () => {
    const history = createNetworkHistory(RUNS, LAYERS);
    let calls = 0;
    const stop = history.subscribe(() => {
      calls++;
    });
    history.append(chunk(1, 1));
    stop();
    history.append(chunk(2, 1));
    expect(calls).toBe(1);
  });

  it('keeps the step at which a run diverged', () => {
    const history = createNetworkHistory(RUNS, LAYERS);
    history.append(chunk(1, 10, { divergedAt: [0, 7] }));
    expect(history.runs.map(({ divergedAt }) => divergedAt)).toEqual([0, 7]);
  });
});

describe('a report', () => {
  it('ends at its last step, or at the step before an evaluation alone', () => {
    expect(lastStep(chunk(1, 10))).toBe(10);
    expect(lastStep(chunk(11, 0))).toBe(10);
  });

  it('hands over each of its buffers once', () => {
    const full = chunk(1, 2, { rates: ratesAt(2), evaluation: { ...evaluation(1), test: evaluation(2) } });
    const buffers = buffersOf(full);
    expect(new Set(buffers).size).toBe(buffers.length);
    const moved = structuredClone(full, { transfer: buffers });
    expect(moved.rates?.pixels).toHaveLength(RUNS * 784);
    expect(full.trainLoss).toHaveLength(0);
    expect(full.rates?.pixels).toHaveLength(0);
    expect(full.evaluation?.test?.loss).toHaveLength(0);
  });

  it('keeps the realized rates, learning rates, seconds and test results too', () => {
    const history = createNetworkHistory(RUNS, LAYERS);
    const realized = fill(RUNS * LAYERS.length * QUANTILES.length, (i) => -i);
    const test = { loss: fill(RUNS, (k) => k), accuracy: fill(RUNS, (k) => k / 2) };
    const rates = { ...ratesAt(10), realized };
    history.append(chunk(1, 10, { rates, evaluation: { ...evaluation(1), test } }));
    // Run 1, layer 0, median.
    expect(history.runs[1].realized[0][2].values[0]).toBe(-(1 * LAYERS.length * QUANTILES.length + 2));
    expect(history.runs[1].lr.length).toBe(10);
    expect(history.runs[1].trainAccuracy.values[9]).toBe(0.5);
    expect(history.time.values[9]).toBe(1);
    expect(history.runs[1].testedAt.values[0]).toBe(10);
    expect(history.runs[1].testAccuracy.values[0]).toBe(0.5);
  });

  it('replaces a measurement by a later one of the same step', () => {
    const history = createNetworkHistory(RUNS, LAYERS);
    history.append(chunk(1, 10, { rates: ratesAt(10) }));
    const unit = { unit: 3, pixels: new Float32Array(RUNS * 784).fill(7) };
    history.append(chunk(11, 0, { rates: { ...ratesAt(10), unit } }));
    expect(history.runs[1].measurementAt(10)?.unit).toEqual({
      unit: 3,
      pixels: new Float32Array(784).fill(7),
    });
    expect(history.runs[1].measuredAt.length).toBe(1);
  });

  it('follows weights without a gap, from the step at which they were picked', () => {
    const history = createNetworkHistory(RUNS, LAYERS);
    const [a, b] = [
      { pixel: 5, unit: 0 },
      { pixel: 6, unit: 1 },
    ];
    const columns = (weights: { pixel: number; unit: number }[], count: number, first: number) => ({
      weights,
      rate: fill(count * RUNS * weights.length, (i) => first + i),
      realized: fill(count * RUNS * weights.length, () => 0),
      value: fill(count * RUNS * weights.length, () => 0),
    });
    history.append(chunk(1, 10));
    history.append(chunk(11, 2, { followed: columns([a], 2, 100) }));
    history.append(chunk(13, 1, { followed: columns([a, b], 1, 200) }));
    expect(history.runs[0].followed.map(({ pixel, from }) => [pixel, from])).toEqual([
      [5, 10],
      [6, 12],
    ]);
    const rates = history.runs.map(({ followed: [{ rate }] }) =>
      Array.from(rate.values.subarray(0, rate.length)),
    );
    expect(rates).toEqual([
      [100, 102, 200],
      [101, 103, 202],
    ]);
    history.append(chunk(14, 5));
    history.append(chunk(19, 1, { followed: columns([a], 1, 300) }));
    expect(history.runs[0].followed.map(({ from }) => from)).toEqual([18]);
    expect(history.runs[0].followed[0].rate.length).toBe(1);
  });
});
