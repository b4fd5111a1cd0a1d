/** Long columns as short lines: no more points than pixels can show. */
import { createSimplifier } from '../simplify.ts';

/** One curve: values by row, and the step of each row. */
export interface Series {
  readonly slot: number;
  readonly values: ArrayLike<number>;
  readonly length: number;
  stepOf(row: number): number;
  /** Where the curve ends early: its last finite value is marked with a cross. */
  readonly diverged: boolean;
  readonly dimmed: boolean;
  /** Drawn thinner and paler than the others of its colour, such as a training loss behind a validation loss. */
  readonly pale?: boolean;
}

/**
 * Smallest and largest finite value over all series, or null when there is none. `positive`: only values above 0.
 *
 * Diverged series count only as far as the others reach, and a hundredfold of where they began, so that one that runs off
 * leaves the scale readable.
 */
export function extentOf(series: readonly Series[], positive: boolean): [number, number] | null {
  const usable = (value: number): boolean => Number.isFinite(value) && (!positive || value > 0);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const ordered = [...series].sort((a, b) => Number(a.diverged) - Number(b.diverged));
  for (const { values, length, diverged } of ordered) {
    let first = Number.NaN;
    for (let row = 0; row < length; row++) {
      const value = values[row];
      if (!usable(value)) continue;
      if (Number.isNaN(first)) first = value;
      if (diverged && Math.abs(value) > Math.max(100 * Math.abs(first), Math.abs(high))) break;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}

/** Values looked at of each series to tell the usual from the rare. */
const LOOKED_AT = 200;

/**
 * An extent without rare extremes: the rate of a coordinate that has had no gradient yet (η/ε, millions), a realized rate
 * where the gradient passes zero. What lies beyond 300 times the 98 % quantile (on a linear axis: beyond as much again as
 * the middle 96 % take) is left to run out of the plot, so that the rest can be read.
 */
export function usualExtent(
  extent: readonly [number, number] | null,
  series: readonly Series[],
  positive: boolean,
): readonly [number, number] | null {
  if (!extent) return null;
  const seen: number[] = [];
  for (const { values, length } of series) {
    const stride = Math.max(1, Math.floor(length / LOOKED_AT));
    for (let row = 0; row < length; row += stride) {
      const value = values[row];
      if (Number.isFinite(value) && (!positive || value > 0)) seen.push(value);
    }
  }
  if (seen.length === 0) return extent;
  seen.sort((a, b) => a - b);
  const at = (q: number): number => seen[Math.round(q * (seen.length - 1))];
  const [low, high] = [at(0.02), at(0.98)];
  const room = high - low || Math.abs(high) || 1;
  return positive
    ? [Math.max(extent[0], low / 300), Math.min(extent[1], high * 300)]
    : [Math.max(extent[0], low - room), Math.min(extent[1], high + room)];
}

/** How far, in CSS pixels, a drawn line may be from the true one. */
const TOLERANCE = 0.3;

/** Points a stroke: one long path takes ten times longer to rasterise than many short ones. */
const PIECE = 150;

/**
 * Strokes a column, at most four points a pixel (first, lowest, highest, last): what the eye would see of all of them.
 * Breaks at values that are not finite, or not positive when `positive`. Dashes run on from piece to piece.
 */
export function strokeSeries(
  context: CanvasRenderingContext2D,
  series: Series,
  xAt: (step: number) => number,
  yAt: (value: number) => number,
  positive: boolean,
): void {
  const { values, length, stepOf } = series;
  const dashed = context.getLineDash().length > 0;
  let points = 0;
  let atX = 0;
  let atY = 0;
  let walked = 0;

  const stroke = (): void => {
    if (points > 1) context.stroke();
    points = 0;
  };
  const move = (x: number, y: number): void => {
    stroke();
    context.lineDashOffset = walked;
    context.beginPath();
    context.moveTo(x, y);
    points = 1;
    atX = x;
    atY = y;
  };
  const line = (x: number, y: number): void => {
    context.lineTo(x, y);
    if (dashed) walked += Math.hypot(x - atX, y - atY);
    atX = x;
    atY = y;
    if (++points >= PIECE) move(x, y);
  };
  let begun = false;
  const simplifier = createSimplifier(TOLERANCE, (x, y) => {
    if (begun) line(x, y);
    else move(x, y);
    begun = true;
  });

  let drawing = false;
  let column = Number.NaN;
  let low = 0;
  let high = 0;
  let last = 0;
  const flush = (): void => {
    if (!drawing || (low === last && high === last)) return;
    simplifier.add(column, low, 0);
    simplifier.add(column, high, 0);
    simplifier.add(column, last, 0);
  };
  const finish = (): void => {
    flush();
    simplifier.end();
    begun = false;
  };
  for (let row = 0; row < length; row++) {
    const value = values[row];
    if (!Number.isFinite(value) || (positive && value <= 0)) {
      finish();
      drawing = false;
      column = Number.NaN;
      continue;
    }
    const y = Math.max(-1e4, Math.min(1e4, yAt(value)));
    const x = Math.round(xAt(stepOf(row)));
    if (x === column) {
      if (y < low) low = y;
      if (y > high) high = y;
      last = y;
      continue;
    }
    flush();
    simplifier.add(x, y, 0);
    drawing = true;
    column = x;
    low = y;
    high = y;
    last = y;
  }
  finish();
  stroke();
}
