/**
 * Points that fill the unit cube evenly: the sequence of Sobol (1967) with the direction numbers of Joe & Kuo (2008), scrambled
 * as Owen (1995) proposed, by the hash of Laine & Karras (2011) in the form of Burley (2020).
 */

const BITS = 32;

/** Degree and coefficients of a primitive polynomial over GF(2), and the first direction numbers, for each dimension after the first. */
const DIMENSIONS: readonly (readonly [coefficients: number, first: readonly number[]])[] = [
  [0, [1]],
  [1, [1, 3]],
  [1, [1, 3, 1]],
  [2, [1, 1, 1]],
  [1, [1, 1, 3, 3]],
];

/** The most dimensions. */
export const MAX_DIMENSIONS = DIMENSIONS.length + 1;

/** The direction numbers of a dimension, as bits of a fraction: element i belongs to bit i of a point's index. */
function directions(dimension: number): Uint32Array {
  const v = new Uint32Array(BITS);
  if (dimension === 0) {
    for (let i = 0; i < BITS; i++) v[i] = 2 ** (BITS - 1 - i);
    return v;
  }
  const [coefficients, first] = DIMENSIONS[dimension - 1];
  const degree = first.length;
  for (let i = 0; i < BITS; i++) {
    if (i < degree) {
      v[i] = first[i] * 2 ** (BITS - 1 - i);
      continue;
    }
    // Bratley & Fox 1988, equation 2: the recurrence that the polynomial gives.
    let bits = v[i - degree] ^ (v[i - degree] >>> degree);
    for (let k = 1; k < degree; k++) if ((coefficients >>> (degree - 1 - k)) & 1) bits ^= v[i - k];
    v[i] = bits;
  }
  return v;
}

const TABLES = Array.from({ length: MAX_DIMENSIONS }, (_, dimension) => directions(dimension));

function reversed(bits: number): number {
  let b = bits;
  b = ((b >>> 1) & 0x55555555) | ((b & 0x55555555) << 1);
  b = ((b >>> 2) & 0x33333333) | ((b & 0x33333333) << 2);
  b = ((b >>> 4) & 0x0f0f0f0f) | ((b & 0x0f0f0f0f) << 4);
  b = ((b >>> 8) & 0x00ff00ff) | ((b & 0x00ff00ff) << 8);
  return ((b >>> 16) | (b << 16)) >>> 0;
}

/** Owen's scrambling: each bit is flipped or not by what all higher bits and the seed decide. */
function scrambled(bits: number, seed: number): number {
  let b = (reversed(bits) + seed) | 0;
  b ^= Math.imul(b, 0x6c50b47c);
  b ^= Math.imul(b, 0xb82f1e52);
  b ^= Math.imul(b, 0xc7afe638);
  b ^= Math.imul(b, 0x8d22f6e6);
  return reversed(b >>> 0);
}

/** The coordinate of a point in one dimension, in [0, 1); `seed` scrambles, a whole number below 2³². */
export function sobol(index: number, dimension: number, seed: number): number {
  const table = TABLES[dimension];
  let bits = 0;
  for (let i = 0, rest = index; rest > 0; i++, rest = Math.floor(rest / 2))
    if (rest % 2 === 1) bits ^= table[i];
  return scrambled(bits >>> 0, seed) / 2 ** BITS;
}
