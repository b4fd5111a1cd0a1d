/**
 * log x and what is made of it.
 *
 * x = 2^k · F · (1 + f/F) with F = j/128 nearest: log F from a table, and log(1 + f/F) = u + u³/12 + u⁵/80 + … with
 * u = 2f/(2F + f) (Tang 1990, "Table-driven implementation of the logarithm function in IEEE floating-point arithmetic"), here
 * with a tail, which pow needs.
 */
import { highWord, powerOfTwo, product, quotient, root, sum, tail } from './parts.ts';

const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** j/128 for the reduced arguments, which lie between √½ and √2. */
const FIRST = 90;
const LAST = 182;

/** log(j/128): its first 41 binary places, so that adding multiples of log 2 is exact, and the rest. */
const TABLE = new Float64Array(2 * (LAST - FIRST + 1));
for (const direction of [1, -1]) {
  let head = 0;
  let rest = 0;
  for (let j = 128; j >= FIRST && j <= LAST; j += direction) {
    const places = Math.round((head + rest) * 2199023255552) / 2199023255552;
    TABLE[2 * (j - FIRST)] = places;
    TABLE[2 * (j - FIRST) + 1] = head - places + rest;
    // log((j + 1)/j) = 2 artanh(1/(2j + 1)).
    const s = quotient(2 * direction, 0, 2 * j + direction, 0);
    const z = (s * s) / 4;
    const more = tail[0] + s * z * (1 / 3 + z * (1 / 5 + z / 7));
    // The sum so far may be the smaller one only where it is 0.
    head = sum(head, s);
    rest += tail[0] + more;
  }
}

/** log(x + xl) with its tail, for a normal and finite x > 0. */
export function logarithm(x: number, xl: number): number {
  return logarithmScaled(x, xl, 0);
}

/** log((x + xl)·2^shift) with its tail, for a normal and finite x > 0. */
function logarithmScaled(x: number, xl: number, shift: number): number {
  // The exponent of x/√½, rounded down.
  const n = (highWord(x) - 0x3fe6a09e) >> 20;
  const power = powerOfTwo(-n);
  const m = x * power;
  const j = (m * 128 + 0.5) | 0;
  const center = j * 0.0078125;
  const f = m - center;
  const inverse = 1 / (m + center);
  // u in two parts, the first of 24 bits: its products with F and with the first 24 bits of f are exact.
  const u1 = Math.fround(2 * f * inverse);
  const f1 = Math.fround(f);
  const u2 = (2 * (f - u1 * center) - u1 * f1 - u1 * (f - f1) + 2 * xl * power) * inverse;
  const u = u1 + u2;
  const z = u * u;
  const k = n + shift;
  const at = 2 * (j - FIRST);
  const head = k * 0.6931471805601177 + TABLE[at];
  const value = head + u1;
  const rest =
    head -
    value +
    u1 +
    (u2 + u * z * (1 / 12 + z * (1 / 80 + z / 448)) + TABLE[at + 1] + k * -1.7239444525614835e-13);
  return sum(value, rest);
}

/** log x for any x > 0, with its tail. */
const logarithmOf = (x: number): number =>
  x < SMALLEST_NORMAL ? logarithmScaled(x * 18014398509481984, 0, -54) : logarithmScaled(x, 0, 0);

/** log(1 + f) for |f| ≤ 1/32, from a polynomial of scripts/tools/polynomials.py. */
const logarithmNearOne = (f: number): number =>
  f -
  (0.5 * f * f -
    f *
      f *
      f *
      (0.3333333333333276 +
        f *
          (-0.2499999999999847 +
            f *
              (0.2000000000571646 +
                f *
                  (-0.16666666677091185 +
                    f *
                      (0.1428569655354832 +
                        f *
                          (-0.12499975574747657 + f * (0.11132753299499645 + f * -0.10023877970193099))))))));

