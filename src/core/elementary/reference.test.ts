/** Every function beside mpmath: 10,000 arguments each. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as elementary from './index.ts';
import { argumentsOf, type Reference } from './testing/arguments.ts';

const path = fileURLToPath(new URL('reference/elementary.json', import.meta.url));
const references: Record<string, Reference> = JSON.parse(readFileSync(path, 'utf8'));
type Call = (...operands: number[]) => number;

/** What is exact needs no reference. */
const { powerOfTwo, square, wholePower, ...functions } = elementary as Readonly<Record<string, Call>>;

const bits = new BigInt64Array(1);
const number = new Float64Array(bits.buffer);
/** The place of a number among all float64 of its sign. */
const place = (x: number): bigint => {
  number[0] = Math.abs(x);
  return bits[0];
};

/** How many units in the last place `value` lies above the number whose lowest byte is `lowest`; at most 128 either way. */
const unitsAbove = (value: number, lowest: number): number =>
  ((Number(place(value) & 255n) - lowest + 384) & 255) - 128;

/** What this engine's `Math` gives: rarely more than some units off, which is enough to tell that no other is meant. */
const engine: Record<string, Call> = {
  ...(Object.fromEntries(
    Object.getOwnPropertyNames(Math).map((name) => [name, Math[name as keyof Math]]),
  ) as unknown as Record<string, Call>),
  exp2: (x) => 2 ** x,
};

describe.each(Object.entries(functions))('%s', (name, ours) => {
  const { lowest, ...rest } = references[name];
  const bytes = Uint8Array.from(atob(lowest), (letter) => letter.charCodeAt(0));

  it('is within one unit in the last place of the exact result', () => {
    const drawn = argumentsOf({ lowest, ...rest }, bytes.length);
    let exact = 0;
    const wrong: string[] = [];
    for (const [i, operands] of drawn.entries()) {
      const value = ours(...operands);
      const away = unitsAbove(value, bytes[i]);
      if (away === 0) exact++;
      const other = engine[name](...operands);
      const near = place(value) - place(other);
      if (Math.abs(away) > 1 || (near < 0n ? -near : near) > 64n || Math.sign(value) !== Math.sign(other))
        wrong.push(`${name}(${operands.join(', ')}) = ${value}, ${away} off; Math: ${other}`);
    }
    expect(bytes.length).toBe(10_000);
    expect(wrong.slice(0, 5)).toEqual([]);
    // Mostly it is the nearest float64.
    expect(exact / bytes.length).toBeGreaterThan(0.9);
  });
});
