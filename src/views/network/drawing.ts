/** A digit drawn by hand as the networks know digits: fitted to 20 × 20 pixels, its centre of mass in the middle of 28 × 28. */
import { PIXELS, SIDE } from './lab.ts';

/** Side of the box that a digit of MNIST fills (LeCun, Cortes, Burges). */
const BOX = 20;

/** A line the pen drew: x, y, x, y, …, in any unit. */
export type Stroke = readonly number[];

/** Samples of a pixel's side that are looked at. */
const FINE = 3;

/**
 * The strokes as 784 numbers, 0 background and 1 ink, drawn with a pen two and a half pixels wide. null when there are none.
 *
 * The centre of mass comes to the middle, as far as nothing is cut off by that.
 */
export function digitOf(strokes: readonly Stroke[]): Float32Array | null {
  const points = strokes.flatMap((stroke) =>
    Array.from({ length: stroke.length / 2 }, (_, i) => [stroke[2 * i], stroke[2 * i + 1]] as const),
  );
  if (points.length === 0) return null;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const low = [Math.min(...xs), Math.min(...ys)];
  const size = Math.max(Math.max(...xs) - low[0], Math.max(...ys) - low[1]);
  const radius = 1.3;
  // A dot has no size: it stays as large as the pen.
  const scale = size > 0 ? (BOX - 2 * radius) / size : 0;
  const middle = [(low[0] + Math.max(...xs)) / 2, (low[1] + Math.max(...ys)) / 2];
  /** How far the lines may move to either side, along x and along y, before they leave the picture. */
  const room = middle.map((value, i) => SIDE / 2 - radius - scale * (value - low[i]));
  const fitted = strokes.map((stroke) =>
    stroke.map((value, i) => SIDE / 2 + scale * (value - middle[i % 2])),
  );
  const ink = inked(fitted, radius);
  let mass = 0;
  let sumX = 0;
  let sumY = 0;
  for (let p = 0; p < PIXELS; p++) {
    mass += ink[p];
    sumX += ink[p] * ((p % SIDE) + 0.5);
    sumY += ink[p] * (Math.floor(p / SIDE) + 0.5);
  }
  if (mass === 0) return ink;
  const [dx, dy] = [sumX, sumY].map((sum, i) => Math.max(-room[i], Math.min(room[i], SIDE / 2 - sum / mass)));
  return inked(
    fitted.map((stroke) => stroke.map((value, i) => value + (i % 2 === 0 ? dx : dy))),
    radius,
  );
}

/** The share of each pixel that lies within `radius` of a line. */
function inked(strokes: readonly Stroke[], radius: number): Float32Array {
  const fine = SIDE * FINE;
  const marks = new Uint8Array(fine * fine);
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i += 2) {
      const next = i + 3 < stroke.length ? i + 2 : i;
      mark(marks, [stroke[i], stroke[i + 1], stroke[next], stroke[next + 1]], radius);
    }
  }
  const ink = new Float32Array(PIXELS);
  for (let y = 0; y < fine; y++) {
    for (let x = 0; x < fine; x++) {
      ink[Math.floor(y / FINE) * SIDE + Math.floor(x / FINE)] += marks[y * fine + x] / FINE ** 2;
    }
  }
  return ink;
}

/** Marks the fine pixels within `radius` of a straight line. */
function mark(
  marks: Uint8Array,
  [ax, ay, bx, by]: readonly [number, number, number, number],
  radius: number,
): void {
  const fine = SIDE * FINE;
  const bound = (value: number): number => Math.max(0, Math.min(fine, Math.round(value * FINE)));
  const [ux, uy] = [bx - ax, by - ay];
  const square = ux * ux + uy * uy;
  for (let y = bound(Math.min(ay, by) - radius); y < bound(Math.max(ay, by) + radius); y++) {
    for (let x = bound(Math.min(ax, bx) - radius); x < bound(Math.max(ax, bx) + radius); x++) {
      const px = (x + 0.5) / FINE - ax;
      const py = (y + 0.5) / FINE - ay;
      const t = square > 0 ? Math.max(0, Math.min(1, (px * ux + py * uy) / square)) : 0;
      if (Math.hypot(px - t * ux, py - t * uy) <= radius) marks[y * fine + x] = 1;
    }
  }
}
