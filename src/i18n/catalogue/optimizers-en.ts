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
    about: 'Steps against the gradient; with momentum it rolls like a heavy ball, past minima too.',
    params: {
      ...hints('lr', 'momentum', 'nesterov', 'weightDecay', 'as'),
      dampening: 'dampening of new gradients',
    },
    choices: { as: libraries },
  },
  adagrad: {
    name: 'Adagrad',
    about: 'Divides by the root of all squared gradients: rates only shrink, least where gradients are rare.',
    params: {
      ...hints('lr', 'initialAccumulator', 'eps', 'weightDecay', 'as'),
      lrDecay: 'further decay of the rate: η/(1 + decay·t)',
    },
    choices: { as: libraries },
  },
  adadelta: {
    name: 'Adadelta',
    about:
      'Scales steps by the size of its own recent steps, so units come out right and no rate need be chosen.',
    params: { ...hints('lr', 'eps', 'weightDecay', 'as'), rho: 'decay of both running means' },
    choices: { as: libraries },
  },
  rmsprop: {
    name: 'RMSprop',
    about: 'Adagrad that forgets: divides by the root mean square of recent gradients, so rates can recover.',
    params: {
      ...hints('lr', 'eps', 'momentum', 'weightDecay', 'as'),
      alpha: 'decay of the mean of squared gradients',
      centered: 'divide by the standard deviation instead',
    },
    choices: { as: libraries },
  },
  adam: {
    name: 'Adam',
    about: 'Momentum divided by the root mean square of gradients, both corrected for starting at zero.',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection', 'as'),
    choices: { as: libraries },
  },
  amsgrad: {
    name: 'AMSGrad',
    about:
      'Adam whose divisor never shrinks: it converges where Adam forgets rare, large gradients too soon.',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
  },
  adamw: {
    name: 'AdamW',
    about: 'Adam with weight decay applied to the parameters directly, where no rate can distort it.',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
  },
  adamax: {
    name: 'AdaMax',
    about: 'Adam that divides by the largest recent gradient in place of the root mean square.',
    params: {
      ...hints('lr', 'beta1', 'eps', 'weightDecay', 'as'),
      beta2: 'decay of the largest gradient',
    },
    choices: { as: libraries },
  },
  nadam: {
    name: 'NAdam',
    about: 'Adam with Nesterov’s look ahead: the current gradient counts before the momentum has caught up.',
    params: {
      ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'as'),
      momentumDecay: 'how fast the momentum warms up',
    },
    choices: { as: { pytorch: 'PyTorch', keras: 'Keras', optax: 'Optax' } },
  },
  radam: {
    name: 'RAdam',
    about: 'Starts as plain momentum and turns into Adam once its second moment rests on enough gradients.',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'),
  },
  rprop: {
    name: 'Rprop',
    about: 'Uses only the sign of the gradient: steps grow while it stays, and shrink when it flips.',
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
    about: 'SGD with falling rates that also keeps the mean of its path, which the noise shakes less.',
    params: {
      ...hints('lr', 'weightDecay'),
      lambd: 'decay, of the parameters and of the rate',
      alpha: 'power with which the rate falls',
      t0: 'update after which averaging starts',
    },
  },
  adafactor: {
    name: 'Adafactor',
    about:
      'Adam without momentum that keeps only row and column means of a matrix, with steps relative to the weights.',
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
    about: 'Adam that divides by how far gradients stray from their mean: long steps where they agree.',
    params: {
      ...hints('lr', 'beta1', 'eps', 'weightDecay'),
      beta2: 'decay of the mean squared deviation',
    },
  },
  yogi: {
    name: 'Yogi',
    about: 'Adam whose second moment changes by small, bounded amounts, so the rates cannot leap up.',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'initialAccumulator', 'weightDecay', 'as'),
    choices: { as: { pytorch: 'PyTorch', optax: 'Optax' } },
  },
  lion: {
    name: 'Lion',
    about: 'Moves every coordinate by the same length, in the direction of the sign of its momentum.',
    params: {
      ...hints('lr', 'weightDecay'),
      beta1: 'how much momentum counts in the step',
      beta2: 'decay of the momentum',
    },
  },
  adan: {
    name: 'Adan',
    about: 'Adds the change of the gradient to Adam: Nesterov’s look ahead without a second gradient.',
    params: {
      ...hints('lr', 'beta1', 'eps', 'weightDecay'),
      beta2: 'decay of the mean change of gradients',
      beta3: 'decay of the second moment',
    },
  },
  adopt: {
    name: 'ADOPT',
    about: 'Adam that divides by the second moment of the past only: it converges whatever β₂ is.',
    params: { ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'), clip: 'clip the divided gradient' },
  },
  ademamix: {
    name: 'AdEMAMix',
    about: 'Adam with a second, much slower mean: old gradients stay useful for thousands of updates.',
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
    about: 'Mixes the plain gradient back into Adam’s moments: between gradient descent and Adam.',
    params: {
      ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'),
      nu1: 'share of the mean in the numerator',
      nu2: 'share of the mean in the divisor',
    },
  },
  prodigy: {
    name: 'Prodigy',
    about: 'Adam that finds its own rate, from how far the run has come and how the gradients point back.',
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
    about: 'Averages its path and looks at gradients near the average: a falling rate without a schedule.',
    params: {
      ...hints('lr', 'weightDecay'),
      momentum: 'how near the average gradients are taken',
      r: 'power by which later points count more',
      weightLrPower: 'power of the rate in the average',
    },
  },
  'schedule-free-adamw': {
    name: 'Schedule-free AdamW',
    about: 'AdamW that averages its path in place of a falling learning rate: good at any moment.',
    params: {
      ...hints('lr', 'beta2', 'eps', 'weightDecay'),
      beta1: 'how near the average gradients are taken',
      r: 'power by which later points count more',
      weightLrPower: 'power of the rate in the average',
    },
  },
  lamb: {
    name: 'LAMB',
    about:
      'Adam whose step in each layer is as long as its weights times the rate; two coordinates are one layer.',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
  },
  lars: {
    name: 'LARS',
    about:
      'Momentum that moves each layer by a fixed fraction of its weights; two coordinates are one layer.',
    params: { ...hints('lr', 'momentum', 'weightDecay'), trust: 'fraction of the weights per step' },
  },
  muon: {
    name: 'Muon',
    about:
      'Makes the momentum of each matrix orthogonal; on two coordinates that is momentum of constant length.',
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
    about:
      'Adagrad with whole matrices: a rotated bowl is no harder. On two coordinates it has the full matrix.',
    params: {
      ...hints('lr', 'momentum', 'eps', 'weightDecay'),
      interval: 'updates between two roots',
      maxSize: 'largest matrix; longer sides keep a diagonal',
    },
  },
  sophia: {
    name: 'Sophia',
    about: 'Divides momentum by the curvature, and clips: Newton’s idea at little more than Adam’s price.',
    params: {
      ...hints('lr', 'beta1', 'eps', 'weightDecay'),
      beta2: 'decay of the mean curvature',
      gamma: 'factor of the curvature: less clips more',
      interval: 'updates between two looks at the curvature',
    },
  },
  'sgd-hypergradient': {
    name: 'Hypergradient SGD',
    about: 'Learns its own rate: up while successive gradients agree, down when they turn round.',
    params: {
      ...hints('weightDecay'),
      lr: 'learning rate to start with',
      hyperLr: 'learning rate of the learning rate',
    },
  },
  polyak: {
    name: 'Polyak step',
    about: 'Knows how deep the minimum is, and steps to where the tangent reaches that depth.',
    params: {
      ...hints('eps'),
      lr: 'factor of Polyak’s step',
      fMin: 'loss at the minimum; the surface’s own if empty',
      maxRate: 'largest rate',
    },
  },
  armijo: {
    name: 'Armijo line search',
    about: 'Tries a long step along the gradient and halves it until the loss falls enough.',
    params: {
      lr: 'first rate tried',
      c: 'part of the promised decrease asked for',
      shrink: 'factor between two trials',
      trials: 'most rates tried',
    },
  },
  newton: {
    name: 'Newton',
    about:
      'Jumps to the bottom of the parabola that fits here: exact on a quadratic, but saddles attract it.',
    params: {
      lr: 'fraction of the jump',
      damping: 'damping: added to every curvature',
      saddleFree: 'turn negative curvatures round',
    },
  },
  lbfgs: {
    name: 'L-BFGS',
    about: 'Guesses the curvature from the last few steps and the change of gradient over each of them.',
    params: {
      lr: 'step length tried first',
      history: 'steps remembered',
      lineSearch: 'search for a good length of step',
    },
  },
  custom: {
    name: 'Own rule',
    about: 'An update rule that you type: from the gradient, the learning rate and memory of your own.',
    params: { ...hints('lr'), rule: 'which of the link’s rules' },
  },
} satisfies Record<OptimizerId, RowStrings>;
