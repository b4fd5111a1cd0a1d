/** From an experiment to the shortest link that means it. */
import { surfaceTable } from '../core/tables.ts';
import type { StageSpec } from '../core/types.ts';
import { sameArgument, writeArgument, writeNumber } from './argument.ts';
import { isDefaultStudy, writeAxis } from './axis.ts';
import { defaultRuns, startOf, surfaceRow } from './defaults/index.ts';
import { fields, SURFACE } from './defaults/v1.ts';
import { dimensionsOf } from './dimensions.ts';
import { encode } from './escape.ts';
import { writeRun } from './run.ts';
import { writeStage } from './stage.ts';
import { studyRow } from './studies.ts';
import type { Experiment, ExperimentRun } from './types.ts';

const sameRuns = (a: readonly ExperimentRun[], b: readonly ExperimentRun[]): boolean =>
  a.length === b.length && a.every((run, i) => writeRun(run) === writeRun(b[i]));

/** @throws RangeError for a study that is in no table. */
function writeStudy(study: StageSpec): string {
  const row = studyRow(study.id);
  if (!row) throw new RangeError(`There is no study "${study.id}".`);
  return writeStage(row, study);
}

/**
 * The shortest query (without `?`) that `parseExperiment` reads as `experiment`. What equals its default is
 * left out, so that the default experiment is the empty text.
 *
 * Titles and notes come last: what is cut off a link that got too long is read by people, not computed.
 *
 * @throws RangeError for an experiment with ids that are in no table.
 */
export function formatExperiment(experiment: Experiment): string {
  const { surface, formula, rules, start, runs, study, axes, window: shown, title, note, hide } = experiment;
  const parameters: string[] = [];
  const put = (key: string, value: string): void => {
    parameters.push(`${key}=${encode(value)}`);
  };
  const putField = (field: (typeof fields)[keyof typeof fields], value: string | number | null): void => {
    if (!sameArgument(value, field.default)) put(field.key, writeArgument(value));
  };

  const dimensions = dimensionsOf(experiment);
  const usual = startOf(surface.id, dimensions);
  const row = surfaceRow(surface.id) ?? surfaceTable.get(surface.id);
  const written = writeStage(row, surface);
  if (written !== SURFACE) put('surface', written);
  if (surface.id === 'custom' && formula !== null) put('f', formula);
  for (const rule of rules) put('rule', rule);
  if (!start.every((coordinate, i) => sameArgument(coordinate, usual[i]))) {
    put('start', start.slice(0, dimensions).map(writeNumber).join(','));
  }
  if (!sameRuns(runs, defaultRuns(surface.id))) for (const run of runs) put('run', writeRun(run));
  putField(fields.steps, experiment.steps);
  putField(fields.seed, experiment.seed);
  putField(fields.view, experiment.view);
  if (shown)
    put(
      'window',
      shown
        .slice(0, 2 * dimensions)
        .map(writeNumber)
        .join(','),
    );
  putField(fields.rates, experiment.rates);
  if (study && !(axes.length > 0 && isDefaultStudy(study))) put('study', writeStudy(study));
  for (const axis of axes) put('axis', writeAxis(axis));
  putField(fields.future, experiment.future ? 1 : 0);
  if (experiment.lesson !== null) put('lesson', experiment.lesson);
  putField(fields.t, experiment.t);
  putField(fields.speed, experiment.speed);
  putField(fields.lang, experiment.lang);
  putField(fields.theme, experiment.theme);
  putField(fields.embed, experiment.embed ? 1 : 0);
  if (hide.length > 0) put('hide', hide.join('/'));
  if (title !== null) put('title', title);
  if (note !== null) put('note', note);
  return parameters.join('&');
}
