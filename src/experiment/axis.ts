/** One `axis=` of a link: a setting, and the values that a study gives it. */
import { defaults } from '../core/tables.ts';
import type { Arguments, Parameter, StageSpec } from '../core/types.ts';
import { MAX_LIST, readArgument, ruleFor, sameArgument, writeArgument, writeNumber } from './argument.ts';
import { choiceOf, IGNORED, problem } from './problems.ts';
import { isNetwork } from './slice.ts';
import { readStage, splitStage } from './stage.ts';
import {
  AXIS_VALUES,
  defaultStudy,
  MAX_AXES,
  MAX_NETWORK_TRIALS,
  MAX_TRIALS,
  NETWORK_MEASURES,
  possibleAxes,
  settingOf,
  settingOfExperiment,
  studies,
  studyRow,
  usualEnds,
  usualScale,
} from './studies.ts';
import type { Axis, ExperimentRun, Problem } from './types.ts';

type Report = (problem: Problem) => void;

const KEYS = ['from', 'to', 'n', 'scale', 'at'] as const;
/** What `from`, `to`, `n` and `scale` mean together with a list of values. */
const NOT_WITH_AT = 'only without at';
const NOT_IN_RACE = 'not with study=race';

const SCALES = ['log', 'linear'] as const;

const count: Parameter = {
  key: 'n',
  kind: 'integer',
  default: AXIS_VALUES,
  min: 1,
  max: MAX_TRIALS,
  symbol: 'n',
};
/** Even ratios need values above 0: a setting that has none is varied in even steps. */
const scaleOf = (axis: string, { max }: Parameter): Parameter => ({
  key: 'scale',
  kind: 'choice',
  default: usualScale(axis),
  choices: max !== undefined && max <= 0 ? ['linear'] : SCALES,
  symbol: '\\text{scale}',
});

