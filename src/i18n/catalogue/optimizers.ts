/** What optimizers are called, in every language: for tests. The page loads one language at a time (i18n/words.ts). */
import { optimizersEn } from './optimizers-en.ts';
import { optimizersZh } from './optimizers-zh.ts';

/** By language, then by id: the same shape in both. */
export const optimizerStrings = { en: optimizersEn, zh: optimizersZh };
