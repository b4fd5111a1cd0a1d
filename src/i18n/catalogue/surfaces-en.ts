/** What surfaces are called, what each of them teaches, and what their arguments mean, in English. */
import type { SurfaceId } from '../../core/surfaces/index.ts';
import type { RowStrings } from './rows.ts';

export const surfacesEn = {
  rosenbrock: {
    name: 'Rosenbrock',
    about: 'A curved valley: finding its floor is easy, following the bend is slow.',
    params: { a: 'where the minimum lies: (a, a²)', b: 'steepness of the walls' },
  },
  beale: {
    name: 'Beale',
    about: 'A plain between steep walls: one fixed rate is too large for these, too small for that.',
    params: {},
  },
  himmelblau: {
    name: 'Himmelblau',
    about: 'Four minima of equal depth: the start and the rule decide which one a run falls into.',
    params: {},
  },
  booth: {
    name: 'Booth',
    about: 'A mild, tilted bowl: every sensible rule gets there, so compare how directly.',
    params: {},
  },
  matyas: {
    name: 'Matyas',
    about: 'A long, shallow bowl along the diagonal, where one rate per coordinate does not help.',
    params: {},
  },
  'three-hump-camel': {
    name: 'Three-hump camel',
    about: 'Three valleys side by side: momentum may carry a run over the hump into the deepest one.',
    params: {},
  },
  'six-hump-camel': {
    name: 'Six-hump camel',
    about: 'Six valleys, two of them deepest: small changes of the start change the outcome.',
    params: {},
  },
  'goldstein-price': {
    name: 'Goldstein–Price',
    about: 'Six orders of magnitude: only rules that ignore the size of the gradient stay calm.',
    params: {},
  },
  'styblinski-tang': {
    name: 'Styblinski–Tang',
    about: 'Two wells in each coordinate: a rule that treats the coordinates apart chooses one in each.',
    params: {},
  },
  ackley: {
    name: 'Ackley',
    about: 'A rippled plain with one deep funnel: without momentum or noise, runs stop in the first ripple.',
    params: {},
  },
  rastrigin: {
    name: 'Rastrigin',
    about: 'A bowl full of equal ripples: the gradient says little about where the global minimum is.',
    params: {},
  },
  griewank: {
    name: 'Griewank',
    about: 'A very wide bowl under ripples: smooth from afar, full of traps from near.',
    params: {},
  },
  levy: {
    name: 'Lévy no. 13',
    about: 'Fine ripples across a bowl: steps larger than a ripple look past it, smaller ones are caught.',
    params: {},
  },
  easom: {
    name: 'Easom',
    about: 'A needle in a flat plain: where the gradient nearly vanishes, only normalised steps still move.',
    params: {},
  },
  mccormick: {
    name: 'McCormick',
    about: 'A tilted wave: the same valley again and again, each lower than the last.',
    params: {},
  },
  quadratic: {
    name: 'Quadratic bowl',
    about:
      'The elliptic bowl of theory: turn it by an angle and one rate per coordinate loses its advantage.',
    params: {
      condition: 'condition number: how much steeper the steep direction is',
      angle: 'angle of the long axis, in degrees',
    },
  },
  saddle: {
    name: 'Saddle',
    about: 'Started almost on the ridge: how fast does a rule amplify a tiny gradient and get away?',
    params: {},
  },
  'monkey-saddle': {
    name: 'Monkey saddle',
    about: 'Gradient and curvature both vanish at the centre: the flattest of saddles to escape from.',
    params: {},
  },
  valley: {
    name: 'Creased valley',
    about: 'Not differentiable in the crease: the gradient never fades, so a constant rate bounces for ever.',
    params: { kappa: 'steepness across the valley' },
  },
  factorisation: {
    name: 'Factorisation',
    about: 'A whole curve of minima: small rates end where it is narrow, large ones where it is wide.',
    params: {},
  },
  regression: {
    name: 'Line fit',
    about: 'Least squares on minibatches: true gradient noise, which a constant rate never averages away.',
    params: {
      batch: 'samples in each minibatch',
      n: 'number of data points',
      noise: 'scatter of the points',
    },
  },
  sparse: {
    name: 'Rare feature',
    about: 'The second coordinate gets a gradient only now and then: where Adagrad shines.',
    params: { rate: 'fraction of samples with the rare feature', batch: 'samples in each minibatch' },
  },
  reddi: {
    name: 'Adam’s counter-example',
    about:
      'Rare large gradients outweigh many small ones: Adam forgets them and walks away, AMSGrad does not.',
    params: { period: 'updates from one large gradient to the next', slope: 'mean slope' },
  },
  custom: {
    name: 'Your formula',
    about: 'Any function of x and y that you type; its gradient is worked out exactly.',
    params: {},
  },
  mnist: {
    name: 'Neural network on digits',
    about: 'The same rules on tens of thousands of weights: a whole distribution of rates.',
    params: {
      data: 'images',
      hidden: 'units in each hidden layer',
      batch: 'images in each minibatch',
      dropout: 'probability that a hidden unit is dropped',
      images: 'train on the first images only (0: all)',
      shift: 'move each image by up to so many pixels',
      rotate: 'turn each image by up to so many degrees',
      noise: 'add noise to each pixel (1: as strong as ink)',
    },
    choices: { data: { digits: 'drawn digits', mnist: 'MNIST', fashion: 'Fashion-MNIST' } },
  },
} satisfies Record<SurfaceId | 'mnist', RowStrings>;
