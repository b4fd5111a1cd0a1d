/** Arguments that many schedules share, so that their ranges and sliders agree. */
import type { Parameter } from '../types.ts';

/** A number of updates: at least `min`. */
export const updates = (key: string, value: number, symbol: string, min = 1): Parameter => ({
  key,
  kind: 'integer',
  default: value,
  min,
  slider: { min, max: 2000, scale: min > 0 ? 'log' : 'linear' },
  symbol,
});

/** A factor that the rate is multiplied by, again and again: above 0. */
export const gamma = (value: number): Parameter => ({
  key: 'gamma',
  kind: 'number',
  default: value,
  above: 0,
  slider: value < 0.9 ? { min: 0.01, max: 1, scale: 'log' } : { min: 0.9, max: 0.9999, scale: 'complement' },
  symbol: '\\gamma',
});

/** The lowest learning rate, as a rate and not as a factor: not below 0. */
export const lowest = (): Parameter => ({
  key: 'min',
  kind: 'number',
  default: 0,
  min: 0,
  slider: { min: 0, max: 0.1, scale: 'linear' },
  symbol: '\\eta_{\\min}',
});
