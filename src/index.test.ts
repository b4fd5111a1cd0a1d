import { describe, expect, it } from 'vitest';
import * as adascope from './index.ts';

describe('the package', () => {
  it('has these names, which are an API', () => {
    expect(Object.keys(adascope).sort()).toEqual([
      'checkExperiment',
      'formatExperiment',
      'lessons',
      'mnist',
      'optimizers',
      'parseExperiment',
      'schedules',
      'stages',
      'study',
      'surfaces',
      'trace',
    ]);
  });

  it('goes from a link to numbers', () => {
    const { parseExperiment, formatExperiment, trace } = adascope;
    const { experiment, problems } = parseExperiment('?surface=beale&run=adam,lr:0.05&steps=200');
    expect(problems).toEqual([]);
    expect(formatExperiment(experiment)).toBe('surface=beale&run=adam,lr:0.05&steps=200');
    const frames = [...trace(experiment)];
    expect(frames).toHaveLength(201);
    expect(frames[200].loss).toBeLessThan(frames[0].loss ?? 0);
  });

  it('takes experiments that another program made', () => {
    const { experiment } = adascope.parseExperiment('steps=5');
    const made: unknown = JSON.parse(JSON.stringify({ ...experiment, seed: 2 ** 40 }));
    const checked = adascope.checkExperiment(made);
    expect(checked.experiment.seed).toBe(2 ** 32 - 1);
    expect(checked.problems.map(({ key }) => key)).toEqual(['seed']);
  });
});
