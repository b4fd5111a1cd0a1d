import type { Optimizer } from '../types.ts';
import { eps, lr, nonNegative, weightDecay } from './parameters.ts';

/**
 * Adagrad (Duchi, Hazan, Singer 2011, section 1.3, the diagonal form), as torch.optim.Adagrad.
 *
 *     G ← G + g²;  η_t = η / (1 + (t − 1)·lrDecay);  θ ← θ − η_t g / (√G + ε)
 *
 * G only grows, so every coordinate's rate only shrinks. `initialAccumulator` is where G starts.
 */
export const adagrad: Optimizer = {
  id: 'adagrad',
  parameters: [
    lr(0.01),
    nonNegative('lrDecay', 0, '\\eta_{\\text{decay}}', { min: 0, max: 0.1, scale: 'linear' }),
    nonNegative('initialAccumulator', 0, 'G_0', { min: 0, max: 1, scale: 'linear' }),
    eps(1e-10),
    weightDecay(0),
  ],
  memory: ['G'],
  init({ memory, args }) {
    memory.G.fill(args.initialAccumulator);
  },
  step({ theta, gradient, rate, direction, memory, args, lr, t }) {
    const { G } = memory;
    const { lrDecay, eps, weightDecay } = args;
    const eta = lr / (1 + (t - 1) * lrDecay);
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + weightDecay * theta[i];
      G[i] += g * g;
      const r = eta / (Math.sqrt(G[i]) + eps);
      rate[i] = r;
      direction[i] = g;
      theta[i] -= r * g;
    }
  },
  formula: `
    d = g + weightDecay*x
    G = G + d^2
    rate = lr/(1 + (t - 1)*lrDecay)/(sqrt(G) + eps)
    direction = d
    x = x - rate*direction`,
  tex: ['G_t = G_{t-1} + g_t^2', '\\theta_t = \\theta_{t-1} - \\eta\\, g_t/(\\sqrt{G_t}+\\varepsilon)'],
  source: 'Duchi, Hazan, Singer 2011; torch.optim.Adagrad',
};
