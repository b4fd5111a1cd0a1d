/**
 * The limits of an axis that several runs share: one run that diverges, or a few values that spike, must not make flat lines
 * of all the rest. What lies beyond is marked at the edge (`draw.ts`).
 */
import type { Series } from './series.ts';

/** Values looked at of each series, at even distances of steps. */
const LOOKED_AT = 200;
/** The share of the values, at either end, that may be spikes. */
const RARE = 0.02;
/** A run is off when it climbs to this many times its first value. */
const OFF = 100;

/** On a logarithmic axis, in decades: what is always room for beside the usual values, above and below. */
const ROOM = { spikes: 2.5, above: 3, below: 6 };

interface Range {
  readonly low: number;
  readonly high: number;
}

const quantileOf = (sorted: readonly number[], q: number): number =>
  sorted[Math.round(q * (sorted.length - 1))];

/** The row of a series at a step, or the one before it. */
export function rowAt({ length, stepOf }: Pick<Series, 'length' | 'stepOf'>, step: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stepOf(middle) <= step) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The rows of a series before it runs off; all of them when it does not. */
function calmRows({ values, length }: Series, usable: (value: number) => boolean): number {
  let first = Number.NaN;
  for (let row = 0; row < length; row++) {
    const value = values[row];
    if (!usable(value)) continue;
    if (Number.isNaN(first)) first = value;
    else if (Math.abs(value) > OFF * Math.abs(first)) return row;
  }
  return length;
}

/**
 * The values of a series that its axis should show: all but rare spikes. On a logarithmic axis values are decades.
 *
 * @param keepFirst Its first value is no spike: all runs start there.
 */
function rangeOf(series: Series, rows: number, positive: boolean, keepFirst: boolean): Range | null {
  const { values, stepOf } = series;
  const scaled = (value: number): number => (positive ? Math.log10(value) : value);
  const usable = (value: number): boolean => Number.isFinite(value) && (!positive || value > 0);
  let [least, most, first] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  for (let row = 0; row < rows; row++) {
    const value = values[row];
    if (!usable(value)) continue;
    if (Number.isNaN(first)) first = value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least > most) return null;
  const seen: number[] = [];
  const end = stepOf(rows - 1);
  let before = -1;
  for (let k = 0; k <= LOOKED_AT; k++) {
    const row = rowAt({ length: rows, stepOf }, (k / LOOKED_AT) * end);
    if (row !== before && usable(values[row])) seen.push(scaled(values[row]));
    before = row;
  }
  if (seen.length === 0) seen.push(scaled(least), scaled(most));
  seen.sort((a, b) => a - b);
  const [low, high] = [quantileOf(seen, RARE), quantileOf(seen, 1 - RARE)];
  const room = positive ? ROOM.spikes : high - low;
  const range = { low: Math.max(scaled(least), low - room), high: Math.min(scaled(most), high + room) };
  if (!keepFirst) return range;
  return { low: Math.min(range.low, scaled(first)), high: Math.max(range.high, scaled(first)) };
}

/** The middle one of some numbers, the smaller of two. */
const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length / 2) - 1];

/**
 * Lower and upper limit for some curves, or null when there is nothing to show.
 *
 * Each run counts with what it shows but for rare spikes. The half of the runs that reach least far sets the measure: others
 * get twice as much again, on a logarithmic axis as much and at least three decades above and six below. A run that climbs off counts only up
 * to a hundred times its first value, unless all do.
 *
 * @param positive The axis is logarithmic: only values above 0.
 * @param keepFirst The first value of each run is in it, whatever it is.
 */
export function limitsOf(
  series: readonly Series[],
  positive: boolean,
  keepFirst = false,
): readonly [low: number, high: number] | null {
  const usable = (value: number): boolean => Number.isFinite(value) && (!positive || value > 0);
  const calm = series.map((each) => calmRows(each, usable));
  const allOff = series.every(({ length, diverged }, i) => !diverged && calm[i] < length);
  const ranges = series.flatMap((each, i) => {
    const off = each.diverged || (keepFirst && !allOff);
    return rangeOf(each, off ? calm[i] : each.length, positive, keepFirst) ?? [];
  });
  if (ranges.length === 0) return null;
  const highs = ranges.map(({ high }) => high);
  const lows = ranges.map(({ low }) => low);
  const top = middle(highs);
  const bottom = -middle(lows.map((low) => -low));
  const spans = ranges.map(({ low, high }) => high - low).filter((span) => span > 0);
  const span = Math.max(top - bottom, spans.length > 0 ? middle(spans) : Number.POSITIVE_INFINITY);
  const [above, below] = positive
    ? [Math.max(span, ROOM.above), Math.max(span, ROOM.below)]
    : [2 * span, 2 * span];
  const low = Math.max(Math.min(...lows), bottom - below);
  const high = Math.min(Math.max(...highs), top + above);
  return positive ? [10 ** low, 10 ** high] : [low, high];
}

/** A stretch of a curve beyond the limits. */
export interface Excursion {
  readonly side: 'above' | 'below';
  readonly from: number;
  readonly to: number;
}

/**
 * Where a curve leaves an area upwards or downwards; what is less than `apart` pixels from the excursion before belongs to it.
 */
export function excursionsOf(
  { values, length, stepOf }: Pick<Series, 'values' | 'length' | 'stepOf'>,
  xAt: (step: number) => number,
  yAt: (value: number) => number,
  [top, bottom]: readonly [number, number],
  positive: boolean,
  apart = 10,
): readonly Excursion[] {
  const found: { side: 'above' | 'below'; from: number; to: number }[] = [];
  const latest = { above: -1, below: -1 };
  let before: 'above' | 'below' | null = null;
  for (let row = 0; row < length; row++) {
    const value = values[row];
    if (Number.isNaN(value) || (positive && value <= 0)) continue;
    const y = value === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : yAt(value);
    const side = y < top - 1 ? 'above' : y > bottom + 1 ? 'below' : null;
    const stays = side === before;
    before = side;
    if (!side) continue;
    const x = xAt(stepOf(row));
    const last = found[latest[side]];
    if (last && (stays || x - last.to < apart)) last.to = x;
    else latest[side] = found.push({ side, from: x, to: x }) - 1;
  }
  return found;
}
