/** Second derivatives for the rules that use them. */
import type { Objective, Step, Vector } from '../types.ts';
import { perRun } from './blocks.ts';

const buffers = perRun(({ theta }: Step) => ({
  point: new Float64Array(theta.length),
  ahead: new Float64Array(theta.length),
  behind: new Float64Array(theta.length),
}));

/**
 * Writes the Hessian of a run's objective at `theta` into `out` (n × n).
 *
 * The surface's own where it has one, else central differences of its exact gradient, made symmetric: their
 * error is about 1e-10 of the third derivative, and they can be no better.
 */
export function hessianAt(step: Step, objective: Objective, theta: Vector, out: Float64Array): void {
  const n = theta.length;
  if (objective.hessian && n === 2) {
    objective.hessian(theta, out);
    return;
  }
  const { point, ahead, behind } = buffers(step);
  point.set(theta);
  for (let j = 0; j < n; j++) {
    const x = point[j];
    const h = Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(x));
    point[j] = x + h;
    objective.gradient(point, ahead);
    point[j] = x - h;
    objective.gradient(point, behind);
    point[j] = x;
    for (let i = 0; i < n; i++) out[i * n + j] = (ahead[i] - behind[i]) / (2 * h);
  }
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) out[i * n + j] = out[j * n + i] = (out[i * n + j] + out[j * n + i]) / 2;
  }
}
