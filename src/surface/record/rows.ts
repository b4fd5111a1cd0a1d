/** Where the rows of a recording are kept: here all of them; `thinned-rows.ts` keeps those of long runs that pictures need. */

import { COLUMNS, type RunRecord } from '../../core/record.ts';
import type { Chunk } from './sources.ts';

/** Rows as they are filled. */
export interface Rows {
  /** Takes the rows of the steps that the run has made; `ended` where no more will come. */
  add(chunk: Chunk, ended: boolean): void;
  /** What is kept of a run whose last step is `last`. */
  record(last: number, status: RunRecord['status']): RunRecord;
}

/** The first `rows` rows of every column, without the room behind them. */
export function packed(buffer: Float64Array, capacity: number, rows: number): Float64Array {
  const close = new Float64Array(COLUMNS.length * rows);
  for (let c = 0; c < COLUMNS.length; c++) {
    close.set(buffer.subarray(c * capacity, c * capacity + rows), c * rows);
  }
  return close;
}

/** Every step of a run: `capacity` is one more than there are updates, and at most `MAX_ROWS`. */
export function createRows(capacity: number): Rows {
  const buffer = new Float64Array(COLUMNS.length * capacity);
  let rows = 0;
  return {
    add({ columns, rows: more }) {
      for (let c = 0; c < columns.length; c++) buffer.set(columns[c].subarray(0, more), c * capacity + rows);
      rows += more;
    },
    record: (last, status) => ({
      buffer: rows === capacity && status !== 'computing' ? buffer : packed(buffer, capacity, rows),
      rows,
      stride: 1,
      last,
      status,
    }),
  };
}
