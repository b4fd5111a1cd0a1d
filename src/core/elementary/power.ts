/** Powers and roots. */
import { exponential } from './exponential.ts';
import { logarithm } from './logarithm.ts';
import { highWord, powerOfTwo, productError, tail } from './parts.ts';

const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** e^(y log a) for a finite a > 0 and a finite y. */
function positivePower(a: number, y: number): number {
  let value: number;
  let rest: number;
  if (a < SMALLEST_NORMAL) {
    value = logarithm(a * 18014398509481984, 0);
    rest = tail[0];
    // Less 54 log 2, in two parts of which the first is exact.
    const lower = value - 54 * 0.6931471805601177;
    rest += value - lower - 54 * 0.6931471805601177 - 54 * -1.7239444525614835e-13;
    value = lower;
  } else {
    value = logarithm(a, 0);
    rest = tail[0];
  }
  const p = y * value;
  if (p > 710) return Number.POSITIVE_INFINITY;
  if (p < -746) return 0;
  return exponential(p, productError(y, value, p) + y * rest, 0);
}

/**
 * x^y, with what ECMAScript says of zeros, infinities and NaN (Number::exponentiate): NaN for a negative x and a y that is not
 * whole, and for 1^±∞.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (y === 2) return x * x;
  if (y === 1) return x;
  if (y === -1) return 1 / x;
  if (x > 0 && x < Number.POSITIVE_INFINITY && y - y === 0) return x === 1 ? 1 : positivePower(x, y);
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const a = Math.abs(x);
  if (y - y !== 0) return a === 1 ? Number.NaN : a > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  // Half of an odd number is not whole; beyond 2⁵³ all numbers are even.
  const odd = Math.trunc(y) === y && Math.trunc(y / 2) !== y / 2;
  if (a === 0 || a === Number.POSITIVE_INFINITY) {
    const size = (a === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY;
    return odd && (x < 0 || Object.is(x, -0)) ? -size : size;
  }
  if (Math.trunc(y) !== y) return Number.NaN;
  const size = a === 1 ? 1 : positivePower(a, y);
  return odd ? -size : size;
}

/** Tables of the whole powers of some numbers, an open hash table by the number: a power costs ten times what looking it up does. */
const SLOTS = 64;
const MOST = 48;
const LONGEST = 16384;
const NONE = new Float64Array(0);
const bases = new Float64Array(SLOTS).fill(Number.NaN);
const tables: Float64Array[] = new Array(SLOTS).fill(NONE);
let used = 0;

/** pow(x, n), from a table where n is whole and not negative: what rules need of one number at every step n, as βⁿ. */
export function wholePower(x: number, n: number): number {
  const slot = (x * 4096) & (SLOTS - 1);
  const table = tables[slot];
  return bases[slot] === x && n >>> 0 === n && n < table.length ? table[n] : slowWholePower(x, n, slot);
}

function slowWholePower(x: number, n: number, first: number): number {
  if (n >>> 0 !== n || n >= LONGEST) return pow(x, n);
  let slot = first;
  while (tables[slot] !== NONE && bases[slot] !== x) slot = (slot + 1) & (SLOTS - 1);
  if (n < tables[slot].length) return tables[slot][n];
  if (tables[slot] === NONE) {
    if (used === MOST) {
      tables.fill(NONE);
      used = 0;
      slot = first;
    }
    used++;
    bases[slot] = x;
  }
  let length = 64;
  while (length <= n) length *= 2;
  const table = new Float64Array(length);
  table.set(tables[slot]);
  for (let k = tables[slot].length; k < length; k++) table[k] = pow(x, k);
  tables[slot] = table;
  return table[n];
}

/**
 * The cube root: two of Halley's steps from a parabola, and a last one from 24 bits, whose square is exact (as Kahan's and
 * Evans' way of rounding a cube root).
 */
export function cbrt(x: number): number {
  if (x === 0 || x - x !== 0) return x;
  let a = Math.abs(x);
  let shift = 0;
  if (a < SMALLEST_NORMAL) {
    a *= 18014398509481984;
    shift = -18;
  }
  // a = m · 2^(3q) with m in [1, 8).
  const q = Math.floor(((highWord(a) >> 20) - 1023) / 3);
  const m = a * powerOfTwo(-3 * q);
  let t = 0.75 + m * (0.27 - m * 0.0145);
  for (let i = 0; i < 2; i++) {
    const cube = t * t * t;
    t *= (cube + 2 * m) / (2 * cube + m);
  }
  t = Math.fround(t);
  const r = m / (t * t);
  t += (t * (r - t)) / (2 * t + r);
  t *= powerOfTwo(q + shift);
  return x < 0 ? -t : t;
}

/** √(x² + y²) without overflow, corrected by the remainder (Borges 2019, "An improved algorithm for hypot(a, b)"). */
export function hypot(x: number, y: number): number {
  const a = Math.max(Math.abs(x), Math.abs(y));
  const b = Math.min(Math.abs(x), Math.abs(y));
  if (Math.abs(x) === Number.POSITIVE_INFINITY || Math.abs(y) === Number.POSITIVE_INFINITY)
    return Number.POSITIVE_INFINITY;
  if (!(b > a * 1e-9)) return a;
  const by = a > 1e150 ? 600 : a < 1e-150 ? -600 : 0;
  const p = a * powerOfTwo(-by);
  const q = b * powerOfTwo(-by);
  const h = Math.sqrt(p * p + q * q);
  const pp = p * p;
  const qq = q * q;
  const hh = h * h;
  const left = hh - pp - qq + (productError(h, h, hh) - productError(p, p, pp) - productError(q, q, qq));
  return (h - left / (2 * h)) * powerOfTwo(by);
}
