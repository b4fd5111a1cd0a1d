/** What light needs to know of a relief: its normals, and how deep each vertex lies among its neighbours. */
import type { Relief } from './relief.ts';

/** Unit normals, three numbers a vertex, from central differences; straight up where a neighbour has no value. */
export function normalsOf({ columns, rows, heights, domain, scale }: Relief): Float32Array {
  const normals = new Float32Array(columns * rows * 3);
  const dx = ((domain.x[1] - domain.x[0]) * scale[0]) / (columns - 1);
  const dy = ((domain.y[1] - domain.y[0]) * scale[1]) / (rows - 1);
  for (let j = 0; j < rows; j++) {
    const [below, above] = [Math.max(0, j - 1), Math.min(rows - 1, j + 1)];
    for (let i = 0; i < columns; i++) {
      const [left, right] = [Math.max(0, i - 1), Math.min(columns - 1, i + 1)];
      const slopeX = (heights[j * columns + right] - heights[j * columns + left]) / ((right - left) * dx);
      const slopeY = (heights[above * columns + i] - heights[below * columns + i]) / ((above - below) * dy);
      const at = (j * columns + i) * 3;
      const length = Math.hypot(slopeX, slopeY, 1);
      if (Number.isNaN(length)) {
        normals[at + 1] = 1;
        continue;
      }
      normals[at] = -slopeX / length;
      normals[at + 1] = 1 / length;
      // The plane's y runs along −z.
      normals[at + 2] = slopeY / length;
    }
  }
  return normals;
}

/** The mean over the 2r + 1 nearest of a line of numbers; at the ends over those that there are. NaN are left out. */
function smoothLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  count: number,
  stride: number,
  r: number,
): void {
  let sum = 0;
  let known = 0;
  const add = (k: number, sign: 1 | -1): void => {
    if (k < 0 || k >= count) return;
    const value = from[start + k * stride];
    if (Number.isNaN(value)) return;
    sum += sign * value;
    known += sign;
  };
  for (let k = 0; k < r; k++) add(k, 1);
  for (let k = 0; k < count; k++) {
    add(k + r, 1);
    add(k - r - 1, -1);
    to[start + k * stride] = known > 0 ? sum / known : Number.NaN;
  }
}

/** How far around a vertex its surroundings reach, as a fraction of the grid. */
const AROUND = 0.06;

/**
 * How much deeper each vertex lies than its surroundings, in world units: valleys above 0, ridges below. Darkening
 * valleys a little stands for the light that does not reach them.
 */
export function depthsOf({ columns, rows, heights }: Relief): Float32Array {
  const r = Math.max(1, Math.round(Math.max(columns, rows) * AROUND));
  const rowwise = new Float32Array(heights.length);
  const mean = Float32Array.from(heights);
  // Smoothed twice, so that the edge of the window does not show.
  for (let pass = 0; pass < 2; pass++) {
    for (let j = 0; j < rows; j++) smoothLine(mean, rowwise, j * columns, columns, 1, r);
    for (let i = 0; i < columns; i++) smoothLine(rowwise, mean, i, rows, columns, r);
  }
  return mean.map((value, k) => (Number.isNaN(heights[k]) ? 0 : value - heights[k]));
}
