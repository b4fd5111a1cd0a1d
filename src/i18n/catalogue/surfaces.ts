/** What surfaces are called, in every language: for tests. The page loads one language at a time (i18n/words.ts). */
import { surfacesEn } from './surfaces-en.ts';
import { surfacesZh } from './surfaces-zh.ts';

/** By language, then by id: the same shape in both. */
export const surfaceStrings = { en: surfacesEn, zh: surfacesZh };
