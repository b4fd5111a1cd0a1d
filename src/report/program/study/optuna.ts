/** A study as a program for Optuna, whose storage spreads it over processes and machines. */
import type { Experiment } from '../../../experiment/index.ts';
import { gridValues, type StudiedAxis } from '../../../study/axis-values.ts';
import { pythonNumber as n } from '../python.ts';
import { pytorchProgram } from '../pytorch.ts';
import { type StudyProgram, studyProgram } from './outcome.ts';

const SOFTWARE = ['import argparse', 'import json', 'import math', '', 'import optuna', 'import torch'];

/** How a trial is given the value of an axis. */
function suggestion({ id, at, from, to, scale, integer }: StudiedAxis): string {
  if (at) return `trial.suggest_categorical("${id}", [${at.map(n).join(', ')}])`;
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const log = scale === 'log' ? ', log=True' : '';
  return `trial.suggest_${integer ? 'int' : 'float'}("${id}", ${n(low)}, ${n(high)}${log})`;
}

/** The sampler of each run. `SEED` differs between workers that draw independently. */
function samplers({ kind, args, axes }: StudyProgram): readonly string[] {
  const { draw, startup } = args as Record<string, number>;
  return axes.map((of) => {
    if (of.length === 0) return 'optuna.samplers.RandomSampler(seed=seed)';
    switch (kind) {
      case 'grid': {
        const space = of.map((axis) => `"${axis.id}": [${gridValues(axis).map(n).join(', ')}]`);
        return `optuna.samplers.GridSampler({${space.join(', ')}}, seed=seed)`;
      }
      case 'quasi':
        // Its points are numbered in the storage: all workers need the same.
        return `optuna.samplers.QMCSampler(qmc_type="sobol", scramble=True, seed=${draw})`;
      case 'tpe':
        return `optuna.samplers.TPESampler(n_startup_trials=${startup}, seed=seed)`;
      default:
        return 'optuna.samplers.RandomSampler(seed=seed)';
    }
  });
}

function calls(study: StudyProgram): string {
  const { axes, trials, rungs, kind, args, differences } = study;
  const { draw, factor } = args as Record<string, number>;
  const suggested = axes.map((of, i) => [
    `def settings${i}(trial):`,
    `    return {${of.map((axis) => `"${axis.id}": ${suggestion(axis)}`).join(', ')}}`,
  ]);
  const pruner =
    kind === 'halving'
      ? `optuna.pruners.SuccessiveHalvingPruner(min_resource=${rungs[0] ?? 1}, reduction_factor=${factor})`
      : 'optuna.pruners.NopPruner()';
  return `${study.outcome.trim()}


${suggested.map((lines) => lines.join('\n')).join('\n\n\n')}


SETTINGS = [${axes.map((_, i) => `settings${i}`).join(', ')}]
# How many trials each run has, those of all workers together.
TRIALS = [${trials.join(', ')}]
${rungs.length > 0 ? `RUNGS = [${rungs.join(', ')}]\n` : ''}${differences.map((line) => `${line}\n`).join('')}

def objective(run):
    """What Optuna minimizes: the value of one trial; one whose loss is not defined at the start has none."""
    def tried(trial):
${
  rungs.length > 0
    ? `        def report(t, loss):
            if t in RUNGS:
                trial.report(loss if math.isfinite(loss) else float("inf"), t)
                if trial.should_prune():
                    raise optuna.TrialPruned()
        return outcome(run, SETTINGS[run](trial), report)[0]`
    : '        return outcome(run, SETTINGS[run](trial))[0]'
}
    return tried


def main():
    parser = argparse.ArgumentParser(description="Studies of Adascope with Optuna.")
    parser.add_argument("--storage", help="a database, such as sqlite:///study.db, that several workers share")
    parser.add_argument("--name", default="adascope", help="of the studies in it: NAME-run0, NAME-run1, ...")
    parser.add_argument("--worker", type=int, default=0, help="a number of its own for each worker: what it draws depends on it")
    options = parser.parse_args()
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    seed = ${draw} + options.worker
    samplers = [
${samplers(study)
  .map((sampler) => `        ${sampler},`)
  .join('\n')}
    ]
    made = (optuna.trial.TrialState.COMPLETE, optuna.trial.TrialState.PRUNED, optuna.trial.TrialState.FAIL)
    ends = []
    for run, sampler in enumerate(samplers):
        study = optuna.create_study(
            storage=options.storage,
            study_name=f"{options.name}-run{run}",
            sampler=sampler,
            pruner=${pruner},
            direction="minimize",
            load_if_exists=True,
        )
        left = TRIALS[run] - len(study.get_trials(deepcopy=False, states=made))
        if left > 0:
            enough = optuna.study.MaxTrialsCallback(TRIALS[run], states=made)
            study.optimize(objective(run), n_trials=left, callbacks=[enough])
        trials = study.get_trials(deepcopy=False, states=(optuna.trial.TrialState.COMPLETE,))
        best = min(trials, key=lambda trial: trial.value) if trials else None
        if best is not None:
            print(json.dumps({"run": run, "trials": len(study.get_trials(deepcopy=False, states=made)),
                              "best": {"trial": best.number, "at": best.params, "value": best.value}}), flush=True)
        ends.append(best.params if best is not None else None)
    # Where the best trial of each run ends.
    for run, at in enumerate(ends):
        if at is not None:
            _, theta, t = outcome(run, at)
            record(run, theta, t)


if __name__ == "__main__":
    main()`;
}

/** The program. @throws RangeError as `studyProgram`. */
export function optunaProgram(experiment: Experiment): string {
  const study = studyProgram(experiment);
  return pytorchProgram(study.experiment, {
    library: 'Optuna and PyTorch',
    about: `    python3 study.py
    python3 study.py --storage sqlite:///study.db --worker 1

With a storage, any number of such processes share the trials; on several machines it is a database server. Prints the best trial of
each run, and at the end where it leads, a line of JSON for each run. Written for Optuna 3 and later${study.kind === 'quasi' ? '; QMCSampler needs SciPy' : ''}.`,
    imports: SOFTWARE,
    runs: study.runs,
    calls: calls(study),
  });
}
