/** The plane that maps show. Surfaces and losses over planes of weights have these shapes, and maps know no more of them. */

/** A part of the plane. */
export interface Domain {
  readonly x: readonly [min: number, max: number];
  readonly y: readonly [min: number, max: number];
}

/** The part that is shown, as links write it. */
export type PlaneWindow = readonly [x0: number, x1: number, y0: number, y1: number];

export interface Minimum {
  readonly x: number;
  readonly y: number;
  readonly loss: number;
}

/** A function over the plane. */
export interface PlaneFunction {
  /** 1 for a function of x alone, which is shown as a curve. 2 unless said. */
  readonly dimensions?: 1 | 2;
  loss(point: Float64Array): number;
  /** Writes the gradient into `out`, where it is known. */
  gradient?(point: Float64Array, out: Float64Array): void;
  readonly minima: readonly Minimum[];
}
