import { log, pow, wholePower } from '../elementary/index.ts';
import type { Optimizer } from '../types.ts';
import { decayRate, eps, lr, nonNegative, weightDecay } from './parameters.ts';

/**
 * The slow mean's half-life, as β: the β₃ whose half-life lies a fraction `a` of the way from β₁'s to β₃'s.
 */
function blend(beta1: number, beta3: number, a: number): number {
  // The authors' 1e-8 keeps the logarithm finite at β = 0.
  const halfLife = (beta: number) => log(0.5) / log(beta + 1e-8) - 1;
  return pow(0.5, 1 / ((1 - a) * halfLife(beta1) + a * halfLife(beta3) + 1));
}

/**
 * AdEMAMix (Pagliardini, Ablin, Grangier 2024, algorithm 1): Adam with a second, much slower mean of
 * gradients.
 *
 *     m ← β₁m + (1 − β₁)g;  s ← β₃s + (1 − β₃)g;  v ← β₂v + (1 − β₂)g²
 *     θ ← θ − η((m̂ + αs) / (√v̂ + ε) + λθ)
 *
 * s has no bias correction. `alphaWarmup` raises α linearly and `beta3Warmup` the half-life of s from that of
 * m, over as many updates; 0 leaves them constant. Defaults are those of the authors' code
 * (apple/ml-ademamix), where α is 2; the paper's experiments use 5 to 10.
 *
 * Deviation of others by name: kozistr's pytorch_optimizer divides αs by 1 − β₁ᵗ as well; in algorithm 1 only
 * m̂ is.
 */
export const ademamix: Optimizer = {
  id: 'ademamix',
  parameters: [
    lr(0.001),
    decayRate('beta1', 0.9, '\\beta_1'),
    decayRate('beta2', 0.999, '\\beta_2'),
    {
      ...decayRate('beta3', 0.9999, '\\beta_3'),
      slider: { min: 0, max: 0.99999, scale: 'complement' },
    },
    nonNegative('alpha', 2, '\\alpha', { min: 0, max: 20, scale: 'linear' }),
    eps(1e-8),
    {
      key: 'alphaWarmup',
      kind: 'integer',
      default: 0,
      min: 0,
      slider: { min: 0, max: 1000, scale: 'linear' },
      symbol: 'T_\\alpha',
    },
    {
      key: 'beta3Warmup',
      kind: 'integer',
      default: 0,
      min: 0,
      slider: { min: 0, max: 1000, scale: 'linear' },
      symbol: 'T_{\\beta_3}',
    },
    weightDecay(0),
  ],
  memory: ['m', 's', 'v'],
  decay: ({ weightDecay }, lr) => lr * weightDecay,
  step({ theta, gradient, rate, direction, memory, args, lr, t }) {
    const { m, s, v } = memory;
    const { beta1, beta2, eps, alphaWarmup, beta3Warmup, weightDecay } = args;
    const alpha = t < alphaWarmup ? (args.alpha * t) / alphaWarmup : args.alpha;
    const beta3 = t < beta3Warmup ? blend(beta1, args.beta3, t / beta3Warmup) : args.beta3;
    const correction1 = 1 - wholePower(beta1, t);
    const correction2 = 1 - wholePower(beta2, t);
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      s[i] = beta3 * s[i] + (1 - beta3) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      const r = lr / (Math.sqrt(v[i] / correction2) + eps);
      const d = m[i] / correction1 + alpha * s[i];
      rate[i] = r;
      direction[i] = d;
      theta[i] -= lr * weightDecay * theta[i] + r * d;
    }
  },
  formula: `
    a = if(t < alphaWarmup, alpha*t/alphaWarmup, alpha)
    fast = log(0.5)/log(beta1 + 1e-8) - 1
    slow = log(0.5)/log(beta3 + 1e-8) - 1
    halfLife = (1 - t/beta3Warmup)*fast + t/beta3Warmup*slow
    b = if(t < beta3Warmup, 0.5^(1/(halfLife + 1)), beta3)
    m = beta1*m + (1 - beta1)*g
    s = b*s + (1 - b)*g
    v = beta2*v + (1 - beta2)*g*g
    rate = lr/(sqrt(v/(1 - beta2^t)) + eps)
    direction = m/(1 - beta1^t) + a*s
    x = x - (lr*weightDecay*x + rate*direction)`,
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t,\\quad s_t = \\beta_3 s_{t-1} + (1-\\beta_3)\\, g_t',
    'v_t = \\beta_2 v_{t-1} + (1-\\beta_2)\\, g_t^2',
    '\\theta_t = \\theta_{t-1} - \\eta\\,\\Bigl(\\frac{\\hat m_t+\\alpha s_t}' +
      '{\\sqrt{\\hat v_t}+\\varepsilon} + \\lambda\\theta_{t-1}\\Bigr)',
  ],
  source: 'Pagliardini, Ablin, Grangier 2024, "The AdEMAMix Optimizer", algorithm 1; apple/ml-ademamix',
};
