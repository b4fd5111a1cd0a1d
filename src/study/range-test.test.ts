import { describe, expect, it } from 'vitest';
import { writeNumber } from '../experiment/argument.ts';
import { parseExperiment } from '../experiment/index.ts';
import { trace } from '../surface/trace.ts';
import { growing, type RangeTest, rangeTest } from './range-test.ts';

function made(link: string, from: number, to: number, run = 0): RangeTest {
  const { experiment } = parseExperiment(link);
  const work = rangeTest(experiment, experiment.runs[run], { from, to });
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

describe('a range test', () => {
  it('is the run with an exponential schedule, to the last bit, up to where it blows up', () => {
    for (const rule of ['sgd,momentum:0.9', 'adam', 'rmsprop~clip,norm:1', 'lion~cosine']) {
      const link = `surface=beale&run=${rule}&steps=200`;
      const { experiment } = parseExperiment(link);
      const [run] = experiment.runs;
      const { rates, losses } = made(link, 1e-4, 3);
      const { args } = growing(run, { from: 1e-4, to: 3 }, 200).schedules[0];
      const [optimizer, ...stages] = rule.split('~').filter((stage) => stage !== 'cosine');
      const text = [
        `${optimizer},lr:1e-4`,
        `exponential,gamma:${writeNumber(Number(args.gamma))}`,
        ...stages,
      ].join('~');
      const frames = [...trace(parseExperiment(`surface=beale&run=${text}&steps=200`).experiment)].slice(1);
      expect(losses.length).toBeGreaterThan(10);
      expect([...losses]).toEqual(frames.slice(0, losses.length).map(({ loss }) => loss));
      expect([...rates]).toEqual(frames.slice(0, rates.length).map(({ lr }) => lr));
    }
  });

  it('on a bowl of curvature 20 has its least loss at nearly five times the stable rate', () => {
    const { rates, losses, least, limit } = made(
      'surface=quadratic,condition:20,angle:0&run=sgd&steps=340',
      1e-4,
      2.25,
    );
    expect(limit).toBeCloseTo(0.1, 12);
    expect(rates[least] / 0.1).toBeGreaterThan(4.6);
    expect(rates[least] / 0.1).toBeLessThan(4.8);
    expect(losses[least]).toBeLessThan(1e-15);
  });

  it('goes from one rate to the other, and knows no limit of rules that have none', () => {
    const { rates, limit } = made('surface=booth&run=adam&steps=100', 1e-3, 0.1);
    expect(rates[0]).toBe(1e-3);
    expect(rates[99]).toBeCloseTo(0.1, 9);
    expect(limit).toBeNull();
  });
});
