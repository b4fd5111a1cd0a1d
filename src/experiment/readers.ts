/**
 * Reading what single keys of a link say. Each takes the text, if there is one, and a way to tell of repairs.
 */

import { DEFAULT_FORMULA, DEFAULT_RULE, validateFormula, validateRule } from '../core/formula/index.ts';
import { mnist } from '../core/network.ts';
import { surfaces } from '../core/surfaces/index.ts';
import type { Arguments, StageSpec } from '../core/types.ts';
import { readNumber, writeNumber } from './argument.ts';
import { defaultRuns, defaultSurface, startOf, surfaceRow } from './defaults/index.ts';
import { MAX_RUNS, SURFACE } from './defaults/v1.ts';
import { LESSONS } from './lessons.ts';
import { MAX_LINK } from './link.ts';
import { VERSION } from './migrations.ts';
import { choiceOf, firstOf, IGNORED, problem } from './problems.ts';
import { readRun } from './run.ts';
import { readStage, splitStage } from './stage.ts';
import { type ExperimentRun, PARTS, type Part, type PlaneWindow, type Problem } from './types.ts';

/** Tells of a repair. */
export type Report = (problem: Problem) => void;

type Text = string | undefined;

/** The version that a link was written for. One that is not known is read as the present one. */
export function readVersion(text: Text, report: Report): number {
  const version = readNumber(text?.trim() ?? String(VERSION));
  if (version !== null && Number.isInteger(version) && version >= 1 && version <= VERSION) return version;
  const choices = Array.from({ length: VERSION }, (_, i) => String(i + 1));
  report(problem('v', text ?? '', String(VERSION), { kind: 'choice', choices }));
  return VERSION;
}

export function readSurface(text: Text, report: Report): StageSpec {
  if (text === undefined) return defaultSurface(SURFACE);
  const written = splitStage(text);
  const row = surfaceRow(written.id);
  if (row) return readStage(row, written, 'surface', report);
  const choices = [...surfaces, mnist].map(({ id }) => id);
  report(problem('surface', written.id, SURFACE, choiceOf(written.id, choices)));
  return defaultSurface(SURFACE);
}

/** Reports a formula or rule of more characters than a link has. */
function tooLong(key: string, text: Text, used: string, report: Report): boolean {
  if (text === undefined || text.length <= MAX_LINK) return false;
  const given = { kind: 'amount', count: text.length, of: 'characters' } as const;
  report(problem(key, given, used, { kind: 'characters', max: MAX_LINK }));
  return true;
}

/**
 * The formula as typed, even where it cannot be read and the default one is computed: nothing typed is lost.
 */
export function readFormula(text: Text, surface: string, report: Report): string | null {
  if (surface !== 'custom') {
    const rule = { kind: 'only with', part: 'surface=custom' } as const;
    if (text !== undefined) report(problem('f', text, IGNORED, rule));
    return null;
  }
  if (tooLong('f', text, DEFAULT_FORMULA, report)) return DEFAULT_FORMULA;
  const error = validateFormula(text ?? '');
  if (error) report(problem('f', text ?? '', DEFAULT_FORMULA, { kind: 'formula', error }));
  return text ?? DEFAULT_FORMULA;
}

/** The texts of the custom rules, as typed. `wanted` says that some run needs one. */
export function readRules(texts: readonly string[], wanted: boolean, report: Report): readonly string[] {
  const given = texts.length === 0 && wanted ? [''] : firstOf(texts, MAX_RUNS, 'rules', 'rule', report);
  const rules = given.map((text, i) =>
    tooLong(`rule[${i}]`, text, DEFAULT_RULE, report) ? DEFAULT_RULE : text,
  );
  for (const [i, text] of rules.entries()) {
    const error = validateRule(text);
    if (error) report(problem(`rule[${i}]`, text, DEFAULT_RULE, { kind: 'rule', error }));
  }
  return texts.length === 0 && wanted ? [DEFAULT_RULE] : rules;
}

