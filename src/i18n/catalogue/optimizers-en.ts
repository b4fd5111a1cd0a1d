/** The optimizers in English. Hints that many rules share stand once. */
import type { OptimizerId } from '../../core/optimizers/index.ts';
import { hintsOf } from './hints.ts';
import type { RowStrings } from './rows.ts';

const hints = hintsOf({
  lr: 'learning rate η: how far an update goes',
  momentum: 'momentum: how much of the last step lives on',
  beta1: 'decay of the mean of gradients (first moment)',
  beta2: 'decay of the mean of squared gradients (second moment)',
  eps: 'ε, keeps the division finite',
  weightDecay: 'weight decay: pulls the parameters towards 0',
  biasCorrection: 'bias correction: makes up for means that start at 0',
  initialAccumulator: 'where the sum of squared gradients starts',
  nesterov: 'Nesterov: look one momentum step ahead',
  as: 'whose formula and defaults',
});

const libraries = { pytorch: 'PyTorch', keras: 'Keras', optax: 'Optax', tfjs: 'TensorFlow.js' };

export const optimizersEn = {
  sgd: {
    name: 'SGD',
    params: {
      ...hints('lr', 'momentum', 'nesterov', 'weightDecay', 'as'),
      dampening: 'dampening of new gradients',
    },
    choices: { as: libraries },
  },
  adagrad: {
    name: 'Adagrad',
    params: {
      ...hints('lr', 'initialAccumulator', 'eps', 'weightDecay', 'as'),
      lrDecay: 'further decay of the rate: η/(1 + decay·t)',
    },
    choices: { as: libraries },
  },
  adadelta: {
    name: 'Adadelta',
    params: { ...hints('lr', 'eps', 'weightDecay', 'as'), rho: 'decay of both running means' },
    choices: { as: libraries },
  },
  rmsprop: {
    name: 'RMSprop',
    params: {
      ...hints('lr', 'eps', 'momentum', 'weightDecay', 'as'),
      alpha: 'decay of the mean of squared gradients',
      centered: 'divide by the standard deviation instead',
    },
    choices: { as: libraries },
  },
  adam: {
    name: 'Adam',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection', 'as'),
    choices: { as: libraries },
  },
  amsgrad: {
    name: 'AMSGrad',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
  },
  adamw: {
    name: 'AdamW',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
  },
  adamax: {
    name: 'AdaMax',
    params: {
      ...hints('lr', 'beta1', 'eps', 'weightDecay', 'as'),
      beta2: 'decay of the largest gradient',
    },
    choices: { as: libraries },
  },
  nadam: {
    name: 'NAdam',
    params: {
      ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'as'),
      momentumDecay: 'how fast the momentum warms up',
    },
    choices: { as: { pytorch: 'PyTorch', keras: 'Keras', optax: 'Optax' } },
  },
  radam: {
    name: 'RAdam',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'),
  },
  rprop: {
    name: 'Rprop',
    params: {
      lr: 'first step of every coordinate',
      etaMinus: 'factor when the sign flips',
      etaPlus: 'factor while the sign stays',
      stepMin: 'smallest step',
      stepMax: 'largest step',
    },
  },
  asgd: {
    name: 'Averaged SGD',
    params: {
      ...hints('lr', 'weightDecay'),
      lambd: 'decay, of the parameters and of the rate',
      alpha: 'power with which the rate falls',
      t0: 'update after which averaging starts',
    },
  },
  adafactor: {
    name: 'Adafactor',
    params: {
      ...hints('lr', 'weightDecay'),
      beta2Decay: 'power of t with which new squared gradients count; −1 remembers all alike',
      eps1: 'floor of the estimated gradient size; empty: the machine epsilon',
      eps2: 'least size that weights count as having',
      d: 'bound on the root mean square of a scaled step',
    },
  },
  adabelief: {
    name: 'AdaBelief',
    params: {
      ...hints('lr', 'beta1', 'eps', 'weightDecay'),
      beta2: 'decay of the mean squared deviation',
    },
  },
  yogi: {
    name: 'Yogi',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'initialAccumulator', 'weightDecay', 'as'),
    choices: { as: { pytorch: 'PyTorch', optax: 'Optax' } },
  },
  lion: {
    name: 'Lion',
    params: {
      ...hints('lr', 'weightDecay'),
      beta1: 'how much momentum counts in the step',
      beta2: 'decay of the momentum',
    },
  },
  adan: {
    name: 'Adan',
    params: {
      ...hints('lr', 'beta1', 'eps', 'weightDecay'),
      beta2: 'decay of the mean change of gradients',
      beta3: 'decay of the second moment',
    },
  },
  adopt: {
    name: 'ADOPT',
    params: { ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'), clip: 'clip the divided gradient' },
  },
  ademamix: {
    name: 'AdEMAMix',
    params: {
      ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'),
      beta3: 'decay of the slow mean',
      alpha: 'weight of the slow mean',
      alphaWarmup: 'updates until α is full',
      beta3Warmup: 'updates until β₃ is full',
    },
  },
  qhadam: {
    name: 'QHAdam',
    params: {
      ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'),
      nu1: 'share of the mean in the numerator',
      nu2: 'share of the mean in the divisor',
    },
  },
  prodigy: {
    name: 'Prodigy',
    params: {
      ...hints('beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
      lr: 'factor of the estimated rate; leave it at 1',
      beta3: 'decay of the estimate; √β₂ if empty',
      d0: 'first guess of the distance',
      dCoef: 'factor of the estimated distance',
      growthRate: 'most that the estimate may grow per update',
      safeguardWarmup: 'keep a warm-up out of the estimate',
    },
  },
  'schedule-free-sgd': {
    name: 'Schedule-free SGD',
    params: {
      ...hints('lr', 'weightDecay'),
      momentum: 'how near the average gradients are taken',
      r: 'power by which later points count more',
      weightLrPower: 'power of the rate in the average',
    },
  },
  'schedule-free-adamw': {
    name: 'Schedule-free AdamW',
    params: {
      ...hints('lr', 'beta2', 'eps', 'weightDecay'),
      beta1: 'how near the average gradients are taken',
      r: 'power by which later points count more',
      weightLrPower: 'power of the rate in the average',
    },
  },
  lamb: {
    name: 'LAMB',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
  },
  lars: {
    name: 'LARS',
    params: { ...hints('lr', 'momentum', 'weightDecay'), trust: 'fraction of the weights per step' },
  },
  muon: {
    name: 'Muon',
    params: {
      ...hints('lr', 'momentum', 'nesterov', 'weightDecay'),
      iterations: 'Newton–Schulz iterations',
      auxLr: 'learning rate of vectors (Adam)',
      auxBeta1: 'β₁ of vectors (Adam)',
      auxBeta2: 'β₂ of vectors (Adam)',
      auxEps: 'ε of vectors (Adam)',
    },
  },
  shampoo: {
    name: 'Shampoo',
    params: {
      ...hints('lr', 'momentum', 'eps', 'weightDecay'),
      interval: 'updates between two roots',
      maxSize: 'largest matrix; longer sides keep a diagonal',
    },
  },
  sophia: {
    name: 'Sophia',
    params: {
      ...hints('lr', 'beta1', 'eps', 'weightDecay'),
      beta2: 'decay of the mean curvature',
      gamma: 'factor of the curvature: less clips more',
      interval: 'updates between two looks at the curvature',
    },
  },
  'sgd-hypergradient': {
    name: 'Hypergradient SGD',
    params: {
      ...hints('weightDecay'),
      lr: 'learning rate to start with',
      hyperLr: 'learning rate of the learning rate',
    },
  },
  polyak: {
    name: 'Polyak step',
    params: {
      ...hints('eps'),
      lr: 'factor of Polyak’s step',
      fMin: 'loss at the minimum; the surface’s own if empty',
      maxRate: 'largest rate',
    },
  },
  armijo: {
    name: 'Armijo line search',
    params: {
      lr: 'first rate tried',
      c: 'part of the promised decrease asked for',
      shrink: 'factor between two trials',
      trials: 'most rates tried',
    },
  },
  newton: {
    name: 'Newton',
    params: {
      lr: 'fraction of the jump',
      damping: 'damping: added to every curvature',
      saddleFree: 'turn negative curvatures round',
    },
  },
  lbfgs: {
    name: 'L-BFGS',
    params: {
      lr: 'step length tried first',
      history: 'steps remembered',
      lineSearch: 'search for a good length of step',
    },
  },
  custom: {
    name: 'Own rule',
    params: { ...hints('lr'), rule: 'which of the link’s rules' },
  },
} satisfies Record<OptimizerId, RowStrings>;