/** A plain number, list or choice within what the setting allows; the number of a flag is 0 or 1. */
export function within(setting: Parameter, kind: 'value' | 'list', scale: Axis['scale']): Parameter {
  const { min, max, above, below } = setting.kind === 'flag' ? { ...setting, min: 0, max: 1 } : setting;
  const integer = setting.kind !== 'number';
  // Even ratios begin and end above 0.
  const positive = scale === 'log' && (min === undefined || min <= 0) && (above === undefined || above < 0);
  return {
    key: setting.key,
    symbol: setting.symbol,
    default: null,
    kind: kind === 'list' ? 'list' : integer ? 'integer' : 'number',
    ...(integer && { integer: true as const }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(above !== undefined && { above }),
    ...(below !== undefined && { below }),
    ...(positive && { above: 0 }),
    maxLength: MAX_LIST,
  };
}

/** An axis that varies a setting of the experiment; null, and told, where there is no such setting. */
function readAxis(
  text: string,
  path: string,
  surface: StageSpec,
  runs: readonly ExperimentRun[],
  report: Report,
): Axis | null {
  const { id, values } = splitStage(text);
  const setting = settingOf(surface, runs, id);
  if (!setting) {
    report(problem(path, id, IGNORED, choiceOf(id, possibleAxes(surface, runs))));
    return null;
  }
  const given = new Map<string, string>();
  for (const [key, value] of values) {
    const at = `${path}.${key}`;
    if (!(KEYS as readonly string[]).includes(key)) report(problem(at, value, IGNORED, choiceOf(key, KEYS)));
    else if (given.has(key)) report(problem(at, value, given.get(key) ?? '', { kind: 'once' }));
    else given.set(key, value);
  }
  const read = <T>(parameter: Parameter, key: string, usual: T): T => {
    const text = given.get(key);
    if (text === undefined) return usual;
    const { value, repaired } = readArgument(parameter, text.trim(), usual as never);
    const used = value === null ? IGNORED : writeArgument(value);
    if (repaired) report(problem(`${path}.${key}`, text, used, ruleFor(parameter, text)));
    return value as T;
  };
  const scale = read<Axis['scale']>(scaleOf(id, setting), 'scale', usualScale(id));
  const end = within(setting, 'value', scale);
  // What a slider begins with may be the 0 that a log axis excludes: then the least count, or a thousandth.
  const least = end.kind === 'integer' ? 1 : 1e-3;
  const ends = usualEnds(id, setting).map((usual, i) => {
    const { value } = readArgument(end, writeNumber(usual), i === 0 ? least : 1);
    return value as number;
  });
  const at = read<readonly number[] | null>(within(setting, 'list', 'linear'), 'at', null);
  if (at) {
    for (const [key, text] of given) {
      if (key !== 'at')
        report(problem(`${path}.${key}`, text, IGNORED, { kind: 'together', words: NOT_WITH_AT }));
    }
    return listed(id, at);
  }
  return {
    id,
    from: read(end, 'from', ends[0]),
    to: read(end, 'to', ends[1]),
    n: read(count, 'n', AXIS_VALUES),
    scale,
    at,
  };
}

/** An axis with these values and no others. */
export const listed = (id: string, at: readonly number[]): Axis => ({
  id,
  from: at[0],
  to: at[at.length - 1],
  n: at.length,
  scale: usualScale(id),
  at,
});

/** The axes of a link: those that vary a setting of the experiment, each once. */
export function readAxes(
  texts: readonly string[],
  surface: StageSpec,
  runs: readonly ExperimentRun[],
  report: Report,
): readonly Axis[] {
  if (texts.length > MAX_AXES) {
    const given = { kind: 'amount', count: texts.length, of: 'axes' } as const;
    const used = { kind: 'first', count: MAX_AXES, of: 'axes' } as const;
    report(problem('axis', given, used, { kind: 'count', max: MAX_AXES }));
  }
  const axes: Axis[] = [];
  for (const [i, text] of texts.slice(0, MAX_AXES).entries()) {
    const path = `axis[${i}]`;
    const axis = readAxis(text, path, surface, runs, report);
    if (axis && axes.some(({ id }) => id === axis.id))
      report(problem(path, axis.id, IGNORED, { kind: 'once' }));
    else if (axis) axes.push(axis);
  }
  return axes;
}

/** The text that `readAxes` reads as `axis`. */
export function writeAxis({ id, from, to, n, scale, at }: Axis): string {
  const items = at
    ? [`at:${writeArgument(at)}`]
    : [
        `from:${writeNumber(from)}`,
        `to:${writeNumber(to)}`,
        ...(n === AXIS_VALUES ? [] : [`n:${n}`]),
        ...(scale === usualScale(id) ? [] : [`scale:${scale}`]),
      ];
  return [id, ...items].join(',');
}

/**
 * The study of a link; null where it has neither a study nor axes. Axes alone are a grid.
 */
export function readStudy(
  text: string | undefined,
  surface: StageSpec,
  axes: readonly Axis[],
  report: Report,
): StageSpec | null {
  if (text === undefined) return axes.length > 0 ? defaultStudy() : null;
  const written = splitStage(text);
  const known = studyRow(written.id);
  // A race is over surfaces: networks have no part in it.
  const row = known?.id === 'race' && isNetwork({ surface }) ? undefined : known;
  if (!row) {
    const choices = studies.map(({ id }) => id).filter((id) => id !== written.id);
    report(problem('study', written.id, 'grid', choiceOf(written.id, choices)));
  }
  const stage = readStage(row ?? studies[0], written, 'study', report);
  const { measure } = stage.args;
  if (isNetwork({ surface }) || !NETWORK_MEASURES.includes(String(measure))) return stage;
  report(problem('study.measure', String(measure), 'final', { kind: 'only with', part: 'surface=mnist' }));
  return { ...stage, args: { ...stage.args, measure: 'final' } };
}

/** Whether a study is the one that a link with axes need not say. */
export function isDefaultStudy({ id, args }: StageSpec): boolean {
  const usual = defaultStudy();
  const same = (a: Arguments, b: Arguments): boolean =>
    Object.keys(a).every((key) => sameArgument(a[key], b[key]));
  return id === usual.id && same(usual.args, args);
}

/** How many values an axis takes on a grid. */
const valuesOf = ({ n }: Axis): number => n;

/**
 * A study with no more trials than are allowed: `trials` is clamped, of a grid the `n` of its longest axes.
 */
export function withinTrials(
  surface: StageSpec,
  study: StageSpec | null,
  axes: readonly Axis[],
  report: Report,
): { readonly study: StageSpec | null; readonly axes: readonly Axis[] } {
  if (!study) return { study, axes };
  const row = studyRow(study.id) ?? studies[0];
  const seeds = Number(study.args.seeds ?? defaults(row).seeds);
  const most = Math.max(1, Math.floor((isNetwork({ surface }) ? MAX_NETWORK_TRIALS : MAX_TRIALS) / seeds));
  const rule = { kind: 'integer', min: 1, max: most } as const;
  if (study.id === 'race') {
    // Surfaces and starts are those of the problems.
    const own = axes.filter((axis, i) => {
      const shared = settingOfExperiment(surface, axis.id) !== undefined;
      if (shared) report(problem(`axis[${i}]`, axis.id, IGNORED, { kind: 'together', words: NOT_IN_RACE }));
      return !shared;
    });
    return { study, axes: own };
  }
  if (study.id !== 'grid') {
    const trials = Number(study.args.trials);
    if (trials <= most) return { study, axes };
    report(problem('study.trials', writeNumber(trials), writeNumber(most), rule));
    return { study: { ...study, args: { ...study.args, trials: most } }, axes };
  }
  let kept = axes;
  const product = (): number => kept.reduce((all, axis) => all * valuesOf(axis), 1);
  while (product() > most) {
    const longest = kept.reduce((a, b) => (valuesOf(b) > valuesOf(a) ? b : a));
    const others = product() / valuesOf(longest);
    // The others may be too many by themselves: then the longest is cut to the next, and the turn is theirs.
    const second = Math.max(1, ...kept.filter((axis) => axis !== longest).map(valuesOf));
    const fits = Math.max(1, Math.floor(most / others), Math.min(second, valuesOf(longest) - 1));
    const cut = longest.at ? listed(longest.id, longest.at.slice(0, fits)) : { ...longest, n: fits };
    kept = kept.map((axis) => (axis === longest ? cut : axis));
  }
  for (const [i, axis] of axes.entries()) {
    const [given, used] = [valuesOf(axis), valuesOf(kept[i])];
    if (given === used) continue;
    const key = `axis[${i}].${axis.at ? 'at' : 'n'}`;
    report(problem(key, writeNumber(given), writeNumber(used), { kind: 'trials', max: most }));
  }
  return { study, axes: kept };
}
