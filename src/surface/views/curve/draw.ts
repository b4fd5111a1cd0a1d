/** Draws runs along a curve: where they were, and the step that led to where they are, along the tangent. */
import { column, isLost, rowOfStep, stepOfRow } from '../../../core/record.ts';
import { type SceneRun, stacked } from '../../../document/trajectories/scene.ts';
import { crossOut } from '../../../ui/crosses.ts';
import { toPixels, type Viewport } from '../../../ui/map/viewport.ts';
import { marker, type Palette } from '../../../ui/palette.ts';
import type { Curve } from './curve-view.ts';

/** Points nearer to the one before than this, in CSS pixels, are not drawn. */
const APART = 1.5;
/** Half the length of a tangent, in CSS pixels. */
const TANGENT = 70;
/** A picture has no place beyond this, in CSS pixels. */
const FAR = 20_000;

const bounded = (value: number): number => Math.max(-FAR, Math.min(FAR, value));
const place = (view: Viewport, x: number, height: number): [number, number] => {
  const [px, py] = toPixels(view, x, height);
  return [bounded(px), bounded(py)];
};

export function drawCurve(
  context: CanvasRenderingContext2D,
  { xs, heights }: Curve,
  view: Viewport,
  palette: Palette,
): void {
  context.lineWidth = palette.stroke;
  context.strokeStyle = palette.ink;
  context.lineJoin = 'round';
  context.setLineDash([]);
  context.beginPath();
  let drawing = false;
  for (let i = 0; i < xs.length; i++) {
    if (!Number.isFinite(heights[i])) {
      drawing = false;
      continue;
    }
    const [px, py] = place(view, xs[i], heights[i]);
    if (drawing) context.lineTo(px, py);
    else context.moveTo(px, py);
    drawing = true;
  }
  context.stroke();
}

/** The points of all runs up to a step, joined in their order. */
export function drawTrack(
  context: CanvasRenderingContext2D,
  runs: readonly SceneRun[],
  view: Viewport,
  palette: Palette,
  step: number,
  alpha: number,
): void {
  for (const { record, slot, dimmed, replayed } of stacked(runs)) {
    const [xs, losses] = [column(record, 'x'), column(record, 'loss')];
    const end = rowOfStep(record, step);
    const points: [number, number][] = [];
    const add = (x: number, loss: number, last: boolean): void => {
      if (!Number.isFinite(x) || !Number.isFinite(loss)) return;
      const point = place(view, x, loss);
      const before = points[points.length - 1];
      if (last || !before || Math.hypot(point[0] - before[0], point[1] - before[1]) > APART)
        points.push(point);
    };
    for (let row = 0; row <= end; row++) add(xs[row], losses[row], row === end);
    if (replayed && Number.isFinite(step)) add(replayed.x, replayed.loss, true);
    context.globalAlpha = alpha * (dimmed ? 0.2 : 1) * 0.55;
    context.strokeStyle = palette.lines[slot];
    context.lineWidth = palette.stroke * 0.6;
    context.setLineDash([]);
    context.beginPath();
    for (const [px, py] of points) context.lineTo(px, py);
    context.stroke();
    context.globalAlpha = alpha * (dimmed ? 0.2 : 1);
    context.fillStyle = palette.lines[slot];
    context.beginPath();
    for (const [px, py] of points) {
      context.moveTo(px + 2.4, py);
      context.arc(px, py, 2.4, 0, 2 * Math.PI);
    }
    context.fill();
    context.globalAlpha = 1;
  }
}

/** One update of a run: from where, with which gradient there, to where. */
export interface CurveStep {
  readonly slot: number;
  readonly dimmed: boolean;
  readonly from: number;
  readonly height: number;
  readonly slope: number;
  readonly to: number;
  readonly reached: number;
}

