/** Of a long run the rows that pictures need. */

import { COLUMNS, type Column, EARLY, MAX_ROWS } from '../../core/record.ts';
import { createRows, packed, type Rows } from './rows.ts';
import type { Chunk } from './sources.ts';
import type { Square } from './square.ts';
import { ALWAYS, type Block, type Chooser, columnOf, createChooser } from './thin.ts';

/** The later steps are read in so many blocks, or some fewer. */
const BLOCKS = 320;
const LOSS = COLUMNS.indexOf('loss');

/** Copies row `from` of a chunk to row `at` of a buffer with room for `capacity`. */
function copyRow({ columns }: Chunk, from: number, buffer: Float64Array, capacity: number, at: number): void {
  for (let c = 0; c < columns.length; c++) buffer[c * capacity + at] = columns[c][from];
}

/** Rows for a run of so many updates, however long. `square` is what pictures of a long run show at first. */
export const rowsFor = (steps: number, square: Square): Rows =>
  steps < MAX_ROWS ? createRows(steps + 1) : createThinnedRows(steps, square);

/** Every early step, and of the later ones what pictures need. */
function createThinnedRows(steps: number, square: Square): Rows {
  const buffer = new Float64Array(COLUMNS.length * MAX_ROWS);
  const stepOf = new Int32Array(MAX_ROWS);
  const jumps = new Uint8Array(MAX_ROWS);
  const best = { loss: Number.NaN, step: 0 };
  let rows = 0;
  const blocks = createBlocks(steps, square);

  /** Takes over row `from` of another buffer. */
  const take = (source: Float64Array, capacity: number, from: number, step: number, jump: number): void => {
    for (let c = 0; c < COLUMNS.length; c++) buffer[c * MAX_ROWS + rows] = source[c * capacity + from];
    stepOf[rows] = step;
    jumps[rows++] = jump;
  };
  const flush = (): void => {
    const { choice } = blocks;
    blocks.choose(MAX_ROWS - rows);
    for (let row = 1; row < choice.rows; row++) {
      if (choice.chosen[row]) take(blocks.buffer, blocks.capacity, row, blocks.from + row, choice.jumps[row]);
    }
    blocks.next();
  };

  return {
    add(chunk, ended) {
      const losses = chunk.columns[LOSS];
      for (let row = 0; row < chunk.rows; row++) {
        const step = chunk.from + row;
        // The first is the start, whatever its loss.
        if (losses[row] < best.loss || step === 0) {
          best.loss = losses[row];
          best.step = step;
        }
        if (step <= EARLY) {
          copyRow(chunk, row, buffer, MAX_ROWS, rows);
          stepOf[rows++] = step;
          blocks.follow(chunk, row);
        } else {
          blocks.add(chunk, row);
          if (blocks.full || (ended && row === chunk.rows - 1)) flush();
        }
      }
    },
    record(last, status) {
      // What waits in the block is not chosen yet; only where the run stands now is shown of it.
      const open = status === 'computing' && stepOf[rows - 1] < last;
      const shown = open ? rows + 1 : rows;
      if (open) {
        for (let c = 0; c < COLUMNS.length; c++) buffer[c * MAX_ROWS + rows] = blocks.latest(c);
        stepOf[rows] = last;
        jumps[rows] = 1;
      }
      return {
        buffer: packed(buffer, MAX_ROWS, shown),
        rows: shown,
        stride: 1,
        thinned: {
          steps: stepOf.slice(0, shown),
          jumps: jumps.slice(0, shown),
          faithful: blocks.faithful,
        },
        best: { ...best },
        ...{ last, status },
      };
    },
  };
}

/** The later steps of a run, block by block. Row 0 of a block is the last row before it. */
interface Blocks {
  readonly buffer: Float64Array;
  readonly capacity: number;
  /** The step of row 0. */
  readonly from: number;
  readonly full: boolean;
  readonly choice: Block;
  readonly faithful: boolean;
  /** Takes an early row, which is kept. */
  follow(chunk: Chunk, row: number): void;
  add(chunk: Chunk, row: number): void;
  /** A column of the row that was taken last. */
  latest(column: number): number;
  /** Chooses rows, where so many more may be kept in all. */
  choose(room: number): void;
  /** Begins the next block with the last row of this one. */
  next(): void;
}

function createBlocks(steps: number, square: Square): Blocks {
  const length = Math.ceil((steps - EARLY) / BLOCKS);
  const capacity = length + 1;
  const buffer = new Float64Array(COLUMNS.length * capacity);
  const chosen = new Uint8Array(capacity);
  const jumps = new Uint8Array(capacity);
  const chooser: Chooser = createChooser(square);
  let left = Math.ceil((steps - EARLY) / length);
  let from = 0;
  let rows = 0;

  return {
    buffer,
    capacity,
    get from() {
      return from;
    },
    get full() {
      return rows === capacity;
    },
    get choice() {
      return { rows, chosen, jumps, column: (name: Column) => columnOf(buffer, capacity, name) };
    },
    get faithful() {
      return chooser.faithful;
    },
    follow(chunk, row) {
      const [x, y] = [buffer[0], buffer[capacity]];
      copyRow(chunk, row, buffer, capacity, 0);
      if (rows > 0) chooser.drawn(x, y, buffer[0], buffer[capacity]);
      from = chunk.from + row;
      rows = 1;
    },
    add: (chunk, row) => copyRow(chunk, row, buffer, capacity, rows++),
    latest: (column) => buffer[column * capacity + rows - 1],
    choose(room) {
      chooser.choose(this.choice, Math.max(0, room - left * ALWAYS), left);
    },
    next() {
      for (let c = 0; c < COLUMNS.length; c++) buffer[c * capacity] = buffer[c * capacity + rows - 1];
      from += rows - 1;
      rows = 1;
      left--;
    },
  };
}
