/** What changes are called. Pure. */
import { optimizerTable, surfaceTable } from '../../core/tables.ts';
import type { Row } from '../../core/types.ts';
import { symbolText } from '../../document/controls/symbol.ts';
import { optimizerEntry, type RowEntry, runNames, surfaceEntry, termOf } from '../../document/names.ts';
import type { Change } from '../../document/undo/change.ts';
import type { Language } from '../../experiment/index.ts';
import type { Strings } from '../../i18n/index.ts';
import { undoWords } from '../../i18n/undo.ts';

function termOfSetting(row: Row, entry: RowEntry, key: string): string {
  const parameter = row.parameters.find((parameter) => parameter.key === key);
  return termOf(entry.params?.[key] ?? key, parameter ? symbolText(parameter.symbol) : null);
}

/** "start", "Adam removed", "learning rate of Adam". */
export function wordsOf(change: Change, lang: Language, strings: Strings): string {
  const words = undoWords[lang];
  if (change.kind === 'surface setting') {
    const { surface, key } = change;
    const entry = surfaceEntry(lang, surface);
    // A network is no row of the table, and its settings are explained elsewhere.
    const row = surface === 'mnist' ? null : surfaceTable.get(surface);
    return words.setting(row ? termOfSetting(row, entry, key) : (entry.params?.[key] ?? key), entry.name);
  }
  if (!('run' in change)) return words.changes[change.kind];
  const { kind, runs, index, key } = change;
  const name = runNames(runs, lang, strings)[index];
  if (kind !== 'argument') return words.run[kind](name);
  const { id } = runs[index].optimizer;
  // A name that says the value would be another one a moment later.
  const rule = runs[index].label ?? optimizerEntry(lang, id).name;
  return words.setting(termOfSetting(optimizerTable.get(id), optimizerEntry(lang, id), key ?? ''), rule);
}
