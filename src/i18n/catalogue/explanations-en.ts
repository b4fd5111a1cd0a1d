/** What rows show, in a sentence or two: for the settings of the page, which frames do not have. */
import type { StageId } from '../../core/gradient/index.ts';
import type { OptimizerId } from '../../core/optimizers/index.ts';
import type { ScheduleId } from '../../core/schedules/index.ts';
import type { SurfaceId } from '../../core/surfaces/index.ts';
import type { RowExplanation } from './rows.ts';

export const explanations = {
  surfaces: {
    rosenbrock: { about: 'A curved valley: finding its floor is easy, following the bend is slow.' },
    beale: {
      about: 'A plain between steep walls: one fixed rate is too large for these, too small for that.',
    },
    himmelblau: {
      about: 'Four minima of equal depth: the start and the rule decide which one a run falls into.',
    },
    booth: { about: 'A mild, tilted bowl: every sensible rule gets there, so compare how directly.' },
    matyas: {
      about: 'A long, shallow bowl along the diagonal, where one rate per coordinate does not help.',
    },
    'three-hump-camel': {
      about: 'Three valleys side by side: momentum may carry a run over the hump into the deepest one.',
    },
    'six-hump-camel': {
      about: 'Six valleys, two of them deepest: small changes of the start change the outcome.',
    },
    'goldstein-price': {
      about: 'Six orders of magnitude: only rules that ignore the size of the gradient stay calm.',
    },
    'styblinski-tang': {
      about: 'Two wells in each coordinate: a rule that treats the coordinates apart chooses one in each.',
    },
    ackley: {
      about:
        'A rippled plain with one deep funnel: without momentum or noise, runs stop in the first ripple.',
    },
    rastrigin: {
      about: 'A bowl full of equal ripples: the gradient says little about where the global minimum is.',
    },
    griewank: { about: 'A very wide bowl under ripples: smooth from afar, full of traps from near.' },
    levy: {
      about: 'Fine ripples across a bowl: steps larger than a ripple look past it, smaller ones are caught.',
    },
    easom: {
      about:
        'A needle in a flat plain: where the gradient nearly vanishes, only normalised steps still move.',
    },
    mccormick: { about: 'A tilted wave: the same valley again and again, each lower than the last.' },
    quadratic: {
      about:
        'The elliptic bowl of theory: turn it by an angle and one rate per coordinate loses its advantage.',
    },
    saddle: {
      about: 'Started almost on the ridge: how fast does a rule amplify a tiny gradient and get away?',
    },
    'monkey-saddle': {
      about: 'Gradient and curvature both vanish at the centre: the flattest of saddles to escape from.',
    },
    valley: {
      about:
        'Not differentiable in the crease: the gradient never fades, so a constant rate bounces for ever.',
    },
    factorisation: {
      about: 'A whole curve of minima: small rates end where it is narrow, large ones where it is wide.',
    },
    regression: {
      about: 'Least squares on minibatches: true gradient noise, which a constant rate never averages away.',
    },
    sparse: { about: 'The second coordinate gets a gradient only now and then: where Adagrad shines.' },
    reddi: {
      about:
        'Rare large gradients outweigh many small ones: Adam forgets them and walks away, AMSGrad does not.',
    },
    custom: { about: 'Any function of x and y that you type; its gradient is worked out exactly.' },
    mnist: { about: 'The same rules on tens of thousands of weights: a whole distribution of rates.' },
  } satisfies Record<SurfaceId | 'mnist', RowExplanation>,
  optimizers: {
    sgd: { about: 'Steps against the gradient; with momentum it rolls like a heavy ball, past minima too.' },
    adagrad: {
      about:
        'Divides by the root of all squared gradients: rates only shrink, least where gradients are rare.',
    },
    adadelta: {
      about:
        'Scales steps by the size of its own recent steps, so units come out right and no rate need be chosen.',
    },
    rmsprop: {
      about:
        'Adagrad that forgets: divides by the root mean square of recent gradients, so rates can recover.',
    },
    adam: {
      about: 'Momentum divided by the root mean square of gradients, both corrected for starting at zero.',
    },
    amsgrad: {
      about:
        'Adam whose divisor never shrinks: it converges where Adam forgets rare, large gradients too soon.',
    },
    adamw: {
      about: 'Adam with weight decay applied to the parameters directly, where no rate can distort it.',
    },
    adamax: { about: 'Adam that divides by the largest recent gradient in place of the root mean square.' },
    nadam: {
      about:
        'Adam with Nesterov’s look ahead: the current gradient counts before the momentum has caught up.',
    },
    radam: {
      about: 'Starts as plain momentum and turns into Adam once its second moment rests on enough gradients.',
    },
    rprop: {
      about: 'Uses only the sign of the gradient: steps grow while it stays, and shrink when it flips.',
    },
    asgd: {
      about: 'SGD with falling rates that also keeps the mean of its path, which the noise shakes less.',
    },
    adafactor: {
      about:
        'Adam without momentum that keeps only row and column means of a matrix, with steps relative to the weights.',
    },
    adabelief: {
      about: 'Adam that divides by how far gradients stray from their mean: long steps where they agree.',
    },
    yogi: {
      about: 'Adam whose second moment changes by small, bounded amounts, so the rates cannot leap up.',
    },
    lion: {
      about: 'Moves every coordinate by the same length, in the direction of the sign of its momentum.',
    },
    adan: {
      about: 'Adds the change of the gradient to Adam: Nesterov’s look ahead without a second gradient.',
    },
    adopt: { about: 'Adam that divides by the second moment of the past only: it converges whatever β₂ is.' },
    ademamix: {
      about: 'Adam with a second, much slower mean: old gradients stay useful for thousands of updates.',
    },
    qhadam: {
      about: 'Mixes the plain gradient back into Adam’s moments: between gradient descent and Adam.',
    },
    prodigy: {
      about: 'Adam that finds its own rate, from how far the run has come and how the gradients point back.',
    },
    'schedule-free-sgd': {
      about: 'Averages its path and looks at gradients near the average: a falling rate without a schedule.',
    },
    'schedule-free-adamw': {
      about: 'AdamW that averages its path in place of a falling learning rate: good at any moment.',
    },
    lamb: {
      about:
        'Adam whose step in each layer is as long as its weights times the rate; two coordinates are one layer.',
    },
    lars: {
      about:
        'Momentum that moves each layer by a fixed fraction of its weights; two coordinates are one layer.',
    },
    muon: {
      about:
        'Makes the momentum of each matrix orthogonal; on two coordinates that is momentum of constant length.',
    },
    shampoo: {
      about:
        'Adagrad with whole matrices: a rotated bowl is no harder. On two coordinates it has the full matrix.',
    },
    sophia: {
      about: 'Divides momentum by the curvature, and clips: Newton’s idea at little more than Adam’s price.',
    },
    'sgd-hypergradient': {
      about: 'Learns its own rate: up while successive gradients agree, down when they turn round.',
    },
    polyak: { about: 'Knows how deep the minimum is, and steps to where the tangent reaches that depth.' },
    armijo: { about: 'Tries a long step along the gradient and halves it until the loss falls enough.' },
    newton: {
      about:
        'Jumps to the bottom of the parabola that fits here: exact on a quadratic, but saddles attract it.',
    },
    lbfgs: {
      about: 'Guesses the curvature from the last few steps and the change of gradient over each of them.',
    },
    custom: {
      about: 'An update rule that you type: from the gradient, the learning rate and memory of your own.',
    },
  } satisfies Record<OptimizerId, RowExplanation>,
  schedules: {
    step: { about: 'Drops the rate by a factor at regular intervals: fast first, fine later.' },
    multistep: { about: 'Drops the rate at chosen updates: the classic recipe of image recognition.' },
    exponential: {
      about:
        'Shrinks the rate by the same factor after every update; decay too fast and a run freezes on its way.',
    },
    linear: { about: 'Goes evenly from one factor of the rate to another, then stays.' },
    polynomial: { about: 'Falls to zero by a power of the time that is left.' },
    cosine: { about: 'Half a cosine: long at high rates, gently down, long at low ones.' },
    'cosine-restarts': {
      about: 'Anneals, then jumps back up: each restart may leave a poor minimum for a better one.',
    },
    cyclic: { about: 'Swings between the run’s rate and a higher one: no single rate has to be right.' },
    'one-cycle': {
      about: 'One rise to a very high rate, one long fall to almost nothing: super-convergence.',
    },
    'inverse-time': {
      about:
        'η/(1 + k(t − 1)), as theory asks for noisy gradients: slow enough to get there, fast enough to settle.',
    },
    'inverse-sqrt': {
      about: 'The Transformer’s: a rise, then a fall with the square root of time that has no end date.',
    },
    'warmup-stable-decay': { about: 'A trapezium: most progress shows only when the rate finally falls.' },
    plateau: {
      about: 'Waits until the loss stops improving, then drops the rate.',
      note: 'An improvement is measured relative to the best loss, as in PyTorch: a loss below best·(1 − threshold). Below 0 that is above the best loss, so on a steady negative loss it never fires. And as in PyTorch, whose eps is 1e-8, a drop of no more than 1e-8 is not made.',
    },
    gradient: { about: 'Drops the rate once the size of the gradient has stopped changing.' },
    warmup: {
      about: 'Starts small: the first gradients, and Adam’s first estimates, are not to be trusted yet.',
      note: 'It multiplies what the other schedule gives meanwhile. With `wait` the other one begins only when the rise is over, as with PyTorch’s SequentialLR, so that the run’s full rate is reached.',
    },
  } satisfies Record<ScheduleId, RowExplanation>,
  stages: {
    noise: { about: 'Adds the same seeded noise to every run’s gradient: which rules average it away?' },
    precision: {
      about:
        'Rounds the gradient to a short format: see it underflow and overflow, and what a loss scale does.',
    },
    accumulate: { about: 'Averages several minibatches before one update: a large batch in small pieces.' },
    clip: {
      about: 'Bounds the gradient, so that one steep cliff does not throw a run away.',
      note: 'With both keys the norm is bounded first, then each coordinate; with one key the other is not used.',
    },
  } satisfies Record<StageId, RowExplanation>,
};
