/**
 * Trajectories as pixels.
 *
 * A run is projected once per view and thinned to points at least a pixel apart; drawing strokes it in
 * short pieces, because one long path is ten times slower to rasterise.
 */

import { column, isJump, type Row, type RunRecord, rowOfStep, stepOfRow } from '../../core/record.ts';
import { toPixels, type Viewport } from '../../ui/map/viewport.ts';
import { createSimplifier } from '../../ui/simplify.ts';

export interface Trail {
  /** Pixels of the points that are kept. */
  readonly px: Float32Array;
  readonly py: Float32Array;
  /** The row of the record that each stands for, ascending. */
  readonly rows: Int32Array;
  /** 1 where a point is not to be joined with the one before; null where all are. */
  readonly jumps: Uint8Array | null;
  /** 1 where a point is one step after the row before it. */
  readonly steps: Uint8Array;
  readonly length: number;
}

const APART = 1;
/** How far, in pixels, a drawn path may be from the true one. */
const TOLERANCE = 0.3;
/** Iterates so far apart get a dot each. */
const DOTS_APART = 7;
/** Canvas coordinates far outside cost time and precision; beyond this a point is as good as here. */
const FAR = 20_000;
const PIECE = 200;

const bounded = (value: number): number => Math.max(-FAR, Math.min(FAR, value));

/**
 * Projects and thins a run: points that are not finite, nearer than a pixel to the one before, or on the line between
 * others are left out. Iterates far apart all stay: their dots show how long the steps are.
 */
export function trailOf(record: RunRecord, view: Viewport): Trail {
  const xs = column(record, 'x');
  const ys = column(record, 'y');
  const px = new Float32Array(record.rows);
  const py = new Float32Array(record.rows);
  const rows = new Int32Array(record.rows);
  const steps = new Uint8Array(record.rows);
  const jumps = record.thinned ? new Uint8Array(record.rows) : null;
  let jumped = 0;
  let length = 0;
  const simplifier = createSimplifier(TOLERANCE, (x, y, row) => {
    if (length > 0 && rows[length - 1] === row) return;
    px[length] = x;
    py[length] = y;
    steps[length] = row > 0 && stepOfRow(record, row) - stepOfRow(record, row - 1) === 1 ? 1 : 0;
    if (jumps) jumps[length] = jumped;
    jumped = 0;
    rows[length++] = row;
  });
  let lastX = Number.NaN;
  let lastY = Number.NaN;
  for (let row = 0; row < record.rows; row++) {
    if (!Number.isFinite(xs[row]) || !Number.isFinite(ys[row])) continue;
    const x = bounded((xs[row] - view.left) * view.scaleX);
    const y = bounded((view.top - ys[row]) * view.scaleY);
    const gap = (x - lastX) ** 2 + (y - lastY) ** 2;
    if (isJump(record, row)) {
      // The line ends where the run was before; another begins here.
      if (length > 0 || !Number.isNaN(lastX)) simplifier.end();
      jumped = 1;
    } else if (gap < APART * APART && row < record.rows - 1) continue;
    // A line ends at an iterate that stands apart, and the next begins with it.
    else if (gap >= DOTS_APART * DOTS_APART) simplifier.end();
    simplifier.add(x, y, row);
    lastX = x;
    lastY = y;
  }
  simplifier.end();
  return { px, py, rows, jumps, steps, length };
}

