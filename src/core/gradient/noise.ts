import { random } from '../random.ts';
import type { Stage } from '../types.ts';

/**
 * Gaussian gradient noise: g ← g + σn with n standard normal.
 *
 * The draw depends on the experiment's seed and on the number of the gradient only, so every run sees the
 * same noise at the same step and differences between runs are differences between rules.
 */
export const noise: Stage = {
  id: 'noise',
  parameters: [
    {
      key: 'sigma',
      kind: 'number',
      default: 0.1,
      min: 0,
      slider: { min: 1e-3, max: 100, scale: 'log' },
      symbol: '\\sigma',
    },
  ],
  acts: 'per-batch',
  apply(gradient, args, { seed, draw }) {
    const sigma = args.sigma as number;
    const chance = random(seed, 1, draw);
    for (let i = 0; i < gradient.length; i++) gradient[i] += sigma * chance.normal();
  },
  source: 'Neelakantan et al. 2015, "Adding gradient noise improves learning", with a constant σ',
};
