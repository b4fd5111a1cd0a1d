import { wholePower } from '../elementary/index.ts';
import type { Optimizer } from '../types.ts';
import { decayRate, eps, lr, weightDecay } from './parameters.ts';

/**
 * Prodigy (Mishchenko and Defazio 2023, algorithm 4): Adam that estimates its rate from the distance
 * travelled.
 *
 *     m ← β₁m + (1 − β₁)dg;  v ← β₂v + (1 − β₂)d²g²
 *     r ← β₃r + (d/d₀)dη⟨g, θ₀ − θ⟩;  s ← β₃s + (d/d₀)dηg;  d⁺ = max(d, c·r/‖s‖₁)
 *     θ ← θ − dη m / (√v + d⁺ε)
 *
 * d, a lower bound of the distance from the start to a solution, never shrinks; η is left at 1. As in the
 * authors' code: d₀ scales r and s alike, β₃ is √β₂ unless given, `growthRate` limits d⁺/d, `safeguardWarmup`
 * leaves η out of s, `biasCorrection` is off, and while no gradient has been seen, or η is 0, nothing
 * happens. The rate is dη/(√v + d⁺ε), with the bias correction where it is on; weight decay, θ ← θ − dηλθ, is
 * part of the direction, since d scales it.
 */
export const prodigy: Optimizer = {
  id: 'prodigy',
  parameters: [
    lr(1),
    decayRate('beta1', 0.9, '\\beta_1'),
    decayRate('beta2', 0.999, '\\beta_2'),
    { ...decayRate('beta3', 0, '\\beta_3'), default: null, optional: true },
    eps(1e-8),
    weightDecay(0),
    {
      key: 'd0',
      kind: 'number',
      default: 1e-6,
      above: 0,
      slider: { min: 1e-8, max: 1, scale: 'log' },
      symbol: 'd_0',
    },
    {
      key: 'dCoef',
      kind: 'number',
      default: 1,
      above: 0,
      slider: { min: 0.1, max: 10, scale: 'log' },
      symbol: 'c',
    },
    {
      key: 'growthRate',
      kind: 'number',
      default: null,
      optional: true,
      min: 1,
      slider: { min: 1, max: 10, scale: 'log' },
      symbol: '\\gamma',
    },
    { key: 'biasCorrection', kind: 'flag', default: 0, symbol: '\\text{bias correction}' },
    { key: 'safeguardWarmup', kind: 'flag', default: 0, symbol: '\\text{safeguard}' },
  ],
  memory: ['m', 'v', 's', 'start'],
  scalars: { d: 0, dMax: 0, r: 0 },
  coordinatewise: false,
  init({ theta, memory, scalars, args }) {
    memory.start.set(theta);
    scalars.d = args.d0;
    scalars.dMax = args.d0;
  },
  step({ theta, gradient, rate, direction, memory, scalars, args, lr, t }) {
    const { m, v, s, start } = memory;
    const { beta1, beta2, eps, weightDecay, d0, dCoef, biasCorrection, safeguardWarmup } = args;
    const beta3 = (args.beta3 as number | null) ?? Math.sqrt(beta2);
    const growth = (args.growthRate as number | null) ?? Number.POSITIVE_INFINITY;
    const { d } = scalars;
    const correction =
      biasCorrection === 1 ? Math.sqrt(1 - wholePower(beta2, t)) / (1 - wholePower(beta1, t)) : 1;
    const dlr = d * lr * correction;
    const weight = (d / d0) * (safeguardWarmup === 1 ? d : dlr);

    rate.fill(0);
    direction.fill(0);
    if (lr === 0) return;
    let product = 0;
    let sum = 0;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i];
      product += g * (start[i] - theta[i]);
      m[i] = beta1 * m[i] + (1 - beta1) * d * g;
      v[i] = beta2 * v[i] + (1 - beta2) * d * d * g * g;
      s[i] = beta3 * s[i] + weight * g;
      sum += Math.abs(s[i]);
    }
    if (sum === 0) return;
    scalars.r = beta3 * scalars.r + (d / d0) * dlr * product;
    const estimate = (dCoef * scalars.r) / sum;
    const before = d === d0 ? Math.max(d, estimate) : d;
    scalars.dMax = Math.max(scalars.dMax, estimate);
    scalars.d = Math.min(scalars.dMax, before * growth);

    for (let i = 0; i < theta.length; i++) {
      const root = Math.sqrt(v[i]) + scalars.d * eps;
      rate[i] = dlr / root;
      direction[i] = m[i] + weightDecay * theta[i] * root;
      theta[i] -= rate[i] * direction[i];
    }
  },
  formula: `
    dlr = d*lr*if(biasCorrection == 1, sqrt(1 - beta2^t)/(1 - beta1^t), 1)
    weight = d/d0*if(safeguardWarmup == 1, d, dlr)
    m = beta1*m + (1 - beta1)*d*g
    v = beta2*v + (1 - beta2)*d^2*g^2
    s = beta3*s + weight*g
    start = start
    size = sum(abs(s))
    r = if(size > 0, beta3*r + d/d0*dlr*sum(g*(start - x)), r)
    estimate = if(size > 0, dCoef*r/size, 0)
    dMax = max(dMax, estimate)
    d = min(dMax, if(d == d0, max(d, estimate), d)*growthRate)
    root = sqrt(v) + d*eps
    rate = if(size > 0, dlr/root, 0)
    direction = if(size > 0, m + weightDecay*x*root, 0)
    x = x - rate*direction`,
  tex: [
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\, d_t g_t,\\quad ' +
      'v_t = \\beta_2 v_{t-1} + (1-\\beta_2)\\, d_t^2 g_t^2',
    'r_t = \\beta_3 r_{t-1} + \\eta\\, d_t^2\\langle g_t, \\theta_0-\\theta_{t-1}\\rangle,\\quad ' +
      's_t = \\beta_3 s_{t-1} + \\eta\\, d_t^2 g_t',
    'd_{t+1} = \\max\\bigl(d_t,\\ c\\, r_t/\\lVert s_t\\rVert_1\\bigr)',
    '\\theta_t = \\theta_{t-1} - \\eta\\, d_t\\, m_t/(\\sqrt{v_t}+d_{t+1}\\varepsilon)',
  ],
  source: 'Mishchenko and Defazio 2023, "Prodigy", algorithm 4; konstmish/prodigy',
};