/** The updates that led to where the runs are; at the start the first ones, where those are shown. */
export function stepsAt(
  runs: readonly SceneRun[],
  step: number,
  slope: (x: number) => number,
  future: boolean,
): readonly CurveStep[] {
  return runs.flatMap(({ record, slot, dimmed }) => {
    if (step === 0 && !future) return [];
    const row = rowOfStep(record, Math.max(1, step));
    // Between rows that are kept of a long run there is more than one update.
    if (row < 1 || stepOfRow(record, row) !== stepOfRow(record, row - 1) + 1 || step > record.last) return [];
    const [xs, losses] = [column(record, 'x'), column(record, 'loss')];
    const from = xs[row - 1];
    const found = {
      ...{
        slot,
        dimmed,
        from,
        height: losses[row - 1],
        slope: slope(from),
        to: xs[row],
        reached: losses[row],
      },
    };
    return [found.height, found.slope, found.to].every(Number.isFinite) ? [found] : [];
  });
}

/** The tangent where a gradient was taken, the way along it to the next x, and from there to the curve. */
export function drawSteps(
  context: CanvasRenderingContext2D,
  steps: readonly CurveStep[],
  view: Viewport,
  palette: Palette,
): void {
  for (const { slot, dimmed, from, height, slope, to, reached } of steps) {
    const [px, py] = place(view, from, height);
    const along = view.scaleX;
    const across = -slope * view.scaleY;
    const length = Math.hypot(along, across);
    const [ux, uy] = [along / length, across / length];
    const [tx, ty] = place(view, to, height + slope * (to - from));
    const [rx, ry] = place(view, to, reached);
    context.strokeStyle = palette.lines[slot];
    context.fillStyle = palette.lines[slot];
    context.globalAlpha = dimmed ? 0.15 : 0.7;
    context.lineWidth = palette.stroke * 0.6;
    context.setLineDash([]);
    context.beginPath();
    context.moveTo(px - TANGENT * ux, py - TANGENT * uy);
    context.lineTo(px + TANGENT * ux, py + TANGENT * uy);
    context.stroke();
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(tx, ty);
    if (Number.isFinite(reached)) context.lineTo(rx, ry);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = dimmed ? 0.2 : 1;
    context.lineWidth = palette.stroke;
    arrow(context, px, py, tx, ty);
    context.globalAlpha = 1;
  }
}

/** A line with a point, where there is room for one. */
function arrow(context: CanvasRenderingContext2D, ax: number, ay: number, bx: number, by: number): void {
  const length = Math.hypot(bx - ax, by - ay);
  if (length < 3) return;
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const head = Math.min(9, length * 0.6);
  context.beginPath();
  context.moveTo(ax, ay);
  context.lineTo(bx - ux * head * 0.8, by - uy * head * 0.8);
  context.stroke();
  context.beginPath();
  context.moveTo(bx, by);
  context.lineTo(bx - head * ux + head * 0.45 * uy, by - head * uy - head * 0.45 * ux);
  context.lineTo(bx - head * ux - head * 0.45 * uy, by - head * uy + head * 0.45 * ux);
  context.closePath();
  context.fill();
}

/** The runs where they are at a step; those that left the picture wait at its edge, lost ones are crossed out. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  runs: readonly SceneRun[],
  view: Viewport,
  palette: Palette,
  step: number,
): void {
  for (const { record, slot, dimmed, replayed } of stacked(runs)) {
    const [xs, losses] = [column(record, 'x'), column(record, 'loss')];
    let row = rowOfStep(record, step);
    while (row > 0 && !(Number.isFinite(xs[row]) && Number.isFinite(losses[row]))) row--;
    const [x, y] = replayed ? place(view, replayed.x, replayed.loss) : place(view, xs[row], losses[row]);
    const px = Math.max(7, Math.min(view.width - 7, x));
    const py = Math.max(7, Math.min(view.height - 7, y));
    context.globalAlpha = dimmed ? 0.35 : px === x && py === y ? 1 : 0.55;
    marker(context, slot, px, py, palette.stroke + 3, palette.lines[slot], palette.ground);
    if (isLost(record) && step >= record.last) {
      context.strokeStyle = palette.ink;
      crossOut(context, px, py, 8);
    }
    context.globalAlpha = 1;
  }
}
