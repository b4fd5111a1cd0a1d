/** What the plots of two-dimensional runs show. */
import type { RateKind } from '../../../experiment/index.ts';
import type { LossField } from '../../../ui/map/loss-field.ts';
import type { Quantity } from './sources.ts';

export type { RateKind };

/** Realized rates take both signs, so they stand on a linear axis. */
export const rateQuantity = (kind: RateKind, coordinate: 'x' | 'y'): Quantity => ({
  column: kind === 'effective' ? (coordinate === 'x' ? 'rx' : 'ry') : coordinate === 'x' ? 'zx' : 'zy',
  scale: kind === 'effective' ? 'log' : 'linear',
  floor: 0,
});

/** The height above the lowest minimum on a logarithmic axis; where none is known, the loss itself on a linear one. */
export function lossQuantity({ objective }: LossField): Quantity {
  if (objective.minima.length === 0) return { column: 'loss', scale: 'linear', floor: 0 };
  return { column: 'loss', scale: 'log', floor: Math.min(...objective.minima.map(({ loss }) => loss)) };
}
