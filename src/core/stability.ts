/**
 * Stability: how far a step is from overshooting.
 *
 * On a bowl of curvature h, gradient descent with the rate η multiplies the distance from the minimum by 1 − ηh in each step: it
 * grows beyond ηh = 2. With a rate for each coordinate, η h becomes the largest eigenvalue of R½HR½, R = diag(rate), and a momentum
 * moves the limit (Cohen et al. 2021, Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability, appendix B;
 * Cohen et al. 2022, Adaptive Gradient Methods at the Edge of Stability, section 2). Each limit is where the recurrence of the rule
 * on a bowl, with its rates held fixed, has the root −1.
 */
import type { Vector } from './types.ts';

/** Gradient descent, with whatever rates. */
export const PLAIN = 2;

/** A momentum m ← μm + (1−τ)g that is added up (Polyak 1964). */
export const heavyBall = (momentum: number, dampening = 0): number => (2 + 2 * momentum) / (1 - dampening);

/** Nesterov's: the step goes along g + μm. */
export const nesterov = (momentum: number): number => (2 + 2 * momentum) / (1 + 2 * momentum);

/** A momentum that is an average, m ← βm + (1−β)g: Adam's. */
export const averaged = (beta: number): number => (2 + 2 * beta) / (1 - beta);

/** The step goes along (1−ν)g + νm with such an average (Ma & Yarats 2019). */
export const quasiHyperbolic = (beta: number, nu: number): number =>
  2 / (1 - nu + (nu * (1 - beta)) / (1 + beta));

/** Largest eigenvalue of a symmetric matrix [[a, b], [b, c]]. */
function largest(a: number, b: number, c: number): number {
  const half = (a - c) / 2;
  return (a + c) / 2 + Math.sqrt(half * half + b * b);
}

/** The largest eigenvalue of a Hessian `[xx, xy, yx, yy]`: the curvature in the direction in which it is greatest. */
export const sharpness = (hessian: Vector): number =>
  largest(hessian[0], (hessian[1] + hessian[2]) / 2, hessian[3]);

/** The largest eigenvalue of R½HR½, R = diag(rate); NaN where a rate is negative or not finite. */
export function preconditioned(hessian: Vector, rate: Vector): number {
  const [r0, r1] = rate;
  const cross = (hessian[1] + hessian[2]) / 2;
  return largest(r0 * hessian[0], cross === 0 ? 0 : cross * Math.sqrt(r0 * r1), r1 * hessian[3]);
}
