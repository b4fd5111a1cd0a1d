import { describe, expect, it } from 'vitest';
import { standingsOf } from '../study/race/standings.ts';
import { estimate, rankingOf } from '../study/seeds/ranking.ts';
import { study } from '../study/study.ts';
import { trace } from '../surface/trace.ts';
import { formatExperiment, parseExperiment, presets } from './index.ts';

const losses = (id: string): { loss: number | null; status: string | undefined; x: number | null }[] => {
  const preset = presets.find((preset) => preset.id === id);
  const { experiment } = parseExperiment(preset?.query ?? 'missing');
  const last: ReturnType<typeof losses> = [];
  for (const { run, loss, status, theta } of trace(experiment)) last[run] = { loss, status, x: theta[0] };
  return last;
};

describe('a preset', () => {
  it('has an id of its own', () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
  });

  it.each(presets.map((preset) => [preset.id, preset] as const))(
    'is a link without mistakes: %s',
    (_, preset) => {
      const { experiment, problems } = parseExperiment(preset.query);
      expect(problems).toEqual([]);
      expect(formatExperiment(experiment)).toBe(preset.query);
      for (const text of [preset.title, preset.lesson]) {
        expect(text.en).toMatch(/^[^\u4e00-\u9fff]+$/);
        expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
      }
    },
  );
});

describe('what a preset teaches holds:', () => {
  it('below 2/20 gradient descent arrives, at it it stays, above it grows', () => {
    const [slow, near, at, above] = losses('sgd-diverges').map(({ loss }) => loss ?? Number.NaN);
    expect(slow).toBeLessThan(1e-3);
    expect(near).toBeLessThan(1e-3);
    expect(at).toBeCloseTo(10, 6);
    expect(above).toBeGreaterThan(1e3);
  });

  it('momentum frays the borders between basins', () => {
    const query = presets.find(({ id }) => id === 'basins')?.query ?? 'missing';
    const { experiment } = parseExperiment(query.replaceAll('n:256', 'n:32'));
    const trials = [...study(experiment)].flatMap((record) => ('trial' in record ? [record] : []));
    const borders = (run: number): number => {
      const minima = trials.filter((trial) => trial.run === run).map(({ minimum }) => minimum);
      return minima.filter((minimum, at) => at % 32 > 0 && minimum !== minima[at - 1]).length;
    };
    expect(borders(1)).toBeGreaterThan(2 * Math.max(borders(2), borders(3)));
  });

  it('momentum lets the rate grow, Nesterov’s does not', () => {
    const query = presets.find(({ id }) => id === 'rate-and-momentum')?.query ?? 'missing';
    const { experiment } = parseExperiment(query.replaceAll('n:128', 'n:41').replace('to:0.999', 'to:0.9'));
    const trials = [...study(experiment)].flatMap((record) => ('trial' in record ? [record] : []));
    const greatest = (run: number, momentum: number): number =>
      Math.max(
        ...trials
          .filter(
            (trial) => trial.run === run && trial.at.momentum === momentum && trial.status === 'finished',
          )
          .map(({ at }) => at.lr),
      );
    expect(greatest(0, 0.9)).toBeGreaterThan(1.5 * greatest(0, 0));
    expect(greatest(1, 0.9)).toBeLessThan(greatest(1, 0));
  });

  it('in the race RMSprop is most often the soonest, Adam solves the most, and none of them all', () => {
    const { experiment } = parseExperiment(presets.find(({ id }) => id === 'fair-race')?.query ?? 'missing');
    const costs = [...study(experiment)].flatMap((record) =>
      'summary' in record ? [record.summary.costs] : [],
    );
    const entries = costs.map((of = []) => ({
      costs: of.map((cost) => cost ?? Number.POSITIVE_INFINITY),
      each: 1,
    }));
    expect(entries.map(({ costs }) => costs.length)).toEqual([72, 72, 72, 72, 72]);
    const standings = standingsOf(entries, 72, 500);
    const most = (of: 'wins' | 'solved') =>
      standings
        .map((standing) => standing[of])
        .indexOf(Math.max(...standings.map((standing) => standing[of])));
    expect(most('wins')).toBe(3);
    expect(most('solved')).toBe(4);
    expect(standings[4].solved).toBeLessThan(72);
  });

  it('with ten seeds both schedules end below the constant rate, and more than chance', () => {
    const { experiment } = parseExperiment(presets.find(({ id }) => id === 'ten-seeds')?.query ?? 'missing');
    const values: number[][] = [[], [], []];
    for (const record of study(experiment))
      if ('value' in record) values[record.run].push(record.value ?? Number.NaN);
    expect(values.map(({ length }) => length)).toEqual([10, 10, 10]);
    const { ranks } = rankingOf(values.map((of) => estimate(of, true)));
    expect(ranks[0]).toEqual([3, 3]);
    for (const [i, constant] of values[0].entries()) {
      expect(values[1][i]).toBeLessThan(constant);
      expect(values[2][i]).toBeLessThan(constant);
    }
  });

  it('momentum arrives first', () => {
    const [plain, momentum, nesterov] = losses('momentum').map(({ loss }) => loss ?? Number.NaN);
    expect(momentum).toBeLessThan(plain / 1000);
    expect(nesterov).toBeLessThan(momentum);
  });

  it('Adagrad is ahead on the rare feature', () => {
    const [adagrad, ...others] = [2, 0, 1, 3].map((run) => losses('sparse')[run].loss ?? Number.NaN);
    for (const other of others) expect(adagrad).toBeLessThan(other);
  });

  it('Adam ends at the wrong wall, AMSGrad near the minimum at the other', () => {
    const [adam, amsgrad] = losses('amsgrad').map(({ x }) => x ?? Number.NaN);
    expect(adam).toBeGreaterThan(1);
    expect(amsgrad).toBeLessThan(-0.75);
  });

  it('only the unclipped run diverges', () => {
    expect(losses('clipping').map(({ status }) => status)).toEqual(['diverged', undefined, undefined]);
  });

  it('a falling rate settles in noise', () => {
    const [constant, inverse, cosine] = losses('noise').map(({ loss }) => loss ?? Number.NaN);
    expect(inverse).toBeLessThan(constant / 4);
    expect(cosine).toBeLessThan(constant / 4);
  });

  it('adaptive rules leave the saddle first', () => {
    const [sgd, , adagrad, rmsprop, adam] = losses('saddle').map(({ loss }) => loss ?? Number.NaN);
    const { experiment } = parseExperiment('surface=saddle&steps=100');
    const half = new Map<number, number>();
    for (const { run, theta } of trace(experiment)) half.set(run, theta[1] ?? Number.NaN);
    for (const run of [2, 3, 4]) expect(half.get(run)).toBeGreaterThan(10 * (half.get(0) ?? Number.NaN));
    for (const loss of [sgd, adagrad, rmsprop, adam]) expect(loss).toBeLessThan(0);
  });

  it('decoupled decay pulls less along the valley', () => {
    const [none, coupled, decoupled] = losses('decoupled-decay').map(({ x }) => x ?? Number.NaN);
    expect(coupled).toBeGreaterThan(0.9);
    expect(Math.abs(decoupled - none)).toBeLessThan(0.1);
  });
});