/** The number of kept points whose row is not after `row`. */
export function pointsUpTo(trail: Trail, row: number): number {
  let low = 0;
  let high = trail.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (trail.rows[middle] <= row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Where a run is at a step, one that is kept or one between; a diverged run stays where it was last finite.
 *
 * @param replayed What the run shows at that step, if that was computed.
 */
export function headOfRun(record: RunRecord, step: number, replayed?: Row): [x: number, y: number] {
  if (replayed && Number.isFinite(replayed.x + replayed.y)) return [replayed.x, replayed.y];
  let row = rowOfStep(record, step);
  const xs = column(record, 'x');
  const ys = column(record, 'y');
  while (row > 0 && !(Number.isFinite(xs[row]) && Number.isFinite(ys[row]))) row--;
  const next = row + 1;
  const ahead = step - stepOfRow(record, row);
  // Between two rows that are kept it is on the line that is drawn, if one is.
  if (
    ahead > 0 &&
    next < record.rows &&
    !isJump(record, next) &&
    Number.isFinite(xs[next]) &&
    Number.isFinite(ys[next])
  ) {
    const share = Math.min(1, ahead / (stepOfRow(record, next) - stepOfRow(record, row)));
    return [xs[row] + share * (xs[next] - xs[row]), ys[row] + share * (ys[next] - ys[row])];
  }
  return [xs[row], ys[row]];
}

/** The pixel of a run at a step. */
export function headOf(
  record: RunRecord,
  view: Viewport,
  step: number,
  replayed?: Row,
): [px: number, py: number] {
  const [x, y] = toPixels(view, ...headOfRun(record, step, replayed));
  return [bounded(x), bounded(y)];
}

export interface Pen {
  readonly colour: string;
  readonly width: number;
  readonly alpha: number;
  readonly dash: readonly number[];
  /** Leaves out points nearer than this to the last one drawn: enough for what is broad and pale. */
  readonly coarse?: number;
}

/** Strokes the points `from` … `to − 1`, and on to `end` when given. */
export function strokeTrail(
  context: CanvasRenderingContext2D,
  trail: Trail,
  from: number,
  to: number,
  pen: Pen,
  end?: readonly [number, number],
): void {
  if (to - from < 1 || (to - from < 2 && !end)) return;
  context.save();
  context.globalAlpha = pen.alpha;
  context.strokeStyle = pen.colour;
  context.lineWidth = pen.width;
  context.lineJoin = 'round';
  context.lineCap = pen.dash.length > 0 ? 'butt' : 'round';
  context.setLineDash([...pen.dash]);
  const { px, py } = trail;
  const near = (pen.coarse ?? 0) ** 2;
  let walked = 0;
  for (let start = from; start < to - 1 || (start === from && end); start += PIECE) {
    const stop = Math.min(to - 1, start + PIECE);
    context.lineDashOffset = walked;
    context.beginPath();
    context.moveTo(px[start], py[start]);
    let drawn = start;
    for (let k = start + 1; k <= stop; k++) {
      if (trail.jumps?.[k]) {
        drawn = k;
        context.moveTo(px[k], py[k]);
        continue;
      }
      const last = k === stop || trail.jumps?.[k + 1] === 1;
      if (near > 0 && !last && (px[k] - px[drawn]) ** 2 + (py[k] - py[drawn]) ** 2 < near) continue;
      drawn = k;
      context.lineTo(px[k], py[k]);
      if (pen.dash.length > 0) walked += Math.hypot(px[k] - px[k - 1], py[k] - py[k - 1]);
    }
    if (stop === to - 1 && end) context.lineTo(end[0], end[1]);
    context.stroke();
    if (stop === to - 1) break;
  }
  context.restore();
}

/** Small dots at every iterate, where they stand far enough apart to be told from each other. */
export function dotIterates(
  context: CanvasRenderingContext2D,
  trail: Trail,
  from: number,
  to: number,
  colour: string,
  alpha: number,
): void {
  const { px, py } = trail;
  context.save();
  context.fillStyle = colour;
  context.globalAlpha = alpha;
  context.beginPath();
  for (let k = Math.max(1, from); k < to; k++) {
    if (trail.rows[k] - trail.rows[k - 1] !== 1 || !trail.steps[k]) continue;
    if (Math.hypot(px[k] - px[k - 1], py[k] - py[k - 1]) < DOTS_APART) continue;
    context.moveTo(px[k] + 2.2, py[k]);
    context.arc(px[k], py[k], 2.2, 0, 2 * Math.PI);
  }
  context.fill();
  context.restore();
}
