/** The values of an axis: those of a grid, and any one between its ends. */

import { pow } from '../core/elementary/index.ts';
import type { Axis } from '../experiment/types.ts';

/** An axis with what its setting is: whole numbers are rounded. */
export interface StudiedAxis extends Axis {
  /** Its place among the axes of the study: runs that lack another axis draw the same values of this one. */
  readonly index: number;
  readonly integer: boolean;
}

/** The value at a fraction, 0 … 1, of the way from one end to the other. The ends are exact. */
function between({ from, to, scale }: Axis, fraction: number): number {
  if (fraction <= 0) return from;
  if (fraction >= 1) return to;
  // Adding 0 turns −0, which no link can say, into 0.
  return scale === 'log' ? from * pow(to / from, fraction) : from + (to - from) * fraction + 0;
}

/** The value that a number in [0, 1) chooses: evenly, in even ratios, or one of a list. */
export function valueAt(axis: StudiedAxis, fraction: number): number {
  if (axis.at) return axis.at[Math.min(axis.at.length - 1, Math.floor(fraction * axis.at.length))];
  const value = between(axis, fraction);
  return axis.integer ? Math.round(value) + 0 : value;
}

/** All values of an axis on a grid, in order. Of whole numbers that are rounded to the same one, there is one. */
export function gridValues(axis: StudiedAxis): readonly number[] {
  if (axis.at) return axis.at;
  const { n } = axis;
  const values = Array.from({ length: n }, (_, i) => valueAt(axis, n === 1 ? 0 : i / (n - 1)));
  return axis.integer ? [...new Set(values)] : values;
}
