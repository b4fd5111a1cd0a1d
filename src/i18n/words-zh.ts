/** 全部文字：简体中文。 */
import { optimizersZh } from './catalogue/optimizers-zh.ts';
import { schedulesZh, stagesZh } from './catalogue/schedules-zh.ts';
import { surfacesZh } from './catalogue/surfaces-zh.ts';
import type { Words } from './vocabulary.ts';
import { zh } from './zh.ts';

export const words: Words = {
  strings: zh,
  surfaces: surfacesZh,
  optimizers: optimizersZh,
  schedules: schedulesZh,
  stages: stagesZh,
};
