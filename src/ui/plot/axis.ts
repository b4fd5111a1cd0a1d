/** Scales of the line plots: steps across, a quantity up, on a logarithmic axis unless it takes both signs. */
import { nice, ticks as niceTicks } from 'd3';
import { MINUS, power, short } from '../format.ts';

/** A vertical axis: `at(value)` in pixels, `ticks` with their texts. */
export interface Axis {
  at(value: number): number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** The plot's area inside its margins, in CSS pixels. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Labels nearer than this overlap, in CSS pixels. */
const LINE = 14;

/** More decades than this cannot be read; what lies below is left out. */
const MOST_DECADES = 18;

/** Smaller and larger numbers are beyond every axis: their sums, differences and powers are no numbers. */
const TINY = 1e-290;
const HUGE = 1e300;

/** Maps `from[0]` to `to[0]` and `from[1]` to `to[1]`, and what lies between and beyond in proportion. */
const proportion =
  (from: readonly [number, number], to: readonly [number, number]) =>
  (value: number): number =>
    to[0] + ((value - from[0]) / (from[1] - from[0])) * (to[1] - to[0]);

/** A logarithmic axis over `extent`, widened to at least half a decade. */
export function logAxis(extent: readonly [number, number], area: Area): Axis {
  const [low, high] = extent.map((value) => Math.max(TINY, Math.min(HUGE, value)));
  let bottom = Math.log10(Math.max(low, high / 10 ** MOST_DECADES));
  let top = Math.log10(high);
  if (top - bottom < 0.5) {
    const middle = (top + bottom) / 2;
    bottom = middle - 0.25;
    top = middle + 0.25;
  }
  const exponentAt = proportion([bottom, top], [area.bottom, area.top]);
  const scale = (value: number): number => exponentAt(Math.log10(value));
  const most = Math.max(2, Math.floor((area.bottom - area.top) / 22));
  const first = Math.ceil(bottom - 1e-9);
  const lastDecade = Math.floor(top + 1e-9);
  const stride = Math.max(1, Math.ceil((lastDecade - first + 1) / most));
  const ticks = [];
  const begin = Math.ceil(first / stride) * stride;
  // In a very low plot even two of them would overlap.
  const apart = exponentAt(begin) - exponentAt(begin + stride);
  for (let e = begin; e <= lastDecade && (e === begin || apart >= LINE); e += stride) {
    ticks.push({ value: 10 ** e, text: power(e) });
  }
  if (ticks.length < 2 && apart >= LINE) {
    // Less than two decades: the ones, twos and fives between, as long as they stand a line apart.
    ticks.length = 0;
    let above = Number.POSITIVE_INFINITY;
    for (let e = Math.floor(bottom); e <= lastDecade + 1; e++) {
      for (const digit of [1, 2, 5]) {
        const value = digit * 10 ** e;
        const y = scale(value);
        if (y < area.top - 2 || y > area.bottom + 2 || above - y < 16) continue;
        ticks.push({ value, text: short(value, 1) });
        above = y;
      }
    }
  }
  return { at: (value) => scale(Math.max(value, 1e-300)), ticks };
}

/** More lines than these say nothing more. */
const MOST_LINES = 6;

/** A linear axis over `extent`. */
export function linearAxis(extent: readonly [number, number], area: Area): Axis {
  const [low, high] = extent.map((value) => Math.max(-HUGE, Math.min(HUGE, value)));
  const size = Math.max(Math.abs(low), Math.abs(high));
  const flat = high - low <= Math.max(size * 1e-9, TINY);
  const pad = flat ? (size > TINY ? size * 0.05 : 1) : 0;
  const ends = nice(low - pad, high + pad, 4);
  const scale = proportion(ends, [area.bottom, area.top]);
  let count = Math.max(2, Math.min(MOST_LINES, Math.floor((area.bottom - area.top) / 26)));
  let values = niceTicks(...ends, count);
  const apart = (): number => (area.bottom - area.top) / (values.length - 1);
  while (values.length > 2 && apart() < 16) values = niceTicks(...ends, --count);
  const texts = tickTexts(values);
  return { at: scale, ticks: values.map((value, i) => ({ value, text: texts[i] })) };
}

/** Ticks in words that are true: with as many decimals as the last needs, or with powers of ten. */
export function tickTexts(values: readonly number[]): string[] {
  const size = Math.max(...values.map(Math.abs));
  const slack = Math.abs((values[1] ?? 0) - (values[0] ?? 0)) / 100;
  const isTrue = (write: (value: number) => string): boolean =>
    values.every((value) => Math.abs(Number(write(value)) - value) <= slack);
  if (size < 1e5) {
    for (let decimals = 0; decimals <= 4; decimals++) {
      const fixed = (value: number): string => value.toFixed(decimals);
      if (isTrue(fixed)) return values.map((value) => (value === 0 ? '0' : fixed(value).replace('-', MINUS)));
    }
  }
  let digits = 1;
  while (digits < 12 && !isTrue((value) => value.toPrecision(digits))) digits++;
  return values.map((value) => short(value, digits));
}

/** The pixel of a step. */
export const stepAt = (step: number, steps: number, area: Area): number =>
  area.left + (steps > 0 ? step / steps : 0) * (area.right - area.left);

/** The step under a pixel, clamped. */
export const stepUnder = (px: number, steps: number, area: Area): number =>
  Math.round(Math.max(0, Math.min(1, (px - area.left) / (area.right - area.left || 1))) * steps);
