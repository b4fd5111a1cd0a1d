/**
 * Arcsine, arccosine and arctangent: all are angles of points.
 *
 * For 0 ≤ y ≤ x the angle of (x, y) is arctan c + arctan t with c the nearest j/16, arctan c from a table, and
 * t = (y − cx)/(x + cy) ≤ 1/32 small enough for six terms of the series.
 */
import { highWord, powerOfTwo, product, productError, quotient, root, sum, tail } from './parts.ts';

const series = (z: number): number => -1 / 3 + z * (1 / 5 + z * (-1 / 7 + z * (1 / 9 - z / 11)));

/** arctan(j/16), each with its tail. */
const TABLE = new Float64Array(34);
for (let j = 0; j < 16; j++) {
  // arctan((j + 1)/16) − arctan(j/16).
  const t = quotient(16, 0, 256 + j * (j + 1), 0);
  const z = t * t;
  const rest =
    tail[0] +
    t * z * (-1 / 3 + z * (1 / 5 + z * (-1 / 7 + z * (1 / 9 + z * (-1 / 11 + z * (1 / 13 - z / 15))))));
  const head = TABLE[2 * j] > t ? sum(TABLE[2 * j], t) : sum(t, TABLE[2 * j]);
  TABLE[2 * j + 2] = sum(head, tail[0] + rest + TABLE[2 * j + 1]);
  TABLE[2 * j + 3] = tail[0];
}

/** The angle of (x + xl, y + yl) with its tail, for 0 ≤ y ≤ x, x > 0. */
function lowAngle(y: number, yl: number, x: number, xl: number): number {
  const j = Math.floor((16 * y) / x + 0.5);
  const c = j / 16;
  const cx = c * x;
  const cy = c * y;
  const above = y - cx;
  const aboveTail = yl - productError(c, x, cx) - c * xl;
  const below = sum(x, cy);
  const belowTail = tail[0] + productError(c, y, cy) + xl + c * yl;
  const t = quotient(above, aboveTail, below, belowTail);
  const tl = tail[0];
  const z = t * t;
  const head = TABLE[2 * j];
  const value = head + t;
  return sum(value, head - value + t + (tl + t * z * series(z) + TABLE[2 * j + 1]));
}

/** The angle of (x + xl, y + yl), rounded, for y ≥ 0 and any x, of moderate size and not both 0. */
function angle(y: number, yl: number, x: number, xl: number): number {
  const a = Math.abs(x);
  const al = x < 0 ? -xl : xl;
  if (y > a) {
    // The rest of a quarter turn, or what comes after it.
    const less = lowAngle(a, al, y, yl);
    const sign = x < 0 ? -1 : 1;
    const rest = tail[0];
    const value = sum(1.5707963267948966, -sign * less);
    return value + (tail[0] + (6.123233995736766e-17 - sign * rest));
  }
  const low = lowAngle(y, yl, a, al);
  if (x > 0) return low;
  const rest = tail[0];
  const value = sum(Math.PI, -low);
  return value + (tail[0] + (1.2246467991473532e-16 - rest));
}

/** The inverse of the tangent, between −π/2 and π/2. */
export function atan(x: number): number {
  const a = Math.abs(x);
  if (!(a > 1e-9)) return x;
  const value = a < 1e17 ? angle(a, 0, 1, 0) : Math.PI / 2;
  return x < 0 ? -value : value;
}

/** √((1 − x)(1 + x)) with its tail, for 0 ≤ x ≤ 1. */
function otherSide(x: number): number {
  const less = sum(1, -x);
  const lessTail = tail[0];
  const more = sum(1, x);
  const square = product(less, lessTail, more, tail[0]);
  return root(square, tail[0]);
}

/** The inverse of the sine, between −π/2 and π/2. */
export function asin(x: number): number {
  const a = Math.abs(x);
  if (a < 1e-9) return x;
  if (!(a <= 1)) return Number.NaN;
  const side = otherSide(a);
  const value = angle(a, 0, side, tail[0]);
  return x < 0 ? -value : value;
}

/** The inverse of the cosine, between 0 and π. */
export function acos(x: number): number {
  if (!(Math.abs(x) <= 1)) return Number.NaN;
  const side = otherSide(Math.abs(x));
  return angle(side, tail[0], x, 0);
}

/** The angle of the point (x, y), between −π and π, with the signs that ECMAScript gives to zeros and infinities. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const negative = y < 0 || Object.is(y, -0);
  const value = positiveAngle(Math.abs(y), x);
  return negative ? -value : value;
}

function positiveAngle(y: number, x: number): number {
  const a = Math.abs(x);
  if (y === 0) return x > 0 || Object.is(x, 0) ? 0 : Math.PI;
  if (y === Number.POSITIVE_INFINITY && a === y) return x > 0 ? Math.PI / 4 : Math.PI * 0.75;
  // Where one is negligible, the quotient is the angle, or nothing.
  if (y < a * 1e-17) return x > 0 ? y / x : Math.PI;
  if (a < y * 1e-17) return Math.PI / 2;
  const size = Math.max(y, a);
  const n = Math.min(1023, 1023 - (highWord(size) >> 20));
  const power = powerOfTwo(n);
  return angle(y * power, 0, x * power, 0);
}
