import { square, wholePower } from '../elementary/index.ts';
import type { Optimizer } from '../types.ts';
import { decayRate, eps, lr, weightDecay } from './parameters.ts';

/**
 * Adan (Xie et al. 2022, algorithm 1): Nesterov's momentum without a gradient at the point ahead.
 *
 *     Δ = g − g_{t−1}  (0 at first)
 *     m ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)Δ;  n ← β₃n + (1 − β₃)(g + β₂Δ)²
 *     θ ← (θ − η (m̂ + β₂v̂) / (√n̂ + ε)) / (1 + ηλ)
 *
 * The change Δ of the gradient stands for the look ahead. The β are those of the authors' code, 1 − β of the
 * paper's, and the bias corrections are the code's. Weight decay is the paper's proximal step: dividing by 1
 * + ηλ is a decay by ηλ/(1 + ηλ) with the rate divided alike.
 */
export const adan: Optimizer = {
  id: 'adan',
  parameters: [
    lr(0.001),
    decayRate('beta1', 0.98, '\\beta_1'),
    decayRate('beta2', 0.92, '\\beta_2'),
    decayRate('beta3', 0.99, '\\beta_3'),
    eps(1e-8),
    weightDecay(0),
  ],
  memory: ['m', 'v', 'n', 'previous'],
  decay: ({ weightDecay }, lr) => (lr * weightDecay) / (1 + lr * weightDecay),
  step({ theta, gradient, rate, direction, memory, args, lr, t }) {
    const { m, v, n, previous } = memory;
    const { beta1, beta2, beta3, eps, weightDecay } = args;
    const correction1 = 1 - wholePower(beta1, t);
    const correction2 = 1 - wholePower(beta2, t);
    const correction3 = 1 - wholePower(beta3, t);
    const shrink = 1 + lr * weightDecay;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i];
      const change = t === 1 ? 0 : g - previous[i];
      previous[i] = g;
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * change;
      n[i] = beta3 * n[i] + (1 - beta3) * square(g + beta2 * change);
      const r = lr / (Math.sqrt(n[i] / correction3) + eps);
      const d = m[i] / correction1 + (beta2 * v[i]) / correction2;
      rate[i] = r / shrink;
      direction[i] = d;
      theta[i] = (theta[i] - r * d) / shrink;
    }
  },
  formula: `
    change = if(t == 1, 0, g - previous)
    previous = g
    m = beta1*m + (1 - beta1)*g
    v = beta2*v + (1 - beta2)*change
    n = beta3*n + (1 - beta3)*(g + beta2*change)^2
    r = lr/(sqrt(n/(1 - beta3^t)) + eps)
    rate = r/(1 + lr*weightDecay)
    direction = m/(1 - beta1^t) + beta2*v/(1 - beta2^t)
    x = (x - r*direction)/(1 + lr*weightDecay)`,
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t',
    'v_t = \\beta_2 v_{t-1} + (1-\\beta_2)(g_t-g_{t-1})',
    'n_t = \\beta_3 n_{t-1} + (1-\\beta_3)\\bigl(g_t+\\beta_2(g_t-g_{t-1})\\bigr)^2',
    '\\theta_t = \\bigl(\\theta_{t-1} - \\eta\\,(\\hat m_t+\\beta_2\\hat v_t)/' +
      '(\\sqrt{\\hat n_t}+\\varepsilon)\\bigr)/(1+\\eta\\lambda)',
  ],
  source: 'Xie et al. 2022, "Adan: Adaptive Nesterov Momentum Algorithm", algorithm 1; sail-sg/Adan',
};
