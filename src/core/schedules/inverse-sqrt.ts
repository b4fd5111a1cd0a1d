import type { Schedule } from '../types.ts';
import { updates } from './parameters.ts';

/**
 * The Transformer's schedule: a linear rise over `warmup` updates, then a fall with the inverse square root
 * of t.
 *
 * η_t = η min(t/w, √(w/t)). Vaswani et al. write d^(−½) min(t^(−½), t·w^(−1.5)); here it is scaled so that
 * the peak, at t = w, is the run's rate.
 */
export const inverseSqrt: Schedule = {
  id: 'inverse-sqrt',
  parameters: [updates('warmup', 50, 'w')],
  rate(args, t, lr) {
    const warmup = args.warmup as number;
    return lr * Math.min(t / warmup, Math.sqrt(warmup / t));
  },
  tex: '\\eta_t = \\eta\\,\\min\\bigl(\\tfrac{t}{w}, \\sqrt{w/t}\\bigr)',
  source: 'Vaswani et al. 2017, equation 3',
};
