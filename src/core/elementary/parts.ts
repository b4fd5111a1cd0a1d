/**
 * What the elementary functions are made of: numbers as sums of two, and powers of two.
 *
 * A number with more than 53 bits is the unevaluated sum of a float64 and a much smaller one, its *tail* (Dekker 1971, "A
 * floating-point technique for extending the available precision"). A function with such a result returns the first and leaves
 * the second in `tail[0]`, until the next call of any: an array holds it without an allocation.
 */

/** The smaller part of the latest result that has two. */
export const tail = new Float64Array(1);

const bits = new Float64Array(1);
const words = new Int32Array(bits.buffer);
/** Where the sign and the exponent lie: the order of bytes is the machine's. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0];

/** The upper half of a number's bits: sign, exponent, and 20 bits of the fraction. */
export function highWord(x: number): number {
  bits[0] = x;
  return words[HIGH];
}

/** 2^-1074 … 2^1023, the smallest first. */
const POWERS = new Float64Array(2098).fill(1);
for (let i = 1073; i >= 0; i--) POWERS[i] = POWERS[i + 1] / 2;
for (let i = 1075; i < 2098; i++) POWERS[i] = POWERS[i - 1] * 2;

/** 2^n for whole n from -1074 to 1023. */
export const powerOfTwo = (n: number): number => POWERS[n + 1074];

/** x². */
export const square = (x: number): number => x * x;

/** x·2^n, rounded once, for x in [1, 4) and whole n. */
export function scale(x: number, n: number): number {
  if (n > 1023) return n > 1024 ? Number.POSITIVE_INFINITY : x * 2 * powerOfTwo(n - 1);
  return n < -1074 ? (n < -1080 ? 0 : (x / 256) * powerOfTwo(n + 8)) : x * powerOfTwo(n);
}

/** a·b − p, exactly, for p = a·b as it is rounded (Dekker's product with Veltkamp's splitting). */
export function productError(a: number, b: number, p: number): number {
  const ca = 134217729 * a;
  const cb = 134217729 * b;
  const ah = ca - (ca - a);
  const bh = cb - (cb - b);
  const al = a - ah;
  const bl = b - bh;
  return ah * bh - p + ah * bl + al * bh + al * bl;
}

/** a + b with its tail, for |a| ≥ |b| or a = 0. */
export function sum(a: number, b: number): number {
  const s = a + b;
  tail[0] = a - s + b;
  return s;
}

/** (a + al)·(b + bl) with its tail. */
export function product(a: number, al: number, b: number, bl: number): number {
  const p = a * b;
  return sum(p, productError(a, b, p) + (a * bl + al * b));
}

/** (a + al)/(b + bl) with its tail, for a `bl` that is a tail of b. */
export function quotient(a: number, al: number, b: number, bl: number): number {
  const q = a / b;
  const p = q * b;
  return sum(q, (a - p - productError(q, b, p) + (al - q * bl)) / b);
}

/** √(a + al) with its tail, for an `al` that is a tail of a. */
export function root(a: number, al: number): number {
  if (a === 0) return sum(0, 0);
  const s = Math.sqrt(a);
  const p = s * s;
  return sum(s, (a - p - productError(s, s, p) + al) / (2 * s));
}
