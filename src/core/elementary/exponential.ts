/**
 * e^x and what is made of it.
 *
 * e^x = 2^k · 2^(j/64) · e^r with |r| ≤ ln 2/128: the second factor from a table, the third from a polynomial (Tang 1989,
 * "Table-driven implementation of the exponential function in IEEE floating-point arithmetic").
 */
import { product, quotient, root, scale, sum, tail } from './parts.ts';

/** 2^(j/64), each with its tail. */
const TABLE = new Float64Array(128);
let step = 2;
let stepTail = 0;
for (let i = 0; i < 6; i++) {
  step = root(step, stepTail);
  stepTail = tail[0];
}
TABLE[0] = 1;
for (let j = 2; j < 128; j += 2) {
  TABLE[j] = product(TABLE[j - 2], TABLE[j - 1], step, stepTail);
  TABLE[j + 1] = tail[0];
}

/** 2^(k/64) · e^r · 2^shift with its tail, for |r| a little over ln 2/128 at most. The polynomial: scripts/tools/polynomials.py. */
function assemble(k: number, r: number, shift: number): number {
  const j = (k & 63) << 1;
  const head = TABLE[j];
  const p =
    r +
    r *
      r *
      (0.4999999999994836 + r * (0.1666666666665414 + r * (0.041666723482303894 + r * 0.00833334342703161)));
  const rest = TABLE[j + 1] + head * p;
  const value = head + rest;
  const n = (k >> 6) + shift;
  if (n < -1021 || n > 1022) {
    tail[0] = 0;
    return scale(value, n);
  }
  const power = scale(1, n);
  tail[0] = (head - value + rest) * power;
  return value * power;
}

/** e^(x + xl) · 2^shift with its tail, for x from −746 to 711. */
export function exponential(x: number, xl: number, shift: number): number {
  const k = Math.floor(x * 92.33248261689366 + 0.5);
  // ln 2/64 in two parts: the product of the first is exact.
  return assemble(k, x - k * 0.010830424696450791 - k * -2.0164562921995537e-13 + xl, shift);
}

/** e^x. */
export function exp(x: number): number {
  if (x >= -746 && x <= 710) return exponential(x, 0, 0);
  return x > 0 ? Number.POSITIVE_INFINITY : x < 0 ? 0 : Number.NaN;
}

/** 2^x. */
export function exp2(x: number): number {
  if (!(x >= -1076 && x <= 1025)) return x > 0 ? Number.POSITIVE_INFINITY : x < 0 ? 0 : Number.NaN;
  const k = Math.floor(x * 64 + 0.5);
  return assemble(k, (x - k / 64) * Math.LN2, 0);
}

/** e^x − 1, precise for small x too. */
export function expm1(x: number): number {
  if (x > -0.25 && x < 0.25) {
    const p =
      1 / 6 +
      x *
        (1 / 24 +
          x *
            (1 / 120 +
              x *
                (1 / 720 +
                  x *
                    (1 / 5040 +
                      x *
                        (1 / 40320 +
                          x * (1 / 362880 + x * (1 / 3628800 + x * (1 / 39916800 + x / 479001600))))))));
    return x + x * x * (0.5 + x * p);
  }
  if (!(x < 40)) return exp(x);
  if (x < -40) return -1;
  const e = exponential(x, 0, 0);
  const rest = tail[0];
  const value = e > 1 ? sum(e, -1) : sum(-1, e);
  return value + (tail[0] + rest);
}

/** (sinh x − x)/x³ for x² ≤ ¼. */
const sinhSeries = (z: number): number =>
  1 / 6 +
  z *
    (1 / 120 +
      z * (1 / 5040 + z * (1 / 362880 + z * (1 / 39916800 + z * (1 / 6227020800 + z / 1307674368000)))));

/** (eˣ − e⁻ˣ)/2. */
export function sinh(x: number): number {
  const a = Math.abs(x);
  const z = x * x;
  if (a < 0.5) return x + x * z * sinhSeries(z);
  if (!(a < 711)) return x;
  const e = exponential(a, 0, -1);
  const rest = tail[0];
  const inverse = 0.25 / e;
  const value = sum(e, -inverse);
  const result = value + (tail[0] + rest + inverse * (rest / e));
  return x < 0 ? -result : result;
}

/** (eˣ + e⁻ˣ)/2. */
export function cosh(x: number): number {
  const a = Math.abs(x);
  if (!(a < 711)) return a;
  const e = exponential(a, 0, -1);
  const rest = tail[0];
  const inverse = 0.25 / e;
  const value = sum(e, inverse);
  return value + (tail[0] + rest - inverse * (rest / e));
}

/** (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ). */
export function tanh(x: number): number {
  const a = Math.abs(x);
  if (a < 0.5) {
    if (a < 1e-8) return x;
    const z = x * x;
    const cosine = sum(
      1,
      z *
        (0.5 +
          z *
            (1 / 24 +
              z * (1 / 720 + z * (1 / 40320 + z * (1 / 3628800 + z * (1 / 479001600 + z / 87178291200)))))),
    );
    return quotient(x, x * z * sinhSeries(z), cosine, tail[0]);
  }
  if (!(a < 22)) return Number.isNaN(x) ? x : Math.sign(x);
  const e = exponential(2 * a, 0, 0);
  const rest = tail[0];
  const below = sum(e, 1);
  const away = quotient(2, 0, below, tail[0] + rest);
  const result = 1 - away - tail[0];
  return x < 0 ? -result : result;
}
