/**
 * What changes from step to step and is the same for all runs with some settings (1 − βᵗ, rates of schedules), kept from one run to
 * the next: while a start is dragged it is computed once.
 */

import { type Kernel, type KernelRun, Uniform } from './compile.ts';
import { argumentsOf } from './graph.ts';

/** Rows of a piece. */
const ROWS = 2048;
/** So many pieces are kept of a timetable; what comes later is computed by each run for itself. */
const PIECES = 8;
/** Timetables kept of one kernel: those of twelve runs, and of some settings that a slider went over. */
const MOST = 32;

interface Piece {
  readonly table: Float64Array;
  readonly rates: Float64Array;
  /** Scalars of the rule after each step. */
  readonly scalars: Float64Array;
}

interface Timetable {
  readonly pieces: Piece[];
  readonly uniform: Uniform;
  /** The rows that are filled. */
  filled: number;
}

const timetables = new WeakMap<Kernel, Map<string, Timetable>>();

/** The timetable for a run, shared with others that have the same settings as far as it depends on them. */
function timetableOf(kernel: Kernel, run: KernelRun): Timetable {
  const { step, tabled } = kernel;
  const { optimizer, schedules } = run.run;
  const scheduled = schedules.length > 0;
  const key = JSON.stringify([
    step.settings.map(({ of, key }, i) => (tabled.settings[i] ? argumentsOf(run, of)[key] : null)),
    scheduled || tabled.rate ? [optimizer.args.lr, schedules] : null,
  ]);
  let known = timetables.get(kernel);
  if (!known) {
    known = new Map();
    timetables.set(kernel, known);
  }
  let found = known.get(key);
  if (!found) {
    found = { pieces: [], uniform: new Uniform(kernel, run), filled: 0 };
    if (known.size >= MOST) known.delete([...known.keys()][0]);
    known.set(key, found);
  }
  return found;
}

/** Rows of the next steps, which begin at row `from` of a piece. */
interface Rows {
  readonly piece: Piece;
  readonly from: number;
  readonly rows: number;
}

/** One run's way through its timetable. */
export class Reader {
  private step = 0;
  /** Of the steps beyond those that are kept. */
  private own: { readonly uniform: Uniform; readonly piece: Piece } | null = null;
  private latest: Rows | null = null;
  private readonly kernel: Kernel;
  private readonly timetable: Timetable;
  private readonly scheduled: boolean;

  constructor(kernel: Kernel, run: KernelRun) {
    this.kernel = kernel;
    this.timetable = timetableOf(kernel, run);
    this.scheduled = run.run.schedules.length > 0;
  }

  /**
   * Copies the rows of the next steps into `table`, and where there are schedules their rates into `rates`. Returns how many it was, at
   * most `wanted`.
   */
  read(wanted: number, table: Float64Array, rates: Float64Array): number {
    const found = this.next(wanted);
    const { piece, from, rows } = found;
    const width = this.kernel.emitted.columns.length;
    if (width > 0) table.set(piece.table.subarray(from * width, (from + rows) * width));
    if (this.scheduled) rates.set(piece.rates.subarray(from, from + rows));
    this.step += rows;
    this.latest = found;
    return rows;
  }

  /** Writes the rule's scalars after the latest row that was read. */
  scalars(into: Float64Array, at: number): void {
    const { latest, kernel } = this;
    if (!latest) {
      into.set(Object.values(kernel.step.optimizer.scalars ?? {}), at);
      return;
    }
    const { size } = kernel.step.scalars;
    const from = (latest.from + latest.rows - 1) * size;
    for (let k = 0; k < size; k++) into[at + k] = latest.piece.scalars[from + k];
  }

  private next(wanted: number): Rows {
    const { step, timetable } = this;
    const from = step % ROWS;
    const rows = Math.min(wanted, ROWS - from);
    if (step >= PIECES * ROWS) {
      this.own ??= { uniform: timetable.uniform.copy(), piece: this.empty() };
      this.fill(this.own.uniform, this.own.piece, 0, rows);
      return { piece: this.own.piece, from: 0, rows };
    }
    const { pieces } = timetable;
    const index = Math.floor(step / ROWS);
    if (pieces.length === index) pieces.push(this.empty());
    const missing = step + rows - timetable.filled;
    if (missing > 0) {
      this.fill(timetable.uniform, pieces[index], timetable.filled % ROWS, missing);
      timetable.filled += missing;
    }
    return { piece: pieces[index], from, rows };
  }

  private empty(): Piece {
    const { emitted, step } = this.kernel;
    return {
      table: new Float64Array(ROWS * emitted.columns.length),
      rates: new Float64Array(this.scheduled ? ROWS : 0),
      scalars: new Float64Array(ROWS * step.scalars.size),
    };
  }

  private fill(uniform: Uniform, { table, rates, scalars }: Piece, from: number, rows: number): void {
    const { emitted, step } = this.kernel;
    const after = scalars.subarray(from * step.scalars.size);
    uniform.fill(
      table,
      from * emitted.columns.length,
      rows,
      1,
      this.scheduled ? rates.subarray(from) : undefined,
      after,
    );
  }
}
