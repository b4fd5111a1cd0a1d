/** A line search for directions that should be taken whole: it ends where the weak Wolfe conditions hold. */
import type { Objective, Vector } from '../types.ts';
import { dot } from './blocks.ts';

/**
 * Sufficient decrease and curvature, the customary values for quasi-Newton methods (Nocedal and Wright,
 * section 3.1).
 */
const C1 = 1e-4;
const C2 = 0.9;
const TRIALS = 50;

/**
 * The step α along −`direction` from `start` with f(α) ≤ f(0) + c₁αf'(0) and f'(α) ≥ c₂f'(0), by bisection
 * and doubling from `first` (Lewis and Overton 2013, algorithm 2.6). `point` and `gradient` are scratch.
 *
 * Where the bound on trials ends it, the largest step known to decrease the loss enough, 0 if none is.
 * `first` unchanged where the direction does not descend.
 */
export function weakWolfe(
  objective: Objective,
  start: Vector,
  direction: Vector,
  first: number,
  point: Float64Array,
  gradient: Float64Array,
): number {
  const before = objective.loss(start);
  objective.gradient(start, gradient);
  const slope = -dot(gradient, direction);
  if (!(slope < 0)) return first;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let alpha = first;
  for (let k = 0; k < TRIALS; k++) {
    for (let i = 0; i < point.length; i++) point[i] = start[i] - alpha * direction[i];
    if (!(objective.loss(point) <= before + C1 * alpha * slope)) high = alpha;
    else {
      objective.gradient(point, gradient);
      if (-dot(gradient, direction) >= C2 * slope) return alpha;
      low = alpha;
    }
    alpha = high < Number.POSITIVE_INFINITY ? (low + high) / 2 : 2 * low;
  }
  return low;
}
