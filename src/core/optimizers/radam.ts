import { wholePower } from '../elementary/index.ts';
import { averaged } from '../stability.ts';
import type { Optimizer } from '../types.ts';
import { betas, eps, lr, weightDecay } from './parameters.ts';

/**
 * RAdam (Liu et al. 2020, algorithm 2), as torch.optim.RAdam.
 *
 *     m ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)g²;  m̂ = m/(1 − β₁ᵗ)
 *     ρ_∞ = 2/(1 − β₂) − 1;  ρ_t = ρ_∞ − 2tβ₂ᵗ/(1 − β₂ᵗ)
 *     r = √[(ρ_t − 4)(ρ_t − 2)ρ_∞ / ((ρ_∞ − 4)(ρ_∞ − 2)ρ_t)]
 *     θ ← θ − η r m̂ √(1 − β₂ᵗ) / (√v + ε)  if ρ_t > 5,  else  θ ← θ − η m̂
 *
 * While v rests on too few gradients to be trusted the step is plain momentum; then it is Adam's, warmed up
 * by r. PyTorch asks for ρ_t > 5 where the paper has 4, and adds ε to √v before the bias correction, not
 * after.
 */
export const radam: Optimizer = {
  id: 'radam',
  parameters: [lr(0.001), ...betas(), eps(1e-8), weightDecay(0)],
  memory: ['m', 'v'],
  step({ theta, gradient, rate, direction, memory, args, lr, t }) {
    const { m, v } = memory;
    const { beta1, beta2, eps, weightDecay } = args;
    const correction1 = 1 - wholePower(beta1, t);
    const correction2 = 1 - wholePower(beta2, t);
    const longest = 2 / (1 - beta2) - 1;
    const length = longest - (2 * t * wholePower(beta2, t)) / correction2;
    const trusted = length > 5;
    const rectified = trusted
      ? Math.sqrt(((length - 4) * (length - 2) * longest) / ((longest - 4) * (longest - 2) * length))
      : 1;
    const eta = trusted ? lr * rectified * Math.sqrt(correction2) : lr;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + weightDecay * theta[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      const d = m[i] / correction1;
      const r = trusted ? eta / (Math.sqrt(v[i]) + eps) : eta;
      rate[i] = r;
      direction[i] = d;
      theta[i] -= r * d;
    }
  },
  stability: ({ beta1 }) => averaged(beta1),
  formula: `
    d = g + weightDecay*x
    m = beta1*m + (1 - beta1)*d
    v = beta2*v + (1 - beta2)*d*d
    longest = 2/(1 - beta2) - 1
    length = longest - 2*t*beta2^t/(1 - beta2^t)
    rectified = sqrt((length - 4)*(length - 2)*longest/((longest - 4)*(longest - 2)*length))
    rate = if(length > 5, lr*rectified*sqrt(1 - beta2^t)/(sqrt(v) + eps), lr)
    direction = m/(1 - beta1^t)
    x = x - rate*direction`,
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, g_t,\\quad v_t = \\beta_2 v_{t-1} + (1-\\beta_2)\\, g_t^2',
    '\\rho_\\infty = \\tfrac{2}{1-\\beta_2}-1,\\quad \\rho_t = \\rho_\\infty - 2t\\beta_2^t/(1-\\beta_2^t)',
    'r_t = \\sqrt{\\frac{(\\rho_t-4)(\\rho_t-2)\\rho_\\infty}{(\\rho_\\infty-4)(\\rho_\\infty-2)\\rho_t}}',
    '\\theta_t = \\theta_{t-1} - \\eta\\, r_t\\, \\hat m_t' +
      '\\, \\sqrt{1-\\beta_2^t}/(\\sqrt{v_t}+\\varepsilon)' +
      '\\ \\text{if}\\ \\rho_t>5,\\ \\text{else}\\ \\theta_{t-1} - \\eta\\,\\hat m_t',
  ],
  source: 'Liu et al. 2020, algorithm 2; torch.optim.RAdam',
};
