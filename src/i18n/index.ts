/** The words of the interface. */
export type { Strings } from './en.ts';
export { loadWords, type Words, words } from './words.ts';
