import type { Stage } from '../types.ts';

/**
 * Gradient accumulation: the mean of the gradients of `every` micro-batches makes one update.
 *
 * It takes no `apply`: the updater sums (see `updater.ts`), after `noise` and `precision` and before `clip`.
 * One update of the run is one step, whatever it accumulates; its micro-batches are the draws `every·(t − 1)`
 * … `every·t − 1`, so that on a finite sum `every` batches of B are the same samples as one batch of
 * `every·B`.
 */
export const accumulate: Stage = {
  id: 'accumulate',
  parameters: [
    {
      key: 'every',
      kind: 'integer',
      default: 4,
      min: 1,
      max: 10_000,
      slider: { min: 1, max: 64, scale: 'log' },
      symbol: 'k',
    },
  ],
  acts: 'per-batch',
  source: 'Ott, Edunov, Grangier, Auli 2018, "Scaling neural machine translation", section 3',
};
