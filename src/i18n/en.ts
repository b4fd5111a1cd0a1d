import type { FormulaError } from '../core/formula/error.ts';
import type { Phrase, Rule } from '../experiment/types.ts';
import type { Diagnostic } from '../network/diagnostic.ts';
import { between } from './rules.ts';

/** What would have been allowed. */
function allowedInEnglish(rule: Rule): string {
  switch (rule.kind) {
    case 'number':
      return (
        between(rule, { least: 'at least', most: 'at most', above: 'above', below: 'below' }) ?? 'any number'
      );
    case 'integer':
      return `a whole number${prefixed(between(rule, { least: 'at least', most: 'at most', above: 'above', below: 'below' }))}`;
    case 'list':
      return `${rule.maxLength === undefined ? '' : `at most ${rule.maxLength} `}${rule.integer ? 'whole numbers' : 'numbers'} joined by /`;
    case 'choice':
      return `${rule.nearest === undefined ? '' : `did you mean ${rule.nearest}? `}${rule.choices.join(', ')}`;
    case 'type':
      return TYPES[rule.type];
    case 'stored':
      return 'only in the browser that made it; anywhere else open the file';
    case 'point':
      return 'two numbers, x,y';
    case 'interval':
      return 'two numbers, x0,x1, with x0 < x1';
    case 'window':
      return 'four numbers, x0,x1,y0,y1, with x0 < x1 and y0 < y1';
    case 'text':
    case 'characters':
      return `at most ${rule.max} characters`;
    case 'count':
      return `at most ${rule.max}`;
    case 'trials':
      return `at most ${rule.max} trials in all`;
    case 'once':
      return 'once';
    case 'only with':
      return `only with ${rule.part}`;
    case 'formula':
    case 'rule':
      return rule.error.message;
    case 'together':
      return rule.words;
    default:
      return rule satisfies never;
  }
}

const TYPES = {
  number: 'a number',
  text: 'a text',
  flag: 'true or false',
  list: 'a list',
  object: 'an object',
} as const;

/** What was given or used, where it is no text of the link. */
function phraseInEnglish(phrase: Phrase): string {
  switch (phrase.kind) {
    case 'default':
      return 'the default';
    case 'own window':
      return 'the surface’s own';
    case 'next colour':
      return 'the next free one';
    case 'object':
      return 'an object';
    case 'not kept':
      return 'not kept here: save it as a file';
    case 'amount':
      return `${phrase.count} ${phrase.of}`;
    case 'first':
      return `the first ${phrase.count}`;
    default:
      return phrase.kind;
  }
}

const prefixed = (bounds: string | null): string => (bounds ? `, ${bounds}` : '');

