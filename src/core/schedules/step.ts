import { wholePower } from '../elementary/index.ts';
import type { Schedule } from '../types.ts';
import { gamma, updates } from './parameters.ts';

/**
 * Multiplies the rate by γ after every `every` updates: η_t = η γ^⌊(t−1)/every⌋. As
 * torch.optim.lr_scheduler.StepLR.
 */
export const step: Schedule = {
  id: 'step',
  parameters: [updates('every', 100, 'T'), gamma(0.1)],
  rate(args, t, lr) {
    const { every, gamma } = args as Record<string, number>;
    return lr * wholePower(gamma, Math.floor((t - 1) / every));
  },
  tex: '\\eta_t = \\eta\\,\\gamma^{\\lfloor (t-1)/T \\rfloor}',
  source: 'torch.optim.lr_scheduler.StepLR',
};
