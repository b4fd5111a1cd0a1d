import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../experiment/index.ts';
import { study } from '../study/study.ts';
import { trace } from '../surface/trace.ts';
import { computeQuantity } from './quantity.ts';
import { type Series, seriesOf } from './series.ts';

/** Two runs of five steps, the second ended after three. */
const made: Series = [
  {
    columns: { step: [0, 1, 2, 3, 4], loss: [9, 4, 1, 4, 0.5], rate0: [Number.NaN, 1, 2, 3, 4] },
    constants: { diverged: 0 },
  },
  { columns: { step: [0, 1, 2], loss: [9, -1, 3], rate0: [Number.NaN, 5, 6] }, constants: { diverged: 1 } },
];
const of = (text: string, series: Series = made): number => computeQuantity(text, () => series);

describe('a quantity', () => {
  it.each([
    ['loss', 0.5],
    ['loss[1]', 3],
    ['loss@2', 1],
    ['loss[1]@4', Number.NaN],
    ['rate0@0', Number.NaN],
    ['diverged + 10*diverged[1]', 10],
    ['2 + 3*4^2/8 - 1', 7],
    ['-2^2', -4],
    ['2^3^2', 512],
    ['(1 + 2)*-3', -9],
    ['1e-3*2.5E2', 0.25],
    ['abs(loss[1]@1) + sqrt(loss)^2', 1.5],
    ['first(loss < 4)', 2],
    ['first(loss < 0)', Number.NaN],
    ['count(loss > 3)', 3],
    ['changes(loss[1])', 2],
    ['least(loss)', 0.5],
    ['most(loss, 1, 2)', 4],
    ['mean(rate0)', 2.5],
    ['mean(rate0, 3, 4)', 3.5],
    ['sum(loss - loss[1])', 3],
    ['most(loss)/least(loss)', 18],
    ['first(abs(loss - 4) < 0.5) + 0', 1],
    ['loss-loss[1]', -2.5],
  ])('%s is %d', (text, expected) => {
    if (Number.isNaN(expected)) expect(of(text)).toBeNaN();
    else expect(of(text)).toBeCloseTo(expected, 12);
  });

  it('is averaged over seeds, or their variance is taken', () => {
    const seeded = (seed: number): Series => [{ columns: { step: [0], loss: [seed * seed] }, constants: {} }];
    expect(computeQuantity('seeds(3, loss) + 1', seeded)).toBeCloseTo(5 / 3 + 1, 12);
    expect(computeQuantity('variance(3, loss)', seeded)).toBeCloseTo((0 + 1 + 16) / 3 - 25 / 9, 12);
  });

  it.each([
    ['loss +', 'found the end, expected a number, a name or ('],
    ['loss loss', 'found loss, expected an operator or the end'],
    ['(loss', 'found the end, expected )'],
    ['median(loss)', 'no function median'],
    ['weight', 'There is no column "weight". There are: step, loss, rate0, diverged.'],
    ['loss[2]', 'There is no run 2: there are 2.'],
  ])('%s says what is wrong: %s', (text, message) => {
    expect(() => of(text)).toThrow(message);
  });
});

describe('the columns of an experiment', () => {
  it('are the numbers of its trace', () => {
    const query = 'surface=beale&run=adam,lr:0.05&run=sgd,lr:0.01&steps=7';
    const frames = [...trace(parseExperiment(query).experiment, { stability: true })];
    const series = seriesOf(query);
    for (const { run, step, theta, rate, preconditioned } of frames) {
      expect(of(`theta1[${run}]@${step}`, series)).toBe(theta[1]);
      expect(of(`rate0[${run}]@${step}`, series)).toBe(rate?.[0] ?? Number.NaN);
      expect(of(`preconditioned[${run}]@${step}`, series)).toBe(preconditioned ?? Number.NaN);
    }
  });

  it('of a study are the numbers of its records', () => {
    const query = 'surface=beale&run=sgd&run=adam&steps=50&axis=lr,from:1e-4,to:1,n:9';
    const records = [...study(parseExperiment(query).experiment)];
    const series = seriesOf(query);
    for (const record of records) {
      if ('summary' in record) {
        const { summary, run } = record;
        expect(of(`least[${run}]`, series)).toBe(summary.best?.value);
        expect(of(`least.lr[${run}]`, series)).toBe(summary.best?.at.lr);
        expect(of(`diverged[${run}]/trials[${run}]`, series)).toBe(summary.diverged / summary.trials);
        expect(of(`expectedBest[${run}]@5`, series)).toBe(summary.expectedBest[4]);
      } else {
        expect(of(`value[${record.run}]@${record.trial}`, series)).toBe(record.value);
      }
    }
  });

  it('depend on the seed that is added', () => {
    const query = 'surface=regression&run=sgd,lr:0.05&steps=20';
    expect(of('loss', seriesOf(query, 2))).toBe(of('loss', seriesOf(`${query}&seed=3`)));
    expect(of('loss', seriesOf(query, 2))).not.toBe(of('loss', seriesOf(query)));
  });
});
