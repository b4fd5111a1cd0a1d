/** What schedules and gradient stages are called, in every language: for tests. The page loads one at a time (i18n/words.ts). */
import { schedulesEn, stagesEn } from './schedules-en.ts';
import { schedulesZh, stagesZh } from './schedules-zh.ts';

/** By language, then by id: the same shape in both. */
export const scheduleStrings = { en: schedulesEn, zh: schedulesZh };
export const stageStrings = { en: stagesEn, zh: stagesZh };
