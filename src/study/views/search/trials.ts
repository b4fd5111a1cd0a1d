/** What the pictures of a search show: the trials of each run, where they lie on the axes, and what came of them. Pure. */
import type { Minimum } from '../../../core/types.ts';
import { computation } from '../../../experiment/computation.ts';
import type { Axis, Experiment } from '../../../experiment/index.ts';
import { valueAt } from '../../axis-values.ts';
import { type StudyRecord, triedOf } from '../../controller/record.ts';
import { axesOfRun, experimentOfTrial, type Settings } from '../../settings.ts';
import { protocolOf } from '../../study.ts';
import type { TrialStatus } from '../../trial.ts';
import { studyOfLink } from '../axes.ts';
import { scaleOf } from '../glance/curves.ts';

/** The smallest difference from a minimum that a logarithmic axis shows: what is less stands there. */
const LEAST = 1e-30;

/** One trial as it is shown. */
export interface SearchTrial {
  /** Of the study, counted from 0. */
  readonly run: number;
  readonly trial: number;
  readonly at: Settings;
  /** What came of it, above the floor; NaN where it has no value. */
  readonly value: number;
  readonly status: TrialStatus;
  /** How many updates it was given, where trials get different numbers; else null. */
  readonly steps: number | null;
  /** Where it lies on each axis of the study, 0 … 1 from end to end; NaN on an axis that its run lacks. */
  readonly places: readonly number[];
  /** Where its value lies between the least, 0, and the largest, 1, as the picture spreads them; NaN where it has none. */
  readonly height: number;
}

/** The trials of one run. */
export interface SearchRun {
  readonly run: number;
  /** By their numbers. */
  readonly trials: readonly SearchTrial[];
  readonly best: SearchTrial | null;
  /** Element k−1: the best of the first k trials. */
  readonly soFar: readonly number[];
}

export interface SearchData {
  readonly axes: readonly Axis[];
  readonly runs: readonly SearchRun[];
  readonly scale: 'log' | 'linear';
  /** What values are above: the loss of the lowest minimum. */
  readonly floor: number;
  /** The least and the largest value; null where there is none. */
  readonly extent: readonly [number, number] | null;
  /** Whether more is better. */
  readonly upwards: boolean;
  readonly done: number;
  readonly total: number;
  readonly complete: boolean;
}

/** The text that is the same for runs whose trials are the same: runs that differ only in what the axes vary. */
function keyOfRun(study: Experiment, run: Experiment['runs'][number]): string {
  const at = Object.fromEntries(axesOfRun(study, run).map((axis) => [axis.id, valueAt(axis, 0)]));
  return JSON.stringify(computation(experimentOfTrial(study, run, at, 0)).runs);
}

/**
 * The runs of an experiment that a search tries, by their places: of runs that differ only in what is varied, the first. A trial
 * that is added as a run is one of those, and so changes nothing of the search that it came from.
 */
export function searchedRuns(experiment: Experiment): readonly number[] {
  const study = studyOfLink(experiment) ?? experiment;
  const keys = experiment.runs.map((run) => keyOfRun(study, run));
  return keys.flatMap((key, i) => (keys.indexOf(key) === i ? [i] : []));
}

/** The study of the link, of the runs that it tries. */
export function searchOfLink(experiment: Experiment): Experiment | null {
  const study = studyOfLink(experiment);
  return study && { ...study, runs: searchedRuns(experiment).map((i) => experiment.runs[i]) };
}

/** Where a value lies on an axis, 0 … 1 from end to end; of a list, in the middle of its share. */
export function placeOn({ from, to, scale, at }: Axis, value: number): number {
  if (at) return (at.indexOf(value) + 0.5) / at.length;
  if (from === to) return 0.5;
  return scale === 'log' ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
}

/** The value at a place of an axis: what `placeOn` puts there. */
export function valueOn({ from, to, scale, at }: Axis, place: number): number {
  if (at) return at[Math.max(0, Math.min(at.length - 1, Math.floor(place * at.length)))];
  return scale === 'log' ? from * (to / from) ** place : from + (to - from) * place;
}

/** How values are spread over a picture: 0 the least, 1 the largest. */
function heightIn(extent: SearchData['extent'], scale: SearchData['scale']): (value: number) => number {
  if (!extent) return () => Number.NaN;
  const spread = scale === 'log' ? (value: number) => Math.log(Math.max(value, LEAST)) : (v: number) => v;
  const [low, high] = extent.map(spread);
  return (value) => (high > low ? (spread(value) - low) / (high - low) : 0.5);
}

export function searchData(record: StudyRecord, minima: readonly Minimum[] | null): SearchData {
  const { experiment, done, total, complete } = record;
  const { axes } = experiment;
  const { scale, floor } = scaleOf(experiment, minima);
  const { better } = protocolOf(experiment);
  const tried = record.runs.map((run) => ({ run, trials: triedOf(run) }));
  const above = (value: number | null): number => {
    if (value === null) return Number.NaN;
    // Rounding may put a loss a little below the minimum's.
    return scale === 'log' ? Math.max(value - floor, LEAST) : value - floor;
  };
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { trials } of tried) {
    for (const trial of trials) {
      const value = above(trial.value);
      if (Number.isNaN(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const extent = low > high ? null : ([low, high] as const);
  const heightOf = heightIn(extent, scale);
  const runs = tried.map(({ run, trials }): SearchRun => {
    let best: SearchTrial | null = null;
    const soFar: number[] = [];
    const shown = trials.map(({ trial, at, value, status }): SearchTrial => {
      const found: SearchTrial = {
        ...{ run: run.run, trial, at, status, value: above(value), height: heightOf(above(value)) },
        steps: run.steps?.(trial) ?? null,
        places: axes.map((axis) => (axis.id in at ? placeOn(axis, at[axis.id]) : Number.NaN)),
      };
      if (!Number.isNaN(found.value) && (!best || better(found.value, best.value))) best = found;
      soFar.push(best?.value ?? Number.NaN);
      return found;
    });
    return { run: run.run, trials: shown, best, soFar };
  });
  return { ...{ axes, runs, scale, floor, extent, done, total, complete }, upwards: better(1, 0) };
}

/** How good a trial is, 0 the worst and 1 the best of all. */
export const goodness = ({ height }: SearchTrial, { upwards }: Pick<SearchData, 'upwards'>): number =>
  upwards ? height : 1 - height;

/** A part of each axis, and last of the values, that is looked at: from and to as places; null: all of it. */
export type Ranges = readonly (readonly [number, number] | null)[];

/** Whether a trial lies in all ranges. A run that lacks an axis lies anywhere on it. */
export function isWithin({ places, height }: SearchTrial, ranges: Ranges): boolean {
  return [...places, height].every((place, i) => {
    const range = ranges[i];
    if (!range) return true;
    return i < places.length && Number.isNaN(place)
      ? true
      : place >= range[0] - 1e-9 && place <= range[1] + 1e-9;
  });
}

/** What the table is ordered by: the number of the trial, its value, or the setting of an axis. */
export type Order = { readonly by: 'trial' | 'value' | number; readonly down: boolean };

/** The trials in an order; what has no value comes last, equal ones by their numbers. */
export function ordered(trials: readonly SearchTrial[], { by, down }: Order): readonly SearchTrial[] {
  const of = (trial: SearchTrial): number =>
    by === 'trial' ? trial.trial : by === 'value' ? trial.value : trial.places[by];
  return [...trials].sort((a, b) => {
    const [x, y] = [of(a), of(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return (down ? y - x : x - y) || a.run - b.run || a.trial - b.trial;
  });
}
