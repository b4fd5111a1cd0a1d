/** What `study=` and `axis=` of a link can say: the table of samplers, and what an axis varies. */
import { defaults, optimizerTable, scheduleTable, stageTable } from '../core/tables.ts';
import type { Parameter, Row, RunSpec, StageSpec } from '../core/types.ts';
import { surfaceRow } from './defaults/index.ts';
import { MAX_SEED } from './defaults/v1.ts';
import { isNetwork } from './slice.ts';
import type { Axis } from './types.ts';

/** The most trials of a run, repetitions with other seeds counted: on a surface, and of networks. */
export const MAX_TRIALS = 1_000_000;
export const MAX_NETWORK_TRIALS = 10_000;

/** The most axes of a study. */
export const MAX_AXES = 6;

/** The values of an axis that has no `n`. */
export const AXIS_VALUES = 31;

const parameter = (key: string, rest: Omit<Parameter, 'key' | 'symbol'>): Parameter => ({
  key,
  symbol: `\\text{${key}}`,
  ...rest,
});

const whole = (key: string, usual: number, min: number, max: number): Parameter =>
  parameter(key, { kind: 'integer', default: usual, min, max });

const measures = ['final', 'best', 'steps', 'area', 'validation', 'accuracy'] as const;
/** What is kept of a trial: see `study/trial.ts`. */
export type Measure = (typeof measures)[number];

/** Measures that only networks have. */
export const NETWORK_MEASURES: readonly string[] = ['validation', 'accuracy'] satisfies Measure[];

const common: readonly Parameter[] = [
  parameter('measure', { kind: 'choice', default: 'final', choices: measures }),
  parameter('to', { kind: 'number', default: 1e-3 }),
  whole('seeds', 1, 1, 1000),
  whole('draw', 1, 0, MAX_SEED),
];
const trials = (usual: number): Parameter => whole('trials', usual, 1, MAX_TRIALS);

/** The surfaces of a race: those whose gradient is exact and whose least loss is known, in the order of the catalogue. */
export const RACE_SURFACES: readonly string[] =
  'rosenbrock/beale/himmelblau/booth/matyas/three-hump-camel/six-hump-camel/goldstein-price/styblinski-tang/ackley/rastrigin/griewank/levy/easom/mccormick/quadratic/valley/factorisation'.split(
    '/',
  );

/**
 * The kinds of studies, by how they choose the settings of their trials: all combinations of the axes' values; independent draws
 * (Bergstra & Bengio 2012); Sobol points with the direction numbers of Joe & Kuo 2008, scrambled as by Owen 1995; the
 * tree-structured Parzen estimator of Bergstra et al. 2011; successive halving as by Jamieson & Talwalkar 2016. A race gives every
 * run the same draws on every problem, a surface and a start, of a set (performance profiles: Dolan & Moré 2002).
 */
export const studies: readonly Row[] = [
  { id: 'grid', parameters: common, source: '' },
  { id: 'random', parameters: [trials(100), ...common], source: 'Bergstra 2012' },
  { id: 'quasi', parameters: [trials(128), ...common], source: 'Owen 1995' },
  {
    id: 'tpe',
    parameters: [trials(100), whole('startup', 10, 1, MAX_TRIALS), ...common],
    source: 'Bergstra 2011',
  },
  {
    id: 'halving',
    parameters: [trials(81), whole('factor', 3, 2, 100), ...common],
    source: 'Jamieson 2016',
  },
  {
    id: 'race',
    // So many that all surfaces together keep to the limit of trials.
    parameters: [
      whole('trials', 20, 1, 1000),
      whole('starts', 4, 1, 50),
      parameter('tol', { kind: 'number', default: 1e-3, above: 0, below: 1 }),
      parameter('surfaces', {
        kind: 'choice',
        default: 'all',
        choices: ['all', ...RACE_SURFACES],
        several: true,
      }),
      common[3],
    ],
    source: 'Dolan 2002',
  },
];

/** The row of a kind of study; undefined for an id that is none. */
export const studyRow = (id: string): Row | undefined => studies.find((row) => row.id === id);

/** The study of a link that has axes but does not say which: all combinations. */
export const defaultStudy = (): StageSpec => ({ id: 'grid', args: defaults(studies[0]) });

const coordinate = (key: string): Parameter => parameter(key, { kind: 'number', default: 0 });
const seed: Parameter = whole('seed', 1, 0, MAX_SEED);

