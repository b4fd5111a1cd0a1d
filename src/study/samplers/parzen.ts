/**
 * The densities of the tree-structured Parzen estimator (Bergstra et al. 2011, section 4), as Optuna 3 makes them by default: one
 * axis at a time, a normal distribution at each observation and one over the whole axis, cut off at its ends; each as wide as
 * the farther of its neighbours is away, within bounds ("magic clip").
 */
import { exp, log } from '../../core/elementary/index.ts';
import type { Random } from '../../core/random.ts';

const SQRT_2 = Math.SQRT2;
const SQRT_PI = 1.772453850905516;
const LOG_SQRT_2_PI = 0.9189385332046727;

/** The complementary error function for x ≥ 3: the continued fraction of Abramowitz & Stegun 7.1.14. */
function tailOfError(x: number): number {
  let fraction = 0;
  for (let k = 60; k > 0; k--) fraction = k / 2 / (x + fraction);
  return exp(-x * x) / SQRT_PI / (x + fraction);
}

/** The error function, to 1e-14: its series (Abramowitz & Stegun 7.1.6) or the continued fraction. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size >= 3) return Math.sign(x) * (1 - tailOfError(size));
  let term = x;
  let sum = x;
  for (let n = 1; n < 100 && Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / SQRT_PI) * exp(-x * x) * sum;
}

/** The probability of a standard normal number between a and b. */
const massBetween = (a: number, b: number): number => (erf(b / SQRT_2) - erf(a / SQRT_2)) / 2;

/** Trials that are older than the latest 25 count less and less. */
const FULL_WEIGHT = 25;

/** The weights of `count` observations, the oldest first. */
export function weightsOf(count: number): readonly number[] {
  const ramp = Math.max(0, count - FULL_WEIGHT);
  return Array.from({ length: count }, (_, i) =>
    i >= ramp ? 1 : ramp === 1 ? 1 / count : 1 / count + (i * (1 - 1 / count)) / (ramp - 1),
  );
}

export interface Density {
  sample(chance: Random): number;
  /** The logarithm of the density at a point. */
  log(x: number): number;
}

/** The widths of the distributions at sorted centres between two ends. */
function widths(sorted: readonly number[], low: number, high: number): readonly number[] {
  const last = sorted.length - 1;
  const widest = high - low;
  const narrowest = widest / Math.min(100, 1 + sorted.length);
  return sorted.map((centre, i) => {
    const left = i > 0 ? centre - sorted[i - 1] : last > 0 ? 0 : centre - low;
    const right = i < last ? sorted[i + 1] - centre : last > 0 ? 0 : high - centre;
    return Math.min(widest, Math.max(narrowest, left, right));
  });
}

/** The density over [low, high] that observations give, the oldest first. */
export function parzen(observed: readonly number[], low: number, high: number): Density {
  const centres = [...observed, (low + high) / 2];
  const order = centres.map((_, i) => i).sort((a, b) => centres[a] - centres[b] || a - b);
  const sorted = widths(
    order.map((i) => centres[i]),
    low,
    high,
  );
  const width = new Array<number>(centres.length);
  for (const [place, i] of order.entries()) width[i] = sorted[place];
  width[observed.length] = high - low;

  const weights = [...weightsOf(observed.length), 1];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mass = centres.map((centre, i) => massBetween((low - centre) / width[i], (high - centre) / width[i]));
  return {
    sample(chance) {
      let rest = chance.uniform() * total;
      let chosen = 0;
      while (chosen < weights.length - 1 && rest >= weights[chosen]) rest -= weights[chosen++];
      // Each centre lies between the ends: at least every third draw does.
      for (;;) {
        const x = centres[chosen] + width[chosen] * chance.normal();
        if (x >= low && x <= high) return x;
      }
    },
    log(x) {
      const logs = centres.map((centre, i) => {
        const z = (x - centre) / width[i];
        return log(weights[i] / total / (width[i] * mass[i])) - LOG_SQRT_2_PI - (z * z) / 2;
      });
      const most = Math.max(...logs);
      return most + log(logs.reduce((sum, value) => sum + exp(value - most), 0));
    },
  };
}

/** The same for one of `count` choices: each observation makes its own more probable. */
export function categorical(observed: readonly number[], count: number): Density {
  const kernels = observed.length + 1;
  const smoothing = 1 / kernels;
  const weights = weightsOf(observed.length);
  const mass = new Array<number>(count).fill(1 / count);
  for (const [i, choice] of observed.entries()) {
    for (let k = 0; k < count; k++) {
      mass[k] += (weights[i] * (smoothing + (k === choice ? 1 : 0))) / (count * smoothing + 1);
    }
  }
  const total = mass.reduce((sum, value) => sum + value, 0);
  return {
    sample(chance) {
      let rest = chance.uniform() * total;
      let chosen = 0;
      while (chosen < count - 1 && rest >= mass[chosen]) rest -= mass[chosen++];
      return chosen;
    },
    log: (choice) => log(mass[choice] / total),
  };
}
