/**
 * Elementary functions with the same bits on every machine.
 *
 * ECMAScript leaves open how precise `Math.exp`, `sin`, `pow` and their like are, and engines differ in the last bits. These
 * use only what it fixes: sums, products, quotients, square roots, absolute values, roundings, and the bits of typed arrays.
 * Results are within one unit in the last place of the exact ones, mostly the nearest float64; special values are those that
 * the standard gives for `Math`.
 */
export { cosh, exp, exp2, expm1, sinh, tanh } from './exponential.ts';
export { acos, asin, atan, atan2 } from './inverse.ts';
export { acosh, asinh, atanh, log, log1p, log2, log10 } from './logarithm.ts';
export { powerOfTwo, square } from './parts.ts';
export { cbrt, hypot, pow, wholePower } from './power.ts';
export { cos, sin, tan } from './trigonometric.ts';
