/** What schedules and gradient stages are called, what each of them does, and what their arguments mean, in English. */
import type { StageId } from '../../core/gradient/index.ts';
import type { ScheduleId } from '../../core/schedules/index.ts';
import type { RowStrings } from './rows.ts';

export const schedulesEn = {
  step: {
    name: 'Steps',
    params: { every: 'updates between two drops', gamma: 'factor of each drop' },
  },
  multistep: {
    name: 'Milestones',
    params: { at: 'updates after which it drops', gamma: 'factor of each drop' },
  },
  exponential: {
    name: 'Exponential decay',
    params: { gamma: 'factor per update', min: 'lowest rate' },
  },
  linear: {
    name: 'Linear',
    params: { from: 'factor at the start', to: 'factor at the end', steps: 'updates it takes' },
  },
  polynomial: {
    name: 'Polynomial decay',
    params: { steps: 'updates until zero', power: 'power: 1 is a straight line' },
  },
  cosine: {
    name: 'Cosine annealing',
    params: { steps: 'updates until the lowest rate', min: 'lowest rate' },
  },
  'cosine-restarts': {
    name: 'Cosine with warm restarts',
    params: {
      period: 'updates of the first period',
      mult: 'each period is this many times the one before',
      min: 'lowest rate',
    },
  },
  cyclic: {
    name: 'Cyclical',
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
    params: {
      steps: 'updates in all',
      warmup: 'fraction spent rising',
      div: 'first rate: the run’s rate divided by this',
      finalDiv: 'last rate: the first divided by this',
    },
  },
  'inverse-time': {
    name: 'Inverse time',
    params: { k: 'how fast it falls', power: 'exponent' },
  },
  'inverse-sqrt': {
    name: 'Inverse square root',
    params: { warmup: 'updates to rise' },
  },
  'warmup-stable-decay': {
    name: 'Warm-up, stable, decay',
    params: {
      warmup: 'updates to rise',
      stable: 'updates at the full rate',
      decay: 'updates to fall',
      min: 'lowest rate',
    },
  },
  plateau: {
    name: 'Reduce on plateau',
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
    params: {
      threshold: 'largest relative change that counts as none',
      factor: 'factor of each drop',
      window: 'updates in a row without change',
    },
  },
  warmup: {
    name: 'Warm-up',
    params: {
      steps: 'updates to rise',
      from: 'factor at the start',
      wait: 'the other schedule begins when the rise is over',
    },
  },
} satisfies Record<ScheduleId, RowStrings>;

export const stagesEn = {
  noise: {
    name: 'Gradient noise',
    params: { sigma: 'standard deviation' },
  },
  precision: {
    name: 'Precision',
    params: { format: 'number format', scale: 'loss scale' },
    choices: { format: { fp32: 'float32', fp16: 'float16', bf16: 'bfloat16' } },
  },
  accumulate: {
    name: 'Gradient accumulation',
    params: { every: 'minibatches per update' },
  },
  clip: {
    name: 'Gradient clipping',
    params: { norm: 'largest norm of the whole gradient', value: 'largest size of each coordinate' },
  },
} satisfies Record<StageId, RowStrings>;
