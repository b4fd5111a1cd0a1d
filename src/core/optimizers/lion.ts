import type { Optimizer } from '../types.ts';
import { decayRate, lr, weightDecay } from './parameters.ts';

/**
 * Lion (Chen et al. 2023, algorithm 2): the sign of a mix of momentum and gradient, found by program search.
 *
 *     c = β₁m + (1 − β₁)g;  θ ← θ − η(sign(c) + λθ);  m ← β₂m + (1 − β₂)g
 *
 * Every coordinate moves by exactly η. The direction is c and the rate η/|c|, 0 where c is 0.
 */
export const lion: Optimizer = {
  id: 'lion',
  parameters: [
    lr(1e-4),
    decayRate('beta1', 0.9, '\\beta_1'),
    decayRate('beta2', 0.99, '\\beta_2'),
    weightDecay(0),
  ],
  memory: ['m'],
  decay: ({ weightDecay }, lr) => lr * weightDecay,
  step({ theta, gradient, rate, direction, memory, args, lr }) {
    const { m } = memory;
    const { beta1, beta2, weightDecay } = args;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i];
      const c = beta1 * m[i] + (1 - beta1) * g;
      m[i] = beta2 * m[i] + (1 - beta2) * g;
      rate[i] = c === 0 ? 0 : lr / Math.abs(c);
      direction[i] = c;
      theta[i] = theta[i] * (1 - lr * weightDecay) - lr * Math.sign(c);
    }
  },
  formula: `
    c = beta1*m + (1 - beta1)*g
    m = beta2*m + (1 - beta2)*g
    rate = if(c == 0, 0, lr/abs(c))
    direction = c
    x = x*(1 - lr*weightDecay) - lr*sign(c)`,
  tex: [
    'c_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t',
    '\\theta_t = \\theta_{t-1} - \\eta\\,(\\operatorname{sign}(c_t) + \\lambda\\theta_{t-1})',
    'm_t = \\beta_2 m_{t-1} + (1-\\beta_2)\\, g_t',
  ],
  source: 'Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms", algorithm 2',
};
