/**
 * Version 1 of what a link does not say. Frozen: a link written today means the same for ever.
 * `reference/v1.json` holds the defaults of every row of the tables, and a test that none of them changes.
 */
import type { SurfaceId } from '../../core/surfaces/index.ts';
import type { Parameter } from '../../core/types.ts';

const field = (key: string, parameter: Omit<Parameter, 'key' | 'symbol'>): Parameter => ({
  key,
  symbol: `\\text{${key}}`,
  ...parameter,
});

/** The most steps of a run on a surface, and of training a network. */
export const MAX_STEPS = 1_000_000;
export const MAX_NETWORK_STEPS = 20_000;

/** The most runs, and the most rules. */
export const MAX_RUNS = 12;

/** The largest seed. */
export const MAX_SEED = 2 ** 32 - 1;

/** The keys of a link that take one plain value. */
export const fields = {
  steps: field('steps', { kind: 'integer', default: 500, min: 1, max: MAX_STEPS }),
  seed: field('seed', { kind: 'integer', default: 1, min: 0, max: MAX_SEED }),
  view: field('view', { kind: 'choice', default: 'split', choices: ['overlay', 'split', '3d', 'study'] }),
  rates: field('rates', {
    kind: 'choice',
    default: 'effective',
    choices: ['effective', 'realized', 'stability'],
  }),
  future: field('future', { kind: 'flag', default: 1 }),
  t: field('t', { kind: 'integer', default: 0, min: 0 }),
  speed: field('speed', { kind: 'number', default: 60, above: 0, max: 100_000 }),
  lang: field('lang', { kind: 'choice', default: null, choices: ['en', 'zh'], optional: true }),
  theme: field('theme', { kind: 'choice', default: 'auto', choices: ['light', 'dark', 'auto', 'projector'] }),
  embed: field('embed', { kind: 'flag', default: 0 }),
} as const;

/** How many colours the palette has. */
export const MAX_COLOUR = 10;

/** The keys of a run that say how it is shown, besides `label`. */
export const shown = {
  hidden: field('hidden', { kind: 'flag', default: 0 }),
  colour: field('colour', { kind: 'integer', default: null, min: 1, max: MAX_COLOUR, optional: true }),
} as const;

export const SURFACE = 'rosenbrock';

/** Where a trajectory would start on a surface that is no function of the plane. */
export const NO_START = [0, 0] as const;

/** Learning rates of the default runs, in the order of `runsOf`. */
type Rates = readonly [sgd: number, momentum: number, adagrad: number, rmsprop: number, adam: number];

/** Chosen for each surface so that no run diverges and every rule shows its character within 500 steps. */
const rates: Readonly<Record<SurfaceId | 'mnist', Rates>> = {
  rosenbrock: [0.001, 0.001, 0.3, 0.01, 0.1],
  beale: [0.01, 0.002, 0.5, 0.02, 0.1],
  himmelblau: [0.001, 0.001, 0.1, 0.02, 0.05],
  booth: [0.005, 0.001, 0.7, 0.05, 0.2],
  matyas: [0.2, 0.05, 1, 0.07, 0.3],
  'three-hump-camel': [0.01, 0.005, 0.2, 0.01, 0.1],
  'six-hump-camel': [0.01, 0.002, 0.05, 0.01, 0.02],
  'goldstein-price': [5e-6, 1e-6, 0.2, 0.01, 0.1],
  'styblinski-tang': [0.005, 0.003, 0.2, 0.01, 0.3],
  ackley: [0.02, 0.02, 0.5, 0.02, 0.5],
  rastrigin: [0.0005, 0.005, 0.5, 0.02, 0.6],
  griewank: [0.5, 0.3, 0.5, 0.02, 0.3],
  levy: [0.001, 0.002, 0.5, 0.02, 0.2],
  easom: [0.03, 0.02, 0.05, 0.01, 0.02],
  mccormick: [0.01, 0.01, 0.2, 0.01, 0.1],
  quadratic: [0.01, 0.005, 0.3, 0.02, 0.1],
  saddle: [0.005, 0.0005, 0.05, 0.003, 0.01],
  'monkey-saddle': [0.002, 0.0003, 0.03, 0.002, 0.003],
  valley: [0.003, 0.0005, 0.05, 0.005, 0.02],
  factorisation: [0.02, 0.005, 0.2, 0.01, 0.1],
  regression: [0.03, 0.01, 0.2, 0.02, 0.05],
  sparse: [0.05, 0.005, 0.5, 0.02, 0.05],
  reddi: [0.003, 0.0002, 0.1, 0.01, 0.02],
  custom: [0.01, 0.002, 0.3, 0.02, 0.05],
  mnist: [0.1, 0.05, 0.01, 0.001, 0.001],
};

/** For surfaces that version 1 does not know. */
const OTHERWISE: Rates = [0.01, 0.002, 0.3, 0.01, 0.05];

/** The runs of an experiment that names none, as a link would say them. */
export function runsOf(surface: string): readonly string[] {
  const [sgd, momentum, adagrad, rmsprop, adam] = Object.hasOwn(rates, surface)
    ? rates[surface as keyof typeof rates]
    : OTHERWISE;
  return [
    `sgd,lr:${sgd}`,
    `sgd,lr:${momentum},momentum:0.9`,
    `adagrad,lr:${adagrad}`,
    `rmsprop,lr:${rmsprop}`,
    `adam,lr:${adam}`,
  ];
}
