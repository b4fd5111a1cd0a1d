/** Between a slider's position and a value: evenly, in powers of ten, or in powers of ten of one minus the value. */
import type { Parameter } from '../../core/types.ts';

export type SliderRange = NonNullable<Parameter['slider']>;

/** Positions run from 0 to this. */
export const POSITIONS = 1000;

/** Three significant digits are as fine as a finger is. */
const rounded = (value: number): number => Number(value.toPrecision(3));

/** The value at a position 0 … `POSITIONS`. Whole numbers where `integer`. */
export function valueAt({ min, max, scale }: SliderRange, position: number, integer = false): number {
  const u = Math.max(0, Math.min(1, position / POSITIONS));
  let value: number;
  switch (scale) {
    case 'linear':
      value = rounded(min + u * (max - min));
      break;
    case 'log':
      value = rounded(min * (max / min) ** u);
      break;
    case 'complement':
      // The gap to 1 is what is rounded: 0.9, 0.99, 0.999 are equally far apart.
      value = Number((1 - Number(((1 - min) * ((1 - max) / (1 - min)) ** u).toPrecision(2))).toPrecision(12));
      break;
    default:
      return scale satisfies never;
  }
  if (position <= 0) value = min;
  if (position >= POSITIONS) value = max;
  return integer ? Math.round(value) : value;
}

/** The position of a value; values outside the slider's range stand at its ends. */
export function positionOf({ min, max, scale }: SliderRange, value: number): number {
  const bounded = Math.max(min, Math.min(max, value));
  const u =
    scale === 'linear'
      ? (bounded - min) / (max - min)
      : scale === 'log'
        ? Math.log(bounded / min) / Math.log(max / min)
        : Math.log((1 - bounded) / (1 - min)) / Math.log((1 - max) / (1 - min));
  // Adding 0 turns −0 into 0.
  return Math.round(u * POSITIONS) + 0;
}

/**
 * The value of a slider that stood at `from` and was moved to `position`. Where values are coarser than positions, as between
 * whole numbers, the next one in that direction: otherwise the arrow keys would never get anywhere.
 */
export function movedTo(range: SliderRange, from: number, position: number, integer = false): number {
  const direction = Math.sign(position - positionOf(range, from));
  let at = position;
  let value = valueAt(range, at, integer);
  while (value === from && direction !== 0 && at > 0 && at < POSITIONS) {
    at += direction;
    value = valueAt(range, at, integer);
  }
  return value;
}
