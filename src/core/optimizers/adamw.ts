import { wholePower } from '../elementary/index.ts';
import { averaged } from '../stability.ts';
import type { Optimizer } from '../types.ts';
import { betas, biasCorrection, eps, lr, weightDecay } from './parameters.ts';

/**
 * AdamW (Loshchilov and Hutter 2019, algorithm 2), as torch.optim.AdamW.
 *
 *     θ ← θ − ηλθ;  m ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)g²;  θ ← θ − η m̂ / (√v̂ + ε)
 *
 * Adam whose weight decay does not pass through the moments, so every parameter shrinks by the same factor.
 * As in PyTorch that factor is 1 − ηλ with the scheduled η.
 */
export const adamw: Optimizer = {
  id: 'adamw',
  parameters: [lr(0.001), ...betas(), eps(1e-8), weightDecay(0.01), biasCorrection],
  memory: ['m', 'v'],
  step({ theta, gradient, rate, direction, memory, args, lr, t }) {
    const { m, v } = memory;
    const { beta1, beta2, eps, weightDecay, biasCorrection } = args;
    const kept = 1 - lr * weightDecay;
    const correction1 = biasCorrection === 1 ? 1 - wholePower(beta1, t) : 1;
    const correction2 = biasCorrection === 1 ? 1 - wholePower(beta2, t) : 1;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      const d = m[i] / correction1;
      const r = lr / (Math.sqrt(v[i] / correction2) + eps);
      rate[i] = r;
      direction[i] = d;
      theta[i] = theta[i] * kept - r * d;
    }
  },
  stability: ({ beta1 }) => averaged(beta1),
  formula: `
    m = beta1*m + (1 - beta1)*g
    v = beta2*v + (1 - beta2)*g*g
    mhat = if(biasCorrection == 1, m/(1 - beta1^t), m)
    vhat = if(biasCorrection == 1, v/(1 - beta2^t), v)
    rate = lr/(sqrt(vhat) + eps)
    direction = mhat
    x = x*(1 - lr*weightDecay) - rate*direction`,
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t',
    'v_t = \\beta_2 v_{t-1} + (1-\\beta_2)\\, g_t^2',
    '\\hat m_t = m_t/(1-\\beta_1^t),\\quad \\hat v_t = v_t/(1-\\beta_2^t)',
    '\\theta_t = (1-\\eta\\lambda)\\,\\theta_{t-1} - \\eta\\,\\hat m_t/(\\sqrt{\\hat v_t}+\\varepsilon)',
  ],
  decay: ({ weightDecay }, lr) => lr * weightDecay,
  source: 'Loshchilov and Hutter 2019, algorithm 2; torch.optim.AdamW',
};
