/** The arguments of the committed references, drawn as scripts/tools/reference/elementary.py draws them. */

/** How an argument is drawn: `[kind, low, high]`. */
export type Region = readonly [kind: string, low: number, high: number];

/** What the file has of one function. */
export interface Reference {
  readonly seed: number;
  readonly regions: readonly (readonly Region[])[];
  /** The lowest byte of each correctly rounded result, in base 64. */
  readonly lowest: string;
}

/** Mulberry32: whole numbers below 2³². */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
}

/** The arguments of each result of a reference, in order. */
export function argumentsOf({ seed, regions }: Reference, count: number): number[][] {
  const draw = draws(seed);
  const fraction = (): number => (draw() * 2097152 + (draw() >>> 11)) / 9007199254740992;
  const argument = ([kind, low, high]: Region): number => {
    if (kind === 'uniform') return low + (high - low) * fraction();
    if (kind === 'whole') return low + Math.floor((high - low + 1) * fraction());
    const exponent = low + Math.floor((high - low + 1) * fraction());
    // 2^exponent in two factors: neither is below the smallest normal number.
    const half = Math.trunc(exponent / 2);
    const x = (1 + fraction()) * 2 ** half * 2 ** (exponent - half);
    return kind === 'signed' && fraction() < 0.5 ? -x : x;
  };
  return Array.from({ length: count }, (_, i) => regions[i % regions.length].map(argument));
}
