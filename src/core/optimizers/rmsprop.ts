import { heavyBall } from '../stability.ts';
import type { Optimizer } from '../types.ts';
import { convention, decayAsKeras, decayRate, eps, lr, momentum, weightDecay } from './parameters.ts';

/**
 * RMSprop (Tieleman and Hinton 2012, lecture 6.5), as torch.optim.RMSprop; centred as in Graves 2013,
 * equations 38–45.
 *
 *     v ← αv + (1 − α)g²;  ḡ ← αḡ + (1 − α)g;  D = √(v − ḡ²) + ε if centered else √v + ε
 *     m ← μm + g/D;  θ ← θ − ηm  (θ ← θ − ηg/D without momentum)
 *
 * ε stands outside the root. The rate is η/D. With momentum the buffer already holds divided gradients, so
 * the direction is defined as m·D, which keeps Δθ = −rate ⊙ direction.
 *
 * The other libraries have ε inside, D = √(v + ε), and the rate in the buffer, m ← μm + ηg/D, θ ← θ − m (so
 * the direction is m·D/η): keras.optimizers.RMSprop, optax.rmsprop (unless told `eps_in_sqrt=False`) and
 * tf.train.rmsprop (tfjs). Centred, tfjs takes √(v − (ḡ² + ε)), a slip that gives NaN for small gradients.
 */
export const rmsprop: Optimizer = {
  id: 'rmsprop',
  parameters: [
    lr(0.01),
    decayRate('alpha', 0.99, '\\alpha'),
    eps(1e-8),
    momentum(0),
    { key: 'centered', kind: 'flag', default: 0, symbol: '\\text{centered}' },
    weightDecay(0),
    convention('keras', 'optax', 'tfjs'),
  ],
  conventions: {
    keras: { lr: 0.001, alpha: 0.9, eps: 1e-7 },
    optax: { alpha: 0.9 },
    tfjs: { alpha: 0.9, eps: 1e-7 },
  },
  memory: ['v', 'gbar', 'm'],
  step({ theta, gradient, rate, direction, memory, args, as, lr }) {
    const { v, gbar, m } = memory;
    const { alpha, eps, momentum, centered, weightDecay } = args;
    const coupled = as === 'keras' ? 0 : weightDecay;
    const decay = as === 'keras' ? lr * weightDecay : 0;
    const inside = as !== 'pytorch';
    // What of the rate goes into the buffer, and what of it is left for the step.
    const before = inside ? lr : 1;
    const after = inside ? 1 : lr;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + coupled * theta[i];
      v[i] = alpha * v[i] + (1 - alpha) * g * g;
      let variance = v[i];
      if (centered === 1) {
        gbar[i] = alpha * gbar[i] + (1 - alpha) * g;
        variance -= gbar[i] * gbar[i];
      }
      const added = as === 'tfjs' && centered === 1 ? -eps : eps;
      const root = inside ? Math.sqrt(variance + added) : Math.sqrt(variance) + eps;
      let d = (before * g) / root;
      if (momentum > 0) {
        m[i] = momentum * m[i] + d;
        d = m[i];
      }
      rate[i] = lr / root;
      direction[i] = momentum > 0 ? (d * root) / before : g;
      theta[i] = theta[i] - decay * theta[i] - after * d;
    }
  },
  stability: ({ momentum }) => heavyBall(momentum),
  formula: `
    d = g + weightDecay*x
    v = alpha*v + (1 - alpha)*d*d
    gbar = if(centered == 1, alpha*gbar + (1 - alpha)*d, gbar)
    root = sqrt(if(centered == 1, v - gbar^2, v)) + eps
    move = d/root
    m = if(momentum > 0, momentum*m + move, m)
    rate = lr/root
    direction = if(momentum > 0, m*root, d)
    x = x - lr*if(momentum > 0, m, move)`,
  formulas: {
    keras: `
    v = alpha*v + (1 - alpha)*g*g
    gbar = if(centered == 1, alpha*gbar + (1 - alpha)*g, gbar)
    root = sqrt(if(centered == 1, v - gbar^2 + eps, v + eps))
    move = lr*g/root
    m = if(momentum > 0, momentum*m + move, m)
    rate = lr/root
    direction = if(momentum > 0, m*root/lr, g)
    x = x - lr*weightDecay*x - if(momentum > 0, m, move)`,
    optax: `
    d = g + weightDecay*x
    v = alpha*v + (1 - alpha)*d*d
    gbar = if(centered == 1, alpha*gbar + (1 - alpha)*d, gbar)
    root = sqrt(if(centered == 1, v - gbar^2 + eps, v + eps))
    move = lr*d/root
    m = if(momentum > 0, momentum*m + move, m)
    rate = lr/root
    direction = if(momentum > 0, m*root/lr, d)
    x = x - if(momentum > 0, m, move)`,
    tfjs: `
    d = g + weightDecay*x
    v = alpha*v + (1 - alpha)*d*d
    gbar = if(centered == 1, alpha*gbar + (1 - alpha)*d, gbar)
    root = sqrt(if(centered == 1, v - gbar^2 - eps, v + eps))
    move = lr*d/root
    m = if(momentum > 0, momentum*m + move, m)
    rate = lr/root
    direction = if(momentum > 0, m*root/lr, d)
    x = x - if(momentum > 0, m, move)`,
  },
  tex: [
    'v_t = \\alpha\\, v_{t-1} + (1-\\alpha)\\, g_t^2',
    'm_t = \\mu\\, m_{t-1} + g_t/(\\sqrt{v_t}+\\varepsilon)',
    '\\theta_t = \\theta_{t-1} - \\eta\\, m_t',
  ],
  decay: decayAsKeras,
  source:
    'Tieleman and Hinton 2012; Graves 2013, equations 38–45; torch.optim.RMSprop; ' +
    'keras.optimizers.RMSprop; optax.rmsprop; tf.train.rmsprop',
};
