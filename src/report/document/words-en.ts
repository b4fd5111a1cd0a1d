/** The words of a report, in English. */

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
const joined = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

export const wordsEn = {
  joined,
  colon: ': ',
  titleOf: (surface: string, names: readonly string[]): string => `${surface}: ${joined(names)}`,
  sections: {
    purpose: 'Purpose',
    setup: 'Set-up',
    settings: 'Settings of the runs',
    results: 'Results',
    figures: 'Figures',
    discussion: 'Discussion',
    compared: 'What can be told apart',
    limits: 'What limited each run',
    scope: 'What this does not say',
    again: 'To repeat it',
  },
  purpose: {
    one: (name: string, surface: string) => `This experiment shows how ${name} minimizes ${surface}.`,
    several: (names: readonly string[], surface: string) =>
      `This experiment compares ${joined(names)} on ${surface}: which of them comes lowest in the same number of updates, and what keeps the others from it.`,
    same: 'All runs begin at the same point and make the same number of updates; nothing differs but what their settings say.',
    sameNetworks:
      'All runs begin with the same weights and see the same images in the same batches; nothing differs but what their settings say.',
  },
  setup: {
    loss: 'The loss is',
    start: (point: string) => `All runs start at ${point}.`,
    minima: (list: string) => `The known lowest loss is ${list}.`,
    steps: (steps: number) => `Each run makes ${plural(steps, 'update')}.`,
    seed: (seed: number) => `The seed is ${seed}.`,
    seeds: (from: number, to: number) =>
      `The seeds are ${from} to ${to}: each run is made once with each of them.`,
    noChance:
      'Nothing in this experiment is drawn at random: other seeds give the same numbers, so each run is made once.',
    update: 'Each update is',
    rates:
      'element by element, where the rate is the effective learning rate of a parameter: what its rule has made of the learning rate η.',
    data: (name: string, train: number, test: number) =>
      `The data are ${name}: ${train} images of 28 × 28 pixels to train on, ${test} to test with, in ten classes; pixels are scaled to 0 … 1.`,
    dataNames: {
      digits: 'digits drawn by the program itself',
      mnist: 'MNIST (LeCun et al. 1998)',
      fashion: 'Fashion-MNIST (Xiao et al. 2017)',
    },
    network: (units: string, parameters: number) =>
      `The network has fully connected layers of ${units} units with ReLU between them, ${parameters} parameters in all. Weights and biases are drawn as torch.nn.Linear draws them, uniformly between ±1/√n for n inputs.`,
    crossEntropy: 'The loss is the mean cross-entropy of the softmax over a batch B,',
    batch: (batch: number, epoch: number) =>
      `Each update sees a batch of ${batch} images; ${epoch} updates are an epoch.`,
    dropout: (p: string) => `Dropout leaves each hidden unit out with the probability ${p} in training.`,
    augmented: (how: string) => `Images are changed at random in training: ${how}.`,
    shift: (pixels: string) => `moved by up to ${pixels} pixels`,
    rotate: (degrees: string) => `turned by up to ${degrees}°`,
    pixelNoise: (sigma: string) => `noise of standard deviation ${sigma} on each pixel`,
  },
  settings: {
    symbol: 'Symbol',
    name: 'Hyper-parameter',
    value: 'Value',
    yes: 'yes',
    no: 'no',
    unused: 'not used',
    convention: (library: string) => `The update follows ${library}:`,
    update: 'The update is',
    schedule: (name: string) => `Schedule: ${name}`,
    stage: (name: string) => `Gradient stage: ${name}`,
    constant: 'The learning rate is not scheduled.',
    if: 'if',
    otherwise: 'otherwise',
  },
  results: {
    run: 'Run',
    final: 'Final loss',
    best: 'Best loss',
    bestStep: 'at step',
    reached: (tolerance: string) => `Steps to ${tolerance}`,
    above: (minimum: string) =>
      `Steps to a tolerance: the first step with a loss of at most that${minimum === '0' ? '' : ` above the lowest, ${minimum}`}. A dash: not reached.`,
    toLoss:
      'Steps to a loss: the first evaluation at which the loss on the test images is at most that. A dash: not reached.',
    status: 'Status',
    finished: 'finished',
    divergedAt: (step: number) => `diverged at step ${step}`,
    undefined: 'not defined at the start',
    divergedIn: (count: number, of: number) => `diverged with ${count} of ${of} seeds`,
    someReached: (count: number, of: number) => ` (${count} of ${of})`,
    spread: (n: number) =>
      `Means ± standard deviations over ${n} seeds (n − 1 in the denominator); runs that diverged are left out of them and counted apart.`,
    losses: 'Losses are those on the test images.',
    accuracyTitle: 'Images read correctly after the last update',
    train: 'Training images',
    validation: 'Validation images',
    test: 'Test images',
    validationAll: 'There are 2,000 test images, and the validation images are these.',
    validationNote:
      'The validation images are the 2,000 test images that the curves of the page are of: a part of the test images, not a third set.',
  },
  figures: {
    step: 'step',
    loss: 'loss',
    testLoss: 'loss on test images',
    accuracy: 'accuracy on test images',
    rateX: (axis: string) => `effective rate of ${axis}`,
    rateLayer: (layer: number) => `median rate, layer ${layer}`,
    captions: {
      landscape: 'The landscape with the paths of the runs; a dot marks where each ends.',
      losses: 'Loss against the number of updates.',
      accuracies: 'Accuracy on the test images against the number of updates.',
      rates: 'Effective learning rates of each coordinate.',
      ratesNetworks:
        'Effective learning rates: the median over the weights of each layer that have had a gradient.',
    },
    firstSeed: (seed: number) => `Figures are of seed ${seed}.`,
  },
  compared: {
    criterion: (n: number, pairs: number) =>
      `Claims are made from ${n} seeds. One run is called lower than another only where the mean of the differences, taken seed by seed, exceeds their spread: where the 95 % interval of Student’s t for ${n - 1} ${n === 2 ? 'degree' : 'degrees'} of freedom${pairs > 1 ? `, widened for ${pairs} pairs by Bonferroni,` : ''} excludes zero.`,
    oneSeed:
      'There is one seed, so the spread between seeds is not known, and nothing is claimed about which run is better. More seeds (--seeds 5) would say.',
    certain:
      'Nothing is drawn at random, so differences between runs have no spread: those of more than one part in 10⁹ are called so.',
    loss: 'final loss',
    lossOnTest: 'final loss on the test images',
    accuracyOnTest: 'accuracy on the test images',
    lower: (name: string, value: string, others: readonly string[], what: string) =>
      `${name} has a lower ${what} (${value}) than ${joined(others)}.`,
    higher: (name: string, value: string, others: readonly string[], what: string) =>
      `${name} has a higher ${what} (${value}) than ${joined(others)}.`,
    undecided: (a: string, b: string, what: string) => `Not told apart by ${what}: ${a} and ${b}.`,
    diverged: (name: string, count: number, of: number) =>
      of === 1 ? `${name} diverged.` : `${name} diverged with ${count} of ${of} seeds and is not compared.`,
    one: 'There is one run that finished: nothing is compared.',
    none: 'No run finished: nothing is compared.',
  },
  limits: {
    criteria: (seed: number, chance: boolean) =>
      `${chance ? `For seed ${seed}, from ` : 'From '}the last fifth of each run. Rate × curvature is the largest eigenvalue of R½HR½ with the Hessian H and R = diag(effective rate), as a fraction of the rule’s stability limit: at 1 steps begin to overshoot more and more. A rate has vanished where it is less than a tenth of its largest.`,
    networks: ' For networks it is measured on 512 training images, at some of the evaluated steps.',
    undefined: 'loss or gradient are not defined at the start.',
    diverged: (step: number, above: string | null) =>
      above === null
        ? `diverged at step ${step}; rate × curvature is not known to have been above the limit.`
        : `rate × curvature. It reached ${above} times the stability limit in the last updates, and the run diverged at step ${step}.`,
    arrived: (excess: string) =>
      `nothing. It arrived: the loss is within ${excess} of the lowest known, as a fraction of where it began.`,
    stationary: (gradient: string) =>
      `the surface. The gradient has vanished (${gradient} of that at the start) above the lowest minimum: a local minimum, a saddle or a plain.`,
    edge: (part: string, share: string) =>
      `rate × curvature. In ${part} of its last updates it lies within 5 % of the stability limit or above it (median: ${share} of the limit): a larger rate would not have gone lower.`,
    noise: (mean: string, sd: string, share: string | null) =>
      `noise. The loss does not fall any more but wanders about ${mean} ± ${sd}${share === null ? '' : `, with rate × curvature at ${share} of the limit`}: a falling rate or larger batches would go lower.`,
    vanishing: (factor: string, bySchedule: string | null, share: string | null) =>
      `a vanishing rate. Its effective rate fell by a factor of ${factor}${bySchedule === null ? '' : `, ${bySchedule} of it by the schedule`}${share === null ? '' : `; rate × curvature ended at ${share} of the stability limit`}.`,
    budget: (factor: string | null, share: string | null) =>
      `the number of updates. The loss was still falling${factor === null ? '' : `, ${factor} times lower over the last fifth`}${share === null ? '' : `, with rate × curvature at ${share} of the stability limit`}.`,
    unclear: (share: string | null) =>
      `none of the criteria: the loss hardly falls any more${share === null ? '' : `, rate × curvature is at ${share} of the stability limit`}.`,
  },
  scope: {
    text: 'The runs are compared at these settings and after this number of updates only. Another learning rate can turn the order round: a study over rates (study=grid, axis=lr) says how each depends on it.',
    networks: 'What holds for this small network need not hold for large ones.',
  },
  again: {
    link: 'Link: ',
    command: 'Without a browser: ',
    versions: (version: string, defaults: number) => `Adascope ${version}, defaults of version ${defaults}. `,
    bits: 'The same link gives the same numbers in every JavaScript engine, to the last bit.',
    bitsNetworks: 'The engine simd computed the networks: it gives the same bits on every machine.',
  },
};

export type ReportWords = typeof wordsEn;
