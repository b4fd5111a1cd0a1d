/** Where the rows of a recording come from: here the reference loop, update by update; `machine.ts` has machine code. */

import { COLUMNS, type RunRecord } from '../../core/record.ts';
import type { Run, RunState } from '../../core/run.ts';
import { type Checkpoints, createCheckpoints, packable } from './checkpoints.ts';

/** Rows of a chunk of the reference loop. */
const CHUNK = 256;

/** Some rows, one after another, on their way to where they are kept. */
export interface Chunk {
  /** In the order of `COLUMNS`: the first `rows` numbers of each. */
  readonly columns: readonly Float64Array[];
  readonly rows: number;
  /** The step of the first row. */
  readonly from: number;
}

/** The rows of a run, as they are made. */
export interface RowSource {
  /** The number of steps made. */
  readonly step: number;
  /** Whether the run is no longer finite. */
  readonly diverged: boolean;
  /** How the run ended. */
  readonly end: Exclude<RunRecord['status'], 'computing'>;
  /** The row of the start at first, then those of the latest `advance`; to be read before anything else is computed. */
  readonly chunk: Chunk;
  /**
   * Makes at most so many units of work, but not more updates than `steps` in all; returns how many units. A unit is one update, or
   * one of the gradients that are accumulated for it. It may make less, since a chunk has room for some rows only.
   */
  advance(units: number, steps: number): number;
  /** The nearest kept state at or before `step`. */
  checkpoint(step: number): RunState;
}

/** How a run ended. */
export const endOf = (run: Run): RowSource['end'] => {
  if (!run.diverged) return 'finished';
  return run.undefinedAtStart === null ? 'diverged' : 'undefined';
};

/** Writes what a run shows now as a row. */
export function write(columns: readonly Float64Array[], row: number, run: Run): void {
  const [xs, ys, losses, rates, gxs, gys, rxs, rys, zxs, zys] = columns;
  const { theta, updater } = run;
  xs[row] = theta[0];
  ys[row] = theta[1];
  losses[row] = run.loss;
  if (updater.t === 0) {
    for (let c = 3; c < columns.length; c++) columns[c][row] = Number.NaN;
    return;
  }
  const { gradient, rate, realized } = updater;
  rates[row] = updater.lr;
  gxs[row] = gradient[0];
  gys[row] = gradient[1];
  rxs[row] = rate[0];
  rys[row] = rate[1];
  zxs[row] = realized[0];
  zys[row] = realized[1];
}

/** The rows that the reference loop makes of a run, which stands at its start and will make `planned` steps. */
export function referenceSource(run: Run, planned: number): RowSource {
  return new ReferenceSource(run, planned);
}

/** A class, since engines look up properties of an object literal with accessors many times more slowly. */
class ReferenceSource implements RowSource {
  readonly chunk: { readonly columns: readonly Float64Array[]; rows: number; from: number };
  private readonly run: Run;
  private readonly checkpoints: Checkpoints;

  constructor(run: Run, planned: number) {
    this.run = run;
    this.checkpoints = createCheckpoints(packable(run), planned);
    this.chunk = { columns: COLUMNS.map(() => new Float64Array(CHUNK)), rows: 1, from: 0 };
    write(this.chunk.columns, 0, run);
  }

  get step(): number {
    return this.run.step;
  }

  get diverged(): boolean {
    return this.run.diverged;
  }

  get end(): RowSource['end'] {
    return endOf(this.run);
  }

  advance(units: number, steps: number): number {
    const { run, chunk, checkpoints } = this;
    chunk.from = run.step + 1;
    chunk.rows = 0;
    let left = units;
    while (left > 0 && chunk.rows < CHUNK && run.step < steps && !run.diverged) {
      if (run.updater.batches > 1) {
        const wanted = run.gather(0);
        const missing = run.gather(left);
        left -= wanted - missing;
        if (missing > 0) break;
      }
      run.advance();
      left--;
      write(chunk.columns, chunk.rows++, run);
      checkpoints.pass();
    }
    return units - left;
  }

  checkpoint(step: number): RunState {
    return this.checkpoints.at(step);
  }
}
