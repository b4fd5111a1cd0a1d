/** What optimizers are called, what each of them does, and what their hyper-parameters mean. */
import { optimizersEn } from './optimizers-en.ts';
import { optimizersZh } from './optimizers-zh.ts';

/** By language, then by id: the same shape in both. */
export const optimizerStrings = { en: optimizersEn, zh: optimizersZh };
