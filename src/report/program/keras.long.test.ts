/** Keras runs the programs, and they end where our own code does. */
import { describe, expect, it } from 'vitest';
import { kerasProgram } from './keras.ts';
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

const keras = hasModule('keras');
if (!keras)
  console.warn(`Not run: the programs for Keras, since ${PYTHON} cannot import it (PYTHON names another).`);

const KERAS: Target = {
  name: 'Keras',
  program: kerasProgram,
  run: runPrograms,
  // Over TensorFlow Keras' own optimizers round β to float32.
  close: ({ optimizer }) => (optimizer.args.as === 'keras' ? 1e-6 : 1e-9),
};

describe.runIf(keras)('a program for Keras', () => {
  it.each([
    ['every rule', () => everyRule(['himmelblau']), 0.9],
    ['the conventions of every library', () => everyConvention(['~cosine,steps:100']), 0.9],
    ['every schedule, alone, with a warm-up and after one', everySchedule, 0.9 * 2],
    ['every gradient stage and every surface', everySurface, 0.9 * 7],
    ['functions of one variable', oneVariable, 8],
    ['any experiment', () => anyExperiments(10), 0.5],
  ] as const)('repeats %s', { timeout: 600_000 }, async (_, experiments, share) => {
    const all = experiments();
    const { wrong, compared } = await compare(all, KERAS);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(share * all.length);
  });
});
