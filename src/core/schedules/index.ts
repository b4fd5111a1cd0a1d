/** The table of schedules, in the order menus show them. `warmup` multiplies any of the others. */
import type { Schedule } from '../types.ts';
import { cosine } from './cosine.ts';
import { cosineRestarts } from './cosine-restarts.ts';
import { cyclic } from './cyclic.ts';
import { exponential } from './exponential.ts';
import { gradient } from './gradient.ts';
import { inverseSqrt } from './inverse-sqrt.ts';
import { inverseTime } from './inverse-time.ts';
import { linear } from './linear.ts';
import { multistep } from './multistep.ts';
import { oneCycle } from './one-cycle.ts';
import { plateau } from './plateau.ts';
import { polynomial } from './polynomial.ts';
import { step } from './step.ts';
import { warmup } from './warmup.ts';
import { warmupStableDecay } from './warmup-stable-decay.ts';

/** By id. Texts are typed by it (i18n/catalogue): a row without a name does not compile. */
const table = {
  step,
  multistep,
  exponential,
  linear,
  polynomial,
  cosine,
  'cosine-restarts': cosineRestarts,
  cyclic,
  'one-cycle': oneCycle,
  'inverse-time': inverseTime,
  'inverse-sqrt': inverseSqrt,
  'warmup-stable-decay': warmupStableDecay,
  plateau,
  gradient,
  warmup,
} satisfies Record<string, Schedule>;

export type ScheduleId = keyof typeof table;

export const schedules: readonly Schedule[] = Object.values(table);
