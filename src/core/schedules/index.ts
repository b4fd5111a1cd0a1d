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

export const schedules: readonly Schedule[] = [
  step,
  multistep,
  exponential,
  linear,
  polynomial,
  cosine,
  cosineRestarts,
  cyclic,
  oneCycle,
  inverseTime,
  inverseSqrt,
  warmupStableDecay,
  plateau,
  gradient,
  warmup,
];
