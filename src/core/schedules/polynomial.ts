import { pow } from '../elementary/index.ts';
import type { Schedule } from '../types.ts';
import { updates } from './parameters.ts';

/**
 * A polynomial that falls to 0 in `steps` updates and stays there: η_t = η (1 − min(1, (t−1)/steps))^power.
 *
 * As torch.optim.lr_scheduler.PolynomialLR.
 */
export const polynomial: Schedule = {
  id: 'polynomial',
  parameters: [
    updates('steps', 500, 'T'),
    {
      key: 'power',
      kind: 'number',
      default: 1,
      min: 0,
      slider: { min: 0.25, max: 4, scale: 'linear' },
      symbol: 'p',
    },
  ],
  rate(args, t, lr) {
    const { steps, power } = args as Record<string, number>;
    return lr * pow(1 - Math.min(1, (t - 1) / steps), power);
  },
  tex: '\\eta_t = \\eta\\,\\bigl(1-\\min(1,\\tfrac{t-1}{T})\\bigr)^{p}',
  source: 'torch.optim.lr_scheduler.PolynomialLR',
};
