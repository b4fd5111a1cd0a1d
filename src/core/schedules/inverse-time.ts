import type { Schedule } from '../types.ts';

/**
 * η_t = η/(1 + k(t − 1)): the Robbins–Monro rate, whose sum diverges while the sum of its squares does not.
 *
 * As torch.optim.lr_scheduler.LambdaLR with 1/(1 + k·epoch).
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
  ],
  rate: (args, t, lr) => lr / (1 + (args.k as number) * (t - 1)),
  tex: '\\eta_t = \\frac{\\eta}{1+k\\,(t-1)}',
  source: 'Robbins and Monro 1951; Bottou, Curtis, Nocedal 2018, theorem 4.7',
};
