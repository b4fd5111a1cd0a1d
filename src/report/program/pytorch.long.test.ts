/** PyTorch runs the programs, and ends where our own code does. */
import { describe, expect, it } from 'vitest';
import { pytorchProgram } from './pytorch.ts';
import {
  anyExperiments,
  everyConvention,
  everyRule,
  everySchedule,
  everySurface,
  oneVariable,
} from './testing/all.ts';
import { compare, type Target } from './testing/compare.ts';
import { hasModule, runPrograms } from './testing/python.ts';

const torch = hasModule('torch');
if (!torch) console.warn('Not run: the programs for PyTorch, since /usr/bin/python3 cannot import torch.');

const PYTORCH: Target = {
  name: 'PyTorch',
  program: pytorchProgram,
  run: runPrograms,
  // To PyTorch the sign of what is not a number is 0: after an overflow some rules stand still there.
  skip: ({ stages }, status) => status === 'diverged' && stages.some(({ id }) => id === 'precision'),
};

describe.runIf(torch)('a program for PyTorch', () => {
  it('repeats every rule on smooth, curved and noisy surfaces', { timeout: 600_000 }, async () => {
    const all = everyRule();
    const { wrong, compared } = await compare(all, PYTORCH);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(0.95 * all.length);
  });

  it('repeats the conventions of other libraries', { timeout: 600_000 }, async () => {
    const all = everyConvention();
    const { wrong, compared } = await compare(all, PYTORCH);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(0.9 * all.length);
  });

  it('repeats every schedule, alone, with a warm-up and after one', { timeout: 600_000 }, async () => {
    const all = everySchedule();
    const { wrong, compared } = await compare(all, PYTORCH);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(0.95 * 2 * all.length);
  });

  it('repeats every gradient stage and every surface', { timeout: 600_000 }, async () => {
    const all = everySurface();
    const { wrong, compared } = await compare(all, PYTORCH);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(0.9 * 7 * all.length);
  });

  it('repeats functions of one variable', { timeout: 600_000 }, async () => {
    const { wrong, compared } = await compare(oneVariable(), PYTORCH);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(30);
  });

  it('repeats any experiment', { timeout: 600_000 }, async () => {
    const all = anyExperiments(400);
    const { wrong, compared } = await compare(all, PYTORCH);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(all.length / 2);
  });
});
