/** Studies as programs for other libraries: what stands in them, and that Python can read it. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../../experiment/index.ts';
import { trialsByNumber } from '../../../study/study.ts';
import { hasModule, mistakesIn } from '../testing/python.ts';
import { studyProgramOf, studyPrograms } from './index.ts';

const experimentOf = (query: string) => parseExperiment(query).experiment;
const RUNS = 'run=sgd,momentum:0.9&run=adam~cosine~clip&run=lion&steps=200';
const AXES = 'axis=lr,from:0.001,to:1&axis=momentum,from:0.5,to:0.99';
const KINDS = ['grid', 'random,trials:40', 'quasi,trials:64', 'tpe,trials:50,startup:7', 'halving,trials:27'];
const MEASURES = ['final', 'best', 'steps', 'area'];

/** The list after a text of the program. */
const listAfter = (text: string, before: string): readonly number[] => {
  const at = text.indexOf(before);
  expect(at).toBeGreaterThan(-1);
  return JSON.parse(text.slice(at + before.length, text.indexOf(']', at + before.length) + 1));
};

describe('a study as a program', () => {
  it.runIf(hasModule('dis')).each(studyPrograms)('is read by Python, for %s', (id) => {
    const all = KINDS.flatMap((kind) =>
      MEASURES.map((measure) =>
        studyProgramOf(experimentOf(`${RUNS}&${AXES}&study=${kind},measure:${measure}`), id),
      ),
    );
    const noisy = ['surface=sparse', 'surface=regression', 'surface=beale'].map((surface) =>
      studyProgramOf(experimentOf(`${surface}&${RUNS}&run=rmsprop~noise`), id),
    );
    expect(mistakesIn([...all, ...noisy]).filter((mistake) => mistake !== '')).toEqual([]);
  });

  it.each([
    ['optuna', 'GridSampler({"lr": '],
    ['ray', '{"lr": tune.grid_search('],
  ] as const)('has the values of the grid that study tries, for %s', (id, before) => {
    const experiment = experimentOf('run=adam&axis=lr,from:1e-5,to:10,n:13');
    const trials = trialsByNumber(experiment, 0);
    const tried = Array.from({ length: trials?.count ?? 0 }, (_, i) => trials?.job(i).at.lr);
    expect(listAfter(studyProgramOf(experiment, id), before)).toEqual(tried);
  });

  it('without a study is one over six decades of learning rates for each run', () => {
    const text = studyProgramOf(experimentOf('run=sgd&run=adam'), 'optuna');
    expect(text).toContain('trial.suggest_float("lr", 0.00001, 10, log=True)');
    expect(text).toContain('TRIALS = [31, 31]');
    expect(text).toContain('torch.optim.Adam([theta], lr=AT["lr"], betas=(0.9, 0.999)');
  });

  it('reads no setting that a run does not have, and tries such a run once', () => {
    const text = studyProgramOf(experimentOf('run=sgd&run=adam&axis=momentum,from:0.1,to:0.9,n:5'), 'optuna');
    expect(text).toContain('TRIALS = [5, 1]');
    expect(text).toContain('momentum=AT["momentum"]');
  });

  it('takes sampler, pruner and seeds of the study', () => {
    const program = (kind: string): string =>
      studyProgramOf(experimentOf(`${RUNS}&${AXES}&study=${kind},draw:9`), 'optuna');
    expect(program(KINDS[2])).toContain('QMCSampler(qmc_type="sobol", scramble=True, seed=9)');
    expect(program(KINDS[3])).toContain('TPESampler(n_startup_trials=7, seed=seed)');
    expect(program(KINDS[3])).toContain('seed = 9 + options.worker');
    // 200 updates thrice divided by 3: 7, 22, 66.
    expect(program(KINDS[4])).toContain('SuccessiveHalvingPruner(min_resource=7, reduction_factor=3)');
    expect(program(KINDS[4])).toContain('RUNGS = [7, 22, 66]');
    expect(studyProgramOf(experimentOf(`${RUNS}&${AXES}&study=${KINDS[4]}`), 'ray')).toContain(
      'ASHAScheduler(time_attr="t", max_t=STEPS, grace_period=7, reduction_factor=3)',
    );
  });

  it('is refused with the reason where a program cannot vary an axis', () => {
    const refused = (query: string) => () => studyProgramOf(experimentOf(query), 'optuna');
    expect(refused('run=adam&axis=start.x,from:-2,to:2')).toThrow(
      /axis=start.x: programs vary settings of the runs/,
    );
    expect(refused('surface=mnist&axis=lr')).toThrow(/Studies of networks are not written/);
    expect(refused('run=lion&axis=beta1,from:0.5,to:0.99')).toThrow(
      /more than one number of its program depends on beta1/,
    );
  });
});
