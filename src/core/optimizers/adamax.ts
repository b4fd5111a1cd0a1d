import type { Optimizer } from '../types.ts';
import { betas, eps, lr, weightDecay } from './parameters.ts';

/**
 * AdaMax (Kingma and Ba 2015, algorithm 2), as torch.optim.Adamax.
 *
 *     m ← β₁m + (1 − β₁)g;  u ← max(β₂u, |g| + ε);  θ ← θ − η m̂ / u
 *
 * With m̂ = m/(1 − β₁ᵗ). Adam with the largest recent gradient in place of the root mean square. The paper has no ε;
 * PyTorch adds it to |g| inside the maximum.
 */
export const adamax: Optimizer = {
  id: 'adamax',
  parameters: [lr(0.002), ...betas(), eps(1e-8), weightDecay(0)],
  memory: ['m', 'u'],
  step({ theta, gradient, rate, direction, memory, args, lr, t }) {
    const { m, u } = memory;
    const { beta1, beta2, eps, weightDecay } = args;
    const correction1 = 1 - beta1 ** t;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + weightDecay * theta[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      u[i] = Math.max(beta2 * u[i], Math.abs(g) + eps);
      const d = m[i] / correction1;
      const r = lr / u[i];
      rate[i] = r;
      direction[i] = d;
      theta[i] -= r * d;
    }
  },
  formula: `
    d = g + weightDecay*x
    m = beta1*m + (1 - beta1)*d
    u = max(beta2*u, abs(d) + eps)
    rate = lr/u
    direction = m/(1 - beta1^t)
    x = x - rate*direction`,
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t',
    'u_t = \\max(\\beta_2 u_{t-1},\\, |g_t|+\\varepsilon)',
    '\\theta_t = \\theta_{t-1} - \\frac{\\eta}{1-\\beta_1^t}\\, m_t/u_t',
  ],
  source: 'Kingma and Ba 2015, algorithm 2; torch.optim.Adamax',
};
