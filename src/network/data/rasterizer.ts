/**
 * Lines drawn by a round pen, as grey pixels, put into the frame as MNIST's digits are (LeCun, Cortes, Burges): fitted to 20 × 20
 * pixels, their centre of mass in the middle of 28 × 28. Digits that networks are trained on and digits that a person draws for
 * them are drawn by it alike.
 */
import { sin } from '../../core/elementary/index.ts';
import { PIXELS, SIDE } from './images.ts';

/** Side of the box that a digit fills, before it is centred. */
const BOX = 20;
/** Pixels with less ink than this may be cut off. */
const FAINT = 0.1;

/** A line the pen drew: x, y, x, y, …, in any unit. */
export type Line = readonly number[];

export interface Pen {
  /** In pixels. */
  readonly radius: number;
  /** The part of its radius by which it swells and shrinks along the way, and where in that it begins, 0 … 1. */
  readonly swell: number;
  readonly phase: number;
}

/** Scales lines so that a pen of this radius fills 20 pixels of height or width, in the middle of the frame. */
function fitted(lines: readonly Line[], radius: number): Line[] {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const line of lines) {
    for (let i = 0; i < line.length; i++) {
      low[i % 2] = Math.min(low[i % 2], line[i]);
      high[i % 2] = Math.max(high[i % 2], line[i]);
    }
  }
  const size = Math.max(high[0] - low[0], high[1] - low[1]);
  // A dot has no size: it stays as large as the pen.
  const scale = size > 0 ? (BOX - 2 * radius) / size : 0;
  return lines.map((line) =>
    line.map((value, i) => SIDE / 2 + scale * (value - (low[i % 2] + high[i % 2]) / 2)),
  );
}

/** For each pixel the distance from its centre to the nearest line, below 0 inside; then how dark it is. Reused by every image. */
const distance = new Float32Array(PIXELS);

/**
 * Draws lines into 784 pixels, 0 background and 255 ink. The centre of mass comes to the middle, in whole pixels, as far as
 * nothing is cut off by that.
 */
export function rasterize(lines: readonly Line[], { radius, swell, phase }: Pen, pixels: Uint8Array): void {
  distance.fill(1);
  for (const line of fitted(lines, radius)) {
    for (let i = 0; i + 1 < Math.max(2, line.length - 2); i += 2) {
      const next = i + 3 < line.length ? i + 2 : i;
      const r = radius * (1 + swell * sin(2 * Math.PI * (phase + i / 60)));
      segment(line[i], line[i + 1], line[next], line[next + 1], r);
    }
  }
  const [dx, dy] = darken();
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const [fromX, fromY] = [x - dx, y - dy];
      const inside = fromX >= 0 && fromX < SIDE && fromY >= 0 && fromY < SIDE;
      pixels[y * SIDE + x] = inside ? Math.round(255 * distance[fromY * SIDE + fromX]) : 0;
    }
  }
}

/** Turns distances into darkness, and finds how far it has to be moved. */
function darken(): readonly [dx: number, dy: number] {
  let mass = 0;
  const sum = [0, 0];
  const first = [SIDE, SIDE];
  const last = [-1, -1];
  for (let p = 0; p < PIXELS; p++) {
    const value = Math.max(0, Math.min(1, 0.5 - distance[p]));
    distance[p] = value;
    if (value === 0) continue;
    mass += value;
    for (const axis of [0, 1]) {
      const place = axis === 0 ? p % SIDE : Math.floor(p / SIDE);
      sum[axis] += value * place;
      if (value < FAINT) continue;
      first[axis] = Math.min(first[axis], place);
      last[axis] = Math.max(last[axis], place);
    }
  }
  const shift = (axis: number): number => {
    const wanted = Math.round((SIDE - 1) / 2 - sum[axis] / mass);
    return Math.max(-first[axis], Math.min(SIDE - 1 - last[axis], wanted));
  };
  return [shift(0), shift(1)];
}

/** Lowers `distance` to that from a straight line with round ends. */
function segment(ax: number, ay: number, bx: number, by: number, radius: number): void {
  const reach = radius + 1;
  const x0 = Math.max(0, Math.floor(Math.min(ax, bx) - reach));
  const x1 = Math.min(SIDE - 1, Math.ceil(Math.max(ax, bx) + reach));
  const y0 = Math.max(0, Math.floor(Math.min(ay, by) - reach));
  const y1 = Math.min(SIDE - 1, Math.ceil(Math.max(ay, by) + reach));
  const ux = bx - ax;
  const uy = by - ay;
  const square = ux * ux + uy * uy;
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const px = x + 0.5 - ax;
      const py = y + 0.5 - ay;
      const t = square > 0 ? Math.max(0, Math.min(1, (px * ux + py * uy) / square)) : 0;
      const dx = px - t * ux;
      const dy = py - t * uy;
      const d = Math.sqrt(dx * dx + dy * dy) - radius;
      if (d < distance[y * SIDE + x]) distance[y * SIDE + x] = d;
    }
  }
}
