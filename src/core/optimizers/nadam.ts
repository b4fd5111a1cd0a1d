import { pow, wholePower } from '../elementary/index.ts';
import type { Optimizer } from '../types.ts';
import { betas, convention, decayAsKeras, eps, lr, nonNegative, weightDecay } from './parameters.ts';

/**
 * NAdam (Dozat 2016, algorithm 2, with the paper's momentum schedule), as torch.optim.NAdam of the 2.x
 * releases.
 *
 *     μ_t = β₁(1 − ½·0.96^(tψ));  Π_t = μ₁ ⋯ μ_t
 *     m ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)g²
 *     d = μ_{t+1} m / (1 − Π_{t+1}) + (1 − μ_t) g / (1 − Π_t);  θ ← θ − η d / (√v̂ + ε)
 *
 * With v̂ = v/(1 − β₂ᵗ). Adam that looks one momentum step ahead. PyTorch 1.13 multiplied Π_{t+1} by μ_t
 * twice; later releases, and this file, do not.
 *
 * keras.optimizers.Nadam has the same schedule with ψ = 1. optax.nadam has none: μ is β₁ throughout, and
 * `momentumDecay` has no effect. tfjs has no NAdam.
 */
export const nadam: Optimizer = {
  id: 'nadam',
  parameters: [
    lr(0.002),
    ...betas(),
    eps(1e-8),
    weightDecay(0),
    nonNegative('momentumDecay', 0.004, '\\psi', { min: 0, max: 1, scale: 'linear' }),
    convention('keras', 'optax'),
  ],
  conventions: { keras: { lr: 0.001, eps: 1e-7, momentumDecay: 1 }, optax: {} },
  memory: ['m', 'v'],
  scalars: { product: 1 },
  step({ theta, gradient, rate, direction, memory, scalars, args, as, lr, t }) {
    const { m, v } = memory;
    const { beta1, beta2, eps, weightDecay, momentumDecay } = args;
    const constant = as === 'optax';
    const mu = constant ? beta1 : beta1 * (1 - 0.5 * pow(0.96, t * momentumDecay));
    const next = constant ? beta1 : beta1 * (1 - 0.5 * pow(0.96, (t + 1) * momentumDecay));
    scalars.product *= mu;
    const ofMean = next / (1 - scalars.product * next);
    const ofGradient = (1 - mu) / (1 - scalars.product);
    const correction2 = 1 - wholePower(beta2, t);
    const coupled = as === 'keras' ? 0 : weightDecay;
    const decay = as === 'keras' ? lr * weightDecay : 0;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + coupled * theta[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      const d = ofMean * m[i] + ofGradient * g;
      const r = lr / (Math.sqrt(v[i] / correction2) + eps);
      rate[i] = r;
      direction[i] = d;
      theta[i] = theta[i] - decay * theta[i] - r * d;
    }
  },
  formula: `
    mu = beta1*(1 - 0.5*0.96^(t*momentumDecay))
    next = beta1*(1 - 0.5*0.96^((t + 1)*momentumDecay))
    product = product*mu
    d = g + weightDecay*x
    m = beta1*m + (1 - beta1)*d
    v = beta2*v + (1 - beta2)*d*d
    rate = lr/(sqrt(v/(1 - beta2^t)) + eps)
    direction = next/(1 - product*next)*m + (1 - mu)/(1 - product)*d
    x = x - rate*direction`,
  formulas: {
    keras: `
    mu = beta1*(1 - 0.5*0.96^(t*momentumDecay))
    next = beta1*(1 - 0.5*0.96^((t + 1)*momentumDecay))
    product = product*mu
    m = beta1*m + (1 - beta1)*g
    v = beta2*v + (1 - beta2)*g*g
    rate = lr/(sqrt(v/(1 - beta2^t)) + eps)
    direction = next/(1 - product*next)*m + (1 - mu)/(1 - product)*g
    x = x - lr*weightDecay*x - rate*direction`,
    optax: `
    product = product*beta1
    d = g + weightDecay*x
    m = beta1*m + (1 - beta1)*d
    v = beta2*v + (1 - beta2)*d*d
    rate = lr/(sqrt(v/(1 - beta2^t)) + eps)
    direction = beta1/(1 - product*beta1)*m + (1 - beta1)/(1 - product)*d
    x = x - rate*direction`,
  },
  tex: [
    '\\mu_t = \\beta_1\\big(1-\\tfrac12\\,0.96^{t\\psi}\\big)',
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t,\\quad v_t = \\beta_2 v_{t-1} + (1-\\beta_2)\\, g_t^2',
    'd_t = \\frac{\\mu_{t+1} m_t}{1-\\prod_{i=1}^{t+1}\\mu_i}' +
      ' + \\frac{(1-\\mu_t)\\, g_t}{1-\\prod_{i=1}^{t}\\mu_i}',
    '\\theta_t = \\theta_{t-1} - \\eta\\, d_t/\\big(\\sqrt{v_t/(1-\\beta_2^t)}+\\varepsilon\\big)',
  ],
  decay: decayAsKeras,
  source: 'Dozat 2016; torch.optim.NAdam; keras.optimizers.Nadam; optax.nadam',
};
