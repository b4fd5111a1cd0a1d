import type { Domain } from '../../core/types.ts';

/** A square of the plane that pictures show whole at first: its middle, and half its side. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly half: number;
}

/** The square round the part of the plane that a surface is shown in at first. */
export function squareOf({ x, y }: Domain): Square {
  return {
    x: (x[0] + x[1]) / 2,
    y: (y[0] + y[1]) / 2,
    half: Math.max(x[1] - x[0], y[1] - y[0]) / 2,
  };
}
