import { cos } from '../elementary/index.ts';
import type { Schedule } from '../types.ts';
import { lowest, updates } from './parameters.ts';

/**
 * Half a cosine from η down to `min` over `steps` updates:
 * η_t = min + (η − min)(1 + cos(π(t−1)/steps))/2, and `min` from there on.
 *
 * As torch.optim.lr_scheduler.CosineAnnealingLR up to `steps`; PyTorch's would then rise again.
 */
export const cosine: Schedule = {
  id: 'cosine',
  parameters: [updates('steps', 500, 'T'), lowest()],
  rate(args, t, lr) {
    const { steps, min } = args as Record<string, number>;
    return t > steps ? min : min + ((lr - min) * (1 + cos((Math.PI * (t - 1)) / steps))) / 2;
  },
  tex:
    '\\eta_t = \\eta_{\\min} + \\tfrac12(\\eta-\\eta_{\\min})' +
    '\\bigl(1+\\cos(\\pi\\min(1,\\tfrac{t-1}{T}))\\bigr)',
  source: 'torch.optim.lr_scheduler.CosineAnnealingLR; Loshchilov and Hutter 2017, equation 5',
};
