/** Exponential and logarithm, computed in the same way on every machine. */

const LOG2E: f32 = <f32>Math.LOG2E;
/** ln 2 in two parts, of which the first has few digits: n·LN2_HIGH is exact. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444e-4;
/** Below this the result would be no normal number; it is 0. */
const SMALLEST: f32 = -87.33654;

/**
 * e^x of four numbers not above 0, within 2 ulp; 0 where it would be below 2⁻¹²⁶, NaN of NaN.
 *
 * e^x = 2ⁿ·e^r with |r| ≤ ½ ln 2, and e^r as the polynomial of Cephes' `expf` (Moshier).
 */
export function exp4(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(LOG2E)));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(LN2_HIGH)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(LN2_LOW)));
  let p = f32x4.splat(1.98756915e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  const small = f32x4.lt(x, f32x4.splat(SMALLEST));
  const value = v128.andnot(f32x4.mul(p, power), small);
  return v128.bitselect(x, value, f32x4.ne(x, x));
}

const LN2: f64 = Math.LN2;

/**
 * ln(1 + s) for s ≥ 0, within some ulp; NaN of NaN.
 *
 * With u = 1 + s rounded, ln(1 + s) ≈ ln u + (s − (u − 1))/u. ln u = e·ln 2 + 2 artanh((m − 1)/(m + 1)), as a series, where
 * u = m·2ᵉ with m between √½ and √2.
 */
export function log1p(s: f64): f64 {
  const u = 1 + s;
  const lost = (s - (u - 1)) / u;
  const bits = reinterpret<i64>(u);
  let exponent = <i32>((bits >> 52) & 0x7ff) - 1023;
  if (exponent === 1024) return u;
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > Math.SQRT2) {
    m *= 0.5;
    exponent++;
  }
  const z = (m - 1) / (m + 1);
  const w = z * z;
  let sum: f64 = 1.0 / 21.0;
  sum = sum * w + 1.0 / 19.0;
  sum = sum * w + 1.0 / 17.0;
  sum = sum * w + 1.0 / 15.0;
  sum = sum * w + 1.0 / 13.0;
  sum = sum * w + 1.0 / 11.0;
  sum = sum * w + 1.0 / 9.0;
  sum = sum * w + 1.0 / 7.0;
  sum = sum * w + 1.0 / 5.0;
  sum = sum * w + 1.0 / 3.0;
  sum = sum * w;
  return <f64>exponent * LN2 + (2 * z + 2 * z * sum + lost);
}