/** The natural logarithm: the sum of `logarithmScaled` without its tail, which only results near 0 would need. */
export function log(x: number): number {
  if (Math.abs(x - 1) <= 0.03125) return logarithmNearOne(x - 1);
  if (!(x >= SMALLEST_NORMAL && x < Number.POSITIVE_INFINITY)) {
    if (x > 0) return x < 1 ? logarithmOf(x) : x;
    return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  }
  const n = (highWord(x) - 0x3fe6a09e) >> 20;
  const m = x * powerOfTwo(-n);
  const j = (m * 128 + 0.5) | 0;
  const center = j * 0.0078125;
  const u = (2 * (m - center)) / (m + center);
  const z = u * u;
  const at = 2 * (j - FIRST);
  const rest = u * z * (1 / 12 + z / 80) + TABLE[at + 1] + n * -1.7239444525614835e-13;
  return n * 0.6931471805601177 + TABLE[at] + (u + rest);
}

/** log x · (b + bl), rounded: other bases. */
function logarithmToBase(x: number, b: number, bl: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return log(x);
  const value = logarithmOf(x);
  return product(value, tail[0], b, bl);
}

/** The logarithm to base 2: exact for powers of 2. */
export function log2(x: number): number {
  return logarithmToBase(x, Math.LOG2E, 2.0355273740931033e-17);
}

/** The logarithm to base 10: exact for powers of 10 that are float64. */
export function log10(x: number): number {
  return logarithmToBase(x, Math.LOG10E, 1.098319650216765e-17);
}

/** log(1 + x + xl) for a finite x ≥ −1 and a small xl. */
function logarithmOfOnePlus(x: number, xl: number): number {
  const s = x > 1 ? sum(x, 1) : sum(1, x);
  const rest = tail[0] + xl;
  return s > 0 ? logarithm(s, rest) : Number.NEGATIVE_INFINITY;
}

/** log(1 + x), precise for small x too. */
export function log1p(x: number): number {
  if (Math.abs(x) < 1e-17) return x;
  return x >= -1 && x < Number.POSITIVE_INFINITY ? logarithmOfOnePlus(x, 0) : x > 0 ? x : Number.NaN;
}

/** The inverse of sinh. */
export function asinh(x: number): number {
  const a = Math.abs(x);
  if (!(a > 1e-9 && a < Number.POSITIVE_INFINITY)) return x;
  let result: number;
  if (a > 1e9) {
    const value = logarithm(a, 0);
    const rest = tail[0];
    result = sum(value, Math.LN2) + (tail[0] + rest + 2.3190468138462996e-17);
  } else {
    const more = (a * a) / (1 + Math.sqrt(a * a + 1));
    const both = a > more ? sum(a, more) : sum(more, a);
    result = logarithmOfOnePlus(both, tail[0]);
  }
  return x < 0 ? -result : result;
}

/** The inverse of cosh. */
export function acosh(x: number): number {
  if (!(x > 1)) return x === 1 ? 0 : Number.NaN;
  if (x > 1e9) return asinh(x);
  // log(1 + t + √(t(2 + t))) with t = x − 1.
  const t = sum(x, -1);
  const tl = tail[0];
  const other = x > 1 ? sum(x, 1) : sum(1, x);
  const square = product(t, tl, other, tail[0]);
  const s = root(square, tail[0]);
  const sl = tail[0];
  const both = s > t ? sum(s, t) : sum(t, s);
  return logarithmOfOnePlus(both, tail[0] + sl + tl);
}

/** The inverse of tanh. */
export function atanh(x: number): number {
  const a = Math.abs(x);
  if (a < 1e-9) return x;
  if (!(a < 1)) return a === 1 ? x * Number.POSITIVE_INFINITY : Number.NaN;
  const below = sum(1, -a);
  const q = quotient(2 * a, 0, below, tail[0]);
  const result = logarithmOfOnePlus(q, tail[0]) / 2;
  return x < 0 ? -result : result;
}
