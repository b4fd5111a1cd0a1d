import type { Optimizer } from '../types.ts';
import { lr } from './parameters.ts';

/**
 * Rprop (Riedmiller and Braun 1993; the variant iRprop⁻ of Igel and Hüsken 2000), as torch.optim.Rprop.
 *
 *     Δ ← η₊Δ if g·g' > 0,  η₋Δ if g·g' < 0,  kept within [stepMin, stepMax];  g ← 0 where g·g' < 0
 *     θ ← θ − sign(g) Δ;  g' ← g
 *
 * Only the gradient's sign counts. The learning rate is no more than the first Δ: as in PyTorch a schedule
 * has no effect after the first update, and already that Δ is kept within the bounds. The rate is Δ/|g|, and
 * 0 where nothing moves.
 */
export const rprop: Optimizer = {
  id: 'rprop',
  parameters: [
    lr(0.01),
    {
      key: 'etaMinus',
      kind: 'number',
      default: 0.5,
      above: 0,
      below: 1,
      slider: { min: 0.1, max: 0.99, scale: 'linear' },
      symbol: '\\eta_-',
    },
    {
      key: 'etaPlus',
      kind: 'number',
      default: 1.2,
      above: 1,
      slider: { min: 1.01, max: 2, scale: 'linear' },
      symbol: '\\eta_+',
    },
    {
      key: 'stepMin',
      kind: 'number',
      default: 1e-6,
      min: 0,
      slider: { min: 1e-9, max: 1, scale: 'log' },
      symbol: '\\Delta_{\\min}',
    },
    {
      key: 'stepMax',
      kind: 'number',
      default: 50,
      above: 0,
      slider: { min: 1e-3, max: 100, scale: 'log' },
      symbol: '\\Delta_{\\max}',
    },
  ],
  check(args) {
    const { stepMin, stepMax } = args as Record<string, number>;
    return stepMin > stepMax ? [{ key: 'stepMin', used: stepMax, allowed: 'at most stepMax' }] : [];
  },
  memory: ['size', 'previous'],
  step({ theta, gradient, rate, direction, memory, args, lr, t }) {
    const { size, previous } = memory;
    const { etaMinus, etaPlus, stepMin, stepMax } = args;
    for (let i = 0; i < theta.length; i++) {
      const agreement = gradient[i] * previous[i];
      const factor = agreement > 0 ? etaPlus : agreement < 0 ? etaMinus : 1;
      size[i] = Math.min(Math.max((t === 1 ? lr : size[i]) * factor, stepMin), stepMax);
      const g = agreement < 0 ? 0 : gradient[i];
      rate[i] = g === 0 ? 0 : size[i] / Math.abs(g);
      direction[i] = g;
      theta[i] -= Math.sign(g) * size[i];
      previous[i] = g;
    }
  },
  formula: `
    agreement = g*previous
    factor = if(agreement > 0, etaPlus, if(agreement < 0, etaMinus, 1))
    size = min(max(if(t == 1, lr, size)*factor, stepMin), stepMax)
    d = if(agreement < 0, 0, g)
    rate = if(d == 0, 0, size/abs(d))
    direction = d
    x = x - sign(d)*size
    previous = d`,
  tex: [
    '\\Delta_t = \\begin{cases}\\min(\\eta_+\\Delta_{t-1},\\Delta_{\\max}) & g_t g_{t-1}>0\\\\' +
      '\\max(\\eta_-\\Delta_{t-1},\\Delta_{\\min}),\\ g_t\\leftarrow 0 & g_t g_{t-1}<0\\\\' +
      '\\Delta_{t-1} & \\text{else}\\end{cases}',
    '\\theta_t = \\theta_{t-1} - \\operatorname{sign}(g_t)\\,\\Delta_t',
  ],
  source: 'Riedmiller and Braun 1993; Igel and Hüsken 2000; torch.optim.Rprop',
};
