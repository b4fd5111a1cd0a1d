/** The table of schedules, in the order menus show them. `warmup` multiplies any of the others. */
import type { Schedule } from '../types.ts';
import { cosine } from './cosine.ts';
import { exponential } from './exponential.ts';
import { step } from './step.ts';
import { warmup } from './warmup.ts';

export const schedules: readonly Schedule[] = [step, exponential, cosine, warmup];
