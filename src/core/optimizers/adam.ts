import { wholePower } from '../elementary/index.ts';
import { averaged } from '../stability.ts';
import type { Optimizer } from '../types.ts';
import { betas, biasCorrection, convention, decayAsKeras, eps, lr, weightDecay } from './parameters.ts';

/**
 * Adam (Kingma and Ba 2015, algorithm 1), as torch.optim.Adam.
 *
 *     m ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)g²;  θ ← θ − η m̂ / (√v̂ + ε)
 *
 * With m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ); `biasCorrection: 0` leaves both uncorrected, to show what they
 * are for.
 *
 * optax.adam and tf.train.adam (tfjs) share the formula. keras.optimizers.Adam is the paper's faster form
 * (section 2, last paragraph): θ ← θ − η √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε), whose ε weighs more in the
 * first updates.
 */
export const adam: Optimizer = {
  id: 'adam',
  parameters: [
    lr(0.001),
    ...betas(),
    eps(1e-8),
    weightDecay(0),
    biasCorrection,
    convention('keras', 'optax', 'tfjs'),
  ],
  conventions: { keras: { eps: 1e-7 }, optax: {}, tfjs: { eps: 1e-7 } },
  memory: ['m', 'v'],
  step({ theta, gradient, rate, direction, memory, args, as, lr, t }) {
    const { m, v } = memory;
    const { beta1, beta2, eps, weightDecay, biasCorrection } = args;
    const correction1 = biasCorrection === 1 ? 1 - wholePower(beta1, t) : 1;
    const correction2 = biasCorrection === 1 ? 1 - wholePower(beta2, t) : 1;
    const keras = as === 'keras';
    const coupled = keras ? 0 : weightDecay;
    const decay = keras ? lr * weightDecay : 0;
    const shortening = Math.sqrt(correction2);
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + coupled * theta[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      const d = m[i] / correction1;
      const root = keras ? (Math.sqrt(v[i]) + eps) / shortening : Math.sqrt(v[i] / correction2) + eps;
      const r = lr / root;
      rate[i] = r;
      direction[i] = d;
      theta[i] = theta[i] - decay * theta[i] - r * d;
    }
  },
  stability: ({ beta1 }) => averaged(beta1),
  formula: `
    d = g + weightDecay*x
    m = beta1*m + (1 - beta1)*d
    v = beta2*v + (1 - beta2)*d*d
    mhat = if(biasCorrection == 1, m/(1 - beta1^t), m)
    vhat = if(biasCorrection == 1, v/(1 - beta2^t), v)
    rate = lr/(sqrt(vhat) + eps)
    direction = mhat
    x = x - rate*direction`,
  formulas: {
    keras: `
    m = beta1*m + (1 - beta1)*g
    v = beta2*v + (1 - beta2)*g*g
    direction = if(biasCorrection == 1, m/(1 - beta1^t), m)
    rate = lr/((sqrt(v) + eps)/if(biasCorrection == 1, sqrt(1 - beta2^t), 1))
    x = x - lr*weightDecay*x - rate*direction`,
  },
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t',
    'v_t = \\beta_2 v_{t-1} + (1-\\beta_2)\\, g_t^2',
    '\\hat m_t = m_t/(1-\\beta_1^t),\\quad \\hat v_t = v_t/(1-\\beta_2^t)',
    '\\theta_t = \\theta_{t-1} - \\eta\\,\\hat m_t/(\\sqrt{\\hat v_t}+\\varepsilon)',
  ],
  decay: decayAsKeras,
  source:
    'Kingma and Ba 2015, algorithm 1; torch.optim.Adam; keras.optimizers.Adam; optax.adam; tf.train.adam',
};
