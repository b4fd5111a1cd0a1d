/** What a study over one axis shows: a curve a run, and what tuning it costs. Pure. */

import { createObjective } from '../../../core/objective.ts';
import { column, isLost, type RunRecord } from '../../../core/record.ts';
import type { Minimum } from '../../../core/types.ts';
import { isDimmed } from '../../../document/highlight.ts';
import type { RunDisplay } from '../../../document/state.ts';
import { MAX_SEED } from '../../../experiment/defaults/v1.ts';
import type { Axis, Experiment } from '../../../experiment/index.ts';
import { type RunTrials, type StudyRecord, triedOf } from '../../controller/record.ts';
import { BAND, quantile } from '../../seeds/bands.ts';
import { axesOfRun, settingValue } from '../../settings.ts';
import { protocolOf } from '../../study.ts';
import { expectedBest } from '../../summary.ts';

/** How a trial came out: 0 not yet, 1 finished, 2 diverged, 3 ended above the loss it started from. */
export type PointStatus = 0 | 1 | 2 | 3;

export interface SensitivityCurve {
  readonly run: number;
  readonly key: number;
  readonly slot: number;
  readonly dimmed: boolean;
  /** The values of the axis, ascending; one NaN for a run that lacks the setting. */
  readonly xs: Float64Array;
  /** What came of them, above the floor; NaN where it is not there. */
  readonly ys: Float64Array;
  readonly status: Uint8Array;
  /** Of trials that are repeated with other seeds: from 10 to 90 % of what came of them, above the floor. */
  readonly band: { readonly low: Float64Array; readonly high: Float64Array } | null;
  /** The place of the best; −1 while there is none. */
  readonly best: number;
  /** What the run is set to now. */
  readonly current: { readonly x: number; readonly y: number; readonly status: PointStatus } | null;
  /** Element k−1: the expected best of k of these trials, drawn at random. */
  readonly expected: readonly number[];
  /** How many trials there are, and how many of them diverged, or ended above their start. */
  readonly trials: number;
  readonly diverged: number;
  readonly worse: number;
}

export interface Sensitivity {
  readonly axis: Axis;
  readonly curves: readonly SensitivityCurve[];
  /** How values are shown. */
  readonly scale: 'log' | 'linear';
  /** What they are above: the loss of the lowest minimum. */
  readonly floor: number;
  readonly extent: readonly [number, number] | null;
  /** Whether trials are drawn at random or differ in more than this axis: then they are points, not a curve. */
  readonly scattered: boolean;
  /** Trials that have been made, of all. */
  readonly done: number;
  readonly total: number;
}

/** How much less than the worst is still told apart on a logarithmic axis. */
const LEAST = 1e-30;

/** Losses are shown above the lowest minimum, on a logarithmic axis where there is one. */
export function scaleOf(
  experiment: Experiment,
  minima: readonly Minimum[] | null,
): Pick<Sensitivity, 'scale' | 'floor'> {
  const { measure } = protocolOf(experiment);
  if (measure === 'steps') return { scale: 'log', floor: 0 };
  if (measure === 'area' || measure === 'accuracy') return { scale: 'linear', floor: 0 };
  // Networks have losses above 0.
  if (minima === null) return { scale: 'log', floor: 0 };
  if (minima.length === 0) return { scale: 'linear', floor: 0 };
  return { scale: 'log', floor: Math.min(...minima.map(({ loss }) => loss)) };
}

interface Trials extends Pick<SensitivityCurve, 'xs' | 'ys' | 'status' | 'band' | 'best' | 'expected'> {}

const STATUS = { finished: 1, diverged: 2, worse: 3 } as const;

/** Between which values most repetitions of trials lie; null where trials are made once. */
function bandAlong(
  { seeds, outcomes }: RunTrials,
  trials: readonly number[],
  floors: readonly number[],
): SensitivityCurve['band'] {
  if (seeds === 1) return null;
  const edge = (share: number): Float64Array =>
    Float64Array.from(trials, (trial) => {
      const values = outcomes.value.slice(trial * seeds, (trial + 1) * seeds);
      return quantile(values.map((value, k) => value - floors[k]).sort(), share);
    });
  return { low: edge(BAND[0]), high: edge(BAND[1]) };
}

/** The trials of one run along an axis. */
function trialsAlong(
  { experiment }: StudyRecord,
  trials: RunTrials,
  axis: string,
  floors: readonly number[],
): Trials & { readonly counts: readonly [number, number, number] } {
  const { better } = protocolOf(experiment);
  const floor = meanOf(floors);
  const counts = [0, 0, 0] as [number, number, number];
  const points = triedOf(trials)
    .map(({ trial, at, value, status }) => ({
      trial,
      x: at[axis] ?? Number.NaN,
      y: value === null ? Number.NaN : value - floor,
      status: STATUS[status],
    }))
    .sort((a, b) => a.x - b.x);
  for (const { status } of points) counts[status - 1]++;
  const xs = Float64Array.from(points, ({ x }) => x);
  const ys = Float64Array.from(points, ({ y }) => y);
  const values = [...ys].filter((y) => !Number.isNaN(y));
  let best = -1;
  for (const [i, { status }] of points.entries()) {
    if (status === 1 && !Number.isNaN(ys[i]) && (best < 0 || better(ys[i], ys[best]))) best = i;
  }
  return {
    ...{ xs, ys, best, counts },
    band: bandAlong(
      trials,
      points.map(({ trial }) => trial),
      floors,
    ),
    status: Uint8Array.from(points, ({ status }) => status),
    expected: expectedBest(values, Math.min(100, Math.max(values.length, 1)), better),
  };
}

