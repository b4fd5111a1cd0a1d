/**
 * Experiments that come as plain JSON: from a file, a message, another program. Trusted as little as a link.
 */
import * as v from 'valibot';
import type { Arguments, StageSpec } from '../core/types.ts';
import { writeArgument, writeNumber } from './argument.ts';
import { encodeInStage } from './escape.ts';
import type { Written } from './link.ts';
import { type Parsed, parseExperiment, readExperiment } from './parse.ts';
import type { Experiment, Problem } from './types.ts';

const argument = v.union([v.number(), v.string(), v.null(), v.array(v.number())]);
const stage = v.object({ id: v.string(), args: v.record(v.string(), argument) });
const text = v.nullable(v.string());

/** The shape only: what the values may be is for the tables to say. */
const shape = v.object({
  version: v.literal(1),
  surface: stage,
  formula: text,
  rules: v.array(v.string()),
  start: v.tuple([v.number(), v.number()]),
  runs: v.array(
    v.object({
      optimizer: stage,
      schedules: v.array(stage),
      stages: v.array(stage),
      label: text,
      // Files from before there were these say nothing of them.
      hidden: v.optional(v.boolean(), false),
      colour: v.optional(v.nullable(v.number()), null),
    }),
  ),
  steps: v.number(),
  seed: v.number(),
  view: v.string(),
  window: v.optional(v.nullable(v.tuple([v.number(), v.number(), v.number(), v.number()])), null),
  rates: v.optional(v.string(), 'effective'),
  future: v.optional(v.boolean(), true),
  t: v.number(),
  speed: v.number(),
  title: text,
  note: text,
  lang: text,
  theme: v.string(),
  embed: v.boolean(),
  hide: v.array(v.string()),
});
type Shape = v.InferOutput<typeof shape>;

/** All arguments of a stage, known or not, as a link could say them. */
const written = ({ id, args }: StageSpec, extra: Arguments = {}): string =>
  [
    id,
    ...Object.entries({ ...args, ...extra }).map(
      ([key, value]) => `${key}:${typeof value === 'string' ? encodeInStage(value) : writeArgument(value)}`,
    ),
  ].join(',');

/** The whole experiment as a link would say it, with nothing left out. */
function inFull(experiment: Shape): Written {
  const { surface, formula, rules, start, runs, window: shown, title, note, lang, hide } = experiment;
  const said = (key: string, value: string | null): Written => (value === null ? [] : [[key, value]]);
  return [
    ['surface', written(surface)],
    ...said('f', formula),
    ...rules.map((rule) => ['rule', rule] as const),
    ['start', start.map(writeNumber).join(',')],
    ...runs.map(({ optimizer, schedules, stages, label, hidden, colour }) => {
      const extra = {
        ...(label !== null && { label }),
        ...(hidden && { hidden: 1 }),
        ...(colour !== null && { colour }),
      };
      const stagesOfRun = [...schedules, ...stages].map((spec) => written(spec));
      return ['run', [written(optimizer, extra), ...stagesOfRun].join('~')] as const;
    }),
    ['steps', writeNumber(experiment.steps)],
    ['seed', writeNumber(experiment.seed)],
    ['view', experiment.view],
    ...said('window', shown?.map(writeNumber).join(',') ?? null),
    ['rates', experiment.rates],
    ['future', experiment.future ? '1' : '0'],
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

/**
 * The experiment that a value of unknown origin describes, repaired like a link. A value of another shape
 * gives the default experiment, and a problem for each part that does not fit. Never throws.
 */
export function checkExperiment(value: unknown): Parsed {
  const result = v.safeParse(shape, value);
  if (!result.success) {
    const problems = result.issues.map(
      (issue): Problem => ({
        key: v.getDotPath(issue) ?? 'experiment',
        given: issue.received,
        used: 'the default experiment',
        allowed: issue.expected ?? '',
      }),
    );
    return { experiment: parseExperiment('').experiment, problems };
  }
  const problems: Problem[] = [];
  const experiment: Experiment = readExperiment(inFull(result.output), (problem) => problems.push(problem));
  return { experiment, problems };
}
