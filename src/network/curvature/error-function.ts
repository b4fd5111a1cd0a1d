import { exp } from '../../core/elementary/index.ts';

/** Beyond it the result is 1 to the last bit. */
const END = 6;
const MOST_TERMS = 200;

/**
 * The error function, to some units in the last place: erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1)/(1·3·5···(2n+1)), whose terms all have the
 * sign of x (Abramowitz and Stegun 7.1.6).
 */
export function erf(x: number): number {
  if (Math.abs(x) >= END) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; n < MOST_TERMS && sum + term !== sum; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * exp(-x * x) * sum;
}
