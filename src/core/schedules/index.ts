/** The table of schedules, in the order menus show them. `warmup` multiplies any of the others. */
import type { Schedule } from '../types.ts';
import { warmup } from './warmup.ts';

export const schedules: readonly Schedule[] = [warmup];
