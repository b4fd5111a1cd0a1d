/**
 * What a two-dimensional run leaves behind: columns of numbers, one row a step.
 *
 * All columns of a run lie in one buffer, so that a run crosses to the page as one transfer. Of a run of up to `MAX_ROWS` − 1
 * steps every step is kept; of a longer one the rows that a picture needs (`thin.ts`).
 */

/** The columns, in the order in which they lie in the buffer. */
export const COLUMNS = ['x', 'y', 'loss', 'lr', 'gx', 'gy', 'rx', 'ry', 'zx', 'zy'] as const;
/**
 * `x y` the point, `loss` the noise-free loss there; `lr`, gradient `gx gy`, effective rates `rx ry` and realized rates
 * `zx zy` are those of the update that led there, NaN in row 0.
 */
export type Column = (typeof COLUMNS)[number];

/** What a run shows at one step. */
export type Row = Readonly<Record<Column, number>>;

/** The most rows that are kept of one run. */
export const MAX_ROWS = 10_001;
/** Of a run that is too long to keep every row, every one of the first steps is kept: there rules differ most. */
export const EARLY = 2000;

/** Which rows are kept of a run that is too long to keep them all. */
export interface Thinned {
  /** The step of each row, ascending. */
  readonly steps: Int32Array;
  /**
   * 1 where the line from the row before is not the way that the run went, only steps over ground that it had covered
   * before: nothing is to be drawn there. Else 0.
   */
  readonly jumps: Uint8Array;
  /** Whether all that the run covered is drawn, to less than a pixel at the standard window. */
  readonly faithful: boolean;
}

/** The record of one run. Plain data: `buffer` is transferred, never copied. */
export interface RunRecord {
  readonly buffer: Float64Array;
  readonly rows: number;
  /** The number of steps between two rows, where rows are evenly apart. */
  readonly stride: number;
  /** The rows of a run that is thinned; absent where rows are evenly apart. */
  readonly thinned?: Thinned;
  /** Of a run that is thinned, the least loss of all its steps and the first step that has it. */
  readonly best?: { readonly loss: number; readonly step: number };
  /** The step of the last row: the last step made. */
  readonly last: number;
  /**
   * `diverged`: the last row is the step at which the run stopped being finite; `undefined`: as `diverged`, but loss or
   * gradient was not finite at the start already. `computing`: the run goes on from the last
   * row, and more is to come.
   */
  readonly status: 'finished' | 'diverged' | 'undefined' | 'computing';
}

/** Whether the run ended before its last step, because it was no longer finite. */
export const isLost = ({ status }: Pick<RunRecord, 'status'>): boolean =>
  status === 'diverged' || status === 'undefined';

/** One column as a view into the buffer. */
export function column(record: RunRecord, name: Column): Float64Array {
  const offset = COLUMNS.indexOf(name) * record.rows;
  return record.buffer.subarray(offset, offset + record.rows);
}

/** The step that a row shows. */
export function stepOfRow({ thinned, rows, stride, last }: RunRecord, row: number): number {
  if (thinned) return thinned.steps[Math.min(rows - 1, row)];
  return row >= rows - 1 ? last : row * stride;
}

/** The latest row that is not after `step`. */
export function rowOfStep({ thinned, rows, stride, last }: RunRecord, step: number): number {
  if (step >= last) return rows - 1;
  if (!thinned) return Math.max(0, Math.min(rows - 1, Math.floor(step / stride)));
  let low = 0;
  let high = rows;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (thinned.steps[middle] <= step) low = middle;
    else high = middle;
  }
  return low;
}

/** Whether the row of a step is kept. Of a run that has ended the last row stands for all steps that follow. */
export const isKept = (record: RunRecord, step: number): boolean =>
  step > record.last ? record.status !== 'computing' : stepOfRow(record, rowOfStep(record, step)) === step;

/** Whether steps were left out between the rows of a run. */
export const isSampled = ({ rows, last }: RunRecord): boolean => rows <= last;

/** Whether the line from the row before is not the way that the run went. */
export const isJump = ({ thinned }: RunRecord, row: number): boolean => thinned?.jumps[row] === 1;