type Along = ReturnType<typeof trialsAlong>;
/** The trials of a study are looked through once, however often runs are set meanwhile. */
const known = new WeakMap<StudyRecord, { readonly floor: number; readonly runs: readonly Along[] }>();

function allAlong(record: StudyRecord, axis: string, floors: readonly number[]): readonly Along[] {
  const found = known.get(record);
  const floor = meanOf(floors);
  if (found?.floor === floor) return found.runs;
  const runs = record.runs.map((trials) => trialsAlong(record, trials, axis, floors));
  known.set(record, { floor, runs });
  return runs;
}

const meanOf = (values: readonly number[]): number =>
  values.length === 1 ? values[0] : values.reduce((sum, value) => sum + value, 0) / values.length;

/** What each repetition is shown above: a sampled surface has another least loss with every seed. */
function floorsOf(experiment: Experiment, floor: number): readonly number[] {
  const { seeds } = protocolOf(experiment);
  if (seeds === 1 || floor === 0) return Array.from({ length: seeds }, () => floor);
  const { surface, formula, seed } = experiment;
  return Array.from({ length: seeds }, (_, k) => {
    const { minima } = createObjective(surface, formula, (seed + k) % (MAX_SEED + 1));
    return Math.min(...minima.map(({ loss }) => loss));
  });
}

/** Between two trials, in even ratios on logarithmic axes. NaN beyond them, and beside one that failed. */
function interpolated({ xs, ys, status }: Trials, x: number, axis: Axis, log: boolean): number {
  const right = xs.findIndex((value) => value >= x);
  if (right < 0) return Number.NaN;
  if (xs[right] === x) return ys[right];
  if (right === 0 || status[right] !== 1 || status[right - 1] !== 1) return Number.NaN;
  const place = (value: number): number => (axis.scale === 'log' ? Math.log(value) : value);
  const share = (place(x) - place(xs[right - 1])) / (place(xs[right]) - place(xs[right - 1]));
  const [a, b] = [ys[right - 1], ys[right]];
  return log ? a ** (1 - share) * b ** share : a + share * (b - a);
}

/** How a recorded run ended, as a study would say it. */
function ended(record: RunRecord, floor: number): { y: number; status: PointStatus } | null {
  if (record.status === 'computing') return null;
  const losses = column(record, 'loss');
  const final = losses[record.rows - 1];
  if (isLost(record)) return { y: losses[0] - floor, status: 2 };
  return final > losses[0] ? { y: losses[0] - floor, status: 3 } : { y: final - floor, status: 1 };
}

/**
 * @param record The study.
 * @param now What is edited: the same runs, with the values that they have now.
 * @param records What is recorded of those runs; empty where nothing is.
 * @param minima Those of the surface; null for networks.
 */
export function sensitivityOf(
  record: StudyRecord,
  now: Experiment,
  lines: readonly RunDisplay[],
  highlighted: number | null,
  records: readonly (RunRecord | null)[],
  minima: readonly Minimum[] | null,
): Sensitivity {
  const { experiment, done, total } = record;
  const [axis] = experiment.axes;
  const { scale, floor: own } = scaleOf(experiment, minima);
  const { measure, seeds } = protocolOf(experiment);
  const floors = floorsOf(experiment, own);
  const floor = meanOf(floors);
  const shown = lines.filter(({ hidden }) => !hidden).length;
  const all = allAlong(record, axis.id, floors);
  const curves = record.runs.flatMap((trials, index): SensitivityCurve[] => {
    const { run } = trials;
    const line = lines[run];
    if (!line || line.hidden || !now.runs[run]) return [];
    const { counts, ...along } = all[index];
    const has = axesOfRun(experiment, experiment.runs[run]).some(({ id }) => id === axis.id);
    const x = has ? settingValue(now, now.runs[run], axis.id) : null;
    const made = records[run];
    // What is recorded is of one seed: a mean over several is read from the curve.
    const recorded = measure === 'final' && seeds === 1 && made ? ended(made, floor) : null;
    const current =
      x === null
        ? null
        : (recorded ?? { y: interpolated(along, x, axis, scale === 'log'), status: 1 as const });
    return [
      {
        ...{ run, key: line.key, slot: line.slot, dimmed: isDimmed(line.key, highlighted, shown) },
        ...along,
        current: current && x !== null ? { x, ...current } : null,
        trials: trials.trials,
        diverged: counts[1],
        worse: counts[2],
      },
    ];
  });
  const scattered = (experiment.study?.id ?? 'grid') !== 'grid' || experiment.axes.length > 1;
  return { axis, curves, scale, floor, extent: extentOf(curves, scale), scattered, done, total };
}

/** From the best to the value that counts for trials that failed: the loss at the start. */
function extentOf(
  curves: readonly SensitivityCurve[],
  scale: 'log' | 'linear',
): readonly [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { ys, band, current } of curves) {
    for (const y of [...ys, ...(band ? [...band.low, ...band.high] : []), ...(current ? [current.y] : [])]) {
      if (!Number.isFinite(y) || (scale === 'log' && y < LEAST)) continue;
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  }
  return low > high ? null : [low, high];
}

/** The place of the value of a curve that lies nearest on the axis; −1 where it has none. */
export function nearestPlace({ xs }: SensitivityCurve, x: number, axis: Axis): number {
  const place = (value: number): number => (axis.scale === 'log' ? Math.log(value) : value);
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < xs.length; i++) {
    const distance = Number.isNaN(xs[i]) ? 0 : Math.abs(place(xs[i]) - place(x));
    if (distance < least) [least, best] = [distance, i];
  }
  return best;
}