/** The words of the interface in English. The other languages have the same shape, checked by the compiler. */
export const en = {
  app: {
    name: 'Adascope',
    tagline: 'See how optimizers adapt their learning rates',
  },
  copy: { copied: 'Copied', byHand: 'Press Ctrl+C' },
  header: {
    openShare: 'Share',
    openShareHint: 'Link, QR code, frame for a course page, file',
    surface: 'Surface',
    start: 'Start',
    startX: 'Start, x',
    startY: 'Start, y',
    steps: 'Steps',
    seed: 'Seed',
    view: 'View',
    share: 'Copy link',
    shared: 'Link copied',
    shareFallback: 'Copy this link',
    language: '中文',
    languageHint: 'Show the interface in Chinese',
    theme: 'Theme',
    themes: { auto: 'As the system', light: 'Light', dark: 'Dark', projector: 'Projector' },
    presets: 'Examples',
    lessons: 'Lessons',
    lessonsHint: 'A course in learning rates: experiments to read and play with',
    more: 'More',
  },
  tabs: {
    study: 'How much the rate matters',
    rates: 'Rates',
    loss: 'Loss',
    runs: 'Runs',
    step: 'This step',
    cards: 'Cards',
  },
  views: { overlay: 'Overlay', split: 'Split', '3d': '3-D', study: 'Study' },
  start: {
    dragMe: 'drag me',
    handle: 'Start point. Arrow keys move it, with Shift further.',
    hint: 'Drag: every trajectory follows',
    reset: 'Start where the surface suggests',
  },
  landscape: {
    tones: 'The tones of the maps by loss, low on the left.',
    label: (surface: string, runs: string, start: string) =>
      `${surface}: contour map with the trajectories of ${runs}, starting at ${start}.`,
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    resetView: 'Show the whole surface',
  },
  three: {
    label: (surface: string, runs: string, start: string) =>
      `${surface} as a relief, with the trajectories of ${runs} on it, starting at ${start}.`,
    keys: 'Relief in 3-D. Arrow keys turn it, plus and minus zoom, 0 shows it as at first.',
    turnLeft: 'Turn to the left',
    turnRight: 'Turn to the right',
    reset: 'Show it as at first',
    retry: 'Try again',
    unavailable: {
      missing: {
        title: 'No 3-D here',
        text: 'The relief is drawn with WebGL, which this browser does not offer. This map shows the same runs.',
      },
      lost: {
        title: 'The graphics processor was taken away',
        text: 'The relief comes back as soon as the browser gives it again. Until then this map shows the same runs.',
      },
      unloaded: {
        title: 'The 3-D view could not be loaded',
        text: 'Its code did not arrive; the network may be away. This map shows the same runs.',
      },
    },
  },
  plots: {
    rateX: 'effective rate, x',
    rateY: 'effective rate, y',
    realizedX: 'realized rate, x',
    realizedY: 'realized rate, y',
    unit: (coordinate: string, realized: boolean) =>
      `${realized ? '−' : ''}Δ${coordinate} per unit of gradient`,
    loss: 'loss',
    lossGap: 'loss above the minimum',
    rates: 'Effective learning rate',
    rateLabel: (coordinate: string, runs: string) =>
      `Effective learning rate of ${coordinate} over the steps, for ${runs}.`,
    lossLabel: (runs: string) => `Loss over the steps, for ${runs}.`,
    valueAt: (value: string, step: number) => `${value} at step ${step}`,
    atStep: (step: number) => `Step ${step}`,
    readable: (label: string) => `${label} Arrow keys move the playhead and read the values there.`,
    rateMeanings: {
      effective:
        'How far a rule moves a coordinate for each unit of its gradient. Unit: Δx per unit of gradient.',
      realized: 'The step really taken over the gradient, momentum included. Unit: −Δx per unit of gradient.',
    },
    effective: 'effective',
    realized: 'realized',
    stability: 'stability',
    stabilityHint: 'Rate × curvature, beside the limit of the rule',
    rateKind: 'Rate shown',
    effectiveHint: 'What the rule multiplies its direction with',
    realizedHint: 'What really happened: −Δθ / gradient, which momentum can turn negative',
  },
  runs: {
    title: 'Runs',
    add: 'Add a run',
    remove: 'Remove',
    duplicate: 'Duplicate',
    up: 'Move up',
    down: 'Move down',
    hide: 'Hide',
    show: 'Show',
    rename: 'Name',
    renameHint: 'Shown instead of the optimizer’s name',
    colour: 'Colour and marker',
    rates: {
      take: 'Suit the rates to this surface',
      hint: 'Gives every run a learning rate that works from this start',
      offer: (from: string, to: string) => `The rates are those for ${from}. ${to} may need others.`,
      keep: 'Keep',
      undo: 'Undo',
      taken: (runs: number) =>
        runs === 0
          ? 'The rates suit it already.'
          : runs === 1
            ? 'One rate changed.'
            : `${runs} rates changed.`,
      undone: 'The rates are as before.',
    },
    without: (name: string) => `without ${name}`,
    menu: (run: string) => `Menu of ${run}: duplicate, move, remove, colour`,
    edit: 'Settings of this run',
    optimizer: 'Optimizer',
    schedules: 'Learning-rate schedule',
    stages: 'Gradient',
    addSchedule: 'Add a schedule…',
    addStage: 'Add a stage…',
    removePart: (name: string) => `Remove ${name}`,
    diverged: (step: number) => `diverged at step ${step}`,
    divergedShort: 'diverged',
    undefinedShort: 'not defined',
    undefinedAtStart: 'not defined at the start',
    full: 'Twelve runs at most.',
    momentum: 'Momentum',
    nesterov: 'Nesterov',
    rule: 'Rule',
  },
  /** The headings that menus have. Their order is that of the menus. */
  outcomes: {
    title: 'Results',
    run: 'Run',
    final: 'Final loss',
    best: 'Best loss',
    bestStep: 'at step',
    distance: 'To minimum',
    distanceHint: 'Distance from the last point to the nearest minimum of the surface',
    status: 'Status',
    statuses: {
      finished: 'finished',
      undefined: 'not defined at the start',
      computing: 'computing',
      'under way': 'under way',
    },
  },
  groups: {
    optimizers: {
      classic: 'Classic',
      adaptive: 'Adaptive',
      recent: 'More recent',
      large: 'Large batches',
      rateFree: 'Find their own rate',
      second: 'Second order',
      own: 'Your own',
    },
    surfaces: {
      valleys: 'Bowls and valleys',
      minima: 'Many minima',
      saddles: 'Saddles',
      data: 'Data, with noise',
      networks: 'Networks',
      own: 'Your own',
    },
    schedules: {
      steps: 'In steps',
      smooth: 'Smooth decay',
      cycles: 'Cycles and restarts',
      warmup: 'Warm-up',
      driven: 'Driven by the run',
    },
  },
  sampled: {
    computed: (percent: number) => `${percent} % is computed.`,
    kept: (early: number) => `Drawn: every step up to ${early}, then those that shape the paths and curves.`,
    missing: (runs: string) => `Some of the path of ${runs} is left out.`,
  },
  timeline: {
    title: 'Playback',
    play: 'Play',
    pause: 'Pause',
    back: 'One step back',
    forward: 'One step forward',
    start: 'To the start',
    end: 'To the end',
    step: 'Step',
    of: (steps: string) => `/ ${steps}`,
    speed: 'Speed',
    settings: 'Playback settings',
    perSecond: 'steps/s',
    whole: 'the whole run in 10 s',
    future: 'Future',
    futureHint: 'Show the paths beyond the playhead, or hide them: first guess, then play',
    reset: 'Back to the initial weights',
  },
  inspector: {
    title: 'This step',
    run: 'Run',
    none: 'Move the playhead to look at an update.',
    quantity: 'Quantity',
    before: 'θ before',
    gradient: 'gradient g',
    rate: 'effective rate',
    direction: 'direction',
    change: 'Δθ',
    after: 'θ after',
    realized: 'realized rate',
    loss: 'loss',
    lr: 'learning rate η',
    source: (text: string) => `Source: ${text}`,
    computed: 'As it is computed',
    if: 'if',
    otherwise: 'otherwise',
  },
  problems: {
    title: (count: number) =>
      count === 1 ? 'One thing in the link was changed' : `${count} things in the link were changed`,
    given: 'given',
    used: 'used',
    allowed: 'allowed',
    dismiss: 'Dismiss',
    /** Under a field: what stands in it cannot be used. */
    inField: (given: string, allowed: string, used: string) =>
      `“${given}” cannot be used; it stays ${used}. Allowed: ${allowed}.`,
    rule: allowedInEnglish,
    phrase: phraseInEnglish,
    /** Below the first ones. */
    more: (count: number) => (count === 1 ? 'and one more' : `and ${count} more`),
    /** What is wrong with a typed formula or rule. */
    formula: (error: FormulaError): string => error.message,
  },
  notices: {
    restarted: 'The computing thread had stopped. A new one has taken over.',
    mainThread: 'This page may not start a computing thread; everything is computed here instead.',
    unexpected: 'Something went wrong while drawing the page.',
    newer: 'A newer Adascope is ready. Reloading keeps what is open.',
    reload: 'Reload',
    undefinedStart: (part: 'loss' | 'gradient', start: string) =>
      `The ${part === 'loss' ? 'function' : 'gradient'} is not defined at the start (${start}): no run can go on from there.`,
    takeStart: (start: string) => `Start at (${start})`,
    unknownMinimum: (run: string) =>
      `${run} aims at the minimum of the function, which is not known here: 0 is taken for it, and below 0 the run stands still.`,
    minimum: 'Minimum f*',
    takeMinimum: 'Use it',
  },
  network: {
    title: 'Training',
    train: 'Train',
    phases: {
      computing: 'Computing',
      drawing: 'Drawing digits',
      loading: 'Loading images',
      compiling: 'Preparing the network',
      evaluating: 'Evaluating',
    },
    ready: 'Ready. Press play to train.',
    engine: (name: string) => `computed with ${name}`,
    cores: (cores: number) => ` on ${cores} cores`,
    engines: {
      simd: 'SIMD',
      webgl: 'WebGL',
      wasm: 'WebAssembly',
      cpu: 'JavaScript',
    },
    software: 'WebGL (software)',
    resumeCheckpoint: (step: string) => `Continue from step ${step}`,
    notStored: 'This browser keeps nothing here: after a reload, training starts anew.',
    pathsNotStored:
      'This browser has little room: after a reload, training goes on, but the paths on the plane lack what was before.',
    reasons: {
      'no-webgl': 'WebGL is not available',
      'no-float32': 'WebGL here lacks 32-bit floats',
      software: 'no graphics card',
      trial: 'the fastest in a short trial',
      'no-simd': 'WebAssembly has no SIMD here, or the page forbids it',
      'no-tfjs': 'this file is without TensorFlow.js',
      'no-wasm': 'WebAssembly is not available',
      chosen: 'as chosen',
      lost: 'the graphics context was lost',
    },
    images: (train: string, test: string) => `${train} training and ${test} test images`,
    dropHere: 'Drop the four MNIST files or their folder here',
    choose: 'Choose files…',
    files: (names: string) => `Own files: ${names}`,
    lossTitle: 'loss (pale: training)',
    accuracy: 'accuracy on the validation images',
    accuracyTitle: 'accuracy (pale: training)',
    layer: (index: number, inputs: number, units: number) => `rates, layer ${index} (${inputs}→${units})`,
    layerLabel: (layer: number, run: string) =>
      `Quantiles of the effective learning rates of layer ${layer} for ${run}: 5, 25, 50, 75 and 95 percent, and how they are distributed at the playhead.`,
    pixelsLabel: (run: string) =>
      `Mean effective learning rate of the weights of each input pixel for ${run}.`,
    waiting: 'No steps yet',
    retry: 'Try again',
    bytes: (arrived: string, total: string) => `${arrived} of ${total} MB`,
    useDigits: 'Continue with drawn digits',
    engineChoice: 'Compute with',
    auto: 'automatic',
    layerRealized: (index: number, inputs: number, units: number) =>
      `realized, layer ${index} (${inputs}→${units})`,
    parts: { label: 'What is shown', plane: 'Plane', rates: 'Rates', digits: 'Digits', results: 'Results' },
    across: {
      label: 'Across',
      steps: 'steps',
      time: 'seconds',
      hint: 'Seconds spent on the steps of all runs together, without pauses and evaluations',
    },
    pictureOf: 'Pictures:',
    allUnits: 'mean of all hidden units',
    unit: (unit: number) => `hidden unit ${unit}`,
    unitUnknown: 'recorded from the step at which it was chosen',
    neverActive: 'effective rate; hatched: never inked',
    unitHatched: 'effective rate; hatched: no gradient yet',
    pixelValue: (column: number, row: number, rate: string | null) =>
      `column ${column}, row ${row}: ${rate ?? 'no gradient yet'}`,
    pickHint: (unit: number) => `Click a pixel to follow its weight to hidden unit ${unit}`,
    pixelKeys: (run: string) =>
      `Rates by pixel of ${run}: arrow keys go from pixel to pixel, the enter key follows a pixel’s weight.`,
    followed: 'Followed weights',
    weight: (column: number, row: number, unit: number) => `(${column}, ${row}) → ${unit}`,
    weightRate: 'effective rate',
    weightRealized: 'realized rate',
    weightValue: 'weight',
    followedFrom: (step: number) => `from step ${step}`,
    followedAgain: 'recorded when it is trained again',
    followedNext: 'from the next step on',
    unfollow: (name: string) => `Stop following ${name}`,
    sampleTitle: 'Test digits as each run reads them',
    sampleHint: 'Never trained on. The stronger the tint, the surer the network; wrong ones are framed.',
    testImage: (name: string) => `Test image: ${name}`,
    readAs: (name: string, percent: number) => `read as ${name}, ${percent} % sure`,
    rightOf: 'right',
    fashion: [
      'T-shirt',
      'trousers',
      'pullover',
      'dress',
      'coat',
      'sandal',
      'shirt',
      'sneaker',
      'bag',
      'ankle boot',
    ],
    drawTitle: 'Draw a digit yourself',
    pad: 'A pad: draw a digit with the pointer or a finger.',
    drawHere: 'draw a digit here',
    drawHint: 'Each run says what it sees; it is asked again while it learns.',
    seen: 'as the networks see it',
    clear: 'Clear',
    reads: 'reads',
    readAtStep: (step: number) => `Read by the weights after step ${step}, the newest.`,
    columns: {
      run: 'Run',
      trainLoss: 'Training loss',
      loss: 'Validation loss',
      accuracy: 'Validation accuracy',
      evaluatedAt: 'Validated at',
      testAccuracy: 'Test accuracy',
      testedAt: 'Tested at',
      steps: 'Steps',
      seconds: 'Seconds',
      lr: 'Rate η',
    },
    columnHints: {
      trainLoss: 'Mean over the last 50 batches',
      loss: 'On the validation images, at the latest evaluation up to the playhead',
      accuracy: 'On the validation images, at the latest evaluation up to the playhead',
      evaluatedAt: 'The step whose weights were evaluated on the validation images',
      testAccuracy: 'On all test images: at the end of each epoch and of the training',
      testedAt: 'The step whose weights read all test images',
      steps: 'Steps made up to the playhead',
      seconds: 'Spent on the steps of all runs together: they are computed side by side',
      lr: 'Learning rate of the last step',
    },
    testedAt: (step: number) => `after step ${step}`,
    evaluatedOn: (images: number) => `on ${images} validation images`,
    behind: 'Of an earlier step than the others: it does not say which run is ahead.',
    sampleReadAt: (steps: string) => `Read after step ${steps}.`,
    resultsHint:
      'Training is counted up to the playhead; validation and test are of the steps beside them, the latest that were evaluated. Validation images are a fixed sample of the test images, at most 2,000; all test images are read at the end of each epoch and of the training.',
    copyCsv: 'Copy as CSV',
    copyMarkdown: 'Copy as Markdown',
    copied: 'Copied',
    changedImages: 'Fewer or changed images',
    firstWeights: 'Initial weights',
    followNewest: (step: string) => `Newest step: ${step}`,
    followNewestHint: 'Show the newest step, and go on doing so while it trains',
    toNewest: 'To the newest step',
    setAside: (steps: string) => `What was changed is trained anew; its ${steps} steps so far are kept.`,
    takeBack: 'Take the change back',
    oneStep: 'One step of training',
  },
  plane: {
    title: 'The plane of the weights',
    kind: 'Directions of the plane',
    kinds: { principal: 'principal', random: 'random', none: 'off' },
    hints: {
      principal: 'The two directions in which the weights that the runs have visited differ most',
      random: 'Two random directions, each unit’s weights as long as the best run’s own',
      none: 'No plane: nothing is computed for it',
    },
    label: (kind: string, runs: string) =>
      `The way of the weights of ${runs} on a plane (${kind} directions) over the loss of the same network.`,
    waiting: 'The plane is found after some steps',
    explained: (first: string, second: string, both: string) =>
      `The axes have ${first} and ${second} of the visited weights’ variance, together ${both}.`,
    off: (distance: string, width: string) =>
      `Paths are projections: the latest weights lie up to ${distance} off the plane, which is ${width} wide here.`,
    little: (kind: 'principal' | 'random'): string =>
      kind === 'random'
        ? 'That is little: in so many dimensions random directions miss nearly all of what the runs do.'
        : 'That is little: what looks near here may be far apart.',
    loss: (images: string) => `Loss on ${images} training images, without dropout.`,
    computing: 'The loss over the plane is being computed',
  },
  print: {
    qrLabel: 'The link as a QR code',
    settings: 'Settings',
    lossAt: (step: string) => `Loss at step ${step}`,
    lossAfter: (step: string) => `Validation loss at step ${step}`,
    /** What stands between them is where someone writes. */
    answers: 'Observations',
    name: 'Name',
    date: 'Date',
    scan: 'Scan or type it to open this experiment',
    made: 'Made with Adascope',
  },
  embed: {
    pictures: 'Pictures',
    surface: 'Surface',
    open: 'Open in a page of its own, as it is now',
    blocked: 'This frame may not open pages: copy the address',
    invitation: 'A network is trained here, step by step, when you say so.',
  },
  /** What went wrong, what happens now, and what can be done. */
  errors: {
    'bad-file': (message: string) =>
      `These files cannot be used: ${message} Nothing is trained on them: choose other files, or continue with drawn digits.`,
    'no-data': (message: string) =>
      `The images could not be had: ${message} Nothing is trained: try again, drop the four files here, or continue with drawn digits.`,
    'too-large': (message: string) =>
      `These networks are too large to be trained here: ${message} Nothing is trained: take fewer runs, narrower layers or smaller batches.`,
    'no-worker': (_message: string) =>
      'Networks cannot be trained here: this page may not start a computing thread. Open it in a tab of its own.',
    lost: (message: string) => `The graphics processor was lost: ${message}`,
    error: (message: string) => `Something went wrong: ${message}`,
  },
  /** The sentence in these of what is foreseen. */
  diagnostic: (diagnostic: Diagnostic): string => diagnostic.message,
};

export type Strings = typeof en;
