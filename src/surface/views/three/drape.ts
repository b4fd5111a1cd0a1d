/**
 * Trajectories laid on the relief.
 *
 * A run becomes a line of points that follow the ground between its iterates, where it is inside the domain. Buffers are
 * kept and filled again, because dragging the start lays every run anew with every picture.
 */
import { column, isJump, type RunRecord, stepOfRow } from '../../../core/record.ts';
import { heightAt, isInside, type Relief } from './relief.ts';

/**
 * Floats a point: world x, y, z; the row of the record it stands for, in between a fraction; the length walked so far.
 * The row is negative (−row − 1) where the pen was up on the way to the point.
 */
export const POINT = 5;

export interface Draped {
  /** `capacity × POINT` floats, valid up to `length` points. */
  readonly points: Float32Array;
  readonly length: number;
  /** Iterates that stand far enough apart to be told from each other, as points. */
  readonly dots: Float32Array;
  readonly dotCount: number;
}

/** Iterates nearer to each other than this, in world units, are one point of the line: less than a pixel. */
const APART = 0.0012;
/** Iterates at least this far from the one before are dotted. */
const DOTTED = 0.03;
/** How far the line goes without looking at the ground, in world units: about a cell of the relief. */
const STRIDE = 0.012;
/** A run that leaps across the whole domain thousands of times is laid more coarsely. */
const MOST_POINTS = 24_000;

// Math.hypot guards against overflow at many times the cost; what overflows here is far outside every domain.
const length2 = (x: number, y: number): number => Math.sqrt(x * x + y * y);

const WHOLE = [0, 1] as const;

/** The part of the way from p to q that lies inside the domain, as fractions; null when none does. */
export function clip(
  relief: Relief,
  px: number,
  py: number,
  qx: number,
  qy: number,
): readonly [from: number, to: number] | null {
  if (isInside(relief, px, py) && isInside(relief, qx, qy)) return WHOLE;
  const { domain } = relief;
  let [from, to] = WHOLE as readonly [number, number];
  for (const [start, way, [low, high]] of [
    [px, qx - px, domain.x],
    [py, qy - py, domain.y],
  ] as const) {
    if (way === 0) {
      if (start < low || start > high) return null;
      continue;
    }
    const [a, b] = [(low - start) / way, (high - start) / way];
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  return from <= to ? [from, to] : null;
}

/** The rows that the line goes through, thinned, in `rows`; returns how many. The last finite one is always kept. */
function thin(relief: Relief, record: RunRecord, rows: Int32Array): number {
  const xs = column(record, 'x');
  const ys = column(record, 'y');
  const [scaleX, scaleY] = relief.scale;
  let count = 0;
  for (let row = 0; row < record.rows; row++) {
    if (!Number.isFinite(xs[row]) || !Number.isFinite(ys[row])) continue;
    if (count > 0 && row < record.rows - 1 && !isJump(record, row) && !isJump(record, row + 1)) {
      const before = rows[count - 1];
      if (length2(scaleX * (xs[row] - xs[before]), scaleY * (ys[row] - ys[before])) < APART) continue;
    }
    rows[count++] = row;
  }
  return count;
}

let scratch = new Int32Array(0);

/** Lays a run on the relief, into the buffers of `kept` where they are large enough. */
export function drape(relief: Relief, record: RunRecord, kept?: Draped): Draped {
  const xs = column(record, 'x');
  const ys = column(record, 'y');
  const [scaleX, scaleY] = relief.scale;
  if (scratch.length < record.rows) scratch = new Int32Array(record.rows);
  const count = thin(relief, record, scratch);

  let walk = 0;
  for (let k = 1; k < count; k++) {
    const p = scratch[k - 1];
    const q = scratch[k];
    const inside = isJump(record, q) ? null : clip(relief, xs[p], ys[p], xs[q], ys[q]);
    if (inside) walk += (inside[1] - inside[0]) * length2(scaleX * (xs[q] - xs[p]), scaleY * (ys[q] - ys[p]));
  }
  const stride = Math.max(STRIDE, walk / MOST_POINTS);

  let points = kept?.points ?? new Float32Array(512 * POINT);
  let dots = kept?.dots ?? new Float32Array(64 * POINT);
  let length = 0;
  let dotCount = 0;
  let penUp = true;
  let walked = 0;

  const put = (x: number, y: number, row: number): void => {
    const height = heightAt(relief, x, y);
    if (Number.isNaN(height)) {
      penUp = true;
      return;
    }
    if ((length + 1) * POINT > points.length) points = grown(points);
    const at = length * POINT;
    const wx = (x - relief.centre[0]) * scaleX;
    const wz = (relief.centre[1] - y) * scaleY;
    if (!penUp) {
      const over = length2(wx - points[at - POINT], wz - points[at - 3]);
      walked += length2(over, height - points[at - 4]);
    }
    points[at] = wx;
    points[at + 1] = height;
    points[at + 2] = wz;
    points[at + 3] = penUp ? -row - 1 : row;
    points[at + 4] = walked;
    length++;
    penUp = false;
  };
  const dot = (row: number): void => {
    if ((dotCount + 1) * POINT > dots.length) dots = grown(dots);
    const last = (length - 1) * POINT;
    dots.set(points.subarray(last, last + POINT), dotCount * POINT);
    dots[dotCount * POINT + 3] = row;
    dotCount++;
  };

  if (count > 0) put(xs[scratch[0]], ys[scratch[0]], scratch[0]);
  for (let k = 1; k < count; k++) {
    const p = scratch[k - 1];
    const q = scratch[k];
    const dx = xs[q] - xs[p];
    const dy = ys[q] - ys[p];
    if (isJump(record, q)) {
      penUp = true;
      if (isInside(relief, xs[q], ys[q])) put(xs[q], ys[q], q);
      continue;
    }
    const inside = clip(relief, xs[p], ys[p], xs[q], ys[q]);
    if (!inside) {
      penUp = true;
      continue;
    }
    const from = inside[0];
    const to = inside[1];
    const way = length2(scaleX * dx, scaleY * dy);
    const at = (t: number): void =>
      put(within(xs[p] + t * dx, relief.domain.x), within(ys[p] + t * dy, relief.domain.y), p + t * (q - p));
    if (from > 0) {
      penUp = true;
      at(from);
    }
    const pieces = Math.max(1, Math.ceil(((to - from) * way) / stride));
    for (let piece = 1; piece < pieces; piece++) at(from + (piece / pieces) * (to - from));
    if (to < 1) {
      at(to);
      penUp = true;
    } else {
      put(xs[q], ys[q], q);
      const step = length2(scaleX * (xs[q] - xs[q - 1]), scaleY * (ys[q] - ys[q - 1]));
      const single = stepOfRow(record, q) - stepOfRow(record, q - 1) === 1;
      if (single && step >= DOTTED && !penUp) dot(q);
    }
  }
  return { points, length, dots, dotCount };
}

/** Where the way leaves the domain it may miss the border by a rounding error. */
const within = (value: number, [low, high]: readonly [number, number]): number =>
  Math.max(low, Math.min(high, value));

function grown(values: Float32Array): Float32Array {
  const larger = new Float32Array(values.length * 2);
  larger.set(values);
  return larger;
}
