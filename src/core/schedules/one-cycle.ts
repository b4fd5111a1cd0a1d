import { cos } from '../elementary/index.ts';
import type { Schedule } from '../types.ts';
import { updates } from './parameters.ts';

const divisor = (key: string, value: number, symbol: string) =>
  ({
    key,
    kind: 'number',
    default: value,
    above: 0,
    slider: { min: 1, max: 1e5, scale: 'log' },
    symbol,
  }) as const;

/** Half a cosine from `a` (progress 0) to `b` (progress 1). */
const anneal = (a: number, b: number, progress: number): number =>
  b + ((a - b) / 2) * (1 + cos(Math.PI * progress));

/**
 * One rise and one fall: from η/div up to η in the fraction `warmup` of `steps`, then down to
 * η/(div·finalDiv), by cosines.
 *
 * As torch.optim.lr_scheduler.OneCycleLR with anneal_strategy 'cos', two phases and no cycling of momentum;
 * the run's rate is its max_lr. PyTorch's raises an error after `steps`; here the final rate stays. A rise
 * that is too short to have a step begins at η, where PyTorch's divides by 0.
 */
export const oneCycle: Schedule = {
  id: 'one-cycle',
  parameters: [
    updates('steps', 500, 'T'),
    {
      key: 'warmup',
      kind: 'number',
      default: 0.3,
      min: 0,
      max: 1,
      slider: { min: 0, max: 1, scale: 'linear' },
      symbol: 'w',
    },
    divisor('div', 25, 'd'),
    divisor('finalDiv', 1e4, 'd_{\\mathrm{final}}'),
  ],
  rate(args, t, lr) {
    const { steps, warmup, div, finalDiv } = args as Record<string, number>;
    const now = Math.min(t, steps) - 1;
    // PyTorch counts steps from 0: the peak is at w·T − 1, the end at T − 1.
    const peak = warmup * steps - 1;
    if (now <= peak) return anneal(lr / div, lr, peak > 0 ? now / peak : 1);
    return anneal(lr, lr / div / finalDiv, (now - peak) / (steps - 1 - peak));
  },
  tex:
    '\\eta/d \\;\\xrightarrow{\\;\\cos,\\ wT\\;}\\; \\eta \\;\\xrightarrow{\\;\\cos,\\ (1-w)T\\;}\\; ' +
    '\\eta/(d\\,d_{\\mathrm{final}})',
  source: 'torch.optim.lr_scheduler.OneCycleLR; Smith and Topin 2018, "Super-convergence"',
};
