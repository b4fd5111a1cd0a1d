import { wholePower } from '../elementary/index.ts';
import type { Schedule } from '../types.ts';
import { gamma, lowest } from './parameters.ts';

/**
 * Multiplies the rate by γ after every update, down to a floor: η_t = max(min, η γ^(t−1)).
 *
 * As torch.optim.lr_scheduler.ExponentialLR, which has no floor: `min` 0.
 */
export const exponential: Schedule = {
  id: 'exponential',
  parameters: [gamma(0.99), lowest()],
  rate: (args, t, lr) => Math.max(args.min as number, lr * wholePower(args.gamma as number, t - 1)),
  tex: '\\eta_t = \\max(\\eta_{\\min},\\ \\eta\\,\\gamma^{\\,t-1})',
  source: 'torch.optim.lr_scheduler.ExponentialLR',
};
