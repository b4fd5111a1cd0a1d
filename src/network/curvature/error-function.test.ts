import { expect, it } from 'vitest';
import { erf } from './error-function.ts';

// mpmath, the nearest float64.
const VALUES = [
  [1e-9, 1.1283791670955127e-9],
  [0.3, 0.3286267594591274],
  [-0.7, -0.6778011938374185],
  [1.5, 0.9661051464753108],
  [2.75, 0.9998993780778804],
  [-4, -0.9999999845827421],
  [5.5, 0.9999999999999927],
  [40, 1],
] as const;

it.each(VALUES)('the error function at %d is %d', (x, expected) => {
  expect(Math.abs(erf(x) - expected)).toBeLessThanOrEqual(1e-15 * Math.abs(expected));
});
