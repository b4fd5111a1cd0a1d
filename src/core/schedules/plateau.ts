import type { Schedule } from '../types.ts';
import { lowest } from './parameters.ts';

/** A reduction smaller than this is not made, as in PyTorch. */
const EPS = 1e-8;

/**
 * Multiplies the rate by `factor` when the loss has not improved for more than `patience` updates.
 *
 * As torch.optim.lr_scheduler.ReduceLROnPlateau with mode 'min' and threshold_mode 'rel': an improvement is a
 * loss below best·(1 − threshold); after a reduction `cooldown` updates are not counted; the rate does not
 * fall below `min`, and a reduction by no more than 1e-8 is not made. A loss that is not a number is no
 * improvement. Beside other schedules, both bounds hold for the rate as it is up to this one; PyTorch's also
 * counts the factors of those that come later, which only shows at rates near 1e-8 or `min`.
 */
export const plateau: Schedule = {
  id: 'plateau',
  parameters: [
    {
      key: 'factor',
      kind: 'number',
      default: 0.1,
      above: 0,
      below: 1,
      slider: { min: 0.01, max: 0.99, scale: 'linear' },
      symbol: '\\gamma',
    },
    {
      key: 'patience',
      kind: 'integer',
      default: 10,
      min: 0,
      slider: { min: 0, max: 200, scale: 'linear' },
      symbol: 'P',
    },
    {
      key: 'threshold',
      kind: 'number',
      default: 1e-4,
      min: 0,
      max: 1,
      slider: { min: 1e-6, max: 0.5, scale: 'log' },
      symbol: '\\delta',
    },
    {
      key: 'cooldown',
      kind: 'integer',
      default: 0,
      min: 0,
      slider: { min: 0, max: 200, scale: 'linear' },
      symbol: 'C',
    },
    lowest(),
  ],
  driven: {
    // `scale` is the product of all reductions, `base` the rate that came in at the latest update.
    scalars: { scale: 1, base: 0, best: Number.POSITIVE_INFINITY, bad: 0, cooling: 0 },
    rate(_args, scalars, lr) {
      scalars.base = lr;
      return lr * scalars.scale;
    },
    observe(args, scalars, { loss }) {
      const { factor, patience, threshold, cooldown, min } = args as Record<string, number>;
      if (loss < scalars.best * (1 - threshold)) {
        scalars.best = loss;
        scalars.bad = 0;
      } else scalars.bad++;
      if (scalars.cooling > 0) {
        scalars.cooling--;
        scalars.bad = 0;
      }
      if (scalars.bad > patience) {
        const rate = scalars.base * scalars.scale;
        const reduced = Math.max(rate * factor, min);
        if (rate - reduced > EPS) scalars.scale = reduced / scalars.base;
        scalars.cooling = cooldown;
        scalars.bad = 0;
      }
    },
  },
  tex:
    '\\eta \\leftarrow \\max(\\gamma\\,\\eta, \\eta_{\\min}) \\text{ after more than } P ' +
    '\\text{ updates with } L_t \\ge (1-\\delta)\\,L_{\\mathrm{best}}',
  source: 'torch.optim.lr_scheduler.ReduceLROnPlateau',
};
