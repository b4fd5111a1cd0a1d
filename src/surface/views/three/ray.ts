/** Rays over a relief: what the pointer is at, and what a hill hides. */
import { HEIGHT, halfSize, heightAt, type Relief, toPlane, type Vector3 } from './relief.ts';

const along = (from: Vector3, direction: Vector3, t: number): Vector3 => [
  from[0] + t * direction[0],
  from[1] + t * direction[1],
  from[2] + t * direction[2],
];

/** Where a ray enters and leaves the box around a relief, or null when it passes by. */
function throughBox(
  relief: Relief,
  from: Vector3,
  direction: Vector3,
): [enter: number, leave: number] | null {
  const [w, d] = halfSize(relief);
  const box = [
    [-w, w],
    [-HEIGHT, 2 * HEIGHT],
    [-d, d],
  ] as const;
  let [enter, leave] = [0, Number.POSITIVE_INFINITY];
  for (let axis = 0; axis < 3; axis++) {
    const [low, high] = box[axis];
    if (direction[axis] === 0) {
      if (from[axis] < low || from[axis] > high) return null;
      continue;
    }
    const a = (low - from[axis]) / direction[axis];
    const b = (high - from[axis]) / direction[axis];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return enter < leave ? [enter, leave] : null;
}

/** How far a point of a ray stands above the relief; NaN where there is none below it. */
function above(relief: Relief, from: Vector3, direction: Vector3, t: number): number {
  const point = along(from, direction, t);
  return point[1] - heightAt(relief, ...toPlane(relief, point));
}

/** World units between two looks at the relief: half a cell. */
const strideOf = ({ columns, rows }: Relief): number => 1 / (Math.max(columns, rows) - 1);

/**
 * The point of the plane where a ray first meets the relief, from above or from below; null when it misses.
 *
 * @param direction A unit vector.
 */
export function rayHit(relief: Relief, from: Vector3, direction: Vector3): [x: number, y: number] | null {
  const span = throughBox(relief, from, direction);
  if (!span) return null;
  const [enter, leave] = span;
  const stride = strideOf(relief);
  let before = above(relief, from, direction, enter);
  for (let t = enter; t < leave; t += stride) {
    const next = Math.min(leave, t + stride);
    const after = above(relief, from, direction, next);
    if (before * after <= 0) {
      let [low, high] = [t, next];
      for (let k = 0; k < 24; k++) {
        const middle = (low + high) / 2;
        if (before * above(relief, from, direction, middle) <= 0) high = middle;
        else low = middle;
      }
      return toPlane(relief, along(from, direction, high));
    }
    before = after;
  }
  return null;
}

/** The first stretch of the way to the eye that is not looked at: a point lies on the relief. */
const CLEAR = 0.04;

/** Whether the relief stands between a point on it and the eye. */
export function isHidden(relief: Relief, point: Vector3, eye: Vector3): boolean {
  const way: Vector3 = [eye[0] - point[0], eye[1] - point[1], eye[2] - point[2]];
  const length = Math.hypot(...way);
  const direction = along([0, 0, 0], way, 1 / length);
  const lifted: Vector3 = [point[0], point[1] + CLEAR / 2, point[2]];
  const span = throughBox(relief, lifted, direction);
  if (!span) return false;
  const far = Math.min(length, span[1]);
  const first = above(relief, lifted, direction, CLEAR);
  const stride = 2 * strideOf(relief);
  for (let t = CLEAR; t < far; t += stride) {
    // Seen from below, what hides the point is above the ray.
    if (above(relief, lifted, direction, t) * first < 0) return true;
  }
  return first < 0;
}
