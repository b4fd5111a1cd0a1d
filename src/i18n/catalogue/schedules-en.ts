/** What schedules and gradient stages are called, what each of them does, and what their arguments mean, in English. */
import type { StageId } from '../../core/gradient/index.ts';
import type { ScheduleId } from '../../core/schedules/index.ts';
import type { RowStrings } from './rows.ts';

export const schedulesEn = {
  step: {
    name: 'Steps',
    about: 'Drops the rate by a factor at regular intervals: fast first, fine later.',
    params: { every: 'updates between two drops', gamma: 'factor of each drop' },
  },
  multistep: {
    name: 'Milestones',
    about: 'Drops the rate at chosen updates: the classic recipe of image recognition.',
    params: { at: 'updates after which it drops', gamma: 'factor of each drop' },
  },
  exponential: {
    name: 'Exponential decay',
    about:
      'Shrinks the rate by the same factor after every update; decay too fast and a run freezes on its way.',
    params: { gamma: 'factor per update' },
  },
  linear: {
    name: 'Linear',
    about: 'Goes evenly from one factor of the rate to another, then stays.',
    params: { from: 'factor at the start', to: 'factor at the end', steps: 'updates it takes' },
  },
  polynomial: {
    name: 'Polynomial decay',
    about: 'Falls to zero by a power of the time that is left.',
    params: { steps: 'updates until zero', power: 'power: 1 is a straight line' },
  },
  cosine: {
    name: 'Cosine annealing',
    about: 'Half a cosine: long at high rates, gently down, long at low ones.',
    params: { steps: 'updates until the lowest rate', min: 'lowest rate' },
  },
  'cosine-restarts': {
    name: 'Cosine with warm restarts',
    about: 'Anneals, then jumps back up: each restart may leave a poor minimum for a better one.',
    params: {
      period: 'updates of the first period',
      mult: 'each period is this many times the one before',
      min: 'lowest rate',
    },
  },
  cyclic: {
    name: 'Cyclical',
    about: 'Swings between the run’s rate and a higher one: no single rate has to be right.',
    params: {
      max: 'highest rate',
      up: 'updates to rise',
      down: 'updates to fall',
      mode: 'height of the cycles',
      gamma: 'factor per update in the exponential mode',
    },
    choices: {
      mode: {
        triangular: 'all equal',
        triangular2: 'halved each cycle',
        'exp-range': 'shrinking exponentially',
      },
    },
  },
  'one-cycle': {
    name: 'One cycle',
    about: 'One rise to a very high rate, one long fall to almost nothing: super-convergence.',
    params: {
      steps: 'updates in all',
      warmup: 'fraction spent rising',
      div: 'first rate: the run’s rate divided by this',
      finalDiv: 'last rate: the first divided by this',
    },
  },
  'inverse-time': {
    name: 'Inverse time',
    about:
      'η/(1 + k(t − 1)), as theory asks for noisy gradients: slow enough to get there, fast enough to settle.',
    params: { k: 'how fast it falls' },
  },
  'inverse-sqrt': {
    name: 'Inverse square root',
    about: 'The Transformer’s: a rise, then a fall with the square root of time that has no end date.',
    params: { warmup: 'updates to rise' },
  },
  'warmup-stable-decay': {
    name: 'Warm-up, stable, decay',
    about: 'A trapezium: most progress shows only when the rate finally falls.',
    params: {
      warmup: 'updates to rise',
      stable: 'updates at the full rate',
      decay: 'updates to fall',
      min: 'lowest rate',
    },
  },
  plateau: {
    name: 'Reduce on plateau',
    about: 'Waits until the loss stops improving, then drops the rate.',
    note:
      'An improvement is measured relative to the best loss, as in PyTorch: ' +
      'a loss below best·(1 − threshold). Below 0 that is above the best loss, so on a steady negative loss it never fires. ' +
      'And as in PyTorch, whose eps is 1e-8, a drop of no more than 1e-8 is not made.',
    params: {
      factor: 'factor of each drop',
      patience: 'updates without improvement that are put up with',
      threshold: 'smallest relative improvement that counts',
      cooldown: 'updates after a drop that are not counted',
      min: 'lowest rate',
    },
  },
  gradient: {
    name: 'Steady gradient',
    about: 'Drops the rate once the size of the gradient has stopped changing.',
    params: {
      threshold: 'largest relative change that counts as none',
      factor: 'factor of each drop',
      window: 'updates in a row without change',
    },
  },
  warmup: {
    name: 'Warm-up',
    about: 'Starts small: the first gradients, and Adam’s first estimates, are not to be trusted yet.',
    params: { steps: 'updates to rise', from: 'factor at the start' },
  },
} satisfies Record<ScheduleId, RowStrings>;

export const stagesEn = {
  noise: {
    name: 'Gradient noise',
    about: 'Adds the same seeded noise to every run’s gradient: which rules average it away?',
    params: { sigma: 'standard deviation' },
  },
  precision: {
    name: 'Precision',
    about:
      'Rounds the gradient to a short format: see it underflow and overflow, and what a loss scale does.',
    params: { format: 'number format', scale: 'loss scale' },
    choices: { format: { fp32: 'float32', fp16: 'float16', bf16: 'bfloat16' } },
  },
  accumulate: {
    name: 'Gradient accumulation',
    about: 'Averages several minibatches before one update: a large batch in small pieces.',
    params: { every: 'minibatches per update' },
  },
  clip: {
    name: 'Gradient clipping',
    about: 'Bounds the gradient, so that one steep cliff does not throw a run away.',
    note:
      'With both keys the norm is bounded first, then each ' +
      'coordinate; with one key the other is not used.',
    params: { norm: 'largest norm of the whole gradient', value: 'largest size of each coordinate' },
  },
} satisfies Record<StageId, RowStrings>;
