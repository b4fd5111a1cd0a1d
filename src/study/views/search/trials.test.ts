import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjective } from '../../../core/objective.ts';
import { type Axis, type Experiment, parseExperiment } from '../../../experiment/index.ts';
import { createRunTrials, type StudyRecord } from '../../controller/record.ts';
import { writeOutcome } from '../../outcomes.ts';
import { withSetting } from '../../settings.ts';
import { study, type Trial } from '../../study.ts';
import { searchAsCsv } from './table.tsx';
import {
  goodness,
  isWithin,
  ordered,
  placeOn,
  searchData,
  searchedRuns,
  searchOfLink,
  valueOn,
} from './trials.ts';

const open = (link: string): Experiment => parseExperiment(link).experiment;

/** A study as the page has it when it is done. */
function recordOf(link: string): StudyRecord {
  const experiment = searchOfLink(open(link)) as Experiment;
  const trials = [...study(experiment)].filter((record): record is Trial => 'trial' in record);
  const runs = experiment.runs.map((_, run) => {
    const own = trials.filter((trial) => trial.run === run);
    const learned = own.map(({ at, steps }) => ({ at, steps: steps ?? experiment.steps }));
    const found = createRunTrials(experiment, run, learned);
    for (const trial of own) writeOutcome(found.outcomes, trial.trial, trial);
    return found;
  });
  return { experiment, runs, done: trials.length, total: trials.length, complete: true };
}

const LINK =
  'surface=styblinski-tang&run=adam&run=sgd&steps=100&study=tpe,trials:30&axis=lr,from:1e-4,to:1&axis=beta1,from:0,to:0.99';
const data = searchData(recordOf(LINK), createObjective(open(LINK).surface, null, 1).minima);

describe('the trials of a search', () => {
  it('lie where their settings are: at the ends of an axis, and in even ratios between', () => {
    const axis: Axis = { id: 'lr', from: 1e-4, to: 1, n: 31, scale: 'log', at: null };
    expect([1e-4, 1e-2, 1].map((value) => placeOn(axis, value))).toEqual([0, 0.5, 1]);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('log', 'linear'),
        (place, scale) => {
          const spread: Axis = { ...axis, scale: scale as Axis['scale'] };
          expect(placeOn(spread, valueOn(spread, place))).toBeCloseTo(place, 9);
        },
      ),
    );
    const list: Axis = { ...axis, at: [0.1, 0.3, 1] };
    expect(list.at?.map((value) => valueOn(list, placeOn(list, value)))).toEqual(list.at);
  });

  it('have the values of the command above the lowest minimum, and no place on an axis that their run lacks', () => {
    const records = [...study(searchOfLink(open(LINK)) as Experiment)].filter(
      (record): record is Trial => 'trial' in record,
    );
    for (const { run, trials } of data.runs) {
      const own = records.filter((record) => record.run === run);
      expect(trials.map(({ value }) => value + data.floor)).toEqual(
        own.map(({ value }) => expect.closeTo(value as number, 9)),
      );
    }
    expect(data.runs[1].trials.every(({ places }) => Number.isNaN(places[1]))).toBe(true);
    expect(data.runs[0].best?.value).toBe(Math.min(...data.runs[0].trials.map(({ value }) => value)));
    expect(data.runs[0].soFar.at(-1)).toBe(data.runs[0].best?.value);
    expect(data.runs[0].soFar.every((value, i, all) => i === 0 || value <= all[i - 1])).toBe(true);
  });

  it('are kept by ranges on any axes, whichever the order', () => {
    const [run] = data.runs;
    const ranges = [[0.25, 0.75], null, [0, 0.5]] as const;
    for (const trial of run.trials) {
      const [lr] = trial.places;
      const kept = lr >= 0.25 && lr <= 0.75 && trial.height <= 0.5;
      expect(isWithin(trial, ranges)).toBe(kept);
    }
    const least = ordered(run.trials, { by: 'value', down: false });
    expect(least[0]).toBe(run.best);
    expect(goodness(least[0], data)).toBeGreaterThanOrEqual(goodness(least[least.length - 1], data));
    const rates = ordered(run.trials, { by: 0, down: true }).map(({ at }) => at.lr);
    expect(rates).toEqual([...rates].sort((a, b) => b - a));
  });

  it('say how many updates each was given, where they are given different numbers', () => {
    const halving = searchData(
      recordOf('surface=beale&run=adam&steps=90&study=halving,trials:9&axis=lr,from:1e-4,to:1'),
      [],
    );
    const given = halving.runs[0].trials.map(({ steps }) => steps);
    expect(given.filter((steps) => steps === 90)).toHaveLength(1);
    expect(new Set(given)).toEqual(new Set([10, 30, 90]));
    expect(data.runs[0].trials[0].steps).toBeNull();
  });

  it('leave as CSV with all their digits', () => {
    const text = searchAsCsv(data.runs[0].trials, data, ['=Adam', 'SGD']);
    const [head, first, ...others] = text.trimEnd().split('\n');
    expect(head).toBe('run,trial,lr,beta1,value,status,steps');
    expect(first).toContain(`'=Adam,0,${data.runs[0].trials[0].at.lr},`);
    expect(others).toHaveLength(29);
  });
});

describe('the runs of a search', () => {
  it('stay the same when a trial is added as a run, or a run is set to one', () => {
    const experiment = open(LINK);
    const at = { lr: 0.37, beta1: 0.42 };
    const set = withSetting(withSetting(experiment, 0, 'lr', at.lr), 0, 'beta1', at.beta1);
    const added: Experiment = { ...experiment, runs: [...experiment.runs, set.runs[0]] };
    expect(searchedRuns(experiment)).toEqual([0, 1]);
    expect(searchedRuns(added)).toEqual([0, 1]);
    const other = withSetting(experiment, 0, 'beta2', 0.9);
    expect(searchedRuns({ ...experiment, runs: [...experiment.runs, other.runs[0]] })).toEqual([0, 1, 2]);
  });
});
