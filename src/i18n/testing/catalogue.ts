/** What rows are called, by language and then by id. The page loads one language at a time (i18n/words.ts). */
import { explanations as explanationsEn } from '../catalogue/explanations-en.ts';
import { explanations as explanationsZh } from '../catalogue/explanations-zh.ts';
import { optimizersEn } from '../catalogue/optimizers-en.ts';
import { optimizersZh } from '../catalogue/optimizers-zh.ts';
import { schedulesEn, stagesEn } from '../catalogue/schedules-en.ts';
import { schedulesZh, stagesZh } from '../catalogue/schedules-zh.ts';
import { surfacesEn } from '../catalogue/surfaces-en.ts';
import { surfacesZh } from '../catalogue/surfaces-zh.ts';

export const optimizerStrings = { en: optimizersEn, zh: optimizersZh };
export const surfaceStrings = { en: surfacesEn, zh: surfacesZh };
export const scheduleStrings = { en: schedulesEn, zh: schedulesZh };
export const stageStrings = { en: stagesEn, zh: stagesZh };
export const explanationStrings = { en: explanationsEn, zh: explanationsZh };
