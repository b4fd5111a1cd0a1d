/** Ink on paper: lines drawn by a round pen, as grey pixels, put into the frame as MNIST's digits are. */
import { sin } from '../../core/elementary/index.ts';
import { PIXELS, SIDE } from './images.ts';

/** Side of the box that a digit fills, before it is centred. */
const BOX = 20;

/** A line the pen drew: x, y, x, y, … */
export type Line = number[];

/** Scales lines so that a pen of this radius fills 20 pixels of height or width, in the middle of the frame. */
export function fitted(lines: readonly Line[], radius: number): Line[] {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const line of lines) {
    for (let i = 0; i < line.length; i++) {
      low[i % 2] = Math.min(low[i % 2], line[i]);
      high[i % 2] = Math.max(high[i % 2], line[i]);
    }
  }
  const scale = (BOX - 2 * radius) / Math.max(high[0] - low[0], high[1] - low[1]);
  return lines.map((line) =>
    line.map((value, i) => SIDE / 2 + scale * (value - (low[i % 2] + high[i % 2]) / 2)),
  );
}

/** For each pixel the distance from its centre to the nearest ink, below 0 inside. Reused by every image. */
const distance = new Float32Array(PIXELS);

/** Draws the lines with a round pen whose width swells and shrinks along the way, and centres what it drew. */
export function ink(
  lines: readonly Line[],
  radius: number,
  swell: number,
  phase: number,
  pixels: Uint8Array,
): void {
  distance.fill(1);
  for (const line of lines) {
    for (let i = 0; i + 3 < line.length; i += 2) {
      const r = radius * (1 + swell * sin(2 * Math.PI * (phase + i / 60)));
      segment(line[i], line[i + 1], line[i + 2], line[i + 3], r);
    }
  }
  let mass = 0;
  let sumX = 0;
  let sumY = 0;
  for (let p = 0; p < PIXELS; p++) {
    const value = Math.max(0, Math.min(1, 0.5 - distance[p]));
    distance[p] = value;
    mass += value;
    sumX += value * (p % SIDE);
    sumY += value * Math.floor(p / SIDE);
  }
  const middle = (SIDE - 1) / 2;
  const dx = Math.round(middle - sumX / mass);
  const dy = Math.round(middle - sumY / mass);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const fromX = x - dx;
      const fromY = y - dy;
      const inside = fromX >= 0 && fromX < SIDE && fromY >= 0 && fromY < SIDE;
      pixels[y * SIDE + x] = inside ? Math.round(255 * distance[fromY * SIDE + fromX]) : 0;
    }
  }
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
