import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { networkArguments } from '../core/network.ts';
import { computation, parseExperiment } from '../experiment/index.ts';
import { traceNetwork } from '../network/trace.ts';
import { experimentOf, type Trial } from '../study/study.ts';
import { listFiles } from './files.ts';
import { studyMain } from './study-main.ts';

const QUERY =
  'surface=mnist,hidden:16,images:600&steps=30&run=adam~plateau,patience:0&run=sgd,momentum:0.9&run=lion&study=grid,seeds:2&axis=lr,from:1e-3,to:10,n:3';

async function records(query: string): Promise<readonly Trial[]> {
  let out = '';
  const output = {
    out: async (text: string) => {
      out += text;
    },
    err: () => undefined,
  };
  expect(await studyMain([query], output, () => 0)).toBe(0);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return lines.filter((record) => !('summary' in record));
}

describe('a study of networks', () => {
  it('trains them together, and each trial is what a trace of its settings makes, to the last bit', async () => {
    const { experiment } = parseExperiment(QUERY);
    const trials = await records(QUERY);
    expect(trials).toHaveLength(3 * 3 * 2);
    // One of each run, with both seeds.
    for (const { run, trial, at, seed, final, best, bestStep } of trials.filter(({ trial }) => trial === 1)) {
      const job = { run, trial, at, repetition: seed - 1, steps: 30 };
      const { runs, surface, steps, seed: own, rules } = computation(experimentOf(experiment, job));
      const args = networkArguments(surface.args);
      const files = { listFiles, readFile: (path: string) => readFile(path) };
      const losses: { step: number; loss: number }[] = [];
      for await (const { step, loss } of traceNetwork({ runs, args, steps, seed: own, rules, ...files })) {
        if (loss !== null) losses.push({ step, loss });
      }
      expect(losses.map(({ step }) => step)).toContain(10);
      expect(final).toBe(losses.at(-1)?.loss);
      expect(best).toBe(Math.min(...losses.map(({ loss }) => loss)));
      expect(losses.find(({ step }) => step === bestStep)?.loss).toBe(best);
    }
  });

  it('prefers the greatest accuracy, and counts what became worse as the accuracy at the start', async () => {
    const query = QUERY.replace('grid,seeds:2', 'grid,measure:accuracy').replace('n:3', 'n:2');
    const trials = await records(query);
    const worse = trials.filter(({ status }) => status !== 'finished');
    expect(worse.length).toBeGreaterThan(0);
    const starts = new Set(worse.map(({ value }) => value));
    // All begin with the same weights.
    expect(starts.size).toBe(1);
    for (const { value } of trials) expect(value).toBeLessThanOrEqual(1);
  });
});
