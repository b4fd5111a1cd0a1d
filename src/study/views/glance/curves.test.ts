import { describe, expect, it } from 'vitest';
import { surfaceTable } from '../../../core/tables.ts';
import { displaysOf } from '../../../document/run-list.ts';
import type { Axis, Experiment } from '../../../experiment/index.ts';
import { parseExperiment, trace } from '../../../index.ts';
import { createLocalPool } from '../../../runtime/local-pool.ts';
import { createStudyController } from '../../controller/controller.ts';
import type { StudyRecord } from '../../controller/record.ts';
import { createStudyJob } from '../../job.ts';
import { axesFor, offeredAxes, shownAxis, studyOfShown } from '../axes.ts';
import { type Sensitivity, sensitivityOf } from './curves.ts';
import { acrossOf, areaOf } from './draw.ts';
import { valueBeside, valueUnder, withBest } from './setting.ts';
import { trialsAsCsv } from './table.tsx';

const open = (link: string): Experiment => parseExperiment(link).experiment;

/** The study at a glance of an experiment, computed on this thread. */
async function glance(experiment: Experiment, highlighted: number | null = null): Promise<Sensitivity> {
  const timers = {
    now: () => performance.now(),
    later(_: number, callback: () => void) {
      setImmediate(callback);
      return () => undefined;
    },
  };
  const here = createLocalPool({ jobs: { study: { create: createStudyJob as never } }, timers });
  const controller = createStudyController({ pool: here, here, timers, assets: '' });
  controller.compute(studyOfShown(experiment) as Experiment);
  while (!controller.record.value?.complete) await new Promise(setImmediate);
  const displays = displaysOf(
    experiment.runs,
    experiment.runs.map((_, key) => ({ key })),
  );
  const { id, args } = experiment.surface;
  const minima = surfaceTable.get(id).create(args as never, 1).minima;
  return sensitivityOf(controller.record.value as StudyRecord, experiment, displays, highlighted, [], minima);
}

/** The loss at the end of a run, as `trace` has it. */
function finalLoss(experiment: Experiment, run: number): number {
  let last = Number.NaN;
  for (const record of trace(experiment)) if (record.run === run) last = record.loss as number;
  return last;
}

describe('rates at a glance', () => {
  it('find on Rosenbrock what its articles say: momentum’s best, Adam’s, and what five trials lead to', async () => {
    const { curves, axis } = await glance(open('steps=500'));
    expect([axis.from, axis.to, curves[0].xs.length]).toEqual([1e-5, 10, 61]);
    const [sgd, momentum, , , adam] = curves;
    expect(momentum.ys[momentum.best]).toBeCloseTo(1.2e-7, 8);
    expect(adam.ys[adam.best]).toBeCloseTo(7.2e-6, 7);
    expect(adam.expected[4]).toBeCloseTo(0.32, 2);
    expect(sgd.expected[4]).toBeCloseTo(5.1, 1);
    expect([sgd.diverged, adam.diverged]).toEqual([37, 0]);
  });

  it('with several seeds are their mean, with a band from 10 to 90 % of them', async () => {
    const experiment = open(
      'surface=regression&run=adam,lr:0.05&steps=40&study=grid,seeds:5&axis=lr,at:0.01/0.1/0.3',
    );
    const { curves } = await glance(experiment);
    const least = [1, 2, 3, 4, 5].map(
      (seed) => surfaceTable.get('regression').create(experiment.surface.args as never, seed).minima[0].loss,
    );
    for (const [i, lr] of [0.01, 0.1, 0.3].entries()) {
      const losses = least.map((least, k) => {
        const alone = `surface=regression&run=adam,lr:${lr}&steps=40&seed=${1 + k}`;
        return finalLoss(open(alone), 0) - least;
      });
      const sorted = [...losses].sort((a, b) => a - b);
      expect(curves[0].ys[i]).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / 5, 12);
      // Five values: 10 % lies 0.4 of the way from the least to the next.
      expect(curves[0].band?.low[i]).toBeCloseTo(0.6 * sorted[0] + 0.4 * sorted[1], 12);
      expect(curves[0].band?.high[i]).toBeCloseTo(0.4 * sorted[3] + 0.6 * sorted[4], 12);
    }
    expect((await glance(open('surface=regression&run=adam&steps=5'))).curves[0].band).toBeNull();
  });

  it('are the losses above the lowest minimum, and a best rate gives its run that or less', async () => {
    const experiment = open('surface=styblinski-tang&run=adam,lr:0.001&run=sgd,lr:0.0001&steps=60');
    const data = await glance(experiment);
    expect(data.floor).toBeCloseTo(-78.33, 2);
    const study = studyOfShown(experiment) as Experiment;
    const best = withBest(experiment, study, data) as Experiment;
    // In as few digits as do as well: to half a per cent of what is shown.
    for (const { run, ys, best: place } of data.curves)
      expect(finalLoss(best, run) - data.floor).toBeLessThanOrEqual(ys[place] * 1.005);
  });

  it('show where runs stand, on their curves', async () => {
    const { curves } = await glance(open('run=adam,lr:0.1&run=sgd,lr:0.0011&steps=100'));
    const [adam, sgd] = curves;
    expect(adam.current?.y).toBeCloseTo(adam.ys[40], 12);
    const between = sgd.current?.y as number;
    expect(between).toBeGreaterThan(Math.min(sgd.ys[20], sgd.ys[21]));
    expect(between).toBeLessThan(Math.max(sgd.ys[20], sgd.ys[21]));
  });

  it('leave out what is hidden, and bring forward what is pointed at', async () => {
    const link = 'run=adam&run=sgd,lr:0.001&run=lion,hidden:1&steps=20';
    const { curves } = await glance(open(link), 1);
    expect(curves.map(({ run, dimmed }) => [run, dimmed])).toEqual([
      [0, true],
      [1, false],
    ]);
  });

  it('say of a run without the setting what it comes to all the same', async () => {
    const { curves, axis } = await glance(open('run=adam&run=sgd,lr:0.001&steps=20&axis=beta1,n:5'));
    expect(axis.id).toBe('beta1');
    expect([curves[0].xs.length, curves[1].xs.length, curves[1].current]).toEqual([5, 1, null]);
  });

  it('are means over repetitions with other seeds', async () => {
    const link = 'surface=regression&run=adam,lr:0.1&steps=20';
    const { curves, floor } = await glance(open(`${link}&study=grid,seeds:3&axis=lr,at:0.1`));
    const losses = [1, 2, 3].map((seed) => finalLoss(open(`${link}&seed=${seed}`), 0));
    expect(curves[0].ys).toHaveLength(1);
    expect(curves[0].ys[0] + floor).toBeCloseTo((losses[0] + losses[1] + losses[2]) / 3, 12);
  });
});

