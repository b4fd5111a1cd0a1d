import { wholePower } from '../elementary/index.ts';
import type { Optimizer } from '../types.ts';
import { blocksOf, norm } from './blocks.ts';
import { decayRate, eps, lr, weightDecay } from './parameters.ts';

/**
 * LAMB (You et al. 2020, algorithm 2): Adam whose step has, layer by layer, the length of the weights.
 *
 *     m, v, m̂, v̂ as Adam;  r = m̂ / (√v̂ + ε) + λθ;  θ ← θ − η (‖θ‖/‖r‖) r
 *
 * The norms are taken over each block of parameters; without blocks, over all of them. φ is the identity, and
 * the trust ratio ‖θ‖/‖r‖ is 1 where either norm is 0, as in the authors' code. `biasCorrection: 0` leaves
 * the moments uncorrected, as the preprint did. The rate is η‖θ‖/‖r‖/(√v̂ + ε); weight decay is part of the
 * direction, since the ratio scales it.
 *
 * Deviations of others by name: pytorch-lamb clips ‖θ‖ to 10, NVIDIA's first scales the gradient to norm 1.
 */
export const lamb: Optimizer = {
  id: 'lamb',
  parameters: [
    lr(0.001),
    decayRate('beta1', 0.9, '\\beta_1'),
    decayRate('beta2', 0.999, '\\beta_2'),
    eps(1e-6),
    weightDecay(0),
    { key: 'biasCorrection', kind: 'flag', default: 1, symbol: '\\text{bias correction}' },
  ],
  memory: ['m', 'v'],
  coordinatewise: false,
  step(step) {
    const { theta, gradient, rate, direction, memory, args, lr, t } = step;
    const { m, v } = memory;
    const { beta1, beta2, eps, weightDecay, biasCorrection } = args;
    const correction1 = biasCorrection === 1 ? 1 - wholePower(beta1, t) : 1;
    const correction2 = biasCorrection === 1 ? 1 - wholePower(beta2, t) : 1;
    for (const { from, to } of blocksOf(step)) {
      let square = 0;
      for (let i = from; i < to; i++) {
        const g = gradient[i];
        m[i] = beta1 * m[i] + (1 - beta1) * g;
        v[i] = beta2 * v[i] + (1 - beta2) * g * g;
        const root = Math.sqrt(v[i] / correction2) + eps;
        const r = m[i] / correction1 / root + weightDecay * theta[i];
        square += r * r;
        rate[i] = 1 / root;
        direction[i] = r * root;
      }
      const weights = norm(theta, from, to);
      const trust = weights > 0 && square > 0 ? weights / Math.sqrt(square) : 1;
      for (let i = from; i < to; i++) {
        rate[i] *= lr * trust;
        theta[i] -= rate[i] * direction[i];
      }
    }
  },
  formula: `
    m = beta1*m + (1 - beta1)*g
    v = beta2*v + (1 - beta2)*g^2
    mhat = if(biasCorrection == 1, m/(1 - beta1^t), m)
    vhat = if(biasCorrection == 1, v/(1 - beta2^t), v)
    root = sqrt(vhat) + eps
    r = mhat/root + weightDecay*x
    weights = sqrt(sum(x^2))
    length = sqrt(sum(r^2))
    rate = lr*if(min(weights, length) > 0, weights/length, 1)/root
    direction = r*root
    x = x - rate*direction`,
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t,\\quad v_t = \\beta_2 v_{t-1} + (1-\\beta_2)\\, g_t^2',
    'r_t = \\hat m_t/(\\sqrt{\\hat v_t}+\\varepsilon) + \\lambda\\theta_{t-1}',
    '\\theta_t = \\theta_{t-1} - \\eta\\,\\frac{\\lVert\\theta_{t-1}\\rVert}{\\lVert r_t\\rVert}\\, r_t' +
      '\\quad\\text{(norms per layer)}',
  ],
  source: 'You et al. 2020, "Large Batch Optimization for Deep Learning", algorithm 2',
};
