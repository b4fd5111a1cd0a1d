import type { Optimizer } from '../types.ts';
import { blocksOf, norm } from './blocks.ts';
import { lr, momentum, weightDecay } from './parameters.ts';

/**
 * LARS (You, Gitman, Ginsburg 2017, equation 6 and algorithm 1): momentum with a rate for every layer.
 *
 *     λ = κ‖θ‖ / (‖g‖ + β‖θ‖);  m ← μm + ηλ(g + βθ);  θ ← θ − m
 *
 * κ is `trust`, β the weight decay. Each layer moves by a fraction of its weights, however large its gradient
 * is. The norms are taken over each block of parameters; without blocks, over all of them. λ is 1 where
 * either norm is 0. The rate is ηλ and the direction m/(ηλ).
 *
 * Deviations by name: the polynomial schedule of algorithm 1 is the run's own choice of schedule. Others:
 * torch_optimizer scales only the weight-decayed case, optax puts ‖g + βθ‖ below the fraction.
 */
export const lars: Optimizer = {
  id: 'lars',
  parameters: [
    lr(1),
    momentum(0.9),
    {
      key: 'trust',
      kind: 'number',
      default: 0.001,
      above: 0,
      slider: { min: 1e-4, max: 1, scale: 'log' },
      symbol: '\\kappa',
    },
    weightDecay(0),
  ],
  memory: ['m'],
  coordinatewise: false,
  step(step) {
    const { theta, gradient, rate, direction, memory, args, lr } = step;
    const { m } = memory;
    const { momentum, trust, weightDecay } = args;
    for (const { from, to } of blocksOf(step)) {
      const weights = norm(theta, from, to);
      const slope = norm(gradient, from, to);
      const local = lr * (weights > 0 && slope > 0 ? (trust * weights) / (slope + weightDecay * weights) : 1);
      for (let i = from; i < to; i++) {
        m[i] = momentum * m[i] + local * (gradient[i] + weightDecay * theta[i]);
        rate[i] = local;
        direction[i] = local > 0 ? m[i] / local : 0;
        theta[i] -= m[i];
      }
    }
  },
  formula: `
    weights = sqrt(sum(x^2))
    slope = sqrt(sum(g^2))
    rate = lr*if(min(weights, slope) > 0, trust*weights/(slope + weightDecay*weights), 1)
    m = momentum*m + rate*(g + weightDecay*x)
    direction = if(rate > 0, m/rate, 0)
    x = x - m`,
  tex: [
    '\\lambda_t = \\kappa\\,\\lVert\\theta_{t-1}\\rVert/(\\lVert g_t\\rVert+' +
      '\\beta\\lVert\\theta_{t-1}\\rVert)\\quad\\text{(norms per layer)}',
    'm_t = \\mu\\, m_{t-1} + \\eta\\lambda_t\\,(g_t+\\beta\\theta_{t-1})',
    '\\theta_t = \\theta_{t-1} - m_t',
  ],
  source: 'You, Gitman, Ginsburg 2017, "Large Batch Training of Convolutional Networks", algorithm 1',
};
