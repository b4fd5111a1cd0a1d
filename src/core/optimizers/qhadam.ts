import { wholePower } from '../elementary/index.ts';
import { quasiHyperbolic } from '../stability.ts';
import type { Optimizer, Parameter } from '../types.ts';
import { decayRate, eps, lr, weightDecay } from './parameters.ts';

/** A weight ν between the gradient itself (0) and its running mean (1). */
const discount = (key: string, value: number, symbol: string): Parameter => ({
  key,
  kind: 'number',
  default: value,
  min: 0,
  max: 1,
  slider: { min: 0, max: 1, scale: 'linear' },
  symbol,
});

/**
 * QHAdam (Ma and Yarats 2019, section 4.3): Adam whose moments are each a weighted mean of the moment and the
 * gradient.
 *
 *     m ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)g²
 *     θ ← θ − η ((1 − ν₁)g + ν₁m̂) / (√((1 − ν₂)g² + ν₂v̂) + ε)
 *
 * ν₁ = ν₂ = 1 is Adam. The defaults are what the authors recommend (documentation of qhoptim): ν₁ = 0.7, β₁ =
 * 0.995; those of their constructor would be Adam's. Weight decay is added to the gradient, as there.
 */
export const qhadam: Optimizer = {
  id: 'qhadam',
  parameters: [
    lr(0.001),
    decayRate('beta1', 0.995, '\\beta_1'),
    decayRate('beta2', 0.999, '\\beta_2'),
    discount('nu1', 0.7, '\\nu_1'),
    discount('nu2', 1, '\\nu_2'),
    eps(1e-8),
    weightDecay(0),
  ],
  memory: ['m', 'v'],
  step({ theta, gradient, rate, direction, memory, args, lr, t }) {
    const { m, v } = memory;
    const { beta1, beta2, nu1, nu2, eps, weightDecay } = args;
    const correction1 = 1 - wholePower(beta1, t);
    const correction2 = 1 - wholePower(beta2, t);
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + weightDecay * theta[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      const r = lr / (Math.sqrt((1 - nu2) * g * g + (nu2 * v[i]) / correction2) + eps);
      const d = (1 - nu1) * g + (nu1 * m[i]) / correction1;
      rate[i] = r;
      direction[i] = d;
      theta[i] -= r * d;
    }
  },
  stability: ({ beta1, nu1 }) => quasiHyperbolic(beta1, nu1),
  formula: `
    d = g + weightDecay*x
    m = beta1*m + (1 - beta1)*d
    v = beta2*v + (1 - beta2)*d*d
    rate = lr/(sqrt((1 - nu2)*d*d + nu2*v/(1 - beta2^t)) + eps)
    direction = (1 - nu1)*d + nu1*m/(1 - beta1^t)
    x = x - rate*direction`,
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t,\\quad v_t = \\beta_2 v_{t-1} + (1-\\beta_2)\\, g_t^2',
    '\\theta_t = \\theta_{t-1} - \\eta\\,\\frac{(1-\\nu_1)\\, g_t + \\nu_1\\hat m_t}' +
      '{\\sqrt{(1-\\nu_2)\\, g_t^2 + \\nu_2\\hat v_t}+\\varepsilon}',
  ],
  source: 'Ma and Yarats 2019, "Quasi-hyperbolic momentum and Adam for deep learning", section 4.3; qhoptim',
};
