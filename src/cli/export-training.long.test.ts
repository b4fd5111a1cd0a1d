/** PyTorch repeats trainings from the files that are written, loss by loss. */
import { spawnSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { networkArguments } from '../core/network.ts';
import { parseExperiment } from '../experiment/index.ts';
import { traceNetwork } from '../network/trace.ts';
import { exportTraining } from './export-training.ts';

const PYTHON = '/usr/bin/python3';
const torch = spawnSync(PYTHON, ['-c', 'import torch, numpy']).status === 0;
if (!torch) console.warn(`Not run: trainings in PyTorch, since ${PYTHON} cannot import torch and numpy.`);

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

const nowhere = { listFiles: () => Promise.resolve([]), readFile: () => Promise.reject(new Error('none')) };

describe.runIf(torch)('a training that PyTorch repeats', () => {
  it('has our losses to 1e-4 over 200 steps, for eight rules', { timeout: 600_000 }, async () => {
    const query = `surface=mnist${RULES.map((rule) => `&run=${rule}`).join('')}&steps=200`;
    const { experiment, problems } = parseExperiment(query);
    expect(problems).toEqual([]);
    const folder = await mkdtemp(join(tmpdir(), 'adascope-'));
    await exportTraining(experiment, folder, null);
    const { stdout, stderr } = spawnSync(PYTHON, [join(folder, 'experiment.py')], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      env: { ...process.env, OMP_NUM_THREADS: '1' },
    });
    const theirs = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, number>);
    expect(theirs, stderr).toHaveLength(RULES.length * 201);
    const { runs, surface, steps, seed } = experiment;
    const options = { runs, args: networkArguments(surface.args), steps, seed, ...nowhere };
    let worst = 0;
    for await (const { run, step, trainLoss, loss } of traceNetwork(options)) {
      const near = (ours: number | null, other: number): number => Math.abs((ours ?? 0) - other) / other;
      if (step > 0) worst = Math.max(worst, near(trainLoss, theirs[run * steps + step - 1].trainLoss));
      if (step === steps) worst = Math.max(worst, near(loss, theirs[RULES.length * steps + run].loss));
    }
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThan(1e-4);
  });
});
