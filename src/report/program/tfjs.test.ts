/** Node runs the programs for TensorFlow.js, and they end where our own code does. */
import { describe, expect, it } from 'vitest';
import { everyConvention, everyRule, everySchedule, everySurface } from './testing/all.ts';
import { compare } from './testing/compare.ts';
import { TFJS } from './testing/tfjs.ts';

describe('a program for TensorFlow.js', () => {
  it.each([
    ['every rule', () => everyRule(['himmelblau']), 0.9],
    ['the conventions of every library', () => everyConvention(['~cosine,steps:100']), 0.9],
    ['every schedule, alone, with a warm-up and after one', everySchedule, 0.9 * 2],
    ['every gradient stage and every surface', everySurface, 0.8 * 7],
  ] as const)('repeats %s', { timeout: 60_000 }, async (_, experiments, share) => {
    const all = experiments();
    const { wrong, compared } = await compare(all, TFJS);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(share * all.length);
  });
});
