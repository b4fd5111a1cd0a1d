/** Which studies are the same: those whose trials compute the same. */
import { computation } from '../../experiment/computation.ts';
import type { Experiment } from '../../experiment/types.ts';
import { valueAt } from '../axis-values.ts';
import { axesOfRun, experimentOfTrial } from '../settings.ts';

/**
 * The same text for experiments with the same trials. What an axis varies is not in it: while a person chooses the rate of a run,
 * a study of rates stays what it is.
 */
export function keyOf(experiment: Experiment): string {
  const { study, axes, window } = experiment;
  const runs = experiment.runs.map((run) => {
    const at = Object.fromEntries(axesOfRun(experiment, run).map((axis) => [axis.id, valueAt(axis, 0)]));
    return computation(experimentOfTrial(experiment, run, at, 0));
  });
  return JSON.stringify([study, axes, window, runs]);
}
