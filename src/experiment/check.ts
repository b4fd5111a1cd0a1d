/**
 * Experiments that come as plain JSON: from a file, a message, another program. Trusted as little as a link.
 *
 * Each field is put as a link would say it, and then read like a link. A field of another type than its own is read as text where
 * that makes sense of it, and otherwise replaced: by what the link in the same file says, or else by the default.
 */
import { optimizerTable, scheduleTable, stageTable } from '../core/tables.ts';
import type { Parameter, Row } from '../core/types.ts';
import { readNumber, writeNumber } from './argument.ts';
import { surfaceRow } from './defaults/index.ts';
import { MAX_RUNS } from './defaults/v1.ts';
import { encodeInStage } from './escape.ts';
import { inFull } from './in-full.ts';
import { MAX_LINK, type Written } from './link.ts';
import { type Parsed, parseExperiment, readExperiment } from './parse.ts';
import { isObject, joined, type PlainObject, plainCopy } from './plain.ts';
import { choiceOf, DEFAULT, IGNORED, problem } from './problems.ts';
import { MAX_AXES, studyRow } from './studies.ts';
import { MAX_LABEL } from './text.ts';
import type { Experiment, Phrase, Problem, Rule } from './types.ts';

type Type = Extract<Rule, { kind: 'type' }>['type'];
type Report = (problem: Problem) => void;

/** The text of a value, as a link says it; null: nothing is said; undefined: it is of another type. */
type Said = string | null | undefined;

/** What is given, for a person. */
function described(value: unknown): string | Phrase {
  if (value === undefined) return { kind: 'nothing' };
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 300));
  if (Array.isArray(value)) {
    const short = value.length < 9 && !value.some((item) => typeof item === 'object' && item !== null);
    return short ? `[${value.map(String).join(', ')}]` : { kind: 'amount', count: value.length, of: 'items' };
  }
  return isObject(value) ? { kind: 'object' } : String(value);
}

const number = (value: unknown): Said => (typeof value === 'number' ? writeNumber(value) : undefined);
const text = (value: unknown): Said => (typeof value === 'string' ? value : undefined);
const textOrNone = (value: unknown): Said => (value === null ? null : text(value));
const flag = (value: unknown): Said => (typeof value === 'boolean' ? String(Number(value)) : undefined);
const numbers =
  (count: number) =>
  (value: unknown): Said =>
    Array.isArray(value) && value.length === count && value.every((item) => typeof item === 'number')
      ? value.map(writeNumber).join(',')
      : undefined;

const plainText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** What a value of the wrong type says all the same: numbers in quotes, and 0 and 1 for false and true. */
function guessed(value: unknown, type: Type, count = 0): Said {
  if (type === 'number' && typeof value === 'string') {
    return readNumber(value.trim()) === null ? undefined : value.trim();
  }
  if (type === 'flag') return value === 0 || value === 1 ? String(value) : undefined;
  const items = Array.isArray(value)
    ? value.map(plainText)
    : typeof value === 'string'
      ? value.split(',', 9)
      : [];
  const point =
    type === 'list' &&
    count > 0 &&
    items.length === count &&
    items.every((item) => readNumber(item.trim()) !== null);
  return point ? items.map((item) => item.trim()).join(',') : undefined;
}

/** A field with one value: its key in a link, how its value is put, and whether it may be missing. */
interface Field {
  readonly key: string;
  readonly name: keyof Experiment;
  readonly type: Type;
  readonly said: (value: unknown) => Said;
  readonly optional?: true;
  /** How many numbers a list has. */
  readonly count?: number;
  /** What is allowed, where that is more than the type. */
  readonly rule?: Rule;
}

