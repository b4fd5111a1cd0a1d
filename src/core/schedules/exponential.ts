import { wholePower } from '../elementary/index.ts';
import type { Schedule } from '../types.ts';
import { gamma } from './parameters.ts';

/**
 * Multiplies the rate by γ after every update: η_t = η γ^(t−1). As torch.optim.lr_scheduler.ExponentialLR.
 */
export const exponential: Schedule = {
  id: 'exponential',
  parameters: [gamma(0.99)],
  rate: (args, t, lr) => lr * wholePower(args.gamma as number, t - 1),
  tex: '\\eta_t = \\eta\\,\\gamma^{\\,t-1}',
  source: 'torch.optim.lr_scheduler.ExponentialLR',
};
