import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeNumber } from '../experiment/argument.ts';
import { parseExperiment } from '../experiment/index.ts';
import type { Experiment } from '../experiment/types.ts';
import { experimentOfTrial } from './settings.ts';
import { study, type Trial } from './study.ts';
import { tidied } from './tidy.ts';
import { runTrial } from './trial.ts';

const open = (link: string): Experiment => parseExperiment(link).experiment;
const trialsOf = (experiment: Experiment): readonly Trial[] =>
  [...study(experiment)].filter((record): record is Trial => 'trial' in record);
const bestOf = (trials: readonly Trial[]): Trial =>
  trials.reduce((a, b) => ((b.value ?? 1e300) < (a.value ?? 1e300) ? b : a));

/** What a run with some settings comes to, by the loop that makes one run at a time. */
const lossOf = (experiment: Experiment, { run }: Trial, at: Trial['at']): number =>
  runTrial(experimentOfTrial(experiment, experiment.runs[run], at, 0), 'final', 1e-3).value as number;

describe('settings in few digits', () => {
  it('of the best rate on a grid are as good as the trial, and nearer to it than to its neighbours', () => {
    const link = 'run=sgd,momentum:0.9&run=adam&steps=500&axis=lr,from:1e-5,to:10,n:61';
    for (const surface of ['rosenbrock', 'beale', 'himmelblau', 'quadratic', 'styblinski-tang']) {
      const experiment = open(`surface=${surface}&${link}`);
      for (const run of [0, 1]) {
        const best = bestOf(trialsOf(experiment).filter((trial) => trial.run === run));
        const { lr } = tidied(experiment, run, best.at, best.value);
        const value = best.value as number;
        expect(Math.abs(Math.log10(lr / best.at.lr))).toBeLessThanOrEqual(0.05 + 1e-9);
        expect(lossOf(experiment, best, { lr })).toBeLessThanOrEqual(value + 0.005 * Math.abs(value) + 1e-12);
        // A rate such as 0.01 has few digits as it is.
        expect(writeNumber(lr).length).toBeLessThanOrEqual(Math.min(9, writeNumber(best.at.lr).length));
      }
    }
  });

  it('of trials that were drawn come out as well, whatever the axes, or are the trial’s own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (draw) => {
        const axes = 'axis=lr,from:1e-4,to:1&axis=beta1,from:0,to:0.999&axis=beta2,from:0.5,to:0.9999';
        const experiment = open(
          `surface=beale&run=adam&steps=200&study=random,trials:8,draw:${draw}&${axes}`,
        );
        const best = bestOf(trialsOf(experiment));
        const at = tidied(experiment, 0, best.at, best.value);
        const value = best.value as number;
        expect(lossOf(experiment, best, at)).toBeLessThanOrEqual(value * 1.005);
      }),
      { numRuns: 20 },
    );
  });

  it('are left alone where looking would take long, and for trials without a value', () => {
    const at = { lr: 0.0019952623149688802 };
    const long = open('run=adam&steps=500000&axis=lr');
    expect(tidied(long, 0, at, 1)).toBe(at);
    expect(tidied(open('surface=mnist&run=adam&axis=lr'), 0, at, 1)).toBe(at);
    expect(tidied(open('run=adam&axis=lr'), 0, at, null)).toBe(at);
    // Nothing is as good as a loss below the minimum.
    expect(tidied(open('run=adam&axis=lr'), 0, at, -1)).toBe(at);
  });
});