const FIELDS: readonly Field[] = [
  { key: 'f', name: 'formula', type: 'text', said: textOrNone, optional: true },
  { key: 'start', name: 'start', type: 'list', said: numbers(2), count: 2, rule: { kind: 'point' } },
  { key: 'steps', name: 'steps', type: 'number', said: number },
  { key: 'seed', name: 'seed', type: 'number', said: number },
  { key: 'view', name: 'view', type: 'text', said: text },
  {
    key: 'window',
    name: 'window',
    type: 'list',
    said: (value) => (value === null ? null : numbers(4)(value)),
    optional: true,
    count: 4,
    rule: { kind: 'window' },
  },
  { key: 'rates', name: 'rates', type: 'text', said: text, optional: true },
  { key: 'future', name: 'future', type: 'flag', said: flag, optional: true },
  { key: 'lesson', name: 'lesson', type: 'text', said: textOrNone, optional: true },
  { key: 't', name: 't', type: 'number', said: number },
  { key: 'speed', name: 'speed', type: 'number', said: number },
  { key: 'title', name: 'title', type: 'text', said: textOrNone, optional: true },
  { key: 'note', name: 'note', type: 'text', said: textOrNone, optional: true },
  { key: 'lang', name: 'lang', type: 'text', said: textOrNone, optional: true },
  { key: 'theme', name: 'theme', type: 'text', said: text },
  { key: 'embed', name: 'embed', type: 'flag', said: flag },
];
const KNOWN = [
  'version',
  'surface',
  'rules',
  'runs',
  'study',
  'axes',
  'hide',
  ...FIELDS.map(({ name }) => name),
];

/** The text of an argument. What a row expects a number for may have been put into quotes. */
function argument(
  value: unknown,
  parameter: Parameter | undefined,
  path: string,
  report: Report,
): string | null {
  if (typeof value === 'string') {
    if (value.length > MAX_LINK) {
      const given = { kind: 'amount', count: value.length, of: 'characters' } as const;
      report(problem(path, given, DEFAULT, { kind: 'characters', max: MAX_LINK }));
      return null;
    }
    const plain = parameter === undefined || parameter.kind === 'choice' || parameter.kind === 'list';
    if (!plain && readNumber(value.trim()) !== null) {
      report(problem(path, described(value), value.trim(), { kind: 'type', type: 'number' }));
    }
    return encodeInStage(value);
  }
  if (typeof value === 'number') return writeNumber(value);
  if (value === null) return '';
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) {
    return value.map(writeNumber).join('/');
  }
  if (parameter?.kind === 'flag' && typeof value === 'boolean') return String(Number(value));
  const type = parameter?.kind === 'list' ? 'list' : parameter?.kind === 'choice' ? 'text' : 'number';
  report(problem(path, described(value), DEFAULT, { kind: 'type', type }));
  return null;
}

/** A stage as a link says it, `extra` being the caller's keys; null where it is none. */
function stage(
  value: unknown,
  find: (id: string) => Row | undefined,
  path: string,
  report: Report,
  extra: readonly string[] = [],
): string | null {
  if (typeof value === 'string') return value.length > MAX_LINK ? null : value;
  if (!isObject(value) || typeof value.id !== 'string') return null;
  const { id, args } = value;
  const row = find(id);
  if (args !== undefined && !isObject(args)) {
    report(problem(`${path}.args`, described(args), DEFAULT, { kind: 'type', type: 'object' }));
  }
  const items = Object.entries(isObject(args) ? args : {}).flatMap(([key, given]) => {
    const parameter = row?.parameters.find((known) => known.key === key);
    const said = argument(given, parameter, `${path}.${key}`, report);
    return said === null ? [] : [`${encodeInStage(key.slice(0, MAX_LABEL))}:${said}`];
  });
  return [encodeInStage(id.slice(0, MAX_LABEL)), ...items, ...extra].join(',');
}

/** The keys of a run that say how it is shown. */
function looks(run: PlainObject, path: string, report: Report): readonly string[] {
  const put = (key: 'label' | 'hidden' | 'colour', type: Type, said: Said): readonly string[] => {
    if (run[key] === undefined || said === null) return [];
    const given = said ?? guessed(run[key], type);
    if (said === undefined) {
      report(problem(joined(path, key), described(run[key]), given ?? DEFAULT, { kind: 'type', type }));
    }
    return given == null ? [] : [`${key}:${encodeInStage(given.slice(0, MAX_LINK))}`];
  };
  return [
    ...put('label', 'text', textOrNone(run.label)),
    ...put('hidden', 'flag', run.hidden === false ? null : flag(run.hidden)),
    ...put('colour', 'number', run.colour === null ? null : number(run.colour)),
  ];
}

