import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../experiment/index.ts';
import { type Summary, study } from './study.ts';

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The best of a study's one run, for each of 20 seeds of the sampler. */
const bests = (link: (draw: number) => string): readonly number[] =>
  Array.from({ length: 20 }, (_, draw) => {
    const all = [...study(parseExperiment(link(draw + 1)).experiment)];
    const { summary } = all[all.length - 1] as Summary;
    return summary.best?.value ?? Number.POSITIVE_INFINITY;
  });

const AXES = 'axis=lr,from:1e-5,to:10&axis=beta1,from:0,to:0.999&axis=beta2,from:0.5,to:0.9999';

describe('a search of the three settings of Adam, 200 trials, the median of 20 seeds', () => {
  it.each(['rosenbrock', 'beale'])('is better by TPE than by chance: %s', (surface) => {
    const of = (kind: string): number =>
      median(
        bests(
          (draw) => `surface=${surface}&run=adam&steps=300&study=${kind},trials:200,draw:${draw}&${AXES}`,
        ),
      );
    expect(of('tpe')).toBeLessThan(of('random'));
  });
});

describe('a search of where a bowl has its minimum', () => {
  it('comes nearer with every trial that learns', () => {
    const of = (kind: string): number =>
      median(
        bests(
          (draw) =>
            `surface=custom&f=(x-0.3)^2%2B(y%2B0.6)^2&run=sgd,lr:1e-9&steps=1&study=${kind},trials:60,draw:${draw}&axis=start.x,from:-2,to:2&axis=start.y,from:-2,to:2`,
        ),
      );
    expect(of('tpe')).toBeLessThan(of('random') / 2);
  });
});
