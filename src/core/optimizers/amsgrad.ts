import { wholePower } from '../elementary/index.ts';
import { averaged } from '../stability.ts';
import type { Optimizer } from '../types.ts';
import { betas, biasCorrection, eps, lr, weightDecay } from './parameters.ts';

/**
 * AMSGrad (Reddi, Kale, Kumar 2018, algorithm 2), as torch.optim.Adam(amsgrad=True).
 *
 *     m ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)g²;  v_max ← max(v_max, v);  θ ← θ − η m̂ / (√v̂_max + ε)
 *
 * The divisor never shrinks, so neither does a rate ever grow again: the remedy for the counter-example on
 * which Adam does not converge. As in PyTorch m and v_max are bias corrected, which the paper's algorithm
 * leaves out.
 */
export const amsgrad: Optimizer = {
  id: 'amsgrad',
  parameters: [lr(0.001), ...betas(), eps(1e-8), weightDecay(0), biasCorrection],
  memory: ['m', 'v', 'vmax'],
  step({ theta, gradient, rate, direction, memory, args, lr, t }) {
    const { m, v, vmax } = memory;
    const { beta1, beta2, eps, weightDecay, biasCorrection } = args;
    const correction1 = biasCorrection === 1 ? 1 - wholePower(beta1, t) : 1;
    const correction2 = biasCorrection === 1 ? 1 - wholePower(beta2, t) : 1;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + weightDecay * theta[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      vmax[i] = Math.max(vmax[i], v[i]);
      const d = m[i] / correction1;
      const r = lr / (Math.sqrt(vmax[i] / correction2) + eps);
      rate[i] = r;
      direction[i] = d;
      theta[i] -= r * d;
    }
  },
  stability: ({ beta1 }) => averaged(beta1),
  formula: `
    d = g + weightDecay*x
    m = beta1*m + (1 - beta1)*d
    v = beta2*v + (1 - beta2)*d*d
    mhat = if(biasCorrection == 1, m/(1 - beta1^t), m)
    vmax = max(vmax, v)
    vhat = if(biasCorrection == 1, vmax/(1 - beta2^t), vmax)
    rate = lr/(sqrt(vhat) + eps)
    direction = mhat
    x = x - rate*direction`,
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t',
    'v_t = \\beta_2 v_{t-1} + (1-\\beta_2)\\, g_t^2',
    'v^{\\max}_t = \\max(v^{\\max}_{t-1}, v_t)',
    '\\hat m_t = m_t/(1-\\beta_1^t),\\quad \\hat v_t = v^{\\max}_t/(1-\\beta_2^t)',
    '\\theta_t = \\theta_{t-1} - \\eta\\,\\hat m_t/(\\sqrt{\\hat v_t}+\\varepsilon)',
  ],
  source: 'Reddi, Kale, Kumar 2018, algorithm 2; torch.optim.Adam(amsgrad=True)',
};