/** The most schedules, or gradient stages, of one run that are looked at: more than there are. */
const MAX_STAGES = 30;

/** A run as a link says it; null where it is none. */
function run(value: unknown, path: string, report: Report): string | null {
  if (typeof value === 'string') return value.length > MAX_LINK ? null : value;
  if (!isObject(value)) return null;
  const optimizer = stage(value.optimizer, optimizerTable.find, path, report, looks(value, path, report));
  if (optimizer === null) return null;
  const several = (key: 'schedules' | 'stages', find: (id: string) => Row | undefined): string[] => {
    const list = value[key];
    if (list === undefined) return [];
    if (!Array.isArray(list)) {
      report(problem(joined(path, key), described(list), IGNORED, { kind: 'type', type: 'list' }));
      return [];
    }
    if (list.length > MAX_STAGES) {
      const given = { kind: 'amount', count: list.length, of: 'items' } as const;
      const used = { kind: 'first', count: MAX_STAGES, of: 'items' } as const;
      report(problem(joined(path, key), given, used, { kind: 'count', max: MAX_STAGES }));
    }
    return list.slice(0, MAX_STAGES).flatMap((item, i) => {
      const id = isObject(item) && typeof item.id === 'string' ? item.id : i;
      const said = stage(
        item,
        find,
        joined(path, typeof id === 'string' ? id.slice(0, MAX_LABEL) : id),
        report,
      );
      if (said !== null) return [said];
      const at = joined(joined(path, key), i);
      report(problem(at, described(item), IGNORED, { kind: 'type', type: 'object' }));
      return [];
    });
  };
  return [optimizer, ...several('schedules', scheduleTable.find), ...several('stages', stageTable.find)].join(
    '~',
  );
}

/** An axis as a link says it; null where it is none. */
function axis(value: unknown, path: string, report: Report): string | null {
  if (typeof value === 'string') return value.length > MAX_LINK ? null : value;
  if (!isObject(value) || typeof value.id !== 'string') return null;
  const { at = null } = value;
  const items = Object.entries(value).flatMap(([key, given]) => {
    // A list of values is all there is; ends, count and scale only repeat it.
    if (key === 'id' || given === null || (at !== null && key !== 'at')) return [];
    const said = argument(given, undefined, `${path}.${key}`, report);
    return said === null ? [] : [`${encodeInStage(key.slice(0, MAX_LABEL))}:${said}`];
  });
  return [encodeInStage(value.id.slice(0, MAX_LABEL)), ...items].join(',');
}