/** Where runs start. A function of x alone has one coordinate; y is 0 then. */
export function readStart(
  text: Text,
  surface: string,
  dimensions: 1 | 2,
  report: Report,
): readonly [x: number, y: number] {
  const usual = startOf(surface, dimensions);
  if (text === undefined) return usual;
  const [x, y, ...more] = text.split(',', 3).map((part) => readNumber(part.trim()) ?? Number.NaN);
  if (dimensions === 1) {
    if (Number.isFinite(x) && (y ?? 0) === 0 && more.length === 0) return [x, 0];
    const used = Number.isFinite(x) ? x : usual[0];
    report(problem('start', text, writeNumber(used), { kind: 'number' }));
    return [used, 0];
  }
  if (Number.isFinite(x) && Number.isFinite(y) && more.length === 0) return [x, y];
  report(problem('start', text, usual.map(writeNumber).join(','), { kind: 'point' }));
  return usual;
}

/** The height of the window of a function of x alone, whose heights follow from its values. */
const NO_HEIGHT = [0, 1] as const;

/** The part of the plane, or of the line, that is shown; null: the surface's own. */
export function readWindow(text: Text, dimensions: 1 | 2, report: Report): PlaneWindow | null {
  if (text === undefined) return null;
  const numbers = text.split(',', 5).map((part) => readNumber(part.trim()) ?? Number.NaN);
  if (dimensions === 1) {
    const [x0, x1, y0 = NO_HEIGHT[0], y1 = NO_HEIGHT[1], ...more] = numbers;
    const height = y0 === NO_HEIGHT[0] && y1 === NO_HEIGHT[1];
    if (height && more.length === 0 && isLength(x1 - x0)) return [x0, x1, y0, y1];
    report(problem('window', text, { kind: 'own window' }, { kind: 'interval' }));
    return null;
  }
  const [x0, x1, y0, y1, ...more] = numbers;
  // A width that overflows is none: nothing can be drawn on it.
  if (more.length === 0 && isLength(x1 - x0) && isLength(y1 - y0)) return [x0, x1, y0, y1];
  report(problem('window', text, { kind: 'own window' }, { kind: 'window' }));
  return null;
}

const isLength = (value: number): boolean => value > 0 && Number.isFinite(value);

export function readRuns(
  texts: readonly string[],
  surface: string,
  report: Report,
): readonly ExperimentRun[] {
  if (texts.length === 0) return defaultRuns(surface);
  return firstOf(texts, MAX_RUNS, 'runs', 'run', report).map((text, i) => readRun(text, `run[${i}]`, report));
}

/** `run` with a rule that there is: its `rule` counts the link's from 1. */
export function withRule(run: ExperimentRun, path: string, count: number, report: Report): ExperimentRun {
  const wanted = run.optimizer.args.rule;
  if (!isCustom(run) || typeof wanted !== 'number' || wanted <= count) return run;
  report(problem(`${path}.rule`, String(wanted), '1', { kind: 'integer', min: 1, max: count }));
  const args: Arguments = { ...run.optimizer.args, rule: 1 };
  return { ...run, optimizer: { ...run.optimizer, args } };
}

/** Whether a run follows a typed rule. */
export const isCustom = (run: ExperimentRun): boolean => run.optimizer.id === 'custom';

/** The lesson beside the experiment; null: none. */
export function readLesson(text: Text, report: Report): string | null {
  const id = text?.trim() ?? '';
  if (id === '') return null;
  if (LESSONS.includes(id)) return id;
  report(problem('lesson', id, IGNORED, choiceOf(id, LESSONS)));
  return null;
}

/** The most names of parts that are looked at: more than there are, so that of more some were reported. */
const MAX_HIDDEN = 100;

/** The parts of the page that are not shown, in the order given. */
export function readHidden(text: Text, report: Report): readonly Part[] {
  const hidden: Part[] = [];
  for (const given of (text ?? '').split(/[/,]/, MAX_HIDDEN)) {
    const name = given.trim();
    const part = PARTS.find((known) => known === name);
    if (part && !hidden.includes(part)) hidden.push(part);
    else if (!part && name !== '') report(problem('hide', name, IGNORED, choiceOf(name, PARTS)));
  }
  return hidden;
}
