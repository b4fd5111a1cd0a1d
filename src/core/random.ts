/**
 * Seeded chance. The same seed gives the same numbers in the page, in Node and in a test.
 *
 * Streams are addressed, not shared: `random(seed, 7, 3)` does not depend on what else was drawn before, which is what
 * lets a run be replayed from any step and lets all runs see the same noise.
 */
import { cos, log, sin } from './elementary/index.ts';

/** A stream of pseudo-random numbers. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform integer in [0, n). */
  integer(n: number): number;
}

/** One round of the finaliser of MurmurHash3 (Appleby 2011): every input bit changes every output bit. */
function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * The stream at an address: a seed and any number of further integers (a step, a coordinate, a purpose).
 *
 * The generator is sfc32 (Doty-Humphrey, PractRand), keyed by a hash of the address. Numbers up to 2⁵³ take part in the
 * address whole; fractions are dropped.
 */
export function random(...address: readonly number[]): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  for (const part of address) {
    const low = part >>> 0;
    const high = Math.floor(part / 4294967296) >>> 0;
    a = mix(a ^ low);
    b = mix(b ^ high ^ a);
    c = mix((c + a + b) >>> 0);
  }
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();

  let spare = Number.NaN;
  const uniform = () => next() / 4294967296;
  return {
    uniform,
    // Box–Muller, two at a time. 1 − u keeps the logarithm finite.
    normal() {
      if (!Number.isNaN(spare)) {
        const value = spare;
        spare = Number.NaN;
        return value;
      }
      const radius = Math.sqrt(-2 * log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * sin(angle);
      return radius * cos(angle);
    },
    integer: (n) => Math.floor(uniform() * n),
  };
}

/** A random permutation of 0 … n−1 (Fisher–Yates). */
export function permutation(n: number, chance: Random): Uint32Array {
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  for (let i = n - 1; i > 0; i--) {
    const j = chance.integer(i + 1);
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
  return order;
}
