/** From a link to an experiment. Nothing in a link is trusted, and nothing is lost in silence. */
import type { Argument, Parameter } from '../core/types.ts';
import { readArgument, ruleFor, writeArgument } from './argument.ts';
import { readAxes, readStudy, withinTrials } from './axis.ts';
import { fields } from './defaults/v1.ts';
import { dimensionsOf } from './dimensions.ts';
import { type Key, MAX_LINK, readLink, type Written } from './link.ts';
import { migrate, VERSION } from './migrations.ts';
import { DEFAULT, problem } from './problems.ts';
import * as read from './readers.ts';
import { mostSteps } from './slice.ts';
import { MAX_NOTE, MAX_TITLE, readText } from './text.ts';
import type { Experiment, Problem } from './types.ts';

/** An experiment, and what had to be repaired to get it. */
export interface Parsed {
  readonly experiment: Experiment;
  readonly problems: readonly Problem[];
}

/**
 * The experiment of a link: a query with or without its `?`, a fragment, both, or a whole address. The empty
 * text is the default experiment.
 *
 * Never throws. What is unknown, missing or not allowed is replaced by its default, numbers are clamped, and
 * each such repair is one entry of `problems`.
 */
export function parseExperiment(query: string): Parsed {
  return parseUpTo(query, MAX_LINK);
}

/**
 * The most characters of a query that a browser keeps for an address: more than those of twelve runs with the longest lists and
 * twelve rules of the longest texts, whatever their script.
 */
const MAX_STORED = 1_000_000;

/** The same for a query that was too long for a link and was kept somewhere else. */
export const parseStored = (query: string): Parsed => parseUpTo(query, MAX_STORED);

function parseUpTo(query: string, max: number): Parsed {
  const problems: Problem[] = [];
  const report = (found: Problem): void => {
    problems.push(found);
  };
  const written = readLink(typeof query === 'string' ? query : '', report, max);
  const version = read.readVersion(written.find(([key]) => key === 'v')?.[1], report);
  return { experiment: readExperiment(migrate(written, version), report), problems };
}

/** The experiment that a link of the present version means. */
export function readExperiment(link: Written, report: read.Report): Experiment {
  const all = (key: Key): string[] => link.filter(([other]) => other === key).map(([, value]) => value);
  const one = (key: Key): string | undefined => all(key)[0];
  const field = (parameter: Parameter): Argument => {
    const text = one(parameter.key as Key)?.trim();
    if (text === undefined) return parameter.default;
    const { value, repaired } = readArgument(parameter, text, parameter.default);
    if (repaired)
      report(problem(parameter.key, text, writeArgument(value) || DEFAULT, ruleFor(parameter, text)));
    return value;
  };

  const surface = read.readSurface(one('surface'), report);
  const formula = read.readFormula(one('f'), surface.id, report);
  const dimensions = dimensionsOf({ surface, formula });
  const start = read.readStart(one('start'), surface.id, dimensions, report);
  const readRuns = read.readRuns(all('run'), surface.id, report);
  const rules = read.readRules(all('rule'), readRuns.some(read.isCustom), report);
  const runs = readRuns.map((run, i) => read.withRule(run, `run[${i}]`, rules.length, report));
  const axes = readAxes(all('axis'), surface, runs, report);
  const study = readStudy(one('study'), surface, axes, report);
  const steps = field({ ...fields.steps, max: mostSteps(surface.id) }) as number;
  return {
    version: VERSION,
    surface,
    formula,
    rules,
    start,
    runs,
    steps,
    seed: field(fields.seed) as number,
    view: field(fields.view) as Experiment['view'],
    window: read.readWindow(one('window'), dimensions, report),
    rates: field(fields.rates) as Experiment['rates'],
    ...withinTrials(surface, study, axes, report),
    future: field(fields.future) === 1,
    lesson: read.readLesson(one('lesson'), report),
    t: field({ ...fields.t, max: steps }) as number,
    speed: field(fields.speed) as number,
    title: readText(one('title') ?? '', MAX_TITLE, 'one line', 'title', report),
    note: readText(one('note') ?? '', MAX_NOTE, 'lines', 'note', report),
    lang: field(fields.lang) as Experiment['lang'],
    theme: field(fields.theme) as Experiment['theme'],
    embed: field(fields.embed) === 1,
    hide: read.readHidden(one('hide'), report),
  };
}
