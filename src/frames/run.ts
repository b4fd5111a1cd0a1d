/**
 * What a two-dimensional run leaves behind: columns of numbers, one row a step.
 *
 * All columns of a run lie in one buffer, so that a run crosses to the page as one transfer. Up to `MAX_ROWS` rows every
 * step is kept; of longer runs every `stride`-th, and the last. Seeking is indexing.
 */

/** The columns, in the order in which they lie in the buffer. */
export const COLUMNS = ['x', 'y', 'loss', 'lr', 'gx', 'gy', 'rx', 'ry', 'zx', 'zy'] as const;
/**
 * `x y` the point, `loss` the noise-free loss there; `lr`, gradient `gx gy`, effective rates `rx ry` and realized rates
 * `zx zy` are those of the update that led there, NaN in row 0.
 */
export type Column = (typeof COLUMNS)[number];

/** The most rows that are kept of one run. */
export const MAX_ROWS = 10_001;

/** The frames of one run. Plain data: `buffer` is transferred, never copied. */
export interface RunFrames {
  readonly buffer: Float64Array;
  readonly rows: number;
  /** The number of steps between two rows. */
  readonly stride: number;
  /** The step of the last row: the last step made. */
  readonly last: number;
  /** `diverged`: the last row is the step at which the run stopped being finite. */
  readonly status: 'finished' | 'diverged';
}

/** One column as a view into the buffer. */
export function column(frames: RunFrames, name: Column): Float64Array {
  const offset = COLUMNS.indexOf(name) * frames.rows;
  return frames.buffer.subarray(offset, offset + frames.rows);
}

/** The step that a row shows. */
export const stepOfRow = (frames: RunFrames, row: number): number =>
  row >= frames.rows - 1 ? frames.last : row * frames.stride;

/** The latest row that is not after `step`. */
export const rowOfStep = (frames: RunFrames, step: number): number =>
  step >= frames.last
    ? frames.rows - 1
    : Math.max(0, Math.min(frames.rows - 1, Math.floor(step / frames.stride)));
