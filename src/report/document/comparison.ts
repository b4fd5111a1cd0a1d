/** Which runs can be told apart: differences that exceed the spread between seeds. */

/** The density's integral of Student's t, from −∞, by Simpson's rule over the angle atan(t/√ν), where it is a power of a cosine. */
function studentProbability(t: number, freedom: number): number {
  const integral = (to: number): number => {
    const pieces = 400;
    const h = to / pieces;
    let sum = 0;
    for (let i = 0; i <= pieces; i++) {
      const weight = i === 0 || i === pieces ? 1 : i % 2 === 1 ? 4 : 2;
      sum += weight * Math.cos(i * h) ** (freedom - 1);
    }
    return (sum * h) / 3;
  };
  return 0.5 + integral(Math.atan(t / Math.sqrt(freedom))) / (2 * integral(Math.PI / 2));
}

/** The quantile of Student's t distribution. `probability` lies between 0.5 and 1. */
export function studentQuantile(probability: number, freedom: number): number {
  const key = `${probability} ${freedom}`;
  const found = quantiles.get(key) ?? quantileOf(probability, freedom);
  quantiles.set(key, found);
  return found;
}

function quantileOf(probability: number, freedom: number): number {
  let low = 0;
  let high = 1;
  while (studentProbability(high, freedom) < probability && high < 1e9) high *= 2;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (studentProbability(middle, freedom) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const quantiles = new Map<string, number>();

export interface Spread {
  readonly mean: number;
  /** With n − 1 in the denominator; 0 for one value. */
  readonly sd: number;
  readonly n: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : 0, n };
}

/** Of all pairs together so much confidence. */
const CONFIDENCE = 0.95;
/** Without chance every difference is real that is more than rounding. */
const ROUNDING = 1e-9;

/**
 * For each pair of runs whether the first is better than the second. The same seeds are given to all runs, so differences are taken
 * seed by seed; the interval of their mean is that of Student's t, widened for the number of pairs (Bonferroni).
 *
 * @param values By run, then by seed: the same seeds in the same order.
 * @param chance Whether the values depend on the seed. With chance, and one seed, nothing is claimed.
 */
export function better(
  values: readonly (readonly number[])[],
  chance: boolean,
  lower: boolean,
): (a: number, b: number) => boolean {
  const pairs = (values.length * (values.length - 1)) / 2;
  const seeds = values[0]?.length ?? 0;
  const t = chance && seeds > 1 ? studentQuantile(1 - (1 - CONFIDENCE) / (2 * pairs), seeds - 1) : 0;
  const sign = lower ? 1 : -1;
  return (a, b) => {
    const differences = values[a].map((value, k) => sign * (values[b][k] - value));
    const { mean, sd, n } = spreadOf(differences);
    if (!chance) return mean > ROUNDING * Math.max(Math.abs(values[a][0]), Math.abs(values[b][0]));
    return n > 1 && mean > (t * sd) / Math.sqrt(n) && mean > 0;
  };
}
