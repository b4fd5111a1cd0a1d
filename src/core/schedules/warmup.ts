import type { Schedule } from '../types.ts';

/**
 * Linear warm-up: a factor that rises from `from` to 1 over `steps` updates and multiplies whatever schedule
 * the run has.
 *
 * As torch.optim.lr_scheduler.LinearLR with end_factor 1; used by Goyal et al. 2017, section 2.2. With `wait` the other schedule
 * is not in force until the warm-up is over, and counts its updates from there, as with SequentialLR: see `schedule-chain.ts`.
 */
export const warmup: Schedule = {
  id: 'warmup',
  parameters: [
    {
      key: 'steps',
      kind: 'integer',
      default: 20,
      min: 1,
      slider: { min: 1, max: 500, scale: 'log' },
      symbol: 'T',
    },
    {
      key: 'from',
      kind: 'number',
      default: 0.1,
      min: 0,
      max: 1,
      slider: { min: 0, max: 1, scale: 'linear' },
      symbol: 'f',
    },
    { key: 'wait', kind: 'flag', default: 0, symbol: '\\text{wait}' },
  ],
  rate(args, t, lr) {
    const { steps, from } = args as Record<string, number>;
    return lr * (from + (1 - from) * Math.min(1, (t - 1) / steps));
  },
  tex: '\\eta_t = \\eta\\,\\bigl(f + (1-f)\\min(1, (t-1)/T)\\bigr)',
  source: 'torch.optim.lr_scheduler.LinearLR, SequentialLR; Goyal et al. 2017, section 2.2',
};
