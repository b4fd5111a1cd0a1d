/** The words of the interface. */
export type { RowExplanation } from './catalogue/rows.ts';
export type { Strings } from './en.ts';
export type { Words } from './vocabulary.ts';
export { explanation, loadExplanations, loadWords, words } from './words.ts';
