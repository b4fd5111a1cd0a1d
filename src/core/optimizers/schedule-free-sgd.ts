import type { Optimizer } from '../types.ts';
import { lr, weightDecay } from './parameters.ts';
import { averaging, averagingScalars, share, shareFormula } from './schedule-free.ts';

/**
 * Schedule-free SGD (Defazio et al. 2024, equations 3–5), as SGDScheduleFree of
 * facebookresearch/schedule_free.
 *
 *     z ← z − η(g + λy);  x̄ ← (1 − c)x̄ + cz;  y ← βx̄ + (1 − β)z
 *
 * Three points: plain gradient descent z, its average x̄, and between them y, where gradients are taken. β is
 * `momentum`. **θ is y**, the parameters that the reference code holds in `train()` mode: the loss and the
 * trajectory shown are y's. What the paper evaluates in the end, and `eval()` switches to, is the average x̄:
 * `memory.average`, beside `memory.z`.
 *
 * As there y is moved without x̄: Δy = c(z − y) − η(1 − β(1 − c))(g + λy), with z before the update. The rate
 * is η, at which z follows the gradient, and the direction −Δy/η. (At a rate of exactly 0, y may still drift
 * towards z; no direction expresses that, and 0 is given.)
 *
 * Deviation by name: no `warmup_steps`; a `warmup` schedule does that, and the weights of the average follow
 * it.
 */
export const scheduleFreeSgd: Optimizer = {
  id: 'schedule-free-sgd',
  parameters: [
    lr(1),
    {
      key: 'momentum',
      kind: 'number',
      default: 0.9,
      min: 0,
      max: 1,
      slider: { min: 0, max: 0.999, scale: 'complement' },
      symbol: '\\beta',
    },
    weightDecay(0),
    ...averaging,
  ],
  memory: ['z', 'average'],
  scalars: averagingScalars,
  init({ theta, memory }) {
    memory.z.set(theta);
    memory.average.set(theta);
  },
  step({ theta, gradient, rate, direction, memory, scalars, args, lr, t }) {
    const { z, average } = memory;
    const { momentum, weightDecay } = args;
    const c = share(scalars, args, lr, t);
    const follow = 1 - momentum * (1 - c);
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + weightDecay * theta[i];
      const pull = c * (z[i] - theta[i]);
      z[i] -= lr * g;
      average[i] += c * (z[i] - average[i]);
      rate[i] = lr;
      direction[i] = follow * g - (lr > 0 ? pull / lr : 0);
      theta[i] -= lr * follow * g - pull;
    }
  },
  formula: `${shareFormula}
    d = g + weightDecay*x
    follow = 1 - momentum*(1 - c)
    pull = c*(z - x)
    z = z - lr*d
    average = average + c*(z - average)
    rate = lr
    direction = follow*d - if(lr > 0, pull/lr, 0)
    x = x - (lr*follow*d - pull)`,
  tex: [
    'z_t = z_{t-1} - \\eta\\,(\\nabla f(y_{t-1})+\\lambda y_{t-1})',
    '\\bar x_t = (1-c_t)\\,\\bar x_{t-1} + c_t z_t,\\quad c_t = w_t\\big/\\textstyle\\sum_{i\\le t} w_i',
    '\\theta_t = y_t = \\beta\\,\\bar x_t + (1-\\beta)\\, z_t',
  ],
  source: 'Defazio et al. 2024, "The Road Less Scheduled", equations 3–5; facebookresearch/schedule_free',
};
