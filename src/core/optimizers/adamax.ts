import { wholePower } from '../elementary/index.ts';
import { averaged } from '../stability.ts';
import type { Optimizer } from '../types.ts';
import { betas, convention, decayAsKeras, eps, lr, weightDecay } from './parameters.ts';

/**
 * AdaMax (Kingma and Ba 2015, algorithm 2), as torch.optim.Adamax.
 *
 *     m ← β₁m + (1 − β₁)g;  u ← max(β₂u, |g| + ε);  θ ← θ − η m̂ / u
 *
 * With m̂ = m/(1 − β₁ᵗ). Adam with the largest recent gradient in place of the root mean square. The paper
 * has no ε; PyTorch and optax.adamax add it to |g| inside the maximum, keras.optimizers.Adamax and
 * tf.train.adamax (tfjs) to u.
 */
export const adamax: Optimizer = {
  id: 'adamax',
  parameters: [lr(0.002), ...betas(), eps(1e-8), weightDecay(0), convention('keras', 'optax', 'tfjs')],
  conventions: { keras: { lr: 0.001, eps: 1e-7 }, optax: {}, tfjs: { eps: 1e-7 } },
  memory: ['m', 'u'],
  step({ theta, gradient, rate, direction, memory, args, as, lr, t }) {
    const { m, u } = memory;
    const { beta1, beta2, eps, weightDecay } = args;
    const correction1 = 1 - wholePower(beta1, t);
    const coupled = as === 'keras' ? 0 : weightDecay;
    const decay = as === 'keras' ? lr * weightDecay : 0;
    const outside = as === 'keras' || as === 'tfjs';
    const floor = outside ? 0 : eps;
    const added = outside ? eps : 0;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + coupled * theta[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      u[i] = Math.max(beta2 * u[i], Math.abs(g) + floor);
      const d = m[i] / correction1;
      const r = lr / (u[i] + added);
      rate[i] = r;
      direction[i] = d;
      theta[i] = theta[i] - decay * theta[i] - r * d;
    }
  },
  stability: ({ beta1 }) => averaged(beta1),
  formula: `
    d = g + weightDecay*x
    m = beta1*m + (1 - beta1)*d
    u = max(beta2*u, abs(d) + eps)
    rate = lr/u
    direction = m/(1 - beta1^t)
    x = x - rate*direction`,
  formulas: {
    keras: `
    m = beta1*m + (1 - beta1)*g
    u = max(beta2*u, abs(g))
    rate = lr/(u + eps)
    direction = m/(1 - beta1^t)
    x = x - lr*weightDecay*x - rate*direction`,
    tfjs: `
    d = g + weightDecay*x
    m = beta1*m + (1 - beta1)*d
    u = max(beta2*u, abs(d))
    rate = lr/(u + eps)
    direction = m/(1 - beta1^t)
    x = x - rate*direction`,
  },
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t',
    'u_t = \\max(\\beta_2 u_{t-1},\\, |g_t|+\\varepsilon)',
    '\\theta_t = \\theta_{t-1} - \\frac{\\eta}{1-\\beta_1^t}\\, m_t/u_t',
  ],
  decay: decayAsKeras,
  source:
    'Kingma and Ba 2015, algorithm 2; torch.optim.Adamax; keras.optimizers.Adamax; optax.adamax; tf.train.adamax',
};
