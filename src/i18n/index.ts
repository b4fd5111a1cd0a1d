/** The words of the interface. */
export type { Strings } from './en.ts';
export type { Words } from './vocabulary.ts';
export { loadWords, words } from './words.ts';
