/** All lessons at once: what Node and the package have. The page loads them one at a time (`load.ts`). */
import { contents } from '../contents.ts';
import type { Lesson, LessonContent } from '../types.ts';
import { content as adagradClock } from './adagrad-clock.ts';
import { content as adagradDigits } from './adagrad-digits.ts';
import { content as adagradSteps } from './adagrad-steps.ts';
import { content as biasCorrection } from './bias-correction.ts';
import { content as conditioning } from './conditioning.ts';
import { content as decoupledDecay } from './decoupled-decay.ts';
import { content as errorSurface } from './error-surface.ts';
import { content as fourPaths } from './four-paths.ts';
import { content as gdOneVariable } from './gd-one-variable.ts';
import { content as memoryOfAnAverage } from './memory-of-an-average.ts';
import { content as momentumDamps } from './momentum-damps.ts';
import { content as newtonOneVariable } from './newton-one-variable.ts';
import { content as noiseFloor } from './noise-floor.ts';
import { content as rangeTest } from './range-test.ts';
import { content as rmspropLeak } from './rmsprop-leak.ts';
import { content as stabilityLimit } from './stability-limit.ts';
import { content as terminalVelocity } from './terminal-velocity.ts';
import { content as threeLossCurves } from './three-loss-curves.ts';
import { content as tunedRates } from './tuned-rates.ts';
import { content as twoDirections } from './two-directions.ts';

const byId: Readonly<Record<string, LessonContent>> = {
  'adagrad-clock': adagradClock,
  'adagrad-digits': adagradDigits,
  'adagrad-steps': adagradSteps,
  'bias-correction': biasCorrection,
  conditioning,
  'decoupled-decay': decoupledDecay,
  'error-surface': errorSurface,
  'four-paths': fourPaths,
  'gd-one-variable': gdOneVariable,
  'memory-of-an-average': memoryOfAnAverage,
  'momentum-damps': momentumDamps,
  'newton-one-variable': newtonOneVariable,
  'noise-floor': noiseFloor,
  'range-test': rangeTest,
  'rmsprop-leak': rmspropLeak,
  'stability-limit': stabilityLimit,
  'terminal-velocity': terminalVelocity,
  'three-loss-curves': threeLossCurves,
  'tuned-rates': tunedRates,
  'two-directions': twoDirections,
};

/** Every lesson, in the order of the course. */
export const lessons: readonly Lesson[] = contents.map((entry) => ({ ...entry, ...byId[entry.id] }));
