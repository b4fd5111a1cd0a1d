import { describe, expect, it } from 'vitest';
import { newPart } from './overlap.ts';
import type { NetworkChunk } from './record.ts';
import { chunkOf } from './testing/chunk.ts';

const RUNS = 2;
const column = (from: number, count: number, width: number): Float64Array =>
  Float64Array.from({ length: count * width }, (_, i) => from + Math.floor(i / width) + (i % width) / 10);

/** Every number of a column is its step, and a tenth for each place after the first. */
const chunk = (from: number, count: number, more: Partial<NetworkChunk> = {}): NetworkChunk =>
  chunkOf(RUNS, from, count, {
    trainLoss: column(from, count, RUNS),
    trainAccuracy: column(from, count, RUNS),
    lr: column(from, count, RUNS),
    time: column(from, count, 1),
    seconds: 1,
    ...more,
  });
const evaluation = { loss: Float64Array.of(1, 2), accuracy: Float64Array.of(0, 1), test: null };
const rates = {} as NonNullable<NetworkChunk['rates']>;

describe('a report of steps', () => {
  it('that are all new is kept as it is', () => {
    const given = chunk(11, 5, { evaluation, rates });
    expect(newPart(given, { last: 10, evaluated: 10 })).toEqual(given);
  });

  it('that are all recorded says nothing new', () => {
    expect(newPart(chunk(1, 5, { rates }), { last: 10, evaluated: -1 })).toBeNull();
    expect(newPart(chunk(6, 5, { evaluation }), { last: 10, evaluated: 10 })).toBeNull();
  });

  it('of which some are recorded is shortened, in every column', () => {
    const weights = [
      { pixel: 1, unit: 0 },
      { pixel: 2, unit: 0 },
    ];
    const followed = {
      weights,
      rate: column(8, 6, 4),
      realized: column(8, 6, 4),
      value: column(8, 6, 4),
    };
    const part = newPart(chunk(8, 6, { followed, rates, evaluation }), { last: 10, evaluated: 0 });
    expect(part).toEqual(
      chunk(11, 3, {
        rates,
        evaluation,
        followed: { weights, rate: column(11, 3, 4), realized: column(11, 3, 4), value: column(11, 3, 4) },
      }),
    );
  });

  it('whose evaluation alone is new leaves the evaluation', () => {
    const part = newPart(chunk(6, 5, { evaluation, rates }), { last: 10, evaluated: 5 });
    expect(part).toMatchObject({ from: 11, count: 0, evaluation, rates: null });
    expect(part?.trainLoss).toHaveLength(0);
  });
});

describe('an evaluation of weights that training has left meanwhile', () => {
  const earlier = { ...evaluation, step: 7 };

  it('comes with the steps since', () => {
    const given = chunk(6, 5, { evaluation: earlier });
    expect(newPart(given, { last: 5, evaluated: 0 })).toEqual(given);
    expect(newPart(given, { last: 5, evaluated: 7 })).toEqual({ ...given, evaluation: null });
  });

  it('is kept though all steps of its report are recorded, and more', () => {
    const part = newPart(chunk(6, 5, { evaluation: earlier, rates }), { last: 20, evaluated: 5 });
    expect(part).toMatchObject({ from: 21, count: 0, evaluation: earlier, rates: null, sample: null });
    const plain = newPart(chunk(6, 5, { evaluation }), { last: 20, evaluated: 5 });
    expect(plain).toMatchObject({ from: 21, count: 0, evaluation: { step: 10 } });
    expect(newPart(chunk(6, 0, { evaluation }), { last: 20, evaluated: 4 })).toMatchObject({
      from: 21,
      evaluation: { step: 5 },
    });
    expect(newPart(chunk(6, 5, { evaluation: earlier }), { last: 20, evaluated: 7 })).toBeNull();
  });
});

describe('a report without steps', () => {
  it('brings an evaluation once', () => {
    expect(newPart(chunk(1, 0, { evaluation }), { last: 0, evaluated: -1 })).toMatchObject({ evaluation });
    expect(newPart(chunk(1, 0, { evaluation }), { last: 0, evaluated: 0 })).toBeNull();
    expect(newPart(chunk(1, 0, { evaluation }), { last: 30, evaluated: 0 })).toBeNull();
  });

  it('brings rates that are measured again', () => {
    expect(newPart(chunk(11, 0, { rates }), { last: 10, evaluated: 10 })).toMatchObject({ rates });
  });
});