describe('any other setting', () => {
  it('can be chosen that is a number: rates first, then what runs, schedules and surface have', () => {
    const experiment = open('surface=quadratic&run=adam~cosine&run=sgd~clip,norm:1');
    const offered = offeredAxes(experiment);
    expect(offered[0]).toBe('lr');
    for (const id of [
      'beta1',
      'momentum',
      'cosine.steps',
      'clip.norm',
      'surface.condition',
      'start.x',
      'seed',
    ])
      expect(offered).toContain(id);
    for (const id of offered) {
      const studied = studyOfShown({ ...experiment, axes: axesFor(experiment, id) });
      expect(studied?.axes[0].id).toBe(id);
    }
  });

  it('stands in the link unless it is the rate, and means the same when that is read', () => {
    const experiment = open('run=adam');
    expect(axesFor(experiment, 'lr')).toEqual([]);
    expect(shownAxis(experiment)?.id).toBe('lr');
    expect(axesFor(experiment, 'eps')[0].scale).toBe('log');
  });
});

describe('a hand on the picture', () => {
  const axis: Axis = { id: 'lr', from: 1e-5, to: 10, n: 61, scale: 'log', at: null };
  const experiment = open('run=adam');
  const area = areaOf({ width: 648, height: 200 }, { scale: 1 } as never, 1);
  const across = acrossOf([axis.from, axis.to], 'log', area, 1);
  const curve = { xs: Float64Array.of(10 ** -2.7), best: 0 } as never;

  it('means the value under it, to three digits', () => {
    const value = valueUnder(experiment, axis, curve, across, across.at(0.12345));
    expect(value).toBeCloseTo(0.123, 12);
    expect([-50, 5000].map((px) => valueUnder(experiment, axis, curve, across, px))).toEqual([1e-5, 10]);
  });

  it('means the best trial exactly, where it is that near', () => {
    expect(valueUnder(experiment, axis, curve, across, across.at(10 ** -2.7) + 4)).toBe(10 ** -2.7);
  });

  it('on the keyboard goes from value to value, and stops at the ends', () => {
    const go = (value: number, places: number): number => valueBeside(experiment, axis, value, places);
    expect(go(0.1, 1)).toBeCloseTo(10 ** -0.9, 12);
    expect(go(0.1, -1)).toBeCloseTo(10 ** -1.1, 12);
    expect(go(0.11, 1)).toBeCloseTo(10 ** -0.9, 12);
    expect(go(0.1, 10)).toBeCloseTo(1, 12);
    expect([go(9, 10), go(1e-5, -1), go(100, -1)]).toEqual([10, 1e-5, 10]);
  });
});

it('the table to take along has every trial, losses in full', async () => {
  const data = await glance(open('run=adam,label:A%2C"B"&steps=20&axis=lr,at:0.1/1'));
  const [head, first] = trialsAsCsv(data, ['A,"B"']).split('\n');
  expect(head).toBe('run,lr,value,status');
  expect(first).toBe(`"A,""B""",0.1,${data.curves[0].ys[0] + data.floor},finished`);
});
