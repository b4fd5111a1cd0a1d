/**
 * The ids of the lessons, in the order of the course: what `lesson=` may say. Lessons themselves are loaded when one is opened
 * (`src/lesson`), where a test holds its table of contents against this list.
 */
export const LESSONS: readonly string[] = (
  'gd-one-variable three-loss-curves newton-one-variable two-directions range-test momentum-damps ' +
  'conditioning terminal-velocity memory-of-an-average adagrad-steps adagrad-clock rmsprop-leak four-paths ' +
  'error-surface rmsprop-burst rotation sign-steps scale-free rare-feature adadelta-units saddle-point ' +
  'bias-correction radam-warmup epsilon-floor amsgrad l2-in-sgd decoupled-decay noise-floor decaying-rates ' +
  'linear-scaling accumulation schedules warmup-cosine half-precision stability-limit nesterov-limit ' +
  'rmsprop-edge adam-38 catapult minimal-edge balancing clipping tuned-rates expected-best equal-rates ' +
  'adagrad-digits update-ratio network-sharpness'
).split(' ');
