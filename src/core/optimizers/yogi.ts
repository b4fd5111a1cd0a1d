import { wholePower } from '../elementary/index.ts';
import { averaged } from '../stability.ts';
import type { Optimizer } from '../types.ts';
import { convention, decayRate, eps, lr, nonNegative, weightDecay } from './parameters.ts';

/**
 * Yogi (Zaheer et al. 2018, algorithm 2): Adam whose v moves towards g² by at most (1 − β₂)g², whatever v is.
 *
 *     m ← β₁m + (1 − β₁)g;  v ← v − (1 − β₂) sign(v − g²) g²;  θ ← θ − η m̂ / (√v̂ + ε)
 *
 * When gradients shrink v follows slowly, so the rate does not leap up as Adam's can.
 *
 * v starts at `initialAccumulator`, which bounds the first rates, and m at 0, so that an exact minimum is not left.
 *
 * Deviations by name: algorithm 2 is written without bias corrections and leaves the start open; as in
 * optax.yogi (and every other implementation we know) the moments are corrected as Adam's. `as:optax` also
 * starts m at `initialAccumulator`, as optax and the two collections for PyTorch do: then the first updates move even
 * where the gradient is 0.
 */
export const yogi: Optimizer = {
  id: 'yogi',
  parameters: [
    lr(0.01),
    decayRate('beta1', 0.9, '\\beta_1'),
    decayRate('beta2', 0.999, '\\beta_2'),
    eps(1e-3),
    nonNegative('initialAccumulator', 1e-6, 'v_0', { min: 1e-8, max: 1, scale: 'log' }),
    weightDecay(0),
    convention('optax'),
  ],
  conventions: { optax: {} },
  memory: ['m', 'v'],
  init({ memory, args, as }) {
    if (as === 'optax') memory.m.fill(args.initialAccumulator);
    memory.v.fill(args.initialAccumulator);
  },
  step({ theta, gradient, rate, direction, memory, args, lr, t }) {
    const { m, v } = memory;
    const { beta1, beta2, eps, weightDecay } = args;
    const correction1 = 1 - wholePower(beta1, t);
    const correction2 = 1 - wholePower(beta2, t);
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + weightDecay * theta[i];
      const square = g * g;
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] -= (1 - beta2) * Math.sign(v[i] - square) * square;
      const r = lr / (Math.sqrt(v[i] / correction2) + eps);
      const d = m[i] / correction1;
      rate[i] = r;
      direction[i] = d;
      theta[i] -= r * d;
    }
  },
  stability: ({ beta1 }) => averaged(beta1),
  formula: `
    d = g + weightDecay*x
    m = beta1*m + (1 - beta1)*d
    v = v - (1 - beta2)*sign(v - d^2)*d^2
    rate = lr/(sqrt(v/(1 - beta2^t)) + eps)
    direction = m/(1 - beta1^t)
    x = x - rate*direction`,
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t',
    'v_t = v_{t-1} - (1-\\beta_2)\\,\\operatorname{sign}(v_{t-1}-g_t^2)\\, g_t^2',
    '\\theta_t = \\theta_{t-1} - \\eta\\,\\hat m_t/(\\sqrt{\\hat v_t}+\\varepsilon)',
  ],
  exceptions: ['moves on a zero gradient'],
  source: 'Zaheer et al. 2018, "Adaptive Methods for Nonconvex Optimization", algorithm 2; optax.yogi',
};
