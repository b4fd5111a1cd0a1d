import { PLAIN } from '../stability.ts';
import type { Optimizer } from '../types.ts';
import { dot } from './blocks.ts';
import { lr, nonNegative, weightDecay } from './parameters.ts';

/**
 * Gradient descent on the learning rate too: SGD-HD (Baydin et al. 2018, algorithm 4).
 *
 *     α ← α + β⟨g, g_{t−1}⟩;  θ ← θ − αg
 *
 * The loss's derivative by the last rate is −⟨g, g_{t−1}⟩, so α grows while successive gradients agree and
 * shrinks when they oppose each other; nothing keeps it above 0. α starts at the run's lr; what has been
 * added since is kept in `scalars.added`, on top of the rate that a schedule may give. β is `hyperLr`, with
 * the default of the authors' code; weight decay is added to the gradient, as there.
 */
export const sgdHypergradient: Optimizer = {
  id: 'sgd-hypergradient',
  parameters: [
    lr(0.01),
    nonNegative('hyperLr', 1e-6, '\\beta', { min: 1e-10, max: 0.1, scale: 'log' }),
    weightDecay(0),
  ],
  memory: ['previous'],
  scalars: { added: 0 },
  coordinatewise: false,
  step({ theta, gradient, rate, direction, memory, scalars, args, lr }) {
    const { previous } = memory;
    for (let i = 0; i < theta.length; i++) direction[i] = gradient[i] + args.weightDecay * theta[i];
    scalars.added += args.hyperLr * dot(direction, previous);
    const alpha = lr + scalars.added;
    rate.fill(alpha);
    previous.set(direction);
    for (let i = 0; i < theta.length; i++) theta[i] -= alpha * direction[i];
  },
  stability: () => PLAIN,
  formula: `
    direction = g + weightDecay*x
    added = added + hyperLr*sum(direction*previous)
    rate = lr + added
    previous = direction
    x = x - rate*direction`,
  tex: [
    '\\alpha_t = \\alpha_{t-1} + \\beta\\,\\langle g_t, g_{t-1}\\rangle',
    '\\theta_t = \\theta_{t-1} - \\alpha_t\\, g_t',
  ],
  source: 'Baydin et al. 2018, "Online Learning Rate Adaptation with Hypergradient Descent", algorithm 4',
};
