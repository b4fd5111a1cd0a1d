import type { Series } from '../series.ts';

/** A series of values, one a step from step 0. */
export const seriesOf = (values: readonly number[], more: Partial<Series> = {}): Series => ({
  slot: 0,
  values,
  length: values.length,
  stepOf: (row) => row,
  diverged: false,
  dimmed: false,
  ...more,
});
