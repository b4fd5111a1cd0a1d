/** All lessons at once: what Node and the package have. The page loads them one at a time (`load.ts`). */
import { contents } from '../contents.ts';
import type { Lesson, LessonContent } from '../types.ts';
import { content as accumulation } from './accumulation.ts';
import { content as adadeltaUnits } from './adadelta-units.ts';
import { content as adagradClock } from './adagrad-clock.ts';
import { content as adagradDigits } from './adagrad-digits.ts';
import { content as adagradSteps } from './adagrad-steps.ts';
import { content as adam38 } from './adam-38.ts';
import { content as amsgrad } from './amsgrad.ts';
import { content as balancing } from './balancing.ts';
import { content as biasCorrection } from './bias-correction.ts';
import { content as catapult } from './catapult.ts';
import { content as clipping } from './clipping.ts';
import { content as conditioning } from './conditioning.ts';
import { content as decayingRates } from './decaying-rates.ts';
import { content as decoupledDecay } from './decoupled-decay.ts';
import { content as epsilonFloor } from './epsilon-floor.ts';
import { content as equalRates } from './equal-rates.ts';
import { content as errorSurface } from './error-surface.ts';
import { content as expectedBest } from './expected-best.ts';
import { content as fourPaths } from './four-paths.ts';
import { content as gdOneVariable } from './gd-one-variable.ts';
import { content as halfPrecision } from './half-precision.ts';
import { content as l2InSgd } from './l2-in-sgd.ts';
import { content as linearScaling } from './linear-scaling.ts';
import { content as memoryOfAnAverage } from './memory-of-an-average.ts';
import { content as minimalEdge } from './minimal-edge.ts';
import { content as momentumDamps } from './momentum-damps.ts';
import { content as nesterovLimit } from './nesterov-limit.ts';
import { content as networkSharpness } from './network-sharpness.ts';
import { content as newtonOneVariable } from './newton-one-variable.ts';
import { content as noiseFloor } from './noise-floor.ts';
import { content as radamWarmup } from './radam-warmup.ts';
import { content as rangeTest } from './range-test.ts';
import { content as rareFeature } from './rare-feature.ts';
import { content as rmspropBurst } from './rmsprop-burst.ts';
import { content as rmspropEdge } from './rmsprop-edge.ts';
import { content as rmspropLeak } from './rmsprop-leak.ts';
import { content as rotation } from './rotation.ts';
import { content as saddlePoint } from './saddle-point.ts';
import { content as scaleFree } from './scale-free.ts';
import { content as schedules } from './schedules.ts';
import { content as signSteps } from './sign-steps.ts';
import { content as stabilityLimit } from './stability-limit.ts';
import { content as terminalVelocity } from './terminal-velocity.ts';
import { content as threeLossCurves } from './three-loss-curves.ts';
import { content as tunedRates } from './tuned-rates.ts';
import { content as twoDirections } from './two-directions.ts';
import { content as updateRatio } from './update-ratio.ts';
import { content as warmupCosine } from './warmup-cosine.ts';

const byId: Readonly<Record<string, LessonContent>> = {
  accumulation,
  'adadelta-units': adadeltaUnits,
  'adagrad-clock': adagradClock,
  'adagrad-digits': adagradDigits,
  'adagrad-steps': adagradSteps,
  'adam-38': adam38,
  amsgrad,
  balancing,
  'bias-correction': biasCorrection,
  catapult,
  clipping,
  conditioning,
  'decaying-rates': decayingRates,
  'decoupled-decay': decoupledDecay,
  'epsilon-floor': epsilonFloor,
  'equal-rates': equalRates,
  'error-surface': errorSurface,
  'expected-best': expectedBest,
  'four-paths': fourPaths,
  'gd-one-variable': gdOneVariable,
  'half-precision': halfPrecision,
  'l2-in-sgd': l2InSgd,
  'linear-scaling': linearScaling,
  'memory-of-an-average': memoryOfAnAverage,
  'minimal-edge': minimalEdge,
  'momentum-damps': momentumDamps,
  'nesterov-limit': nesterovLimit,
  'network-sharpness': networkSharpness,
  'newton-one-variable': newtonOneVariable,
  'noise-floor': noiseFloor,
  'radam-warmup': radamWarmup,
  'range-test': rangeTest,
  'rare-feature': rareFeature,
  'rmsprop-burst': rmspropBurst,
  'rmsprop-edge': rmspropEdge,
  'rmsprop-leak': rmspropLeak,
  rotation,
  'saddle-point': saddlePoint,
  'scale-free': scaleFree,
  schedules,
  'sign-steps': signSteps,
  'stability-limit': stabilityLimit,
  'terminal-velocity': terminalVelocity,
  'three-loss-curves': threeLossCurves,
  'tuned-rates': tunedRates,
  'two-directions': twoDirections,
  'update-ratio': updateRatio,
  'warmup-cosine': warmupCosine,
};

/** Every lesson, in the order of the course. */
export const lessons: readonly Lesson[] = contents.map((entry) => ({ ...entry, ...byId[entry.id] }));
