import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatExperiment, parseExperiment } from '../experiment/index.ts';
import { trace } from '../surface/trace.ts';
import { compute, conduct, experimentOf, type Job, type Summary, study, type Trial } from './study.ts';

const records = (link: string): { trials: readonly Trial[]; summaries: readonly Summary[] } => {
  const { experiment, problems } = parseExperiment(link);
  expect(problems).toEqual([]);
  const all = [...study(experiment)];
  return {
    trials: all.filter((record) => !('summary' in record)) as Trial[],
    summaries: all.filter((record) => 'summary' in record) as Summary[],
  };
};

/** Experiments of every kind with axes over settings that they have. */
const STUDIED: readonly string[] = [
  'surface=beale&run=adam&steps=60&axis=lr,from:1e-3,to:1,n:5&axis=beta1,at:0/0.5/0.9',
  'surface=quadratic&run=sgd,momentum:0.9&run=newton&steps=40&axis=surface.condition,from:1,to:100,n:4,scale:log&axis=lr,n:4',
  'surface=regression&run=sgd~cosine,steps:50&steps=50&axis=cosine.min,at:0/0.001&axis=surface.batch,from:1,to:9,n:3&axis=seed,from:1,to:3,n:3',
  'surface=custom&f=log(x)%2By^2&run=rmsprop&start=1,1&steps=30&axis=start.x,from:-1,to:2,n:7',
  'surface=rosenbrock&run=adam~clip,norm:1~noise&run=sgd&steps=50&study=random,trials:12,seeds:2&axis=clip.norm,from:0.1,to:10,scale:log&axis=lr',
  'surface=himmelblau&run=custom&rule=x%3Dx-lr*g&steps=50&study=quasi,trials:9&axis=lr,from:1e-4,to:1&axis=start.y,from:-4,to:4',
  'surface=ackley&run=rprop&run=lion&steps=30&study=tpe,trials:15,startup:5&axis=lr,from:1e-3,to:1',
  'surface=beale&run=adagrad&steps=81&study=halving,trials:9,measure:best&axis=lr,from:1e-4,to:10',
];

