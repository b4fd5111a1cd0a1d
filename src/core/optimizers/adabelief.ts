import { square, wholePower } from '../elementary/index.ts';
import { averaged } from '../stability.ts';
import type { Optimizer } from '../types.ts';
import { decayRate, eps, lr, weightDecay } from './parameters.ts';

/**
 * AdaBelief (Zhuang et al. 2020, algorithm 2): Adam divided by how far gradients stray from their mean.
 *
 *     m ← β₁m + (1 − β₁)g;  s ← β₂s + (1 − β₂)(g − m)² + ε;  θ ← θ − η m̂ / (√ŝ + ε)
 *
 * With the bias corrections of Adam. ε is added to s itself, so it accumulates, and to the root once more:
 * both as in the algorithm. Its default is that of the authors' package. A gradient that does not change is
 * believed: s sinks to what ε leaves of it and the steps grow.
 *
 * Deviation by name: the authors' package turns on RAdam's rectification; the paper's algorithm has none.
 */
export const adabelief: Optimizer = {
  id: 'adabelief',
  parameters: [
    lr(0.001),
    decayRate('beta1', 0.9, '\\beta_1'),
    decayRate('beta2', 0.999, '\\beta_2'),
    eps(1e-16),
    weightDecay(0),
  ],
  memory: ['m', 's'],
  decay: ({ weightDecay }, lr) => lr * weightDecay,
  step({ theta, gradient, rate, direction, memory, args, lr, t }) {
    const { m, s } = memory;
    const { beta1, beta2, eps, weightDecay } = args;
    const correction1 = 1 - wholePower(beta1, t);
    const correction2 = 1 - wholePower(beta2, t);
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      s[i] = beta2 * s[i] + (1 - beta2) * square(g - m[i]) + eps;
      const r = lr / (Math.sqrt(s[i] / correction2) + eps);
      const d = m[i] / correction1;
      rate[i] = r;
      direction[i] = d;
      theta[i] -= lr * weightDecay * theta[i] + r * d;
    }
  },
  stability: ({ beta1 }) => averaged(beta1),
  formula: `
    m = beta1*m + (1 - beta1)*g
    s = beta2*s + (1 - beta2)*(g - m)^2 + eps
    rate = lr/(sqrt(s/(1 - beta2^t)) + eps)
    direction = m/(1 - beta1^t)
    x = x - (lr*weightDecay*x + rate*direction)`,
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t',
    's_t = \\beta_2 s_{t-1} + (1-\\beta_2)(g_t - m_t)^2 + \\varepsilon',
    '\\hat m_t = m_t/(1-\\beta_1^t),\\quad \\hat s_t = s_t/(1-\\beta_2^t)',
    '\\theta_t = \\theta_{t-1} - \\eta\\,\\hat m_t/(\\sqrt{\\hat s_t}+\\varepsilon)',
  ],
  source: 'Zhuang et al. 2020, "AdaBelief Optimizer", algorithm 2',
};
