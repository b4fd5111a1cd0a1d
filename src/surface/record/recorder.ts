/** Recording a run into columns, in pieces, with checkpoints from which any step can be computed again. */

import { COLUMNS, type Column, MAX_ROWS, type RunRecord } from '../../core/record.ts';
import type { Run, RunState } from '../../core/run.ts';
import { type Checkpoints, createCheckpoints } from './checkpoints.ts';
import { ALWAYS, type Block, type Chooser, columnOf, createChooser, type Square } from './thin.ts';

/** Of a run that is thinned every one of the first steps is kept: there rules differ most. */
export const EARLY = 2000;
/** The later steps are read in so many blocks, or some fewer. */
const BLOCKS = 320;

export interface Recorder {
  /** The number of steps made. */
  step(): number;
  /**
   * Goes on for at most so many units of work: a unit is one update, or one of the gradients that are accumulated for it.
   * Returns whether the recording is complete.
   */
  advance(units: number): boolean;
  /** The finished recording. Call once, when `advance` returned true. */
  finish(): RunRecord;
  /** A copy of what is recorded so far. */
  snapshot(): RunRecord;
  /** The nearest kept state at or before `step`. */
  checkpoint(step: number): RunState;
}

const endOf = (run: Run): RunRecord['status'] => {
  if (!run.diverged) return 'finished';
  return run.undefinedAtStart === null ? 'diverged' : 'undefined';
};

const WHOLE_PLANE: Square = { x: 0, y: 0, half: 1 };

/**
 * Records `run`, which stands at its start, for `steps` updates.
 *
 * @param square What pictures of a long run show at first.
 */
export function createRecorder(run: Run, steps: number, square: Square = WHOLE_PLANE): Recorder {
  const checkpoints: Checkpoints = createCheckpoints(run, steps);
  const rows = steps < MAX_ROWS ? createRows(steps + 1) : createThinnedRows(steps, square);
  rows.add(run);
  const best = { loss: run.loss, step: 0 };
  const record = (status: RunRecord['status']): RunRecord => {
    const found = rows.record(run, status);
    return found.thinned ? { ...found, best: { ...best } } : found;
  };
  const ended = (): boolean => run.diverged || run.step >= steps;

  return {
    step: () => run.step,
    advance(units) {
      for (let left = units; left > 0; left--) {
        if (ended()) return true;
        if (run.updater.batches > 1) {
          const wanted = run.gather(0);
          const missing = run.gather(left);
          left -= wanted - missing;
          if (missing > 0) return false;
        }
        run.advance();
        rows.add(run);
        if (run.loss < best.loss) {
          best.loss = run.loss;
          best.step = run.step;
        }
        checkpoints.pass();
      }
      return ended();
    },
    finish: () => record(endOf(run)),
    snapshot: () => record('computing'),
    checkpoint: (step) => checkpoints.at(step),
  };
}

/** Rows as they are filled. */
interface Rows {
  /** Takes the row of the step that the run has made. */
  add(run: Run): void;
  record(run: Run, status: RunRecord['status']): RunRecord;
}

/** Writes what a run shows now as row `at` of a buffer with room for `capacity`. */
function write(buffer: Float64Array, capacity: number, at: number, run: Run): void {
  const { theta, updater } = run;
  buffer[at] = theta[0];
  buffer[at + capacity] = theta[1];
  buffer[at + 2 * capacity] = run.loss;
  if (updater.t === 0) {
    for (let c = 3; c < COLUMNS.length; c++) buffer[at + c * capacity] = Number.NaN;
    return;
  }
  const { gradient, rate, realized } = updater;
  buffer[at + 3 * capacity] = updater.lr;
  buffer[at + 4 * capacity] = gradient[0];
  buffer[at + 5 * capacity] = gradient[1];
  buffer[at + 6 * capacity] = rate[0];
  buffer[at + 7 * capacity] = rate[1];
  buffer[at + 8 * capacity] = realized[0];
  buffer[at + 9 * capacity] = realized[1];
}

/** The first `rows` rows of every column, without the room behind them. */
function packed(buffer: Float64Array, capacity: number, rows: number): Float64Array {
  const close = new Float64Array(COLUMNS.length * rows);
  for (let c = 0; c < COLUMNS.length; c++) {
    close.set(buffer.subarray(c * capacity, c * capacity + rows), c * rows);
  }
  return close;
}

/** Every step. */
function createRows(capacity: number): Rows {
  const buffer = new Float64Array(COLUMNS.length * capacity);
  let rows = 0;
  return {
    add: (run) => write(buffer, capacity, rows++, run),
    record: (run, status) => ({
      buffer: rows === capacity && status !== 'computing' ? buffer : packed(buffer, capacity, rows),
      rows,
      stride: 1,
      last: run.step,
      status,
    }),
  };
}

/** Every early step, and of the later ones what pictures need. */
function createThinnedRows(steps: number, square: Square): Rows {
  const buffer = new Float64Array(COLUMNS.length * MAX_ROWS);
  const stepOf = new Int32Array(MAX_ROWS);
  const jumps = new Uint8Array(MAX_ROWS);
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
    add(run) {
      if (run.step <= EARLY) {
        write(buffer, MAX_ROWS, rows, run);
        stepOf[rows++] = run.step;
        blocks.follow(run);
        return;
      }
      blocks.add(run);
      if (blocks.full || run.diverged || run.step === steps) flush();
    },
    record(run, status) {
      // What waits in the block is not chosen yet; only where the run stands now is shown of it.
      const open = status === 'computing' && stepOf[rows - 1] < run.step;
      const shown = open ? rows + 1 : rows;
      if (open) {
        write(buffer, MAX_ROWS, rows, run);
        stepOf[rows] = run.step;
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
        last: run.step,
        status,
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
  follow(run: Run): void;
  add(run: Run): void;
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
    follow(run) {
      const [x, y] = [buffer[0], buffer[capacity]];
      write(buffer, capacity, 0, run);
      if (rows > 0) chooser.drawn(x, y, buffer[0], buffer[capacity]);
      from = run.step;
      rows = 1;
    },
    add: (run) => write(buffer, capacity, rows++, run),
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