describe('a study', () => {
  it.each(STUDIED)('makes of each trial what a trace of its settings makes, to the last bit: %s', (link) => {
    const { experiment } = parseExperiment(link);
    let jobs: readonly Job[] = [];
    const conducted = conduct(experiment);
    let next = conducted.next();
    while (!next.done) {
      if (!('jobs' in next.value)) {
        next = conducted.next([]);
        continue;
      }
      ({ jobs } = next.value);
      const outcomes = compute(experiment, jobs);
      for (const [i, job] of jobs.entries()) {
        // What the link of the trial says is what is computed.
        const alone = parseExperiment(formatExperiment(experimentOf(experiment, job)));
        expect(alone.problems).toEqual([]);
        const frames = [...trace(alone.experiment)];
        const losses = frames.map(({ loss }) => loss ?? Number.NaN);
        const outcome = outcomes[i];
        const last = frames[frames.length - 1];
        const failed = last.status !== undefined;
        expect(outcome.status).toBe(
          failed ? 'diverged' : losses[losses.length - 1] > losses[0] ? 'worse' : 'finished',
        );
        expect(outcome.final).toBe(failed ? null : last.loss);
        const finite = losses.filter((loss) => !Number.isNaN(loss));
        if (!Number.isNaN(losses[0])) {
          expect(outcome.best).toBe(Math.min(...finite));
          expect(outcome.bestStep).toBe(losses.indexOf(Math.min(...finite)));
        }
        const reached = losses.findIndex((loss) => loss <= 1e-3);
        expect(outcome.reached).toBe(reached < 0 ? null : reached);
      }
      next = conducted.next(outcomes);
    }
  });

  it('finds the rates that are known to be best on Rosenbrock, and what a few random ones are worth', () => {
    const { summaries } = records('steps=500&axis=lr,from:1e-5,to:10,n:61');
    const [sgd, momentum, , , adam] = summaries.map(({ summary }) => summary);
    expect(momentum.best?.value).toBeCloseTo(1.2e-7, 8);
    expect(adam.best?.value).toBeCloseTo(7.2e-6, 7);
    expect(adam.expectedBest[4]).toBeCloseTo(0.32, 2);
    expect(sgd.expectedBest[4]).toBeCloseTo(5.1, 1);
    expect(sgd.diverged).toBeGreaterThan(20);
    expect(adam.diverged).toBe(0);
  });

  it('tries all combinations on a grid, the last axis fastest, ends included', () => {
    const { trials } = records(
      'surface=booth&run=adam&steps=2&axis=lr,from:0.01,to:1,n:3&axis=beta1,at:0/0.9',
    );
    expect(trials.map(({ at }) => [at.lr, at.beta1])).toEqual(
      [0.01, 0.1, 1].flatMap((lr) => [0, 0.9].map((beta1) => [expect.closeTo(lr, 15), beta1])),
    );
    expect(trials.map(({ trial }) => trial)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('gives whole numbers to a setting that takes no others, each once', () => {
    const { trials } = records('surface=regression&run=sgd&steps=2&axis=surface.batch,from:1,to:4');
    expect(trials.map(({ at }) => at['surface.batch'])).toEqual([1, 2, 3, 4]);
  });

  it('tries a run once that has none of the settings, and leaves other settings of a run alone', () => {
    const { trials, summaries } = records('surface=booth&run=sgd&run=adam&steps=5&axis=beta1,at:0/0.5/0.9');
    expect(trials.map(({ run, trial, at }) => [run, trial, at])).toEqual([
      [0, 0, {}],
      [1, 0, { beta1: 0 }],
      [1, 1, { beta1: 0.5 }],
      [1, 2, { beta1: 0.9 }],
    ]);
    expect(summaries.map(({ summary }) => summary.trials)).toEqual([1, 3]);
  });

  it('repeats each trial with the seeds that follow, and ranks by the mean', () => {
    const { trials, summaries } = records(
      'surface=regression,batch:4&run=sgd&seed=7&steps=20&study=grid,seeds:3&axis=lr,at:0.001/0.05',
    );
    expect(trials.map(({ trial, seed }) => [trial, seed])).toEqual([
      [0, 7],
      [0, 8],
      [0, 9],
      [1, 7],
      [1, 8],
      [1, 9],
    ]);
    const mean = (of: number): number =>
      trials.filter(({ trial }) => trial === of).reduce((sum, { value }) => sum + (value ?? 0) / 3, 0);
    const [{ summary }] = summaries;
    expect(summary.trials).toBe(2);
    expect(summary.best?.value).toBeCloseTo(Math.min(mean(0), mean(1)), 14);
  });

  it('counts what diverged or became worse as the loss at the start', () => {
    const { trials } = records('surface=rosenbrock&run=sgd&run=rprop&steps=500&axis=lr,at:0.0001/10');
    expect(trials.map(({ status }) => status)).toEqual(['finished', 'diverged', 'finished', 'worse']);
    expect(trials[1]).toMatchObject({ value: 12.5, final: null });
    expect(trials[3].value).toBe(12.5);
    expect(trials[3].final).toBeGreaterThan(12.5);
  });

  it.each([
    ['best', (losses: readonly number[]) => Math.min(...losses)],
    ['steps', (losses: readonly number[]) => losses.findIndex((loss) => loss <= 2)],
    [
      'area',
      (losses: readonly number[]) =>
        losses.slice(1).reduce((sum, loss) => sum + Math.log10(loss), 0) / (losses.length - 1),
    ],
  ] as const)('measures %s', (measure, of) => {
    const { trials } = records(
      `surface=beale&run=adam&steps=300&study=grid,measure:${measure},to:2&axis=lr,at:0.05/0.3`,
    );
    for (const { at, value } of trials) {
      const losses = [
        ...trace(parseExperiment(`surface=beale&run=adam,lr:${at.lr}&steps=300`).experiment),
      ].map(({ loss }) => loss as number);
      expect(value).toBeCloseTo(of(losses), 12);
    }
  });

  it('says which minimum the last point is near', () => {
    const { trials } = records(
      'surface=himmelblau&run=sgd,lr:0.01&steps=200&axis=start.x,at:-4/4&axis=start.y,at:-4/4',
    );
    const names = trials.map(({ minimum }) => minimum);
    expect(new Set(names).size).toBe(4);
    expect(names.every((name) => name !== null)).toBe(true);
  });

  it('does not depend on what else is studied: a trial of two axes is the trial of a run that has them alone', () => {
    fc.assert(
      fc.property(fc.constantFrom('random,trials:5', 'quasi,trials:5'), fc.nat(1000), (kind, draw) => {
        const axes = 'axis=lr&axis=momentum,from:0,to:0.99';
        const both = records(`surface=booth&run=rprop&run=sgd&steps=3&study=${kind},draw:${draw}&${axes}`);
        const alone = records(`surface=booth&run=sgd&steps=3&study=${kind},draw:${draw}&${axes}`);
        const ofSgd = both.trials.filter(({ run }) => run === 1);
        expect(ofSgd.map(({ at, value }) => [at, value])).toEqual(
          alone.trials.map(({ at, value }) => [at, value]),
        );
        // Both runs draw the same rates.
        expect(both.trials.slice(0, 5).map(({ at }) => at.lr)).toEqual(ofSgd.map(({ at }) => at.lr));
      }),
      { numRuns: 20 },
    );
  });

  it('is one trial where nothing is varied', () => {
    const { trials, summaries } = records('surface=booth&run=adam&steps=9');
    expect(trials).toHaveLength(1);
    expect(trials[0].at).toEqual({});
    expect(summaries[0].summary.best?.value).toBe(trials[0].value);
  });

  it('halves again and again: few trials make all updates, and none makes more', () => {
    const { trials } = records('surface=beale&run=adam&steps=270&study=halving,trials:27,factor:3&axis=lr');
    const counts = new Map<number, number>();
    for (const { steps } of trials) counts.set(steps as number, (counts.get(steps as number) ?? 0) + 1);
    expect([...counts].sort(([a], [b]) => a - b)).toEqual([
      [10, 18],
      [30, 6],
      [90, 2],
      [270, 1],
    ]);
    const best = trials.find(({ steps }) => steps === 270);
    expect(best?.value).toBe(Math.min(...trials.map(({ value }) => value as number)));
  });
});
