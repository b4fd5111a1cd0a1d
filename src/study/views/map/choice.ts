/** Which studies are maps, and what a person who chooses one studies. */
import { kernelKey } from '../../../core/kernel/kernel.ts';
import { createObjective } from '../../../core/objective.ts';
import { surfaceTable } from '../../../core/tables.ts';
import { type Axis, dimensionsOf, type Experiment, isNetwork } from '../../../experiment/index.ts';
import { defaultStudy } from '../../../experiment/studies.ts';
import { axesOfRun } from '../../settings.ts';
import { trialsOf } from '../../study.ts';
import { offeredAxes, usualAxis } from '../axes.ts';

/** Whether a study is one of two axes on a grid. */
export const isMap = ({ study, axes }: Experiment): boolean =>
  axes.length === 2 && (study?.id ?? 'grid') === 'grid';

/** Whether it is one of all starts. */
export const isBasins = (experiment: Experiment): boolean =>
  isMap(experiment) &&
  experiment.axes.some(({ id }) => id === 'start.x') &&
  experiment.axes.some(({ id }) => id === 'start.y');

/** The study of a map. Where the plane is looked at decides nothing of it. */
export const studyOfMap = (experiment: Experiment): Experiment | null =>
  isMap(experiment) ? { ...experiment, study: experiment.study ?? defaultStudy(), window: null } : null;

/** Updates a second on one core: of runs that machine code makes, and of others. */
const COMPILED = 4e7;
const OTHERS = 1e6;

/** About how long a study of a surface takes on one core, in seconds. */
export function secondsOf(experiment: Experiment): number {
  const { surface, formula, rules, steps } = experiment;
  const trials = trialsOf(experiment);
  return experiment.runs.reduce((sum, run, i) => {
    const compiled = kernelKey({ surface, formula, rules, run }) !== null;
    return sum + (trials[i] * steps) / (compiled ? COMPILED : OTHERS);
  }, 0);
}

/** How many values an axis has: the finest that does not take long. */
const FINENESS = [256, 128, 64, 32];
const LONG = 15;

function finest(
  experiment: Experiment,
  axesWith: (n: number) => readonly Axis[],
  most: number,
): readonly Axis[] {
  const choices = FINENESS.filter((n) => n <= most).map(axesWith);
  return choices.find((axes) => secondsOf({ ...experiment, axes }) <= LONG) ?? choices[choices.length - 1];
}

/** Whether a map of all starts makes sense. */
export const offersBasins = (experiment: Experiment): boolean =>
  !isNetwork(experiment) && dimensionsOf(experiment) === 2;

/** All starts of the part of the plane that is shown. What counts as having come down is told from the lowest minimum. */
export function chooseBasins(experiment: Experiment): Partial<Experiment> {
  const { surface, formula, seed, window } = experiment;
  const { x, y } = surfaceTable.get(surface.id).domain;
  const [x0, x1, y0, y1] = window ?? [x[0], x[1], y[0], y[1]];
  const axis = (id: string, from: number, to: number, n: number): Axis => ({
    ...{ id, from, to, n, scale: 'linear', at: null },
  });
  const { minima } = createObjective(surface, formula, seed);
  const lowest = minima.reduce((least, { loss }) => Math.min(least, loss), 0);
  const usual = defaultStudy();
  const to = Number((lowest + Number(usual.args.to)).toPrecision(8));
  return {
    study: lowest === 0 ? null : { ...usual, args: { ...usual.args, to } as typeof usual.args },
    axes: finest(experiment, (n) => [axis('start.x', x0, x1, n), axis('start.y', y0, y1, n)], 256),
  };
}

/** The settings that are varied beside the rate, those that say most first. */
const COMPANIONS = ['momentum', 'beta1', 'beta2', 'rho', 'alpha'];
const OTHER_COMPANIONS = ['cosine.steps', 'clip.norm', 'surface.condition'];

/** Two settings that at least one run has: the rate, and what most runs have beside it. */
export function settingsOf(experiment: Experiment): readonly [string, string] | null {
  const offered = offeredAxes(experiment);
  if (offered.length < 2) return null;
  const [first] = offered;
  const having = (id: string): number =>
    experiment.runs.filter(
      (run) => axesOfRun({ ...experiment, axes: [pair(id), pair(first)] }, run).length === 2,
    ).length;
  const pair = (id: string): Axis => ({ id, from: 0, to: 1, n: 2, scale: 'linear', at: null });
  const offeredOf = (ids: readonly string[]): readonly string[] =>
    ids.filter((id) => offered.includes(id) && having(id) > 0);
  const own = offeredOf(COMPANIONS);
  const most = own.reduce((best, id) => Math.max(best, having(id)), 0);
  const second =
    own.find((id) => having(id) === most) ??
    offeredOf(OTHER_COMPANIONS)[0] ??
    offeredOf(offered.filter((id) => id !== first))[0];
  return second === undefined ? null : [first, second];
}

/** An axis of a map over what a setting usually is. */
export function axisOfMap(experiment: Experiment, id: string, n: number): Axis {
  const axis = usualAxis(experiment, id);
  return isNetwork(experiment) ? axis : { ...axis, n };
}

export function chooseSettings(experiment: Experiment): Partial<Experiment> | null {
  const ids = settingsOf(experiment);
  if (!ids) return null;
  const axesWith = (n: number): readonly Axis[] => ids.map((id) => axisOfMap(experiment, id, n));
  return { study: null, axes: isNetwork(experiment) ? axesWith(8) : finest(experiment, axesWith, 128) };
}
