/** Optuna and PyTorch make the study of a grid, and find what ours finds. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../../experiment/index.ts';
import { type Summary, study } from '../../../study/study.ts';
import { hasModule, PYTHON, runPrograms } from '../testing/python.ts';
import { studyProgramOf } from './index.ts';

const optuna = hasModule('optuna') && hasModule('torch');
if (!optuna)
  console.warn(
    `Not run: the programs for Optuna, since ${PYTHON} cannot import it and torch (PYTHON names another).`,
  );

describe.runIf(optuna)('a program for Optuna', () => {
  it.each(['final', 'best', 'steps,to:1', 'area'])('finds the best of a grid by %s', (measure) => {
    const query = `run=sgd,momentum:0.9&run=adam~exponential,gamma:0.99&run=rmsprop~clip&steps=120&study=grid,measure:${measure}&axis=lr,from:1e-4,to:1,n:9`;
    const { experiment } = parseExperiment(query);
    const best = [...study(experiment)].filter((line): line is Summary => 'summary' in line);
    const [printed] = runPrograms([
      // Options of whoever runs the test are none of the program.
      studyProgramOf(experiment, 'optuna').replace('parser.parse_args()', 'parser.parse_args([])'),
    ]);
    const lines = printed
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(6);
    for (const [run, { summary }] of best.entries()) {
      expect(lines[run].trials).toBe(summary.trials);
      // Several rates take the same number of steps: either may be the best.
      if (!measure.startsWith('steps')) expect(lines[run].best.at.lr).toBe(summary.best?.at.lr);
      expect(lines[run].best.value).toBeCloseTo(summary.best?.value ?? Number.NaN, 9);
      expect(lines[3 + run]).toHaveProperty('theta');
    }
  });
});
