/** A whole experiment as a link would say it, with nothing left out. */
import type { Argument, Arguments, StageSpec } from '../core/types.ts';
import { writeArgument, writeNumber } from './argument.ts';
import { writeAxis } from './axis.ts';
import { dimensionsOf } from './dimensions.ts';
import { encodeInStage } from './escape.ts';
import type { Written } from './link.ts';
import type { Experiment, ExperimentRun } from './types.ts';

const inStage = (value: Argument): string =>
  typeof value === 'string' ? encodeInStage(value) : writeArgument(value);

/** All arguments of a stage, known or not, as a link could say them. */
const stageInFull = ({ id, args }: StageSpec, extra: Arguments = {}): string =>
  [id, ...Object.entries({ ...args, ...extra }).map(([key, value]) => `${key}:${inStage(value)}`)].join(',');

function runInFull({ optimizer, schedules, stages, label, hidden, colour }: ExperimentRun): string {
  const extra = {
    ...(label !== null && { label }),
    ...(hidden && { hidden: 1 }),
    ...(colour !== null && { colour }),
  };
  const others = [...schedules, ...stages].map((spec) => stageInFull(spec));
  return [stageInFull(optimizer, extra), ...others].join('~');
}

export function inFull(experiment: Experiment): Written {
  const { surface, formula, rules, start, runs, window: shown, title, note, lang, hide } = experiment;
  const dimensions = dimensionsOf(experiment);
  const said = (key: string, value: string | null): Written => (value === null ? [] : [[key, value]]);
  return [
    ['surface', stageInFull(surface)],
    ...said('f', formula),
    ...rules.map((rule) => ['rule', rule] as const),
    ['start', start.slice(0, dimensions).map(writeNumber).join(',')],
    ...runs.map((run) => ['run', runInFull(run)] as const),
    ['steps', writeNumber(experiment.steps)],
    ['seed', writeNumber(experiment.seed)],
    ['view', experiment.view],
    ...said(
      'window',
      shown
        ?.slice(0, 2 * dimensions)
        .map(writeNumber)
        .join(',') ?? null,
    ),
    ['rates', experiment.rates],
    ...said('study', experiment.study && stageInFull(experiment.study)),
    ...experiment.axes.map((axis) => ['axis', writeAxis(axis)] as const),
    ['future', experiment.future ? '1' : '0'],
    ...said('lesson', experiment.lesson),
    ['t', writeNumber(experiment.t)],
    ['speed', writeNumber(experiment.speed)],
    ...said('title', title),
    ...said('note', note),
    ...said('lang', lang),
    ['theme', experiment.theme],
    ['embed', experiment.embed ? '1' : '0'],
    ['hide', hide.join('/')],
  ];
}
