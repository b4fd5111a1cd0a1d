/** What the programs of studies have in common: runs that read their settings, and what a trial is worth. */
import { type Experiment, isNetwork } from '../../../experiment/index.ts';
import { defaultStudy } from '../../../experiment/studies.ts';
import { gridValues, type StudiedAxis } from '../../../study/axis-values.ts';
import { protocolOf } from '../../../study/study.ts';
import { pythonNumber as n } from '../python.ts';
import { studied, studiedRuns } from './settings.ts';

/** A study as what the libraries' programs need of it. */
export interface StudyProgram {
  readonly experiment: Experiment;
  readonly kind: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** By run. */
  readonly axes: readonly (readonly StudiedAxis[])[];
  readonly runs: readonly string[];
  /** How many trials each run has. */
  readonly trials: readonly number[];
  /** After how many updates a trial may be left (halving); empty otherwise. */
  readonly rungs: readonly number[];
  /** `outcome`, which makes a trial. */
  readonly outcome: string;
  /** What the program does otherwise than `study`, a comment a line. */
  readonly differences: readonly string[];
}

/** The value of a trial as `study` has it: a trial that diverged, or ended above its start, counts as the loss there. */
const VALUES: Readonly<Record<string, (to: string) => string>> = {
  final: () => 'losses[-1] if finished else losses[0]',
  best: () => 'min(losses) if finished else losses[0]',
  steps: (to) => `next((t for t, loss in enumerate(losses) if loss <= ${to}), STEPS) if finished else STEPS`,
  area: () => 'sum(log10(loss) for loss in losses[1:]) / (len(losses) - 1) if finished else log10(losses[0])',
};

const outcomeText = (runs: number, measure: string, to: number): string => `
AT, LOSSES, REPORT = {}, [], None


def watch(theta, t):
    """Is told of every point before its update."""
    LOSSES.append(float(value(theta)))
    if REPORT:
        REPORT(t, LOSSES[-1])
    return True


def outcome(run, at, report=None):
    """One trial: what it is worth (${measure}), where it ended, and after how many updates."""
    global REPORT
    torch.set_default_dtype(torch.float64)
    AT.clear()
    AT.update(at)
    LOSSES.clear()
    REPORT = report
    theta, t = [${Array.from({ length: runs }, (_, i) => `run${i}`).join(', ')}][run]()
    losses = LOSSES + [float(value(theta))]
    finished = is_finite(theta) and losses[-1] <= losses[0]
${measure === 'area' ? '    log10 = lambda loss: math.log10(max(loss, 2.0 ** -1022))\n' : ''}    return ${(VALUES[measure] ?? VALUES.final)(n(to))}, theta, t
`;

/**
 * The study of an experiment; one over the learning rates where it has none.
 *
 * @throws RangeError for networks, and where a run cannot be varied over one of its axes.
 */
export function studyProgram(given: Experiment): StudyProgram {
  if (isNetwork(given))
    throw new RangeError('Studies of networks are not written as programs: the command study trains them.');
  const experiment = studied(given);
  const { steps } = experiment;
  const { id: kind, args } = experiment.study ?? defaultStudy();
  const { measure, to, seeds } = protocolOf(experiment);
  const runs = studiedRuns(experiment, { condition: ' and watch(theta, t)', end: () => 'return theta, t' });
  const factor = Number(args.factor);
  const count = Number(args.trials);
  const rungs: number[] = [];
  if (kind === 'halving')
    for (let left = count, at = steps; left >= factor && at >= factor; left = Math.floor(left / factor)) {
      at = Math.floor(at / factor);
      rungs.unshift(at);
    }
  const trials = runs.map(({ axes }) =>
    axes.length === 0
      ? 1
      : kind === 'grid'
        ? axes.map(gridValues).reduce((product, { length }) => product * length, 1)
        : count,
  );
  return {
    experiment,
    kind,
    args,
    axes: runs.map(({ axes }) => axes),
    runs: runs.map(({ text }) => text),
    trials,
    rungs,
    outcome: outcomeText(runs.length, measure, to),
    differences: [
      ...(kind === 'grid'
        ? []
        : ['# The library draws settings of its own: the same distributions, other numbers.']),
      ...(seeds > 1
        ? [`# The study repeats each trial with ${seeds} seeds; this program takes the first.`]
        : []),
      ...(kind === 'halving'
        ? ['# Halving is asynchronous here: a trial is left as soon as enough others have done better.']
        : []),
    ],
  };
}
