import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAdaptiveBatchSize } from './adaptive-batch-size.ts';

/** Slices one after another on a machine that takes so long for a slice and for each of its images. */
function slices(
  count: number,
  perImage: number,
  perSlice = 0,
  batchSize = createAdaptiveBatchSize(250, 250),
) {
  const taken: { rows: number; milliseconds: number }[] = [];
  for (let k = 0; k < count; k++) {
    const { rows } = batchSize;
    const milliseconds = perSlice + perImage * rows;
    batchSize.took(milliseconds);
    taken.push({ rows, milliseconds });
  }
  return taken;
}

describe('slices of an evaluation', () => {
  it('are as large as they were guessed to be where that is fast', () => {
    expect(new Set(slices(20, 0.1).map(({ rows }) => rows))).toEqual(new Set([250]));
    expect(createAdaptiveBatchSize(250, 100).rows).toBe(64);
    expect(createAdaptiveBatchSize(40, 1e9).rows).toBe(40);
    expect(createAdaptiveBatchSize(250, 0).rows).toBe(4);
    expect(createAdaptiveBatchSize(250, 100).sizes).toEqual([4, 8, 16, 32, 64]);
    expect(createAdaptiveBatchSize(40, 1e9).sizes).toEqual([4, 8, 16, 32, 40]);
  });

  it('are short after the first, on any machine that can do four images in time', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 8, noNaN: true }),
        fc.integer({ min: 0, max: 20 }),
        (each, fixed) => {
          const later = slices(60, each, fixed).slice(8);
          for (const { milliseconds } of later) expect(milliseconds).toBeLessThanOrEqual(60);
        },
      ),
    );
  });

  it('come to rest: a machine that stays as it is has one size', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 8, noNaN: true }), (each) => {
        const rest = slices(80, each).slice(40);
        expect(new Set(rest.map(({ rows }) => rows)).size).toBe(1);
      }),
    );
  });

  it('become small at once when the machine has become slow, and large again by and by', () => {
    const batchSize = createAdaptiveBatchSize(250, 250);
    slices(5, 0.1, 0, batchSize);
    batchSize.took(1000);
    expect(batchSize.rows).toBe(8);
    const later = slices(30, 0.1, 0, batchSize).map(({ rows }) => rows);
    expect(later.slice(0, 5)).toEqual([8, 8, 8, 8, 16]);
    expect(later.at(-1)).toBe(250);
  });

  it('never have more images than were guessed at first: those programs would have to be compiled', () => {
    const batchSize = createAdaptiveBatchSize(250, 70);
    expect(slices(50, 0.001, 0, batchSize).every(({ rows }) => rows === 64)).toBe(true);
  });
});
