/** Between the plane and the pixels of a landscape, and the part of the plane that is shown. */
import type { Domain, PlaneWindow } from './plane.ts';

/**
 * A fitted view: `px = (x − left)·scaleX`, `py = (top − y)·scaleY`. The y axis of a canvas points down.
 *
 * Both axes have the same scale, so that angles are true, unless the window is long and narrow.
 */
export interface Viewport {
  readonly left: number;
  readonly top: number;
  /** Pixels a unit. */
  readonly scaleX: number;
  readonly scaleY: number;
  readonly width: number;
  readonly height: number;
}

/** Room round the domain, so that what lies on its edge is seen whole. */
const MARGIN = 0.94;
/** A window takes at least this part of both sides: a long and narrow one is stretched. */
const LEAST_SHARE = 0.4;
/** How far one can zoom: the size of the whole surface over that of the window. */
export const ZOOM_RANGE: readonly [least: number, most: number] = [0.2, 1e6];

const middleOf = ([x0, x1, y0, y1]: PlaneWindow): readonly [x: number, y: number] => [
  x0 + (x1 - x0) / 2,
  y0 + (y1 - y0) / 2,
];

/** The window of a centre and a size. */
export const around = ([x, y]: readonly [number, number], width: number, height: number): PlaneWindow => [
  x - width / 2,
  x + width / 2,
  y - height / 2,
  y + height / 2,
];

/** The window that shows a whole domain. */
export function wholeOf({ x: [x0, x1], y: [y0, y1] }: Domain): PlaneWindow {
  return around(middleOf([x0, x1, y0, y1]), (x1 - x0) / MARGIN, (y1 - y0) / MARGIN);
}

/** A window as a domain. */
export const domainOf = ([x0, x1, y0, y1]: PlaneWindow): Domain => ({ x: [x0, x1], y: [y0, y1] });

/** Fits a window into `width` × `height`: all of it is seen, and more of the plane where the picture has another shape. */
export function fit(window: PlaneWindow, width: number, height: number): Viewport {
  const [x0, x1, y0, y1] = window;
  const [fullX, fullY] = [width / (x1 - x0), height / (y1 - y0)];
  const equal = Math.min(fullX, fullY);
  const scaleX = Math.max(equal, fullX * LEAST_SHARE);
  const scaleY = Math.max(equal, fullY * LEAST_SHARE);
  const [cx, cy] = middleOf(window);
  return { left: cx - width / 2 / scaleX, top: cy + height / 2 / scaleY, scaleX, scaleY, width, height };
}

/** The part of the plane that a view shows. */
export const shownIn = ({ left, top, scaleX, scaleY, width, height }: Viewport): PlaneWindow => [
  left,
  left + width / scaleX,
  top - height / scaleY,
  top,
];

export const toPixels = (view: Viewport, x: number, y: number): [number, number] => [
  (x - view.left) * view.scaleX,
  (view.top - y) * view.scaleY,
];

export const toPlane = (view: Viewport, px: number, py: number): [number, number] => [
  view.left + px / view.scaleX,
  view.top - py / view.scaleY,
];

/** A number with no more digits than `unit` is worth: rounded to the power of ten that is not above it. */
function rounded(value: number, unit: number): number {
  const digits = -Math.floor(Math.log10(unit));
  if (!Number.isFinite(digits) || digits > 100) return value;
  if (digits >= 0) return Number(value.toFixed(digits));
  const power = 10 ** -digits;
  return Math.round(value / power) * power;
}

/** A coordinate with no more digits than a pixel is worth. `scale`: pixels a unit. */
export const roundToPixel = (value: number, scale: number): number =>
  rounded(value, Math.max(1e-12, 1 / scale));

/** A window as links say it: with digits for a tenth of a pixel of the largest screens. */
export function roundWindow(window: PlaneWindow): PlaneWindow {
  const [x0, x1, y0, y1] = window;
  const [unitX, unitY] = [(x1 - x0) / 20_000, (y1 - y0) / 20_000];
  const [a, b, c, d] = [rounded(x0, unitX), rounded(x1, unitX), rounded(y0, unitY), rounded(y1, unitY)];
  // So near together that the numbers of the machine end.
  return a < b && c < d ? [a, b, c, d] : window;
}

/** How much closer a window is than the whole, along the side on which it is closer. */
export const zoomOf = ([x0, x1, y0, y1]: PlaneWindow, [X0, X1, Y0, Y1]: PlaneWindow): number =>
  Math.max((X1 - X0) / (x1 - x0), (Y1 - Y0) / (y1 - y0));

/** The points that are to be seen, without those outside the window. */
const within = (
  [x0, x1, y0, y1]: PlaneWindow,
  points: readonly (readonly [x: number, y: number])[],
): readonly (readonly [x: number, y: number])[] =>
  points.filter(([x, y]) => x >= x0 && x <= x1 && y >= y0 && y <= y1);

/**
 * Where zooming in by `factor` goes: the middle of as many of the points as fit into the closer window together. Of several
 * such groups it is the one round the earliest point; with no point in the window it is the window's middle.
 */
export function zoomTarget(
  window: PlaneWindow,
  points: readonly (readonly [x: number, y: number])[],
  factor: number,
): readonly [x: number, y: number] {
  const [x0, x1, y0, y1] = window;
  const reachX = (0.45 * (x1 - x0)) / factor;
  const reachY = (0.45 * (y1 - y0)) / factor;
  const seen = within(window, points);
  let group: typeof seen = [];
  for (const [x, y] of seen) {
    const near = seen.filter(([u, v]) => Math.abs(u - x) <= reachX && Math.abs(v - y) <= reachY);
    if (near.length > group.length) group = near;
  }
  if (group.length === 0) return middleOf(window);
  const xs = group.map(([x]) => x);
  const ys = group.map(([, y]) => y);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

/**
 * A window closer by `factor`, within what can be zoomed. What is at `target` moves towards the middle of the picture, so
 * that a few steps bring it there.
 */
export function zoomed(
  window: PlaneWindow,
  whole: PlaneWindow,
  factor: number,
  target: readonly [x: number, y: number] = middleOf(window),
): PlaneWindow {
  const [x0, x1, y0, y1] = window;
  const zoom = zoomOf(window, whole);
  const [least, most] = ZOOM_RANGE;
  const f = Math.max(Math.min(least, zoom), Math.min(Math.max(most, zoom), zoom * factor)) / zoom;
  const [cx, cy] = middleOf(window);
  const share = f > 1 ? 1 / f ** 2 : 1;
  const centre = [target[0] + share * (cx - target[0]), target[1] + share * (cy - target[1])] as const;
  return roundWindow(around(centre, (x1 - x0) / f, (y1 - y0) / f));
}
