/** How near a run is to its limit of stability, at the steps that are kept of it: columns beside those of its record. */
import type { RunRecord } from '../../core/record.ts';

/**
 * At the point where the gradient of an update was taken, with the Hessian H there and the rates of the update:
 * `preconditioned` the largest eigenvalue of R½HR½, R = diag(rate); `x y` rate times curvature of each coordinate alone, the
 * diagonal of RH; `sharpness` the largest eigenvalue of H. NaN in row 0, and `y` for a function of x alone.
 */
export const STABILITY_COLUMNS = ['preconditioned', 'x', 'y', 'sharpness'] as const;
export type StabilityColumn = (typeof STABILITY_COLUMNS)[number];

export interface StabilityRecord {
  /** Whose rows they are. */
  readonly record: RunRecord;
  /** All columns, one after the other, with `record.rows` numbers each. */
  readonly columns: Float64Array;
  /** What `preconditioned` has to stay below for the rule not to overshoot more with every step; null where none is known. */
  readonly limit: number | null;
}

/** One column as a view into the buffer. */
export function stabilityColumn({ record, columns }: StabilityRecord, name: StabilityColumn): Float64Array {
  const offset = STABILITY_COLUMNS.indexOf(name) * record.rows;
  return columns.subarray(offset, offset + record.rows);
}
