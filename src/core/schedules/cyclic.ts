import { pow, wholePower } from '../elementary/index.ts';
import type { Schedule } from '../types.ts';
import { gamma, updates } from './parameters.ts';

/**
 * A triangle wave between the run's rate and `max`: `up` updates to rise, `down` to fall.
 *
 * As torch.optim.lr_scheduler.CyclicLR without its cycling of momentum. `mode` scales the height of the
 * triangles:
 *
 * - `triangular`: all equal;
 * - `triangular2`: halved after every cycle;
 * - `exp-range`: times γ^(t−1), PyTorch's exp_range.
 */
export const cyclic: Schedule = {
  id: 'cyclic',
  parameters: [
    {
      key: 'max',
      kind: 'number',
      default: 0.1,
      above: 0,
      slider: { min: 1e-4, max: 10, scale: 'log' },
      symbol: '\\eta_{\\max}',
    },
    updates('up', 50, 'u'),
    updates('down', 50, 'd'),
    {
      key: 'mode',
      kind: 'choice',
      default: 'triangular',
      choices: ['triangular', 'triangular2', 'exp-range'],
      symbol: '\\text{mode}',
    },
    gamma(0.995),
  ],
  rate(args, t, lr) {
    const { max, up, down, gamma } = args as Record<string, number>;
    const length = up + down;
    const cycle = Math.floor((t - 1) / length);
    const since = t - 1 - cycle * length;
    const height = since <= up ? since / up : (length - since) / down;
    const scale =
      args.mode === 'triangular2'
        ? pow(0.5, cycle)
        : args.mode === 'exp-range'
          ? wholePower(gamma, t - 1)
          : 1;
    return lr + (max - lr) * height * scale;
  },
  tex:
    '\\eta_t = \\eta + (\\eta_{\\max}-\\eta)\\,s\\,' +
    '\\min\\bigl(\\tfrac{\\tau}{u}, \\tfrac{u+d-\\tau}{d}\\bigr),\\quad \\tau=(t-1)\\bmod(u+d)',
  source:
    'torch.optim.lr_scheduler.CyclicLR; Smith 2017, "Cyclical learning rates for training neural networks"',
};
