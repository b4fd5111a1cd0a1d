import type { Optimizer } from '../types.ts';
import { decayRate, eps, lr, momentum, weightDecay } from './parameters.ts';

/**
 * RMSprop (Tieleman and Hinton 2012, lecture 6.5), as torch.optim.RMSprop; centred as in Graves 2013, equations 38–45.
 *
 *     v ← αv + (1 − α)g²;  ḡ ← αḡ + (1 − α)g;  D = √(v − ḡ²) + ε if centered else √v + ε
 *     m ← μm + g/D;  θ ← θ − ηm  (θ ← θ − ηg/D without momentum)
 *
 * ε stands outside the root. The rate is η/D. With momentum the buffer already holds divided gradients, so the direction
 * is defined as m·D, which keeps Δθ = −rate ⊙ direction.
 */
export const rmsprop: Optimizer = {
  id: 'rmsprop',
  parameters: [
    lr(0.01),
    decayRate('alpha', 0.99, '\\alpha'),
    eps(1e-8),
    momentum(0),
    { key: 'centered', kind: 'flag', default: 0, symbol: '\\text{centered}' },
    weightDecay(0),
  ],
  memory: ['v', 'gbar', 'm'],
  step({ theta, gradient, rate, direction, memory, args, lr }) {
    const { v, gbar, m } = memory;
    const { alpha, eps, momentum, centered, weightDecay } = args;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + weightDecay * theta[i];
      v[i] = alpha * v[i] + (1 - alpha) * g * g;
      let variance = v[i];
      if (centered === 1) {
        gbar[i] = alpha * gbar[i] + (1 - alpha) * g;
        variance -= gbar[i] * gbar[i];
      }
      const root = Math.sqrt(variance) + eps;
      rate[i] = lr / root;
      if (momentum > 0) {
        m[i] = momentum * m[i] + g / root;
        direction[i] = m[i] * root;
        theta[i] -= lr * m[i];
      } else {
        direction[i] = g;
        theta[i] -= rate[i] * g;
      }
    }
  },
  formula: `
    d = g + weightDecay*x
    v = alpha*v + (1 - alpha)*d*d
    gbar = if(centered == 1, alpha*gbar + (1 - alpha)*d, gbar)
    root = sqrt(if(centered == 1, v - gbar^2, v)) + eps
    m = if(momentum > 0, momentum*m + d/root, m)
    rate = lr/root
    direction = if(momentum > 0, m*root, d)
    x = x - rate*direction`,
  tex: [
    'v_t = \\alpha\\, v_{t-1} + (1-\\alpha)\\, g_t^2',
    'm_t = \\mu\\, m_{t-1} + g_t/(\\sqrt{v_t}+\\varepsilon)',
    '\\theta_t = \\theta_{t-1} - \\eta\\, m_t',
  ],
  source: 'Tieleman and Hinton 2012; Graves 2013, equations 38–45; torch.optim.RMSprop',
};
