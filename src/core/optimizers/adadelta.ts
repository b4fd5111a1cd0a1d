import { PLAIN } from '../stability.ts';
import type { Optimizer } from '../types.ts';
import { convention, decayAsKeras, decayRate, eps, lr, weightDecay } from './parameters.ts';

/**
 * Adadelta (Zeiler 2012, algorithm 1), as torch.optim.Adadelta.
 *
 *     s ← ρs + (1 − ρ)g²;  Δ = g √(u + ε) / √(s + ε);  u ← ρu + (1 − ρ)Δ²;  θ ← θ − ηΔ
 *
 * The numerator remembers the steps taken, so the units come out right and η is 1 in the paper. ε stands
 * inside both roots, and is what the first steps grow from. The rate uses u before this update, the one that
 * the step was made with.
 *
 * keras.optimizers.Adadelta and optax.adadelta share the formula. tf.train.adadelta (tfjs) divides by the s
 * of the update before, so its first step is √(s₁/ε + 1) times too long.
 */
export const adadelta: Optimizer = {
  id: 'adadelta',
  parameters: [
    lr(1),
    decayRate('rho', 0.9, '\\rho'),
    eps(1e-6),
    weightDecay(0),
    convention('keras', 'optax', 'tfjs'),
  ],
  conventions: {
    keras: { lr: 0.001, rho: 0.95, eps: 1e-7 },
    optax: {},
    tfjs: { lr: 0.001, rho: 0.95, eps: 1e-7 },
  },
  memory: ['s', 'u'],
  step({ theta, gradient, rate, direction, memory, args, as, lr }) {
    const { s, u } = memory;
    const { rho, eps, weightDecay } = args;
    const coupled = as === 'keras' ? 0 : weightDecay;
    const decay = as === 'keras' ? lr * weightDecay : 0;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + coupled * theta[i];
      const previous = s[i];
      s[i] = rho * s[i] + (1 - rho) * g * g;
      const ratio = Math.sqrt(u[i] + eps) / Math.sqrt((as === 'tfjs' ? previous : s[i]) + eps);
      const delta = ratio * g;
      u[i] = rho * u[i] + (1 - rho) * delta * delta;
      rate[i] = lr * ratio;
      direction[i] = g;
      theta[i] = theta[i] - decay * theta[i] - lr * delta;
    }
  },
  stability: () => PLAIN,
  formula: `
    d = g + weightDecay*x
    s = rho*s + (1 - rho)*d*d
    ratio = sqrt(u + eps)/sqrt(s + eps)
    delta = ratio*d
    u = rho*u + (1 - rho)*delta*delta
    rate = lr*ratio
    direction = d
    x = x - lr*delta`,
  formulas: {
    keras: `
    s = rho*s + (1 - rho)*g*g
    ratio = sqrt(u + eps)/sqrt(s + eps)
    delta = ratio*g
    u = rho*u + (1 - rho)*delta*delta
    rate = lr*ratio
    direction = g
    x = x - lr*weightDecay*x - lr*delta`,
    tfjs: `
    d = g + weightDecay*x
    ratio = sqrt(u + eps)/sqrt(s + eps)
    s = rho*s + (1 - rho)*d*d
    delta = ratio*d
    u = rho*u + (1 - rho)*delta*delta
    rate = lr*ratio
    direction = d
    x = x - lr*delta`,
  },
  tex: [
    's_t = \\rho\\, s_{t-1} + (1-\\rho)\\, g_t^2',
    '\\Delta_t = \\frac{\\sqrt{u_{t-1}+\\varepsilon}}{\\sqrt{s_t+\\varepsilon}}\\, g_t',
    'u_t = \\rho\\, u_{t-1} + (1-\\rho)\\, \\Delta_t^2',
    '\\theta_t = \\theta_{t-1} - \\eta\\,\\Delta_t',
  ],
  decay: decayAsKeras,
  source:
    'Zeiler 2012, algorithm 1; torch.optim.Adadelta; keras.optimizers.Adadelta; optax.adadelta; tf.train.adadelta',
};
