import { describe, expect, it } from 'vitest';
import { createObjective } from '../../../core/objective.ts';
import { parseExperiment } from '../../../experiment/index.ts';
import { createLocalPool } from '../../../runtime/local-pool.ts';
import { createFollowController, type FollowRecord } from '../../controller/follow.ts';
import { quantile } from '../../seeds/bands.ts';
import { createFollowJob } from '../../seeds/job.ts';
import { study } from '../../study.ts';
import { seedsOf } from './source.ts';

const timers = {
  now: () => performance.now(),
  later(_: number, callback: () => void) {
    setImmediate(callback);
    return () => undefined;
  },
};
const here = createLocalPool({ jobs: { seeds: { create: createFollowJob as never } }, timers });
const displays = [0, 1].map((slot) => ({ key: slot, slot, hidden: false }));

/** What the page shows of the runs of a link with all their seeds, computed on this thread. */
async function shown(query: string) {
  const { experiment } = parseExperiment(query);
  const controller = createFollowController({ pool: here, here, timers, assets: '' });
  controller.compute(experiment);
  while (controller.state.value !== 'done') await new Promise(setImmediate);
  return { data: seedsOf(controller.record.value as FollowRecord, displays, null), experiment };
}

describe('runs with several seeds', () => {
  it('have the numbers of the study, with their mean and deviation', async () => {
    const { data, experiment } = await shown(
      'surface=beale&run=sgd~noise,sigma:2&run=adam,lr:0.05~noise,sigma:2&steps=50&axis=seed,from:1,to:7,n:7',
    );
    for (const { run, values, estimate } of data.runs) {
      const own = [...study(experiment)].flatMap((record) =>
        'value' in record && record.run === run ? [record.value ?? Number.NaN] : [],
      );
      expect(values).toEqual(own);
      const mean = own.reduce((sum, value) => sum + value, 0) / 7;
      expect(estimate.mean).toBeCloseTo(mean, 12);
      expect(estimate.sd ** 2).toBeCloseTo(own.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 6, 12);
      const curve = data.loss.curves[run];
      expect(curve.ys[50]).toBeCloseTo(mean, 12);
      const sorted = [...own].sort((a, b) => a - b);
      expect(curve.band?.low[50]).toBe(quantile(sorted, 0.1));
      expect(curve.n[50]).toBe(7);
    }
    expect([data.n, data.seeds, data.log, data.above]).toEqual([7, 7, true, false]);
  });

  it('are compared above the minimum that their surface has with that seed', async () => {
    const { data, experiment } = await shown(
      'surface=regression&run=sgd&run=adam&steps=100&axis=seed,from:1,to:5,n:5',
    );
    expect(data.above).toBe(true);
    for (const record of study(experiment)) {
      if (!('value' in record)) continue;
      const { minima } = createObjective(experiment.surface, null, record.seed);
      expect(data.runs[record.run].values[record.trial]).toBe((record.value ?? 0) - minima[0].loss);
    }
  });

  it('that are all the same have no width, and are like each other', async () => {
    const { data } = await shown('surface=booth&run=sgd&run=sgd&steps=20&axis=seed,from:1,to:3,n:3');
    expect(data.runs.map(({ estimate }) => estimate.sd)).toEqual([0, 0]);
    expect(data.ties).toEqual([[0, 1]]);
    const [{ ys, band }] = data.loss.curves;
    expect(band?.high).toEqual(band?.low);
    expect(ys[20]).toBeCloseTo(band?.low[20] ?? Number.NaN, 12);
  });
});
