/** What things are called, in the visitor's language. */

import { optimizerTable, scheduleTable, stageTable } from '../core/tables.ts';
import type { Argument, Parameter, Row, StageSpec } from '../core/types.ts';
import {
  type ExperimentRun,
  type Language,
  nameOfRule,
  ruleNamed,
  sameArgument,
  writeArgument,
} from '../experiment/index.ts';
import type { RowStrings } from '../i18n/catalogue/rows.ts';
import { type Strings, type Words, words } from '../i18n/index.ts';
import { MINUS } from '../ui/format.ts';
import { symbolText } from './controls/symbol.ts';

/** What a row and its arguments are called. */
export type RowEntry = Partial<RowStrings> & Pick<RowStrings, 'name'>;

const entry = (table: Exclude<keyof Words, 'strings'>, lang: Language, id: string): RowEntry =>
  (words(lang)[table] as Record<string, RowEntry | undefined>)[id] ?? { name: id };

export const surfaceEntry = (lang: Language, id: string): RowEntry => entry('surfaces', lang, id);
export const optimizerEntry = (lang: Language, id: string): RowEntry => entry('optimizers', lang, id);
export const scheduleEntry = (lang: Language, id: string): RowEntry => entry('schedules', lang, id);
export const stageEntry = (lang: Language, id: string): RowEntry => entry('stages', lang, id);

/** What a rule of the menu is called: gradient descent with momentum has a name of its own. */
export function ruleName(rule: string, lang: Language, strings: Strings): string {
  if (rule === 'nesterov') return strings.runs.nesterov;
  if (rule === 'momentum') return strings.runs.momentum;
  return optimizerEntry(lang, rule).name;
}

/** The name before the explanation, without the symbol: "learning rate" of "learning rate η: how far an update goes". */
export function termOf(meaning: string, symbol: string | null): string {
  const [name] = meaning.split(/[:：,，(（]/);
  return (symbol && name.endsWith(symbol) ? name.slice(0, -symbol.length) : name).trim();
}

/** A part of a name: `key` says of what, `text` is empty where it goes without saying. */
interface Trait {
  readonly key: string;
  readonly text: string;
}

/** How one argument is said in a name: rates, momentums and rules always, others where they are not the default. */
function said(
  parameter: Parameter,
  value: Argument,
  usual: Argument,
  entry: RowEntry,
  strings: Strings,
): string {
  const { key, kind } = parameter;
  const written = writeArgument(value).replace(/-/g, MINUS);
  if (key === 'lr') return written;
  const symbol = symbolText(parameter.symbol);
  const term = termOf(entry.params?.[key] ?? key, symbol);
  if (key === 'momentum' || key === 'rule') return `${term} ${written}`;
  if (sameArgument(value, usual)) return '';
  if (kind === 'flag') return value === 1 ? term : strings.runs.without(term);
  if (kind === 'choice') return entry.choices?.[key]?.[written] ?? written;
  return `${symbol ?? term} ${written || '–'}`;
}

const traitsOfRow = (
  row: Row,
  { args }: StageSpec,
  usual: StageSpec,
  entry: RowEntry,
  strings: Strings,
): readonly Trait[] =>
  [...row.parameters]
    .sort((a, b) => Number(b.key === 'lr') - Number(a.key === 'lr'))
    .map((parameter) => {
      const { key } = parameter;
      return { key, text: said(parameter, args[key] ?? null, usual.args[key] ?? null, entry, strings) };
    });

/** All that may tell a run from another of the same rule, in the order in which a name says it. */
function traitsOf(run: ExperimentRun, lang: Language, strings: Strings): readonly Trait[] {
  const { optimizer, schedules, stages } = run;
  const parts = (
    specs: readonly StageSpec[],
    rowOf: (id: string) => Row,
    entryOf: typeof stageEntry,
  ): readonly Trait[] =>
    specs.flatMap((spec) => {
      const [row, entry] = [rowOf(spec.id), entryOf(lang, spec.id)];
      // Values of a part are said where runs differ in them, whether or not they are the defaults.
      const values = row.parameters.map(({ key, symbol }) => ({
        key: `${spec.id}.${key}`,
        text: `${symbolText(symbol) ?? key} ${writeArgument(spec.args[key]).replace(/-/g, MINUS) || '–'}`,
      }));
      return [{ key: spec.id, text: `+ ${entry.name}` }, ...values];
    });
  return [
    ...traitsOfRow(
      optimizerTable.get(optimizer.id),
      optimizer,
      ruleNamed(nameOfRule(optimizer)),
      optimizerEntry(lang, optimizer.id),
      strings,
    ),
    ...parts(schedules, scheduleTable.get, scheduleEntry),
    ...parts(stages, stageTable.get, stageEntry),
  ];
}

/** Names of runs of one rule: what they differ in, and nothing that they share. */
function namesByDifference(
  base: string,
  runs: readonly ExperimentRun[],
  lang: Language,
  strings: Strings,
): readonly string[] {
  const all = runs.map((run) => traitsOf(run, lang, strings));
  const textOf = (traits: readonly Trait[], key: string): string | undefined =>
    traits.find((trait) => trait.key === key)?.text;
  // Values of a part that only some runs have are found apart by the part alone.
  const differs = (key: string): boolean => {
    const texts = all.map((traits) => textOf(traits, key));
    const there = key.includes('.') ? texts.filter((text) => text !== undefined) : texts;
    return new Set(there).size > 1;
  };
  return all.map((traits) => {
    const different = traits.filter(({ key, text }) => text !== '' && differs(key));
    // "SGD momentum 0.9": the rule's other name says momentum itself.
    const momentum = different.some(({ key }) => key === 'momentum');
    const rule = momentum && base === strings.runs.momentum ? optimizerEntry(lang, 'sgd').name : base;
    return [rule, ...different.slice(0, MOST_TRAITS).map(({ text }) => text)].join(' ');
  });
}

/** What of a run is said in its name at most. */
const MOST_TRAITS = 3;

/**
 * The names of all runs: a person's own label, or the rule. Runs of one rule are found apart by what differs ("Adam 0.03"), and
 * numbered where nothing does.
 */
export function runNames(
  runs: readonly ExperimentRun[],
  lang: Language,
  strings: Strings,
): readonly string[] {
  const bases = runs.map(({ label, optimizer }) => label ?? ruleName(nameOfRule(optimizer), lang, strings));
  const names = [...bases];
  for (const base of new Set(bases)) {
    const same = runs.flatMap(({ label }, i) => (label === null && bases[i] === base ? i : []));
    if (same.length < 2) continue;
    const found = namesByDifference(
      base,
      same.map((i) => runs[i]),
      lang,
      strings,
    );
    same.forEach((i, k) => {
      names[i] = found[k];
    });
  }
  return numbered(names);
}

/** The same names, with numbers where they would be the same. */
function numbered(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    if (names.indexOf(name) === names.lastIndexOf(name)) return name;
    let count = (seen.get(name) ?? 0) + 1;
    // A person may have called another run just that.
    while (names.includes(`${name} ${count}`)) count++;
    seen.set(name, count);
    return `${name} ${count}`;
  });
}
