import type { Schedule } from '../types.ts';
import { updates } from './parameters.ts';

const factor = (key: string, value: number, symbol: string) =>
  ({
    key,
    kind: 'number',
    default: value,
    min: 0,
    slider: { min: 0, max: 1, scale: 'linear' },
    symbol,
  }) as const;

/**
 * A factor that goes linearly from `from` to `to` over `steps` updates and stays there.
 *
 * As torch.optim.lr_scheduler.LinearLR with PyTorch's default factors; its default of 5 steps would be too
 * short to see. PyTorch wants both factors at most 1; here a factor may grow, as in a search for the largest
 * usable rate.
 */
export const linear: Schedule = {
  id: 'linear',
  parameters: [factor('from', 1 / 3, 'a'), factor('to', 1, 'b'), updates('steps', 100, 'T')],
  rate(args, t, lr) {
    const { from, to, steps } = args as Record<string, number>;
    return lr * (from + (to - from) * Math.min(1, (t - 1) / steps));
  },
  tex: '\\eta_t = \\eta\\,\\bigl(a + (b-a)\\min(1, \\tfrac{t-1}{T})\\bigr)',
  source: 'torch.optim.lr_scheduler.LinearLR',
};
