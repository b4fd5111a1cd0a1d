/** Every word in English. */
import { optimizersEn } from './catalogue/optimizers-en.ts';
import { schedulesEn, stagesEn } from './catalogue/schedules-en.ts';
import { surfacesEn } from './catalogue/surfaces-en.ts';
import { en } from './en.ts';
import type { Words } from './vocabulary.ts';

export const words: Words = {
  strings: en,
  surfaces: surfacesEn,
  optimizers: optimizersEn,
  schedules: schedulesEn,
  stages: stagesEn,
};
