import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permutation, random } from './random.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 53 - 1 });
const take = <T>(n: number, draw: () => T): T[] => Array.from({ length: n }, draw);

/** χ² of counts against equal frequencies. */
const chiSquare = (counts: readonly number[]): number => {
  const expected = counts.reduce((a, b) => a + b) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
};

const correlation = (a: readonly number[], b: readonly number[]): number => {
  const mean = (values: readonly number[]) => values.reduce((x, y) => x + y) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = (p: readonly number[], mp: number, q: readonly number[], mq: number) =>
    p.reduce((sum, value, i) => sum + (value - mp) * (q[i] - mq), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
};

describe('random', () => {
  it('gives the same stream for the same address', () => {
    fc.assert(
      fc.property(fc.array(seeds, { minLength: 1, maxLength: 4 }), (address) => {
        expect(take(20, random(...address).uniform)).toEqual(take(20, random(...address).uniform));
      }),
    );
  });

  it('gives the numbers that links rely on', () => {
    const chance = random(1, 1, 0);
    expect(take(2, chance.uniform)).toEqual([0.6495650578290224, 0.49469397054053843]);
    // Logarithm and sine may differ in the last digit from one engine to the next.
    expect(chance.normal()).toBeCloseTo(1.7001898534835296, 12);
    expect(chance.normal()).toBeCloseTo(0.3506752455159625, 12);
    expect(chance.integer(100)).toBe(76);
  });

  it('advances as sfc32 does', () => {
    const chance = random(42, 7, 2 ** 40 + 3);
    const again = sfc32(42, 7, 2 ** 40 + 3);
    for (let i = 0; i < 100; i++) expect(chance.uniform()).toBe(Number(again()) / 2 ** 32);
  });

  it('gives another stream for every other address: longer, shorter, swapped, or beyond 32 bits', () => {
    const addresses = [
      [],
      [0],
      [1],
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [2 ** 32],
      [2 ** 32 + 1],
      [1, 0, 0],
      [-1],
    ];
    const first = addresses.map((address) => random(...address).uniform());
    expect(new Set(first).size).toBe(addresses.length);
  });

  it('is uniform: 64 bins of 64,000 draws', () => {
    const counts = new Array<number>(64).fill(0);
    const chance = random(2024);
    for (let i = 0; i < 64_000; i++) counts[Math.floor(chance.uniform() * 64)]++;
    // The 99.9 % point of χ² with 63 degrees of freedom.
    expect(chiSquare(counts)).toBeLessThan(103.4);
  });

  it('is uniform across neighbouring addresses as well: the first number of 64,000 streams', () => {
    const counts = new Array<number>(64).fill(0);
    for (let draw = 0; draw < 64_000; draw++) counts[Math.floor(random(1, 1, draw).uniform() * 64)]++;
    expect(chiSquare(counts)).toBeLessThan(103.4);
  });

  it('does not repeat itself in neighbouring streams', () => {
    const streams = [0, 1, 2, 3].map((draw) => take(5000, random(1, 1, draw).uniform));
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < i; j++) expect(Math.abs(correlation(streams[i], streams[j]))).toBeLessThan(0.05);
    }
  });

  it('has normal numbers with the moments and the tails of the normal distribution', () => {
    const chance = random(5);
    const values = take(100_000, chance.normal);
    const moment = (k: number) => values.reduce((sum, value) => sum + value ** k, 0) / values.length;
    expect(moment(1)).toBeCloseTo(0, 1.5);
    expect(moment(2)).toBeCloseTo(1, 1.5);
    expect(moment(3)).toBeCloseTo(0, 1);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.15);
    const beyond = (z: number) => values.filter((value) => Math.abs(value) > z).length / values.length;
    expect(beyond(1)).toBeCloseTo(0.3173, 2);
    expect(beyond(1.96)).toBeCloseTo(0.05, 2);
    expect(beyond(3)).toBeCloseTo(0.0027, 3);
    expect(values.every(Number.isFinite)).toBe(true);
    // Box–Muller gives them in pairs.
    expect(Math.abs(correlation(values.slice(0, -1), values.slice(1)))).toBeLessThan(0.02);
  });

  it('draws integers below n, each as often', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 2 ** 31 }), (seed, n) => {
        const value = random(seed).integer(n);
        expect(Number.isInteger(value) && value >= 0 && value < n).toBe(true);
      }),
    );
    const counts = new Array<number>(10).fill(0);
    const chance = random(9);
    for (let i = 0; i < 10_000; i++) counts[chance.integer(10)]++;
    expect(chiSquare(counts)).toBeLessThan(27.9);
  });
});

describe('permutation', () => {
  it('holds every number once', () => {
    fc.assert(
      fc.property(seeds, fc.nat(300), (seed, n) => {
        expect([...permutation(n, random(seed))].sort((a, b) => a - b)).toEqual(
          Array.from({ length: n }, (_, i) => i),
        );
      }),
    );
  });

  it('gives each of the 24 orders of four things as often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 24_000; seed++) {
      const order = permutation(4, random(seed)).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // The 99.9 % point of χ² with 23 degrees of freedom.
    expect(chiSquare([...counts.values()])).toBeLessThan(49.7);
  });
});

/** sfc32 in 64-bit integers reduced by hand, keyed and warmed up as `random` documents. */
function sfc32(...address: readonly number[]): () => bigint {
  const M = 0xffffffffn;
  const mix = (h: bigint) => {
    h = ((h ^ (h >> 16n)) * 0x85ebca6bn) & M;
    h = ((h ^ (h >> 13n)) * 0xc2b2ae35n) & M;
    return h ^ (h >> 16n);
  };
  let [a, b, c] = [0x9e3779b9n, 0x243f6a88n, 0xb7e15162n];
  for (const part of address) {
    const low = BigInt(part) & M;
    const high = (BigInt(part) >> 32n) & M;
    a = mix(a ^ low);
    b = mix(b ^ high ^ a);
    c = mix((c + a + b) & M);
  }
  let counter = 1n;
  const next = () => {
    const out = (a + b + counter) & M;
    counter = (counter + 1n) & M;
    a = b ^ (b >> 9n);
    b = (c + (c << 3n)) & M;
    c = (((c << 21n) | (c >> 11n)) + out) & M;
    return out;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}
