/** What the elementary functions cost beside the engine's `Math`. */
import { bench, describe } from 'vitest';
import { built } from './built.ts';

type Call = (a: number, b: number) => number;

const { elementary } = await built();
const ours = elementary as unknown as Readonly<Record<string, Call>>;
const engine = Math as unknown as Readonly<Record<string, Call>>;

const COUNT = 1000;
/** The arguments of functions that are not defined, or not of interest, from −3 to 3. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  exp: [-20, 20],
  log: [0.01, 100],
  log2: [0.01, 100],
  log10: [0.01, 100],
  log1p: [-0.5, 3],
  sin: [-10, 10],
  cos: [-10, 10],
  tan: [-10, 10],
  asin: [-1, 1],
  acos: [-1, 1],
  acosh: [1, 5],
  atanh: [-1, 1],
  cbrt: [-30, 30],
};

/** The sum of all values: with a text of its own for each, since engines compile a shared one for the worst of its uses. */
const loop = (name: string, f: Call, a: Float64Array, b: Float64Array): (() => void) => {
  const body = `let sum = 0; for (let i = 0; i < a.length; i++) sum += f(a[i], b[i]); return sum; // ${name}`;
  const sum = new Function('f', 'a', 'b', body);
  return () => sum(f, a, b);
};

for (const name of Object.keys(ours).filter((name) => name in engine)) {
  const [low, high] = RANGES[name] ?? [-3, 3];
  const power = name === 'pow';
  const a = Float64Array.from({ length: COUNT }, (_, i) =>
    power ? 0.8 + (0.2 * i) / COUNT : low + ((high - low) * ((i * 619) % COUNT)) / COUNT,
  );
  const b = Float64Array.from({ length: COUNT }, (_, i) => (power ? 1 + ((i * 619) % COUNT) : (i % 7) - 3));
  describe(`${COUNT} × ${name}`, () => {
    bench('here', loop(`${name} here`, ours[name], a, b));
    bench('Math', loop(`${name} of Math`, engine[name], a, b));
  });
}
