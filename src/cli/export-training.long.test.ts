/** Other libraries repeat trainings from the files that are written, loss by loss. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWithTfjs } from '../report/program/testing/node.ts';
import { hasModule, PYTHON } from '../report/program/testing/python.ts';
import { differenceOf } from './testing/trainings.ts';

const LIBRARIES = [
  { library: 'pytorch', module: 'torch' },
  { library: 'optax', module: 'optax' },
  { library: 'keras', module: 'keras' },
] as const;
const installed = LIBRARIES.filter(({ module }) => hasModule(module));
for (const { library, module } of LIBRARIES)
  if (!hasModule(module))
    console.warn(`Not run: trainings with ${library}, since ${PYTHON} cannot import ${module}.`);

const RULES = [
  'sgd,momentum:0.9,lr:0.05~cosine,steps:150',
  'adagrad',
  'rmsprop',
  'adam',
  'lion',
  'adabelief',
  'prodigy',
  'schedule-free-adamw~clip',
];

const queryOf = (rules: readonly string[], steps: number): string =>
  `surface=mnist${rules.map((rule) => `&run=${rule}`).join('')}&steps=${steps}`;

describe.each(installed)('a training that $library repeats', ({ library }) => {
  it('has our losses to 1e-4 over 200 steps, for eight rules', { timeout: 600_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'adascope-'));
    expect(await differenceOf(queryOf(RULES, 200), library, folder, [PYTHON, 'experiment.py'])).toBeLessThan(
      1e-4,
    );
  });
});

describe('a training that TensorFlow.js repeats in Node', () => {
  it('has our losses to 1e-4 over 60 steps, for eleven rules', { timeout: 600_000 }, async () => {
    const rules = [...RULES, 'nadam~clip,value:0.01', 'ademamix,beta3Warmup:10~accumulate,every:2', 'sophia'];
    const difference = await differenceOf(queryOf(rules, 60), 'tfjs', await folderWithTfjs(), [
      'node',
      'experiment.mjs',
    ]);
    expect(difference).toBeLessThan(1e-4);
  });
});
