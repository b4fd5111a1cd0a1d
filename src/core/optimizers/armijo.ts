import { PLAIN } from '../stability.ts';
import type { Optimizer, Parameter } from '../types.ts';
import { dot } from './blocks.ts';
import { lr } from './parameters.ts';

/** A number between 0 and 1, both excluded. */
const between = (key: string, value: number, symbol: string, slider: Parameter['slider']): Parameter => ({
  key,
  kind: 'number',
  default: value,
  above: 0,
  below: 1,
  ...(slider && { slider }),
  symbol,
});

/**
 * Gradient descent with a backtracking line search (Armijo 1966; Nocedal and Wright 2006, algorithm 3.1).
 *
 *     α ← η;  while f(θ − αg) > f(θ) − cα‖g‖²: α ← ρα;  θ ← θ − αg
 *
 * Every update starts again from η and tries at most `trials` rates; if none is low enough, nothing moves, so
 * the noise-free loss never rises. The rate is α and the direction the gradient.
 *
 * f is the noise-free objective also where the gradient is noisy. Without an objective it is gradient
 * descent.
 */
export const armijo: Optimizer = {
  id: 'armijo',
  parameters: [
    lr(1),
    between('c', 1e-4, 'c', { min: 1e-6, max: 0.9, scale: 'log' }),
    between('shrink', 0.5, '\\rho', { min: 0.1, max: 0.9, scale: 'linear' }),
    {
      key: 'trials',
      kind: 'integer',
      default: 50,
      min: 1,
      // A step must end: with `shrink` near 1 a million trials would take seconds.
      max: 1000,
      slider: { min: 1, max: 100, scale: 'linear' },
      symbol: 'K',
    },
  ],
  memory: [],
  coordinatewise: false,
  needs: 'objective',
  step({ theta, gradient, rate, direction, args, lr, objective }) {
    const { c, shrink, trials } = args;
    direction.set(gradient);
    let accepted = lr;
    if (objective) {
      const before = objective.loss(theta);
      const slope = dot(gradient, gradient);
      // Until the rate is known its place holds the starting point.
      rate.set(theta);
      let alpha = lr;
      accepted = 0;
      for (let k = 0; k < trials && accepted === 0; k++) {
        for (let i = 0; i < theta.length; i++) theta[i] = rate[i] - alpha * gradient[i];
        if (objective.loss(theta) <= before - c * alpha * slope) accepted = alpha;
        alpha *= shrink;
      }
      theta.set(rate);
    }
    rate.fill(accepted);
    for (let i = 0; i < theta.length; i++) theta[i] -= accepted * gradient[i];
  },
  stability: () => PLAIN,
  formula: `
    k = first(k, trials, f(x - lr*shrink^k*g) <= f(x) - c*lr*shrink^k*dot(g, g))
    rate = if(k < trials, lr*shrink^k, 0)
    direction = g
    x = x - rate*direction`,
  tex: [
    '\\alpha_t = \\max\\{\\eta\\rho^k : f(\\theta_{t-1}-\\eta\\rho^k g_t) \\le ' +
      'f(\\theta_{t-1}) - c\\,\\eta\\rho^k\\lVert g_t\\rVert^2\\}',
    '\\theta_t = \\theta_{t-1} - \\alpha_t\\, g_t',
  ],
  source: 'Armijo 1966; Nocedal and Wright 2006, algorithm 3.1',
};
