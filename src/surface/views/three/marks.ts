/** What is drawn over the relief in the plane of the picture: numbers at the axes, minima, ends and heads of runs. */

import { ticks } from 'd3';
import { isLost } from '../../../core/record.ts';
import type { Minimum } from '../../../core/types.ts';
import { stacked } from '../../../document/trajectories/scene.ts';
import { headOfRun } from '../../../document/trajectories/trails.ts';
import { crossOut, drawMinimumCrosses } from '../../../ui/crosses.ts';
import { marker, type Palette } from '../../../ui/palette.ts';
import { tickTexts } from '../../../ui/plot/axis.ts';
import { FLOOR } from './frame.ts';
import { project, type View } from './orbit.ts';
import { isHidden } from './ray.ts';
import { clampToDomain, halfSize, isInside, type Relief, toWorld, type Vector3 } from './relief.ts';
import type { Moment } from './scene.ts';

/** A point of the plane as it is seen on the relief. */
export interface Spot {
  readonly px: number;
  readonly py: number;
  /** A hill stands before it. */
  readonly hidden: boolean;
  /** It lies outside the domain and is shown at its border. */
  readonly outside: boolean;
}

/** Where a point of the plane is seen; what lies outside the domain waits at its border. */
export function spotOf(relief: Relief, view: View, x: number, y: number): Spot {
  const [cx, cy] = clampToDomain(relief, x, y);
  const world = toWorld(relief, cx, cy);
  // Where the surface has no value a mark stands on the floor.
  const point: Vector3 = Number.isNaN(world[1]) ? [world[0], FLOOR, world[2]] : world;
  const [px, py] = project(view, point);
  return { px, py, hidden: isHidden(relief, point, view.eye), outside: !isInside(relief, x, y) };
}

const FAINT = { hidden: 0.4, outside: 0.55, dimmed: 0.35 };

export function drawMinima(
  context: CanvasRenderingContext2D,
  minima: readonly Minimum[],
  relief: Relief,
  view: View,
  palette: Palette,
): void {
  for (const { x, y } of minima) {
    if (!isInside(relief, x, y)) continue;
    const { px, py, hidden } = spotOf(relief, view, x, y);
    context.globalAlpha = hidden ? FAINT.hidden : 1;
    drawMinimumCrosses(context, [[px, py]], palette);
  }
  context.globalAlpha = 1;
}

/** The heads, one marker a run; at rest also where each will end. */
export function drawRuns(
  context: CanvasRenderingContext2D,
  { runs, step, atRest }: Moment,
  relief: Relief,
  view: View,
  palette: Palette,
): void {
  const order = stacked(runs);
  const mark = (run: (typeof order)[number], at: number, radius: number): Spot => {
    const spot = spotOf(relief, view, ...headOfRun(run.record, at, at === step ? run.replayed : undefined));
    context.globalAlpha =
      (run.dimmed ? FAINT.dimmed : 1) * (spot.hidden ? FAINT.hidden : 1) * (spot.outside ? FAINT.outside : 1);
    marker(context, run.slot, spot.px, spot.py, radius, palette.lines[run.slot], palette.ground);
    return spot;
  };
  if (atRest) for (const run of order) mark(run, run.record.last, palette.stroke + 1.5);
  for (const run of order) {
    const { px, py } = mark(run, step, palette.stroke + 3);
    if (!isLost(run.record) || step < run.record.last) continue;
    context.strokeStyle = palette.ink;
    crossOut(context, px, py, 8);
  }
  context.globalAlpha = 1;
}

/** World units between the floor's edge and the middle of a number, and of the axis' name. */
const GAP = 0.05;
const NAME_GAP = 0.17;

/** Numbers and names of x and y, along the two edges of the floor that are nearer. */
export function drawAxes(
  context: CanvasRenderingContext2D,
  relief: Relief,
  view: View,
  palette: Palette,
): void {
  const [w, d] = halfSize(relief);
  const front = view.eye[2] >= view.target[2] ? 1 : -1;
  const side = view.eye[0] >= view.target[0] ? 1 : -1;
  const { domain, centre, scale } = relief;
  /** Writes beside the edge, on the side away from the middle: at the near corner the two axes keep apart. */
  const write = (text: string, at: Vector3, outwards: Vector3): void => {
    const [px, py] = project(view, at);
    const [qx, qy] = project(view, [at[0] + outwards[0], at[1], at[2] + outwards[2]]);
    const lean = (qx - px) / Math.hypot(qx - px, qy - py);
    // What would be cut off is left out.
    if (py < half || py > view.height - half) return;
    context.textAlign = lean > 0.3 ? 'left' : lean < -0.3 ? 'right' : 'center';
    context.fillText(text, px, py);
  };
  const forwards: Vector3 = [0, 0, front];
  const sideways: Vector3 = [side, 0, 0];
  context.textBaseline = 'middle';
  context.fillStyle = palette.muted;
  context.font = palette.font;
  const half = 7 * palette.scale;
  // In a small picture numbers would stand in the way of the names.
  const count = Math.min(view.width, view.height) < 240 * palette.scale ? 0 : 4;
  const xs = ticks(...domain.x, count);
  const ys = ticks(...domain.y, count);
  const [xTexts, yTexts] = [tickTexts(xs), tickTexts(ys)];
  for (const [i, x] of xs.entries()) {
    write(xTexts[i], [(x - centre[0]) * scale[0], FLOOR, front * (d + GAP)], forwards);
  }
  for (const [i, y] of ys.entries()) {
    write(yTexts[i], [side * (w + GAP), FLOOR, (centre[1] - y) * scale[1]], sideways);
  }
  context.font = `italic ${palette.font}`;
  context.fillStyle = palette.ink;
  write('x', [0, FLOOR, front * (d + NAME_GAP)], forwards);
  write('y', [side * (w + NAME_GAP), FLOOR, 0], sideways);
}

/** The start, which on the screen is a button over the picture. */
export function drawRing(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  { ink, ground }: Palette,
): void {
  for (const [colour, width] of [
    [ground, 0.75],
    [ink, 0.25],
  ] as const) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.strokeStyle = colour;
    context.lineWidth = radius * width;
    context.stroke();
  }
}
