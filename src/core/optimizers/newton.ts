import { square } from '../elementary/index.ts';
import type { Optimizer, Step } from '../types.ts';
import { perRun } from './blocks.ts';
import { symmetricEigen } from './linear-algebra.ts';
import { lr, nonNegative } from './parameters.ts';

const buffers = perRun(({ theta }: Step) => ({
  hessian: new Float64Array(square(theta.length)),
  vectors: new Float64Array(square(theta.length)),
  values: new Float64Array(theta.length),
}));

/** Curvatures this much smaller than the largest count as flat: their direction is left alone. */
const FLAT = 1e-14;

/**
 * Newton's method (Nocedal and Wright 2006, section 3.3), damped as by Levenberg, or saddle-free (Dauphin et
 * al. 2014).
 *
 *     θ ← θ − η(H + μI)⁻¹g;  with `saddleFree`, |H| (the absolute values of H's eigenvalues) in place of H
 *
 * Exact on a quadratic, in one step at η = 1; elsewhere drawn to the nearest stationary point, saddle or not.
 * H is the noise-free objective's exact Hessian. It is inverted through its
 * eigenvalues; along directions without curvature (|x| has none) nothing moves. The rate is η and the
 * direction (H + μI)⁻¹g.
 *
 * Without an objective it is gradient descent.
 */
export const newton: Optimizer = {
  id: 'newton',
  parameters: [
    lr(1),
    nonNegative('damping', 0, '\\mu', { min: 0, max: 100, scale: 'linear' }),
    { key: 'saddleFree', kind: 'flag', default: 0, symbol: '\\text{saddle-free}' },
  ],
  memory: [],
  coordinatewise: false,
  needs: 'objective',
  step(step) {
    const { theta, gradient, rate, direction, args, lr, objective } = step;
    rate.fill(lr);
    if (objective) solve(step, objective, args.damping, args.saddleFree === 1);
    else direction.set(gradient);
    for (let i = 0; i < theta.length; i++) theta[i] -= lr * direction[i];
  },
  formula: `
    H = hessian(x)
    A = if(saddleFree == 1, matabs(H), H) + damping*identity(H)
    rate = lr
    direction = matmul(pinv(A), g)
    x = x - rate*direction`,
  tex: [
    'H_t = \\nabla^2 f(\\theta_{t-1})',
    '\\theta_t = \\theta_{t-1} - \\eta\\,(H_t+\\mu I)^{-1} g_t',
    '\\text{saddle-free: } |H_t| = \\textstyle\\sum_k |\\lambda_k|\\, q_k q_k^\\top \\text{ for } H_t',
  ],
  source: 'Nocedal and Wright 2006, section 3.3; Dauphin et al. 2014',
};

/** Writes (H + μI)⁻¹g into `step.direction`. */
function solve(
  step: Step,
  objective: NonNullable<Step['objective']>,
  damping: number,
  saddleFree: boolean,
): void {
  const { theta, gradient, direction } = step;
  const { hessian, vectors, values } = buffers(step);
  const n = theta.length;
  objective.hessian(theta, hessian);
  symmetricEigen(hessian, n, values, vectors);
  let largest = 0;
  for (let k = 0; k < n; k++) {
    values[k] = (saddleFree ? Math.abs(values[k]) : values[k]) + damping;
    largest = Math.max(largest, Math.abs(values[k]));
  }
  direction.fill(0);
  for (let k = 0; k < n; k++) {
    if (Math.abs(values[k]) <= FLAT * largest) continue;
    let along = 0;
    for (let i = 0; i < n; i++) along += vectors[k * n + i] * gradient[i];
    for (let i = 0; i < n; i++) direction[i] += (along / values[k]) * vectors[k * n + i];
  }
}
