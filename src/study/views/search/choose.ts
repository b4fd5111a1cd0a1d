/** The search that is begun with, where the link has none: what a person would vary first, and then changes. */
import { defaults } from '../../../core/tables.ts';
import type { StageSpec } from '../../../core/types.ts';
import { type Axis, type Experiment, isNetwork } from '../../../experiment/index.ts';
import { possibleAxes, studyRow } from '../../../experiment/studies.ts';
import { usualAxis } from '../axes.ts';

/** What is varied beside the rate where a run has it, in this order. */
const USUAL = ['lr', 'momentum', 'beta1', 'beta2', 'alpha', 'rho'];
const AXES = 3;
/** Networks take their time. */
const NETWORK_TRIALS = 27;

const axesOf = (experiment: Experiment): readonly Axis[] => {
  const possible = possibleAxes(experiment.surface, experiment.runs);
  const chosen = USUAL.filter((id) => possible.includes(id)).slice(0, AXES);
  return (chosen.length > 0 ? chosen : possible.slice(0, 1)).map((id) => ({
    ...usualAxis(experiment, id),
    n: 31,
  }));
};

/** A search over the axes of the link, or over usual ones: by TPE, of networks by halving. Null where nothing can be varied. */
export function searchOf(experiment: Experiment): Partial<Experiment> | null {
  const id = isNetwork(experiment) ? 'halving' : 'tpe';
  const row = studyRow(id);
  const axes = experiment.axes.length > 1 ? experiment.axes : axesOf(experiment);
  if (!row || axes.length === 0) return null;
  const usual = defaults(row);
  const trials = isNetwork(experiment) ? NETWORK_TRIALS : usual.trials;
  return { study: withMeasure({ id, args: { ...usual, trials } }, experiment), axes, view: 'study' };
}

/** A study that measures what the one of the experiment does, and repeats as often. */
export function withMeasure(study: StageSpec, experiment: Experiment): StageSpec {
  const { measure, to, seeds } = { ...study.args, ...experiment.study?.args };
  return { ...study, args: { ...study.args, measure, to, seeds } };
}
