/** What things are called, in the visitor's language. */

import type { ExperimentRun, Language } from '../experiment/index.ts';
import type { RowStrings } from '../i18n/catalogue/rows.ts';
import { type Strings, type Words, words } from '../i18n/index.ts';

/** What a row and its arguments are called. */
export type RowEntry = Partial<RowStrings> & Pick<RowStrings, 'name' | 'about'>;

const entry = (table: Exclude<keyof Words, 'strings'>, lang: Language, id: string): RowEntry =>
  (words(lang)[table] as Record<string, RowEntry | undefined>)[id] ?? { name: id, about: '' };

export const surfaceEntry = (lang: Language, id: string): RowEntry => entry('surfaces', lang, id);
export const optimizerEntry = (lang: Language, id: string): RowEntry => entry('optimizers', lang, id);
export const scheduleEntry = (lang: Language, id: string): RowEntry => entry('schedules', lang, id);
export const stageEntry = (lang: Language, id: string): RowEntry => entry('stages', lang, id);

/** The run's own label, or what its rule is called; gradient descent with momentum has a name of its own. */
export function runName(run: ExperimentRun, lang: Language, strings: Strings): string {
  if (run.label) return run.label;
  const { id, args } = run.optimizer;
  if (id === 'sgd' && args.nesterov === 1) return strings.runs.nesterov;
  if (id === 'sgd' && typeof args.momentum === 'number' && args.momentum > 0) return strings.runs.momentum;
  return optimizerEntry(lang, id).name;
}

/** The names of all runs; those that would be the same are numbered. */
export function runNames(
  runs: readonly ExperimentRun[],
  lang: Language,
  strings: Strings,
): readonly string[] {
  const names = runs.map((run) => runName(run, lang, strings));
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
