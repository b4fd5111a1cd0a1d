/** An experiment with some of its settings replaced: what a trial computes. */
import { optimizerTable, scheduleTable, stageTable } from '../core/tables.ts';
import type { Argument, Row, StageSpec } from '../core/types.ts';
import { surfaceRow } from '../experiment/defaults/index.ts';
import { MAX_SEED } from '../experiment/defaults/v1.ts';
import { settingOfExperiment, settingOfRun } from '../experiment/studies.ts';
import type { Experiment, ExperimentRun } from '../experiment/types.ts';
import type { StudiedAxis } from './axis-values.ts';

/** The values of a trial by the ids of its axes. */
export type Settings = Readonly<Record<string, number>>;

/** A stage with one argument replaced, and with those others that its row then has to correct: as in a link that says so. */
function withArgument(row: Row | undefined, stage: StageSpec, key: string, value: number): StageSpec {
  const args: Record<string, Argument> = { ...stage.args, [key]: value };
  for (const repair of row?.check?.(args) ?? []) args[repair.key] = repair.used;
  return { ...stage, args };
}

/** A run with one of its settings replaced. */
function runWith(run: ExperimentRun, axis: string, value: number): ExperimentRun {
  const [id, key] = axis.split('.');
  if (key === undefined)
    return {
      ...run,
      optimizer: withArgument(optimizerTable.find(run.optimizer.id), run.optimizer, id, value),
    };
  const row = scheduleTable.find(id) ?? stageTable.find(id);
  const change = (stage: StageSpec): StageSpec =>
    stage.id === id ? withArgument(row, stage, key, value) : stage;
  return { ...run, schedules: run.schedules.map(change), stages: run.stages.map(change) };
}

/** The experiment with one of its own settings replaced. */
function experimentWith(experiment: Experiment, axis: string, value: number): Experiment {
  const { surface, start } = experiment;
  if (axis === 'seed') return { ...experiment, seed: value };
  if (axis === 'start.x') return { ...experiment, start: [value, start[1]] };
  if (axis === 'start.y') return { ...experiment, start: [start[0], value] };
  return {
    ...experiment,
    surface: withArgument(surfaceRow(surface.id), surface, axis.slice('surface.'.length), value),
  };
}

/** The axes that one run of an experiment can be varied over; of the others it keeps its own settings. */
export function axesOfRun(experiment: Experiment, run: ExperimentRun): readonly StudiedAxis[] {
  return experiment.axes.flatMap((axis, index) => {
    const setting = settingOfExperiment(experiment.surface, axis.id) ?? settingOfRun(run, axis.id);
    return setting ? [{ ...axis, index, integer: setting.kind !== 'number' }] : [];
  });
}

/** The experiment of one trial: the run alone, with the values of its axes and a seed. */
export function experimentOfTrial(
  experiment: Experiment,
  run: ExperimentRun,
  at: Settings,
  repetition: number,
): Experiment {
  let varied: Experiment = { ...experiment, runs: [run], study: null, axes: [] };
  for (const [axis, value] of Object.entries(at)) {
    if (settingOfExperiment(experiment.surface, axis)) varied = experimentWith(varied, axis, value);
    else varied = { ...varied, runs: varied.runs.map((other) => runWith(other, axis, value)) };
  }
  return { ...varied, seed: (varied.seed + repetition) % (MAX_SEED + 1) };
}

/** Whether an axis varies the whole experiment: its surface, start or seed, and so all runs at once. */
export const isShared = ({ surface }: Experiment, axis: string): boolean =>
  settingOfExperiment(surface, axis) !== undefined;

/** The value that a run of an experiment has of what an axis varies; null where it has no such setting. */
export function settingValue(experiment: Experiment, run: ExperimentRun, axis: string): number | null {
  const { surface, start, seed } = experiment;
  if (axis === 'seed') return seed;
  if (axis === 'start.x' || axis === 'start.y') return start[axis === 'start.x' ? 0 : 1] ?? null;
  const [id, key] = axis.split('.');
  const args =
    key === undefined
      ? run.optimizer.args
      : id === 'surface'
        ? surface.args
        : [...run.schedules, ...run.stages].find((stage) => stage.id === id)?.args;
  const value = args?.[key ?? id];
  return typeof value === 'number' ? value : null;
}

/** The experiment with one setting replaced: of one run, or what all share. */
export const withSetting = (experiment: Experiment, run: number, axis: string, value: number): Experiment =>
  isShared(experiment, axis)
    ? experimentWith(experiment, axis, value)
    : {
        ...experiment,
        runs: experiment.runs.map((other, i) => (i === run ? runWith(other, axis, value) : other)),
      };
