/** A function of one variable in a picture: which heights are shown, and the curve as a line. */
import type { PlaneFunction, PlaneWindow } from '../../../ui/map/plane.ts';
import type { Viewport } from '../../../ui/map/viewport.ts';

/** The curve goes through these points, one a pixel; heights that are not finite interrupt it. */
export interface Curve {
  readonly xs: Float64Array;
  readonly heights: Float64Array;
}

/** Room above the highest and below the lowest height that is shown, as parts of the picture: below stand the numbers of the axis. */
const ABOVE = 0.08;
const BELOW = 0.14;
/** A curve that rises more than so many times as far as three quarters of it do is cut there. */
const STEEP = 6;

/** The curve over the window's x, a point a pixel. */
export function curveOf(objective: PlaneFunction, [x0, x1]: PlaneWindow, width: number): Curve {
  const count = Math.max(2, Math.round(width) + 1);
  const point = new Float64Array(2);
  const xs = Float64Array.from({ length: count }, (_, i) => x0 + (i / (count - 1)) * (x1 - x0));
  const heights = xs.map((x) => {
    point[0] = x;
    return objective.loss(point);
  });
  return { xs, heights };
}

/** The lowest and the highest height to be shown: all of the curve, unless it explodes at an end; `keep` is in it in any case. */
export function heightsOf({ heights }: Curve, keep: number): readonly [low: number, high: number] {
  const finite = heights.filter(Number.isFinite).sort();
  if (finite.length === 0) return [-1, 1];
  const low = finite[0];
  const usual = finite[Math.floor(0.75 * (finite.length - 1))];
  let high = finite[finite.length - 1];
  if (usual > low) high = Math.min(high, low + STEEP * (usual - low));
  if (Number.isFinite(keep)) high = Math.max(high, Math.min(keep, low + 10 * (high - low)));
  const size = Math.max(Math.abs(low), Math.abs(high));
  const slack = high - low > Math.max(1e-12 * size, 1e-280) ? 0 : Math.max(1, size) / 2;
  return [low - slack, high + slack];
}

/** The view that shows the window's x from edge to edge, and those heights. */
export function viewOf(
  [x0, x1]: PlaneWindow,
  [low, high]: readonly [number, number],
  width: number,
  height: number,
): Viewport {
  const scaleY = (height * (1 - ABOVE - BELOW)) / (high - low);
  return {
    left: x0,
    top: high + (ABOVE * height) / scaleY,
    scaleX: width / (x1 - x0),
    scaleY,
    width,
    height,
  };
}
