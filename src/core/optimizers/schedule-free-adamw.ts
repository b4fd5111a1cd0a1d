import { wholePower } from '../elementary/index.ts';
import type { Optimizer } from '../types.ts';
import { decayRate, eps, lr, weightDecay } from './parameters.ts';
import { averaging, averagingScalars, share, shareFormula } from './schedule-free.ts';

/**
 * Schedule-free AdamW (Defazio et al. 2024, algorithm 1), as AdamWScheduleFree of
 * facebookresearch/schedule_free.
 *
 *     v ← β₂v + (1 − β₂)g²;  z ← z − η(g/(√v̂ + ε) + λy);  x̄ ← (1 − c)x̄ + cz;  y ← β₁x̄ + (1 − β₁)z
 *
 * Momentum is replaced by the place y between z and its average x̄ at which gradients are taken. **θ is y**,
 * the parameters that the reference code holds in `train()` mode: the loss and the trajectory shown are y's.
 * What is evaluated in the end, and `eval()` switches to, is the average x̄: `memory.average`, beside
 * `memory.z`.
 *
 * As there y is moved without x̄: Δy = c(z − y) − (1 − β₁(1 − c))·(what z moves by), with z before the
 * update. The rate is η/(√v̂ + ε), at which z follows the gradient, and the direction −Δy over it, weight
 * decay included. (At a rate of exactly 0, y may still drift towards z; no direction expresses that, and 0 is
 * given.)
 *
 * Deviations by name: v̂ = v/(1 − β₂ᵗ), as in the package since 1.3; the published algorithm puts the
 * correction into η instead, which also changes the weights of the first points (the package keeps it as
 * AdamWScheduleFreePaper). No `warmup_steps`: a `warmup` schedule does that, and the weights of the average
 * follow it.
 */
export const scheduleFreeAdamw: Optimizer = {
  id: 'schedule-free-adamw',
  parameters: [
    lr(0.0025),
    decayRate('beta1', 0.9, '\\beta_1'),
    decayRate('beta2', 0.999, '\\beta_2'),
    eps(1e-8),
    weightDecay(0),
    ...averaging,
  ],
  memory: ['z', 'average', 'v'],
  scalars: averagingScalars,
  init({ theta, memory }) {
    memory.z.set(theta);
    memory.average.set(theta);
  },
  step({ theta, gradient, rate, direction, memory, scalars, args, lr, t }) {
    const { z, average, v } = memory;
    const { beta1, beta2, eps, weightDecay } = args;
    const correction = 1 - wholePower(beta2, t);
    const c = share(scalars, args, lr, t);
    const follow = 1 - beta1 * (1 - c);
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      const root = Math.sqrt(v[i] / correction) + eps;
      const r = lr / root;
      const d = g + weightDecay * theta[i] * root;
      const pull = c * (z[i] - theta[i]);
      z[i] -= r * d;
      average[i] += c * (z[i] - average[i]);
      rate[i] = r;
      direction[i] = follow * d - (r > 0 ? pull / r : 0);
      theta[i] -= r * follow * d - pull;
    }
  },
  formula: `${shareFormula}
    v = beta2*v + (1 - beta2)*g*g
    root = sqrt(v/(1 - beta2^t)) + eps
    rate = lr/root
    d = g + weightDecay*x*root
    follow = 1 - beta1*(1 - c)
    pull = c*(z - x)
    z = z - rate*d
    average = average + c*(z - average)
    direction = follow*d - if(rate > 0, pull/rate, 0)
    x = x - (rate*follow*d - pull)`,
  tex: [
    'v_t = \\beta_2 v_{t-1} + (1-\\beta_2)\\, g_t^2,\\quad \\hat v_t = v_t/(1-\\beta_2^t)',
    'z_t = z_{t-1} - \\eta\\,\\bigl(g_t/(\\sqrt{\\hat v_t}+\\varepsilon)+\\lambda y_{t-1}\\bigr)',
    '\\bar x_t = (1-c_t)\\,\\bar x_{t-1} + c_t z_t,\\quad c_t = w_t\\big/\\textstyle\\sum_{i\\le t} w_i',
    '\\theta_t = y_t = \\beta_1\\bar x_t + (1-\\beta_1)\\, z_t',
  ],
  source: 'Defazio et al. 2024, "The Road Less Scheduled", algorithm 1; facebookresearch/schedule_free',
};
