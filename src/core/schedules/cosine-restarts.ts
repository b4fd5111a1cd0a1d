import { cos } from '../elementary/index.ts';
import type { Schedule } from '../types.ts';
import { lowest, updates } from './parameters.ts';

/**
 * Half a cosine from η down to `min`, begun again after each period; every period is `mult` times as long as
 * the one before.
 *
 * As torch.optim.lr_scheduler.CosineAnnealingWarmRestarts with T_0 = period and T_mult = mult.
 */
export const cosineRestarts: Schedule = {
  id: 'cosine-restarts',
  parameters: [
    updates('period', 100, 'T_0'),
    {
      key: 'mult',
      kind: 'integer',
      default: 1,
      min: 1,
      slider: { min: 1, max: 4, scale: 'linear' },
      symbol: 'm',
    },
    lowest(),
  ],
  rate(args, t, lr) {
    const { mult, min } = args as Record<string, number>;
    let period = args.period as number;
    let since = t - 1;
    if (mult === 1) since %= period;
    else {
      while (since >= period) {
        since -= period;
        period *= mult;
      }
    }
    return min + ((lr - min) * (1 + cos((Math.PI * since) / period))) / 2;
  },
  tex:
    '\\eta_t = \\eta_{\\min} + \\tfrac12(\\eta-\\eta_{\\min})\\bigl(1+\\cos\\tfrac{\\pi\\tau}{T_i}\\bigr),' +
    '\\quad T_{i+1}=m\\,T_i,\\ \\tau \\text{ updates since the restart}',
  source: 'torch.optim.lr_scheduler.CosineAnnealingWarmRestarts; Loshchilov and Hutter 2017',
};
