import { pow } from '../elementary/index.ts';
import type { Schedule } from '../types.ts';

/**
 * η_t = η/(1 + k(t − 1))^power. For powers above ½ and up to 1 it is a Robbins–Monro rate, whose sum diverges while the sum of its
 * squares does not.
 *
 * As torch.optim.lr_scheduler.LambdaLR with (1 + k·epoch)^−power.
 */
export const inverseTime: Schedule = {
  id: 'inverse-time',
  parameters: [
    {
      key: 'k',
      kind: 'number',
      default: 0.01,
      min: 0,
      slider: { min: 1e-4, max: 1, scale: 'log' },
      symbol: 'k',
    },
    {
      key: 'power',
      kind: 'number',
      default: 1,
      min: 0,
      slider: { min: 0, max: 2, scale: 'linear' },
      symbol: 'p',
    },
  ],
  rate(args, t, lr) {
    const { k, power } = args as Record<string, number>;
    return lr / pow(1 + k * (t - 1), power);
  },
  tex: '\\eta_t = \\frac{\\eta}{(1+k\\,(t-1))^{p}}',
  source: 'Robbins and Monro 1951; Bottou, Curtis, Nocedal 2018, theorem 4.7',
};
