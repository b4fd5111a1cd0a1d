/** Scales of the line plots: steps across, a quantity up, on a logarithmic axis unless it takes both signs. */
import { scaleLinear, scaleLog } from 'd3';
import { power, short } from '../format.ts';

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

/** More decades than this cannot be read; what lies below is left out. */
const MOST_DECADES = 18;

/** A logarithmic axis over `extent`, widened to at least half a decade. */
export function logAxis([low, high]: readonly [number, number], area: Area): Axis {
  let bottom = Math.log10(Math.max(low, high / 10 ** MOST_DECADES, 1e-300));
  let top = Math.log10(high);
  if (top - bottom < 0.5) {
    const middle = (top + bottom) / 2;
    bottom = middle - 0.25;
    top = middle + 0.25;
  }
  const scale = scaleLog([10 ** bottom, 10 ** top], [area.bottom, area.top]);
  const most = Math.max(2, Math.floor((area.bottom - area.top) / 22));
  const first = Math.ceil(bottom - 1e-9);
  const lastDecade = Math.floor(top + 1e-9);
  const stride = Math.max(1, Math.ceil((lastDecade - first + 1) / most));
  const ticks = [];
  for (let e = Math.ceil(first / stride) * stride; e <= lastDecade; e += stride) {
    ticks.push({ value: 10 ** e, text: power(e) });
  }
  if (ticks.length < 2) {
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

/** A linear axis over `extent`. */
export function linearAxis([low, high]: readonly [number, number], area: Area): Axis {
  const pad = high === low ? Math.abs(high) * 0.05 || 1 : 0;
  const scale = scaleLinear([low - pad, high + pad], [area.bottom, area.top]).nice(4);
  const most = Math.max(2, Math.floor((area.bottom - area.top) / 26));
  return {
    at: (value) => scale(value),
    ticks: scale.ticks(most).map((value) => ({ value, text: short(value, 2) })),
  };
}

/** The pixel of a step. */
export const stepAt = (step: number, steps: number, area: Area): number =>
  area.left + (steps > 0 ? step / steps : 0) * (area.right - area.left);

/** The step under a pixel, clamped. */
export const stepUnder = (px: number, steps: number, area: Area): number =>
  Math.round(Math.max(0, Math.min(1, (px - area.left) / (area.right - area.left || 1))) * steps);
