/** Trainings that other libraries repeat from the files that are written, beside our own. */
import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import { networkArguments } from '../../core/network.ts';
import { parseExperiment } from '../../experiment/index.ts';
import { traceNetwork } from '../../network/trace.ts';
import type { ProgramId } from '../../report/program/index.ts';
import { exportTraining } from '../export-training.ts';

const nowhere = { listFiles: () => Promise.resolve([]), readFile: () => Promise.reject(new Error('none')) };

type Line = Readonly<Record<string, number>>;

/** The largest difference, relative to the loss, between the losses of a program in `folder` and ours: of every batch, and at the end. */
export async function differenceOf(
  query: string,
  library: ProgramId,
  folder: string,
  command: readonly [program: string, ...args: string[]],
): Promise<number> {
  const { experiment, problems } = parseExperiment(query);
  expect(problems).toEqual([]);
  await exportTraining(experiment, library, folder, null);
  const [program, ...args] = command;
  const { stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  const { runs, surface, steps, seed } = experiment;
  const theirs = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  expect(theirs, stderr).toHaveLength(runs.length * (steps + 1));
  const options = { runs, args: networkArguments(surface.args), steps, seed, ...nowhere };
  let worst = 0;
  for await (const { run, step, trainLoss, loss, accuracy } of traceNetwork(options)) {
    const near = (ours: number | null, other: number): number => Math.abs((ours ?? 0) - other) / other;
    const last = theirs[runs.length * steps + run];
    if (step > 0) worst = Math.max(worst, near(trainLoss, theirs[run * steps + step - 1].trainLoss));
    if (step !== steps) continue;
    worst = Math.max(worst, near(loss, last.loss));
    expect(Math.abs((accuracy ?? 0) - last.accuracy)).toBeLessThan(2e-3);
  }
  expect(worst).toBeGreaterThan(0);
  return worst;
}
