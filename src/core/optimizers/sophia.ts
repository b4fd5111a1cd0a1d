import { square } from '../elementary/index.ts';
import type { Optimizer, Step } from '../types.ts';
import { perRun } from './blocks.ts';
import { decayRate, lr, weightDecay } from './parameters.ts';

const buffers = perRun(({ theta }: Step) => new Float64Array(square(theta.length)));

/**
 * Sophia (Liu et al. 2023, algorithm 3): momentum divided by a running mean of the Hessian's diagonal,
 * clipped.
 *
 *     m ← β₁m + (1 − β₁)g;  every k-th update h ← β₂h + (1 − β₂)ĥ;  θ ← θ − η(clip(m / max(γh, ε), ±1) + λθ)
 *
 * No coordinate moves by more than η; where the curvature is negative or unknown it moves by exactly η. ĥ,
 * refreshed at the updates 1, k + 1, …, is on a surface the exact diagonal of the noise-free Hessian, the
 * expectation of Hutchinson's estimator (Sophia-H), so that no chance is involved. Without an objective it is
 * the square of the gradient, the Gauss–Newton–Bartlett estimator (Sophia-G) with the batch's own labels in
 * place of sampled ones and γ standing for γ times the batch size, as `update_hessian` of the authors' code
 * does.
 *
 * The clip is a maximum below the fraction, so the rate is η/max(γh, ε, |m|) and the direction m. β, γ, ε and
 * k are the paper's; lr and weight decay are the defaults of the authors' SophiaH.
 */
export const sophia: Optimizer = {
  id: 'sophia',
  parameters: [
    lr(0.001),
    decayRate('beta1', 0.96, '\\beta_1'),
    decayRate('beta2', 0.99, '\\beta_2'),
    {
      key: 'gamma',
      kind: 'number',
      default: 0.01,
      above: 0,
      slider: { min: 1e-3, max: 10, scale: 'log' },
      symbol: '\\gamma',
    },
    {
      key: 'eps',
      kind: 'number',
      default: 1e-12,
      above: 0,
      slider: { min: 1e-12, max: 1, scale: 'log' },
      symbol: '\\varepsilon',
    },
    {
      key: 'interval',
      kind: 'integer',
      default: 10,
      min: 1,
      slider: { min: 1, max: 100, scale: 'linear' },
      symbol: 'k',
    },
    weightDecay(0.01),
  ],
  memory: ['m', 'h'],
  coordinatewise: false,
  decay: ({ weightDecay }, lr) => lr * weightDecay,
  step(step) {
    const { theta, gradient, rate, direction, memory, args, lr, t, objective } = step;
    const { m, h } = memory;
    const { beta1, beta2, gamma, eps, interval, weightDecay } = args;
    if ((t - 1) % interval === 0) {
      const n = theta.length;
      const hessian = objective ? buffers(step) : undefined;
      if (objective && hessian) objective.hessian(theta, hessian);
      for (let i = 0; i < n; i++) {
        const estimate = hessian ? hessian[i * n + i] : gradient[i] * gradient[i];
        h[i] = beta2 * h[i] + (1 - beta2) * estimate;
      }
    }
    for (let i = 0; i < theta.length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * gradient[i];
      rate[i] = lr / Math.max(gamma * h[i], eps, Math.abs(m[i]));
      direction[i] = m[i];
      theta[i] -= lr * weightDecay * theta[i] + rate[i] * m[i];
    }
  },
  formula: `
    m = beta1*m + (1 - beta1)*g
    h = if(mod(t - 1, interval) == 0, beta2*h + (1 - beta2)*curvature, h)
    rate = lr/max(gamma*h, eps, abs(m))
    direction = m
    x = x - lr*weightDecay*x - rate*direction`,
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t',
    'h_t = \\begin{cases}\\beta_2 h_{t-1} + (1-\\beta_2)\\operatorname{diag}\\nabla^2 f(\\theta_{t-1}) & ' +
      't \\equiv 1 \\pmod k\\\\ h_{t-1} & \\text{else}\\end{cases}',
    '\\theta_t = \\theta_{t-1} - \\eta\\,\\bigl(' +
      '\\operatorname{clip}(m_t/\\max(\\gamma h_t,\\varepsilon),\\pm1)' +
      ' + \\lambda\\theta_{t-1}\\bigr)',
  ],
  source: 'Liu et al. 2023, "Sophia", algorithm 3; Liuhong99/Sophia',
};
