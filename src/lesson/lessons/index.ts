/** All lessons at once: what Node and the package have. The page loads them one at a time (`load.ts`). */
import { contents } from '../contents.ts';
import type { Lesson, LessonContent } from '../types.ts';
import { content as adagradDigits } from './adagrad-digits.ts';
import { content as adagradSteps } from './adagrad-steps.ts';
import { content as biasCorrection } from './bias-correction.ts';
import { content as decoupledDecay } from './decoupled-decay.ts';
import { content as gdOneVariable } from './gd-one-variable.ts';
import { content as momentumDamps } from './momentum-damps.ts';
import { content as noiseFloor } from './noise-floor.ts';
import { content as stabilityLimit } from './stability-limit.ts';
import { content as tunedRates } from './tuned-rates.ts';

const byId: Readonly<Record<string, LessonContent>> = {
  'adagrad-digits': adagradDigits,
  'adagrad-steps': adagradSteps,
  'bias-correction': biasCorrection,
  'decoupled-decay': decoupledDecay,
  'gd-one-variable': gdOneVariable,
  'momentum-damps': momentumDamps,
  'noise-floor': noiseFloor,
  'stability-limit': stabilityLimit,
  'tuned-rates': tunedRates,
};

/** Every lesson, in the order of the course. */
export const lessons: readonly Lesson[] = contents.map((entry) => ({ ...entry, ...byId[entry.id] }));
