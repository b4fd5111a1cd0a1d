import { pow } from '../elementary/index.ts';
import { PLAIN } from '../stability.ts';
import type { Optimizer } from '../types.ts';
import { lr, nonNegative, weightDecay } from './parameters.ts';

/**
 * Averaged SGD (Polyak and Juditsky 1992, with the rates of Bottou 2010), as torch.optim.ASGD.
 *
 *     θ ← θ − η_t (g + λθ);  η_{t+1} = η / (1 + ληt)^α
 *     ā ← ā + μ_t (θ − ā);  μ_{t+1} = 1 / max(1, t − t₀)
 *
 * The point that is shown is θ; the average ā is only kept, as in PyTorch, and the inspector shows it. Also
 * as in PyTorch the rate of the next update is fixed at the end of this one, so that a schedule acts one
 * update late. λ acts on the parameters at the rate η_t, so it is part of the direction.
 */
export const asgd: Optimizer = {
  id: 'asgd',
  parameters: [
    lr(0.01),
    nonNegative('lambd', 1e-4, '\\lambda_a', { min: 1e-6, max: 1, scale: 'log' }),
    nonNegative('alpha', 0.75, '\\alpha', { min: 0, max: 1, scale: 'linear' }),
    nonNegative('t0', 1e6, 't_0', { min: 1, max: 1e6, scale: 'log' }),
    weightDecay(0),
  ],
  memory: ['average'],
  scalars: { eta: 0, mu: 1 },
  step({ theta, gradient, rate, direction, memory, scalars, args, lr, t }) {
    const { average } = memory;
    const { lambd, alpha, t0, weightDecay } = args;
    const eta = t === 1 ? lr : scalars.eta;
    const { mu } = scalars;
    for (let i = 0; i < theta.length; i++) {
      const d = gradient[i] + weightDecay * theta[i] + lambd * theta[i];
      rate[i] = eta;
      direction[i] = d;
      theta[i] -= eta * d;
      average[i] = mu === 1 ? theta[i] : average[i] + mu * (theta[i] - average[i]);
    }
    scalars.eta = lr / pow(1 + lambd * lr * t, alpha);
    scalars.mu = 1 / Math.max(1, t - t0);
  },
  stability: () => PLAIN,
  formula: `
    rate = if(t == 1, lr, eta)
    direction = g + weightDecay*x + lambd*x
    x = x - rate*direction
    average = if(mu == 1, x, average + mu*(x - average))
    eta = lr/(1 + lambd*lr*t)^alpha
    mu = 1/max(1, t - t0)`,
  tex: [
    '\\theta_t = \\theta_{t-1} - \\eta_t\\,(g_t + \\lambda_a\\theta_{t-1})',
    '\\bar a_t = \\bar a_{t-1} + \\mu_t\\,(\\theta_t - \\bar a_{t-1})',
    '\\eta_{t+1} = \\eta/(1+\\lambda_a\\eta t)^{\\alpha},\\quad \\mu_{t+1} = 1/\\max(1,\\, t-t_0)',
  ],
  // λ shrinks the parameters whatever the gradient.
  exceptions: ['moves on a zero gradient'],
  source: 'Polyak and Juditsky 1992; torch.optim.ASGD',
};