/** Whether there is a more and a less of a setting: which of the link's rules a run takes is a name. */
const isNumeric = ({ kind, key }: Parameter): boolean =>
  (kind === 'number' || kind === 'integer' || kind === 'flag') && key !== 'rule';
const numeric = (row: Row | undefined, key: string): Parameter | undefined =>
  row?.parameters.find((known) => known.key === key && isNumeric(known));

/**
 * The setting of a run that an axis varies, or undefined where the run has no such setting: `lr`, `beta1` of its optimizer;
 * `cosine.steps`, `clip.norm` of a stage that it has.
 */
export function settingOfRun(run: RunSpec, axis: string): Parameter | undefined {
  const [id, key, ...more] = axis.split('.');
  if (more.length > 0) return undefined;
  if (key === undefined) return numeric(optimizerTable.find(run.optimizer.id), id);
  if (run.schedules.some((stage) => stage.id === id)) return numeric(scheduleTable.find(id), key);
  if (run.stages.some((stage) => stage.id === id)) return numeric(stageTable.find(id), key);
  return undefined;
}

/** The setting of the whole experiment that an axis varies: `surface.condition`, `start.x`, `seed`; undefined for any other. */
export function settingOfExperiment(surface: StageSpec, axis: string): Parameter | undefined {
  if (axis === 'seed') return seed;
  if (axis === 'start.x' || axis === 'start.y') return isNetwork({ surface }) ? undefined : coordinate(axis);
  const [id, key, ...more] = axis.split('.');
  return id === 'surface' && key !== undefined && more.length === 0
    ? numeric(surfaceRow(surface.id), key)
    : undefined;
}

const tighter = (
  a: number | undefined,
  b: number | undefined,
  pick: (a: number, b: number) => number,
): number | undefined => (a === undefined ? b : b === undefined ? a : pick(a, b));

/** What is allowed by both of two parameters. */
function both(a: Parameter, b: Parameter): Parameter {
  const bounds = {
    min: tighter(a.min, b.min, Math.max),
    max: tighter(a.max, b.max, Math.min),
    above: tighter(a.above, b.above, Math.max),
    below: tighter(a.below, b.below, Math.min),
  };
  const said = Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined));
  return { ...a, kind: a.kind === b.kind ? a.kind : 'integer', ...said };
}

/**
 * What the values of an axis may be: what every run that has the setting allows. Undefined where nothing of the experiment has
 * it.
 */
export function settingOf(surface: StageSpec, runs: readonly RunSpec[], axis: string): Parameter | undefined {
  const ofExperiment = settingOfExperiment(surface, axis);
  if (ofExperiment) return ofExperiment;
  const ofRuns = runs.flatMap((run) => settingOfRun(run, axis) ?? []);
  return ofRuns.length === 0 ? undefined : ofRuns.reduce(both);
}

/** Every axis that an experiment could have, for messages and menus. */
export function possibleAxes(surface: StageSpec, runs: readonly RunSpec[]): readonly string[] {
  const keys = (row: Row | undefined, prefix = ''): readonly string[] =>
    row?.parameters.filter(isNumeric).map(({ key }) => `${prefix}${key}`) ?? [];
  const ofRuns = runs.flatMap((run) => [
    ...keys(optimizerTable.find(run.optimizer.id)),
    ...run.schedules.flatMap(({ id }) => keys(scheduleTable.find(id), `${id}.`)),
    ...run.stages.flatMap(({ id }) => keys(stageTable.find(id), `${id}.`)),
  ]);
  const start = isNetwork({ surface }) ? [] : ['start.x', 'start.y'];
  return [...new Set([...ofRuns, ...keys(surfaceRow(surface.id), 'surface.'), ...start, 'seed'])];
}

/** Learning rates are compared by their ratio, all other settings by their difference. */
export const usualScale = (axis: string): Axis['scale'] => (axis === 'lr' ? 'log' : 'linear');

/** The ends of an axis that does not say them: six decades of rates, or what a slider of the setting offers. */
export function usualEnds(axis: string, { min, max, slider }: Parameter): readonly [number, number] {
  if (axis === 'lr') return [1e-5, 10];
  if (axis === 'seed') return [1, AXIS_VALUES];
  if (slider) return [slider.min, slider.max];
  return [min ?? -2, max !== undefined && Number.isFinite(max) ? max : Math.max(2, (min ?? 0) + 1)];
}