/** Puts the fields of a value as a link would say them. */
function writtenOf(value: PlainObject, otherwise: Written | null, report: Report): Written {
  const wrong = (key: string, name: string, type: Type, rule: Rule = { kind: 'type', type }): Written => {
    const instead = otherwise?.filter(([other]) => other === key) ?? [];
    const used = otherwise ? ({ kind: 'as in the link' } as const) : DEFAULT;
    report(problem(name, described(value[name]), used, rule));
    return instead;
  };
  const single = ({ key, name, type, said, optional, count, rule }: Field): Written => {
    const given = value[name];
    if (given === undefined && optional) return otherwise?.filter(([other]) => other === key) ?? [];
    const put = said(given);
    if (put !== undefined) return put === null ? [] : [[key, put]];
    const guess = guessed(given, type, count);
    if (guess == null) return wrong(key, name, type, rule);
    report(problem(name, described(given), guess, rule ?? { kind: 'type', type }));
    return [[key, guess]];
  };
  const rules = (): Written => {
    if (!Array.isArray(value.rules)) return wrong('rule', 'rules', 'list');
    return value.rules.slice(0, MAX_RUNS + 1).map((rule, i) => {
      if (typeof rule === 'string') return ['rule', rule];
      report(problem(`rule[${i}]`, described(rule), DEFAULT, { kind: 'type', type: 'text' }));
      return ['rule', ''];
    });
  };
  const runs = (): Written => {
    if (!Array.isArray(value.runs)) return wrong('run', 'runs', 'list');
    const instead = otherwise?.filter(([key]) => key === 'run') ?? [];
    return value.runs.map((given, i) => {
      // Those behind the twelfth are only counted.
      const said = i < MAX_RUNS ? run(given, `run[${i}]`, report) : '';
      if (said !== null) return ['run', said];
      const known = instead.length === (value.runs as unknown[]).length ? instead[i] : undefined;
      const used = known ? ({ kind: 'as in the link' } as const) : 'sgd';
      report(problem(`run[${i}]`, described(given), used, { kind: 'type', type: 'object' }));
      return known ?? ['run', 'sgd'];
    });
  };
  const surface = (): Written => {
    const said = stage(value.surface, surfaceRow, 'surface', report);
    return said === null ? wrong('surface', 'surface', 'object') : [['surface', said]];
  };
  const study = (): Written => {
    if (value.study === undefined) return otherwise?.filter(([key]) => key === 'study') ?? [];
    if (value.study === null) return [];
    const said = stage(value.study, studyRow, 'study', report);
    return said === null ? wrong('study', 'study', 'object') : [['study', said]];
  };
  const axes = (): Written => {
    if (value.axes === undefined) return otherwise?.filter(([key]) => key === 'axis') ?? [];
    if (!Array.isArray(value.axes)) return wrong('axis', 'axes', 'list');
    return value.axes.slice(0, MAX_AXES + 1).flatMap((given, i) => {
      const said = axis(given, `axis[${i}]`, report);
      if (said !== null) return [['axis', said] as const];
      report(problem(`axis[${i}]`, described(given), IGNORED, { kind: 'type', type: 'object' }));
      return [];
    });
  };
  const hide = (): Written => {
    if (!Array.isArray(value.hide)) return wrong('hide', 'hide', 'list');
    const parts = value.hide
      .slice(0, MAX_STAGES)
      .filter((part) => typeof part === 'string')
      .map((part) => part.slice(0, MAX_LABEL));
    return [['hide', parts.join('/')]];
  };
  return [...surface(), ...rules(), ...runs(), ...study(), ...axes(), ...FIELDS.flatMap(single), ...hide()];
}

/**
 * The experiment that a value of unknown origin describes, repaired like a link: each field that does not fit by itself, with a
 * problem for it. Never throws, whatever the value is.
 *
 * @param otherwise Where fields of the wrong type are taken from instead of the defaults: what the link in the same file says.
 */
export function checkExperiment(value: unknown, otherwise: Experiment | null = null): Parsed {
  const problems: Problem[] = [];
  const report: Report = (found) => void problems.push(found);
  const plain = plainCopy(value, (path, count, most) => {
    const given = { kind: 'amount', count, of: 'keys' } as const;
    const used = { kind: 'first', count: most, of: 'keys' } as const;
    report(problem(path || 'experiment', given, used, { kind: 'count', max: most }));
  });
  if (!isObject(plain)) {
    const used = otherwise ? ({ kind: 'as in the link' } as const) : DEFAULT;
    report(problem('experiment', described(plain), used, { kind: 'type', type: 'object' }));
    return { experiment: otherwise ?? parseExperiment('').experiment, problems };
  }
  if (plain.version !== 1) report(problem('version', described(plain.version), '1', choiceOf('', ['1'])));
  for (const key of Object.keys(plain)) {
    if (!KNOWN.includes(key)) report(problem(key, described(plain[key]), IGNORED, choiceOf(key, KNOWN)));
  }
  const written = writtenOf(plain, otherwise && inFull(otherwise), report);
  return { experiment: readExperiment(written, report), problems };
}
