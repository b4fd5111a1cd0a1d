import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../experiment/index.ts';
import { trace } from '../../surface/trace.ts';
import { experimentOf, study, type Trial } from '../study.ts';
import { bandOf, quantile } from './bands.ts';
import { rowsFor, stepsShown } from './course.ts';
import { createFollowJob, numberedTrials } from './job.ts';
import type { Course, FollowEvent } from './messages.ts';
import { isChancy, isOverSeeds, overSeeds, placesOf } from './seeds.ts';

const open = (query: string) => parseExperiment(query).experiment;

const NOISY =
  'surface=beale&run=sgd~noise,sigma:2&run=adam,lr:0.05~noise,sigma:2&run=sgd,lr:5&steps=70&axis=seed,from:3,to:8,n:6';

/** What the job says of an experiment, with a clock that is a millisecond on whenever it is looked at. */
function followed(query: string, rows = 400): readonly Course[] {
  const experiment = open(query);
  const events: FollowEvent[] = [];
  let now = 0;
  const job = createFollowJob({
    emit: (event) => events.push(event),
    now: () => now++,
    yieldToEventLoop: () => Promise.resolve(),
    wake: () => undefined,
  });
  job.start({
    ...{ type: 'follow', experiment, runs: [...experiment.runs.keys()], places: placesOf(experiment) },
    ...{ steps: stepsShown(experiment.steps, rows), assets: '' },
  });
  while (job.advance(3) === 'more');
  return events.flatMap((event) => (event.type === 'course' ? [event.course] : []));
}

describe('runs that are followed over several seeds', () => {
  const experiment = open(NOISY);
  const courses = followed(NOISY);

  it('are the runs that trace makes with those seeds, at every step that is looked at, to the last bit', () => {
    expect(courses).toHaveLength(18);
    for (const { run, place, steps, loss, rates } of courses) {
      const alone = experimentOf(experiment, numberedTrials(experiment, run).job(place));
      expect(alone.seed).toBe(3 + place);
      const frames = [...trace(alone)].filter(({ status }) => status === undefined);
      const kept = frames.filter(({ step }) => steps.includes(step));
      expect([...loss]).toEqual(kept.map(({ loss }) => loss));
      for (const [i, values] of rates.entries())
        expect([...values]).toEqual(kept.map(({ rate }) => rate?.[i] ?? Number.NaN));
    }
  });

  it('have the outcomes of the study', () => {
    const trials = [...study(experiment)].filter((record): record is Trial => !('summary' in record));
    for (const { run, trial, at, seed, ...outcome } of trials) {
      expect(courses.find((course) => course.run === run && course.place === trial)?.outcome).toEqual(
        outcome,
      );
    }
    expect(trials).toHaveLength(18);
  });

  it('have bands whose edges are the quantiles of the traces', () => {
    const own = courses.filter(({ run }) => run === 1);
    const band = bandOf(own.map(({ loss }) => loss));
    const all = own.map(({ place }) => [
      ...trace({ ...experiment, axes: [], study: null, runs: [experiment.runs[1]], seed: 3 + place }),
    ]);
    for (const step of [0, 1, 35, 70]) {
      const losses = all.map((frames) => frames[step].loss ?? Number.NaN).sort((a, b) => a - b);
      expect(band.low[step]).toBe(quantile(losses, 0.1));
      expect(band.high[step]).toBe(quantile(losses, 0.9));
      expect(band.mean[step]).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / 6, 9);
    }
  });

  it('end where they diverge', () => {
    for (const { steps, outcome } of courses.filter(({ run }) => run === 2)) {
      expect(outcome.status).toBe('diverged');
      expect(steps.length).toBeLessThan(71);
    }
  });

  it('are looked at in fewer steps where they are long or many', () => {
    expect([...stepsShown(10, 5)]).toEqual([0, 3, 5, 8, 10]);
    expect([...stepsShown(3, 400)]).toEqual([0, 1, 2, 3]);
    expect([rowsFor(10), rowsFor(100), rowsFor(12_000)]).toEqual([400, 200, 40]);
    const [course] = followed(NOISY.replace('steps=70', 'steps=1000'), 11);
    expect([...course.steps]).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
  });
});

describe('a study over seeds', () => {
  it('varies nothing else', () => {
    expect(isOverSeeds(open('axis=seed,from:1,to:10,n:10'))).toBe(true);
    expect(isOverSeeds(open('study=grid,seeds:10&axis=seed,at:1'))).toBe(true);
    expect(isOverSeeds(open('study=grid,seeds:10&axis=lr'))).toBe(false);
    expect(isOverSeeds(open('axis=seed&axis=lr'))).toBe(false);
    expect(isOverSeeds(open(''))).toBe(false);
  });

  it('has every seed once, said as values or as repetitions', () => {
    const seeds = (query: string): readonly number[] => {
      const experiment = open(query);
      const numbered = numberedTrials(experiment, 0);
      return placesOf(experiment).map((place) => experimentOf(experiment, numbered.job(place)).seed);
    };
    const ten = Array.from({ length: 10 }, (_, i) => 1 + i);
    expect(seeds('axis=seed,from:1,to:10,n:10')).toEqual(ten);
    expect(seeds('study=grid,seeds:10&axis=seed,at:1')).toEqual(ten);
    expect(seeds('study=grid,seeds:3&axis=seed,at:1/2')).toEqual([1, 2, 3, 4]);
    const offered = { ...open('seed=5'), ...overSeeds(open('seed=5'), 4) };
    expect(isOverSeeds(offered)).toBe(true);
    expect(offered.axes[0]).toMatchObject({ from: 5, to: 8, n: 4 });
  });

  it('changes something where gradients are sampled or noisy, and for networks', () => {
    const chancy = (query: string): boolean => isChancy(open(query));
    expect(chancy('surface=regression')).toBe(true);
    expect(chancy('surface=mnist')).toBe(true);
    expect(chancy('run=sgd&run=adam~noise')).toBe(true);
    expect(chancy('run=adam~noise,sigma:0')).toBe(false);
    expect(chancy('')).toBe(false);
  });
});
