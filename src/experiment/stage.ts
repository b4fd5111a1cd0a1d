/** One `id,key:value,key:value` of a link. */
import { defaults } from '../core/tables.ts';
import type { Argument, Arguments, Row, StageSpec } from '../core/types.ts';
import { readArgument, ruleFor, sameArgument, writeArgument } from './argument.ts';
import { decode, encodeInStage } from './escape.ts';
import { choiceOf, IGNORED, problem } from './problems.ts';
import type { Phrase, Problem } from './types.ts';

/** The most keys of a stage that are looked at: many times as many as any has, so that of more some were reported. */
const MAX_KEYS = 100;

/** A stage as written: its id, and its keys with their values, in order. */
export interface WrittenStage {
  readonly id: string;
  readonly values: readonly (readonly [key: string, value: string])[];
}

/** Splits a stage. Values may hold escaped separators; an item without a colon is a key without a value. */
export function splitStage(text: string): WrittenStage {
  const [id, ...items] = text.split(',');
  const values = items.slice(0, MAX_KEYS).flatMap((whole) => {
    const item = whole.trim();
    if (item === '') return [];
    const colon = item.indexOf(':');
    const key = colon < 0 ? item : item.slice(0, colon).trim();
    return [[key, colon < 0 ? '' : decode(item.slice(colon + 1).trim())] as const];
  });
  return { id: id.trim(), values };
}

/** `used` of an argument, for a person. */
const shown = (value: Argument): string | Phrase =>
  value === null ? { kind: 'not used' } : writeArgument(value);

/**
 * The arguments that a written stage means for `row`.
 *
 * Problems are told under `path`: `surface`, `run[0]`, `run[0].cosine`. Keys in `others` belong to the
 * caller.
 */
export function readStage(
  row: Row,
  { values }: WrittenStage,
  path: string,
  report: (problem: Problem) => void,
  others: readonly string[] = [],
): StageSpec {
  const given = new Map<string, string>();
  const known = [...row.parameters.map(({ key }) => key), ...others];
  for (const [key, value] of values) {
    const at = `${path}.${key}`;
    if (!known.includes(key)) report(problem(at, value, IGNORED, choiceOf(key, known)));
    else if (given.has(key)) report(problem(at, value, given.get(key) ?? '', { kind: 'once' }));
    else given.set(key, value);
  }

  const args: Record<string, Argument> = {};
  const usable = new Set<string>();
  // The convention comes first: the other defaults depend on it.
  const convention = row.parameters.find(({ key }) => key === 'as');
  const as = convention && readArgument(convention, given.get('as') ?? '', convention.default).value;
  const usual = defaults(row, as === undefined ? undefined : String(as));
  for (const parameter of row.parameters) {
    const { key } = parameter;
    const text = given.get(key);
    args[key] = usual[key];
    if (text === undefined) continue;
    const { value, repaired } = readArgument(parameter, text, usual[key]);
    args[key] = value;
    if (!repaired || value !== usual[key]) usable.add(key);
    if (repaired) report(problem(`${path}.${key}`, text, shown(value), ruleFor(parameter, text)));
  }

  // Of several optional arguments, saying one leaves out those not said.
  const optional = row.parameters.filter(({ optional }) => optional).map(({ key }) => key);
  if (optional.some((key) => usable.has(key))) {
    for (const key of optional) if (!usable.has(key)) args[key] = null;
  }
  return { id: row.id, args: checked(row, args, path, report) };
}

/** The arguments after the row's own corrections of those that contradict each other. */
function checked(row: Row, args: Arguments, path: string, report: (problem: Problem) => void): Arguments {
  const repairs = row.check?.(args) ?? [];
  const repaired: Record<string, Argument> = { ...args };
  for (const { key, used, allowed } of repairs) {
    const rule = { kind: 'together', words: allowed } as const;
    report(problem(`${path}.${key}`, shown(args[key]), shown(used), rule));
    repaired[key] = used;
  }
  return repaired;
}

/** The shortest text from which `readStage` makes `stage`. `extra` are the caller's keys and their values. */
export function writeStage(
  row: Row,
  { args }: StageSpec,
  extra: readonly (readonly [key: string, value: string])[] = [],
): string {
  const usual = defaults(row, args.as === undefined ? undefined : String(args.as));
  const isUsual = (key: string): boolean => sameArgument(args[key], usual[key]);
  const optional = row.parameters.filter(({ optional }) => optional).map(({ key }) => key);
  const used = optional.filter((key) => args[key] !== null);
  // All left out has to be said somehow: the first of them, with nothing behind its colon.
  const said = optional.every(isUsual) ? [] : used.length > 0 ? used : optional.slice(0, 1);
  const items = row.parameters
    .filter(({ key, optional, default: value }) => {
      if (optional) return said.includes(key);
      return key === 'as' ? args.as !== value : !isUsual(key);
    })
    .map(({ key }) => `${key}:${writeArgument(args[key])}`);
  return [row.id, ...items, ...extra.map(([key, value]) => `${key}:${encodeInStage(value)}`)].join(',');
}
