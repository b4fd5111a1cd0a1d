/** JAX and optax run the programs, and end where our own code does. */
import { describe, expect, it } from 'vitest';
import { optaxProgram } from './optax.ts';
import {
  anyExperiments,
  everyConvention,
  everyRule,
  everySchedule,
  everySurface,
  oneVariable,
} from './testing/all.ts';
import { compare, type Target } from './testing/compare.ts';
import { hasModule, PYTHON, runPrograms } from './testing/python.ts';

const optax = hasModule('optax');
if (!optax)
  console.warn(`Not run: the programs for optax, since ${PYTHON} cannot import it (PYTHON names another).`);

const OPTAX: Target = {
  name: 'optax',
  program: optaxProgram,
  run: runPrograms,
};

describe.runIf(optax)('a program for optax', () => {
  it.each([
    ['every rule', () => everyRule(['rosenbrock', 'regression']), 0.9],
    ['the conventions of every library', () => everyConvention(), 0.9],
    ['every schedule, alone, with a warm-up and after one', everySchedule, 0.9 * 2],
    ['every gradient stage and every surface', everySurface, 0.9 * 7],
    ['functions of one variable', oneVariable, 8],
    ['any experiment', () => anyExperiments(30), 0.5],
  ] as const)('repeats %s', { timeout: 600_000 }, async (_, experiments, share) => {
    const all = experiments();
    const { wrong, compared } = await compare(all, OPTAX);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(share * all.length);
  });
});
