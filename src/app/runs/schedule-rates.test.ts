import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../experiment/index.ts';
import { trace } from '../../surface/trace.ts';
import { isDriven, rateOf, scheduledRates, summaryOf } from './schedule-rates.ts';

/** The schedules and the rate of the first run of a link. */
function runOf(query: string) {
  const { experiment } = parseExperiment(query);
  const [{ optimizer, schedules }] = experiment.runs;
  return { experiment, schedules, lr: Number(optimizer.args.lr) };
}

describe('the curve of a schedule', () => {
  it.each([
    'run=adam,lr:0.1~warmup,steps:50,wait:1~cosine,steps:450',
    'run=sgd,lr:0.0001~cyclic,max:0.001,up:20,down:30&steps=200',
    'run=sgd,lr:0.001~one-cycle,steps:120&steps=120',
    'run=adam,lr:0.1~warmup,steps:10~inverse-time,k:0.1,power:0.5&steps=60',
    'run=adam,lr:0.1~exponential,gamma:0.9,min:0.01&steps=60',
  ])('has the rates that the updates use: %s', (query) => {
    const { experiment, schedules, lr } = runOf(query);
    const { steps, rates, length } = scheduledRates(schedules, lr, experiment.steps);
    const used = [...trace(experiment)].slice(1).map((frame) => frame.lr);
    expect(Array.from(steps)).toEqual(used.map((_, k) => k + 1));
    expect(Array.from(rates)).toEqual(used);
    expect(length).toBe(experiment.steps);
  });

  it('of a warm-up before a cosine reaches the full rate, when the warm-up is over', () => {
    const { experiment, schedules, lr } = runOf('run=adam,lr:0.1~warmup,steps:50,wait:1~cosine,steps:450');
    const found = summaryOf(scheduledRates(schedules, lr, experiment.steps));
    expect(found?.peak).toBe(0.1);
    expect(found?.peakStep).toBe(51);
    expect(found?.start).toBeCloseTo(0.01, 12);
    expect(found?.end).toBeLessThan(0.001);
  });

  it('of a long run has its first, its last and evenly spaced rates between, and any other when it is asked for', () => {
    const { schedules, lr } = runOf('run=sgd,lr:1~exponential,gamma:0.99999&steps=1000000');
    const { steps, rates, length } = scheduledRates(schedules, lr, 1_000_000);
    expect([steps[0], steps[length - 1]]).toEqual([1, 1_000_000]);
    expect(length).toBeLessThanOrEqual(2000);
    expect(rates[1]).toBeCloseTo(0.99999 ** (steps[1] - 1), 9);
    expect(rateOf(schedules, lr)(12_346)).toBeCloseTo(0.99999 ** 12_345, 9);
  });

  it('follows the run where a schedule does, and has nothing to say before', () => {
    expect(isDriven(runOf('run=sgd~plateau').schedules)).toBe(true);
    expect(isDriven(runOf('run=sgd~cosine~warmup').schedules)).toBe(false);
    expect(summaryOf({ steps: [], rates: [], length: 0 })).toBeNull();
  });
});
