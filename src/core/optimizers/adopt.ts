import { pow } from '../elementary/index.ts';
import type { Optimizer } from '../types.ts';
import { decayRate, eps, lr, weightDecay } from './parameters.ts';

/**
 * ADOPT (Taniguchi et al. 2024, algorithm 2): Adam that converges with any β₂.
 *
 *     n = clip(g / max(√v_{t−1}, ε), ±c_t);  m ← β₁m + (1 − β₁)n;  θ ← θ − ηm;  v ← β₂v + (1 − β₂)g²
 *
 * The gradient is divided by a v that does not know it yet, and before it enters the momentum. The first
 * gradient only fills v, so the first update does not move; c_t is the fourth root of the number of moves,
 * `clip: 0` leaves it out (the paper's algorithm 1). The rate is η/max(√v_{t−1}, ε) and the direction m times
 * that root.
 */
export const adopt: Optimizer = {
  id: 'adopt',
  parameters: [
    lr(0.001),
    decayRate('beta1', 0.9, '\\beta_1'),
    decayRate('beta2', 0.9999, '\\beta_2'),
    eps(1e-6),
    { key: 'clip', kind: 'flag', default: 1, symbol: '\\text{clip}' },
    weightDecay(0),
  ],
  memory: ['m', 'v'],
  step({ theta, gradient, rate, direction, memory, args, lr, t }) {
    const { m, v } = memory;
    const { beta1, beta2, eps, clip, weightDecay } = args;
    const bound = clip === 1 ? pow(t - 1, 0.25) : Number.POSITIVE_INFINITY;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + weightDecay * theta[i];
      if (t === 1) v[i] = g * g;
      const root = Math.max(Math.sqrt(v[i]), eps);
      if (t > 1) {
        m[i] = beta1 * m[i] + (1 - beta1) * Math.min(bound, Math.max(-bound, g / root));
        v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      }
      rate[i] = lr / root;
      direction[i] = m[i] * root;
      theta[i] -= lr * m[i];
    }
  },
  formula: `
    d = g + weightDecay*x
    bound = if(clip == 1, (t - 1)^0.25, 1e300)
    root = max(sqrt(if(t == 1, d^2, v)), eps)
    m = if(t == 1, 0, beta1*m + (1 - beta1)*min(bound, max(-bound, d/root)))
    v = if(t == 1, d^2, beta2*v + (1 - beta2)*d*d)
    rate = lr/root
    direction = m*root
    x = x - lr*m`,
  tex: [
    'n_t = \\operatorname{clip}\\bigl(g_t/\\max(\\sqrt{v_{t-1}},\\varepsilon),\\ \\pm (t-1)^{1/4}\\bigr)',
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, n_t',
    '\\theta_t = \\theta_{t-1} - \\eta\\, m_t',
    'v_t = \\beta_2 v_{t-1} + (1-\\beta_2)\\, g_t^2,\\quad v_1 = g_1^2',
  ],
  source: 'Taniguchi et al. 2024, "ADOPT: Modified Adam Can Converge with Any β₂", algorithms 1 and 2',
};
