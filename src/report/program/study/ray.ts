/** A study as a program for Ray Tune, which runs its trials on the machines of a cluster. */
import type { Experiment } from '../../../experiment/index.ts';
import { gridValues, type StudiedAxis } from '../../../study/axis-values.ts';
import { pythonNumber as n } from '../python.ts';
import { pytorchProgram } from '../pytorch.ts';
import { type StudyProgram, studyProgram } from './outcome.ts';

/** The values of an axis: those of a grid, or how they are drawn. */
function space(axis: StudiedAxis, grid: boolean): string {
  const { at, from, to, scale, integer } = axis;
  if (grid) return `tune.grid_search([${gridValues(axis).map(n).join(', ')}])`;
  if (at) return `tune.choice([${at.map(n).join(', ')}])`;
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  // The upper end of whole numbers is left out.
  if (integer) return `tune.${scale === 'log' ? 'lograndint' : 'randint'}(${n(low)}, ${n(high + 1)})`;
  return `tune.${scale === 'log' ? 'loguniform' : 'uniform'}(${n(low)}, ${n(high)})`;
}

function search({ kind, args }: StudyProgram): string {
  const { draw, startup } = args as Record<string, number>;
  if (kind === 'quasi')
    return `OptunaSearch(sampler=optuna.samplers.QMCSampler(qmc_type="sobol", scramble=True, seed=${draw}))`;
  if (kind === 'tpe')
    return `OptunaSearch(sampler=optuna.samplers.TPESampler(n_startup_trials=${startup}, seed=${draw}))`;
  return `BasicVariantGenerator(random_state=${draw})`;
}

function calls(study: StudyProgram): string {
  const { axes, trials, rungs, kind, args, differences } = study;
  const grid = kind === 'grid';
  const spaces = axes.map(
    (of) => `    {${of.map((axis) => `"${axis.id}": ${space(axis, grid)}`).join(', ')}},`,
  );
  const halving = rungs.length > 0;
  const scheduler = halving
    ? `ASHAScheduler(time_attr="t", max_t=STEPS, grace_period=${rungs[0]}, reduction_factor=${Number(args.factor)})`
    : 'None';
  return `${study.outcome.trim()}


SPACES = [
${spaces.join('\n')}
]
# How many trials each run has${grid ? ', by its grid' : ''}.
TRIALS = [${trials.join(', ')}]
${halving ? `RUNGS = [${rungs.join(', ')}]\n` : ''}${differences.map((line) => `${line}\n`).join('')}

def trainable(run):
    """What Tune minimizes: the value of one trial."""
    def tried(config):
${
  halving
    ? `        def report(t, loss):
            if t in RUNGS:
                tune.report({"value": loss, "t": t})
        tune.report({"value": outcome(run, config, report)[0], "t": STEPS})`
    : '        tune.report({"value": outcome(run, config)[0]})'
}
    return tried


def main():
    parser = argparse.ArgumentParser(description="Studies of Adascope with Ray Tune.")
    parser.add_argument("--address", help="of a cluster that runs already (auto); this machine unless it is given")
    parser.add_argument("--storage", help="a folder or a bucket that all machines reach, for the results")
    parser.add_argument("--name", default="adascope", help="of the studies: NAME-run0, NAME-run1, ...")
    options = parser.parse_args()
    ray.init(address=options.address)
    ends = []
    for run, space in enumerate(SPACES):
        tuner = tune.Tuner(
            trainable(run),
            param_space=space,
            tune_config=tune.TuneConfig(
                metric="value",
                mode="min",
                num_samples=${grid ? '1' : 'TRIALS[run]'},
                search_alg=${kind === 'quasi' || kind === 'tpe' ? `${search(study)} if space else None` : search(study)},
                scheduler=${scheduler},
            ),
            run_config=tune.RunConfig(name=f"{options.name}-run{run}", storage_path=options.storage),
        )
        results = tuner.fit()
        best = results.get_best_result(metric="value", mode="min")
        print(json.dumps({"run": run, "trials": len(results),
                          "best": {"at": best.config, "value": best.metrics["value"]}}), flush=True)
        ends.append(best.config)
    # Where the best trial of each run ends.
    for run, at in enumerate(ends):
        _, theta, t = outcome(run, at)
        record(run, theta, t)


if __name__ == "__main__":
    main()`;
}

/** The program. @throws RangeError as `studyProgram`. */
export function rayProgram(experiment: Experiment): string {
  const study = studyProgram(experiment);
  const { kind } = study;
  const searching =
    kind === 'quasi' || kind === 'tpe'
      ? [
          'import optuna',
          'import ray',
          'import torch',
          'from ray import tune',
          'from ray.tune.search.optuna import OptunaSearch',
        ]
      : [
          'import ray',
          'import torch',
          'from ray import tune',
          'from ray.tune.search.basic_variant import BasicVariantGenerator',
        ];
  return pytorchProgram(study.experiment, {
    library: 'Ray Tune and PyTorch',
    about: `    python3 study.py
    python3 study.py --address auto --storage s3://bucket/study

Prints the best trial of each run, and at the end where it leads, a line of JSON for each run. Written for Ray 2.43 and later.`,
    imports: [
      'import argparse',
      'import json',
      'import math',
      '',
      ...searching,
      ...(study.rungs.length > 0 ? ['from ray.tune.schedulers import ASHAScheduler'] : []),
    ],
    runs: study.runs,
    calls: calls(study),
  });
}
