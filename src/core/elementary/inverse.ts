/**
 * Arcsine, arccosine and arctangent.
 *
 * Where an argument is small, a polynomial from scripts/tools/polynomials.py. Else arctan x is arctan c + arctan t with c the nearest
 * j/16, arctan c from a table, and t = (x − c)/(1 + cx), at most 1/32, small enough for six terms of the series; and
 * arcsin x is π/2 − 2 arcsin √((1 − x)/2).
 */
import { highWord, powerOfTwo, productError, quotient, root, sum, tail } from './parts.ts';

const QUARTER_TURN = 1.5707963267948966;
const QUARTER_TURN_TAIL = 6.123233995736766e-17;

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
    const value = sum(QUARTER_TURN, -sign * less);
    return value + (tail[0] + (QUARTER_TURN_TAIL - sign * rest));
  }
  const low = lowAngle(y, yl, a, al);
  if (x > 0) return low;
  const rest = tail[0];
  const value = sum(Math.PI, -low);
  return value + (tail[0] + (2 * QUARTER_TURN_TAIL - rest));
}

/** arctan x − x for |x| ≤ ¼. */
function arctangentRest(x: number): number {
  const z = x * x;
  return (
    x *
    z *
    (-0.3333333333333254 +
      z *
        (0.19999999999584478 +
          z *
            (-0.14285714211652256 +
              z *
                (0.11111104717978026 +
                  z *
                    (-0.09090603000766267 +
                      z * (0.07683727058400314 + z * (-0.06525765894656534 + z * 0.046075672006057444)))))))
  );
}

/** The inverse of the tangent, between −π/2 and π/2. */
export function atan(x: number): number {
  const a = Math.abs(x);
  if (a <= 0.25) return a < 1e-9 ? x : x + arctangentRest(x);
  if (Number.isNaN(x)) return x;
  const value = a < 4 ? arctangent(a) : QUARTER_TURN - (1 / a + (arctangentRest(1 / a) - QUARTER_TURN_TAIL));
  return x < 0 ? -value : value;
}

/** arctan x for x from ¼ to 4. */
function arctangent(x: number): number {
  const over = x > 1;
  const j = Math.floor((over ? 16 / x : 16 * x) + 0.5);
  const c = j / 16;
  const t = over ? (1 - c * x) / (x + c) : (x - c) / (1 + c * x);
  const rest = t + (t * t * t * series(t * t) + TABLE[2 * j + 1]);
  return over
    ? sum(QUARTER_TURN, -TABLE[2 * j]) + (tail[0] + (QUARTER_TURN_TAIL - rest))
    : TABLE[2 * j] + rest;
}

/** arcsin x − x for |x| ≤ ½. */
function arcsineRest(x: number): number {
  const z = x * x;
  return (
    x *
    z *
    (0.16666666666666763 +
      z *
        (0.07499999999970088 +
          z *
            (0.044642857175293094 +
              z *
                (0.030381942675044 +
                  z *
                    (0.022372215910487204 +
                      z *
                        (0.01735159544658239 +
                          z *
                            (0.01398101889423282 +
                              z *
                                (0.011397292055157123 +
                                  z *
                                    (0.010789317475623977 +
                                      z *
                                        (0.003672228899217497 +
                                          z *
                                            (0.021790477571383984 +
                                              z * (-0.02111640170411625 + z * 0.03270192087662469))))))))))))
  );
}

/** 2 arcsin √((1 − x)/2) with its tail, for x from ½ to 1: the angle whose cosine is x. */
function smallAngle(x: number): number {
  const s = root((1 - x) / 2, 0);
  return sum(2 * s, 2 * (tail[0] + arcsineRest(s)));
}

/** The inverse of the sine, between −π/2 and π/2. */
export function asin(x: number): number {
  const a = Math.abs(x);
  if (a <= 0.5) return a < 1e-9 ? x : x + arcsineRest(x);
  if (!(a <= 1)) return Number.NaN;
  const away = smallAngle(a);
  const rest = QUARTER_TURN_TAIL - tail[0];
  const value = sum(QUARTER_TURN, -away) + (tail[0] + rest);
  return x < 0 ? -value : value;
}

/** The inverse of the cosine, between 0 and π. */
export function acos(x: number): number {
  if (x > 0.5) return x <= 1 ? smallAngle(x) : Number.NaN;
  if (x < -0.5) {
    if (x < -1) return Number.NaN;
    const away = smallAngle(-x);
    const rest = 2 * QUARTER_TURN_TAIL - tail[0];
    return sum(Math.PI, -away) + (tail[0] + rest);
  }
  const value = sum(QUARTER_TURN, -x);
  return value + (tail[0] + (QUARTER_TURN_TAIL - arcsineRest(x)));
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
