import type { Schedule } from '../types.ts';
import { lowest, updates } from './parameters.ts';

/**
 * Warm-up, plateau, decay: the rate rises linearly over `warmup` updates, stays at η for `stable`, falls
 * linearly to `min` over `decay`, and stays there.
 *
 * The piecewise linear function of t through (0, 0), (warmup, η), (warmup + stable, η), (warmup + stable +
 * decay, min): the first update already moves.
 */
export const warmupStableDecay: Schedule = {
  id: 'warmup-stable-decay',
  parameters: [
    updates('warmup', 50, 'w', 0),
    updates('stable', 300, 's', 0),
    updates('decay', 150, 'd', 0),
    lowest(),
  ],
  rate(args, t, lr) {
    const { warmup, stable, decay, min } = args as Record<string, number>;
    if (t < warmup) return (lr * t) / warmup;
    const falling = t - warmup - stable;
    if (falling <= 0) return lr;
    return falling < decay ? lr + ((min - lr) * falling) / decay : min;
  },
  tex:
    '\\eta_t = \\begin{cases}\\eta\\,t/w & t<w\\\\ \\eta & t\\le w+s\\\\ ' +
    '\\eta+(\\eta_{\\min}-\\eta)\\min(1,\\tfrac{t-w-s}{d}) & \\text{else}\\end{cases}',
  source: 'Hu et al. 2024, "MiniCPM"; Hägele et al. 2024 (linear cooldown)',
};
