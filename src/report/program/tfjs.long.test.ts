/** The same as in `tfjs.test.ts`, of more experiments. */
import { describe, expect, it } from 'vitest';
import { anyExperiments, everyConvention, everyRule, oneVariable } from './testing/all.ts';
import { compare } from './testing/compare.ts';
import { TFJS } from './testing/tfjs.ts';

describe('a program for TensorFlow.js', () => {
  it.each([
    ['every rule on smooth, curved and noisy surfaces', () => everyRule(), 0.9],
    ['the conventions of every library', () => everyConvention(), 0.9],
    ['functions of one variable', oneVariable, 8],
    ['any experiment', () => anyExperiments(400), 0.5],
  ] as const)('repeats %s', { timeout: 600_000 }, async (_, experiments, share) => {
    const all = experiments();
    const { wrong, compared } = await compare(all, TFJS);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(share * all.length);
  });
});
