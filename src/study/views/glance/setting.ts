/** What a hand does to the picture: a pixel becomes a value of the axis, and a value a change of the experiment. */
import type { Axis, Experiment } from '../../../experiment/index.ts';
import { settingOf } from '../../../experiment/studies.ts';
import { gridValues } from '../../axis-values.ts';
import { isShared, withSetting } from '../../settings.ts';
import { tidied } from '../../tidy.ts';
import { nearestPlace, type Sensitivity, type SensitivityCurve } from './curves.ts';
import type { Across } from './draw.ts';

/** How near a hand must be to the best trial of a run to mean it, in CSS pixels. */
const SNAP = 5;

const isWhole = ({ surface, runs }: Experiment, axis: Axis): boolean =>
  settingOf(surface, runs, axis.id)?.kind !== 'number';

/** The value under a pixel: three digits, as fine as a hand is; exactly that of the best trial where that is meant. */
export function valueUnder(
  experiment: Experiment,
  axis: Axis,
  { xs, best }: SensitivityCurve,
  across: Across,
  px: number,
): number {
  if (best >= 0 && Math.abs(across.at(xs[best]) - px) <= SNAP) return xs[best];
  const value = across.valueAt(px);
  const rounded = isWhole(experiment, axis) ? Math.round(value) : Number(value.toPrecision(3));
  return Math.max(axis.from, Math.min(axis.to, rounded)) + 0;
}

/** The value so many places of the grid further on. */
export function valueBeside(experiment: Experiment, axis: Axis, value: number, places: number): number {
  const values = [...gridValues({ ...axis, index: 0, integer: isWhole(experiment, axis) })].sort(
    (a, b) => a - b,
  );
  const near = (a: number, b: number): boolean =>
    Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
  const next =
    places > 0
      ? values.findIndex((each) => each > value && !near(each, value))
      : values.findLastIndex((each) => each < value && !near(each, value));
  if (next < 0) return places > 0 ? values[values.length - 1] : values[0];
  return values[Math.max(0, Math.min(values.length - 1, next + places - Math.sign(places)))];
}

/** What a change of one setting changes of an experiment. */
export function changeOf(
  experiment: Experiment,
  run: number,
  axis: Axis,
  value: number,
): Partial<Experiment> {
  const { runs, start, surface, seed } = withSetting(experiment, run, axis.id, value);
  return isShared(experiment, axis.id) ? { start, surface, seed } : { runs };
}

/**
 * All runs with the best of their trials, in as few digits as do as well; null where there is none, or runs do not have the setting
 * for themselves.
 *
 * @param study What the trials are of.
 */
export function withBest(
  experiment: Experiment,
  study: Experiment,
  { axis, curves, floor }: Sensitivity,
): Experiment | null {
  if (isShared(experiment, axis.id)) return null;
  const better = curves.filter(({ best, current }) => best >= 0 && current !== null);
  if (better.length === 0) return null;
  return better.reduce((next, { run, xs, ys, best }) => {
    const at = { [axis.id]: xs[best] };
    const { [axis.id]: value } = tidied(study, run, at, ys[best] + floor, better.length);
    return withSetting(next, run, axis.id, value);
  }, experiment);
}

/** The run that a hand means at a point of the picture: a marker under it, else the nearest curve. */
export function runAt(
  { curves, axis }: Sensitivity,
  [px, py]: readonly [number, number],
  placeOf: (curve: SensitivityCurve, index: number) => readonly [number, number] | null,
  across: Across,
  yAt: (curve: SensitivityCurve, place: number, index: number) => number,
): { readonly curve: SensitivityCurve; readonly distance: number } | null {
  let found: { curve: SensitivityCurve; distance: number } | null = null;
  const consider = (curve: SensitivityCurve, distance: number): void => {
    if (!found || distance < found.distance) found = { curve, distance };
  };
  for (const [i, curve] of curves.entries()) {
    const at = placeOf(curve, i);
    // A marker is taken hold of, even where another curve passes nearer.
    if (at && Math.hypot(at[0] - px, at[1] - py) <= MARKER)
      consider(curve, Math.hypot(at[0] - px, at[1] - py) / 100);
  }
  if (found) return found;
  for (const [i, curve] of curves.entries()) {
    const place = nearestPlace(curve, across.valueAt(px), axis);
    if (place < 0 || curve.status[place] === 0) continue;
    consider(curve, Math.abs(yAt(curve, place, i) - py));
  }
  return found;
}

/** How near a marker is under the hand, in CSS pixels: half of what a target needs. */
const MARKER = 12;
