/**
 * Many runs by one piece of machine code, with the same numbers to the last bit as `core/run.ts` gives one by one.
 */
import { createObjective } from '../objective.ts';
import type { StageSpec, SurfaceObjective } from '../types.ts';
import {
  beginState,
  type Kernel,
  type KernelRun,
  kernelOf,
  MOST_ROWS,
  PLACES,
  STATES,
  sameTable,
  TABLES,
  Uniform,
} from './compile.ts';
import type { StateName } from './emit.ts';
import { isCompilable, type KernelSpec, keyOf } from './graph.ts';

export interface KernelOptions {
  /** What counts as reached: for all runs, or one number a run. */
  readonly to: number | readonly number[];
  /** Whether the sum of log10 of the losses is kept. */
  readonly area: boolean;
}

/** Where a run stands. */
export interface Standing {
  /** Whether point or loss have stopped being finite. The other numbers of such a run are those before, but for x, y and loss. */
  readonly diverged: boolean;
  readonly x: number;
  readonly y: number;
  readonly loss: number;
  /** The loss at the start. */
  readonly first: number;
  /** The least loss, the start included, and the update after which it was reached first. */
  readonly best: number;
  readonly bestStep: number;
  /** The first step with a loss of at most `to`; null where there is none. */
  readonly reached: number | null;
  /** The sum of log10 of the losses after all updates. */
  readonly area: number;
}

/** Runs that are made together. */
export interface KernelBatch {
  /** The most updates that a run has made. */
  readonly steps: number;
  /** Whether a run can still move. */
  readonly alive: boolean;
  /** Makes at most so many updates of every run. */
  advance(updates: number): void;
  standing(run: number): Standing;
}

/**
 * Runs that machine code makes together, none of them a step ahead of the others; null where it cannot.
 *
 * All must have the same `kernelKey`.
 *
 * @throws RangeError for ids that are in no table.
 */
export function createBatch(runs: readonly KernelRun[], { to, area }: KernelOptions): KernelBatch | null {
  if (runs.length === 0 || !isCompilable(runs[0])) return null;
  const kernel = kernelOf(runs[0], { area, record: false });
  return kernel && new Batch(kernel, runs, typeof to === 'number' ? runs.map(() => to) : to);
}

/** What runs must share to be made together; null where machine code cannot make one. */
export const kernelKey = (spec: KernelSpec): string | null => (isCompilable(spec) ? keyOf(spec) : null);

class Batch implements KernelBatch {
  steps = 0;
  private readonly pairs: number;
  /** Numbers of a pair's state. */
  private readonly width: number;
  private readonly states: Float64Array;
  private latest: { surface: StageSpec; formula: string | null; objective: SurfaceObjective } | undefined;
  private readonly first: Float64Array;
  private readonly uniforms: readonly Uniform[];
  /** Whether all runs read the same table. */
  private readonly shared: boolean;
  /** How many pairs one call goes through, and how many steps it makes of them. */
  private readonly together: number;
  private readonly rowsAtOnce: number;

  private readonly kernel: Kernel;
  private readonly runs: readonly KernelRun[];

  constructor(kernel: Kernel, runs: readonly KernelRun[], to: readonly number[]) {
    this.kernel = kernel;
    this.runs = runs;
    const { ways } = kernel.emitted;
    this.pairs = Math.ceil(runs.length / 2 / ways) * ways;
    this.width = kernel.emitted.registers * 2;
    this.states = new Float64Array(this.pairs * this.width);
    this.first = new Float64Array(runs.length);
    this.shared = runs.every((run) => sameTable(kernel, runs[0], run));
    // Pairs go together as far as their states fit, and a row of a table for each.
    const { row } = kernel.emitted;
    const fit = Math.floor(Math.min(STATES / (this.width * 8), this.shared ? STATES : TABLES / row));
    this.together = Math.min(this.pairs, Math.floor(fit / ways) * ways);
    const tables = this.shared ? 1 : this.together;
    this.rowsAtOnce = Math.min(MOST_ROWS, row === 0 ? MOST_ROWS : Math.floor(TABLES / (row * tables)));
    this.uniforms = (this.shared ? runs.slice(0, 1) : runs).map((run) => new Uniform(kernel, run));
    for (let lane = 0; lane < this.pairs * 2; lane++) this.load(lane, to[Math.min(lane, runs.length - 1)]);
  }

  /** Fills the state of a run; the half that an odd number of runs leaves over holds the last one, at rest. */
  private load(lane: number, to: number): void {
    const { kernel, runs, states } = this;
    const spec = runs[Math.min(lane, runs.length - 1)];
    const at = this.placeOf(lane);
    const loss = this.objectiveOf(spec).loss(Float64Array.from(spec.start));
    beginState(kernel, spec, loss, to, states, at);
    if (lane < runs.length) this.first[lane] = loss;
    else states[at + PLACES.dead] = Number.NaN;
  }

  /** Most runs of a study are on the same surface. */
  private objectiveOf({ surface, formula }: KernelRun): SurfaceObjective {
    const { latest } = this;
    if (latest?.surface === surface && latest.formula === formula) return latest.objective;
    const objective = createObjective(surface, formula, 0);
    this.latest = { surface, formula, objective };
    return objective;
  }

  private placeOf(lane: number): number {
    return (lane >> 1) * this.width + (lane & 1);
  }

  private isAlive(lane: number): boolean {
    return this.states[this.placeOf(lane) + PLACES.dead] === 0;
  }

  get alive(): boolean {
    return this.runs.some((_, lane) => this.isAlive(lane));
  }

  advance(updates: number): void {
    const { pairs, kernel } = this;
    const columns = kernel.emitted.columns.length;
    for (let left = updates; left > 0; ) {
      const rows = Math.min(left, this.rowsAtOnce);
      if (this.shared && columns > 0) this.fillTable([this.uniforms[0]], 0, rows);
      for (let from = 0; from < pairs; from += this.together) {
        const count = Math.min(this.together, pairs - from);
        if (!this.shared && columns > 0) this.fillTables(from, count, rows);
        this.call(from, count, rows);
      }
      this.steps += rows;
      left -= rows;
    }
  }

  /** Makes some steps of some pairs, whose tables are filled. */
  private call(from: number, count: number, rows: number): void {
    const { kernel, states, width, shared } = this;
    const part = states.subarray(from * width, (from + count) * width);
    for (let k = 0; k < count; k++) part.fill(this.steps, k * width + PLACES.t, k * width + PLACES.t + 2);
    const view = kernel.numbers.subarray(0, part.length);
    view.set(part);
    const stride = shared ? 0 : rows * kernel.emitted.row;
    kernel.run(0, count, rows, STATES, stride, 0);
    part.set(view);
  }

  /** A table for each pair. The pairs that fill up a call are at rest, and read whatever is there. */
  private fillTables(from: number, count: number, rows: number): void {
    const { uniforms, kernel } = this;
    const size = rows * kernel.emitted.columns.length * 2;
    for (let k = 0; k < count && 2 * (from + k) < uniforms.length; k++)
      this.fillTable(uniforms.slice(2 * (from + k), 2 * (from + k) + 2), k * size, rows);
  }

  /** The rows of one run for both halves, or of two runs, a half each. */
  private fillTable(uniforms: readonly Uniform[], at: number, rows: number): void {
    const table = this.kernel.numbers.subarray(STATES / 8);
    uniforms[0].fill(table, at, rows, 2);
    if (uniforms.length > 1) {
      uniforms[1].fill(table, at + 1, rows, 2);
      return;
    }
    const end = at + rows * this.kernel.emitted.columns.length * 2;
    for (let k = at; k < end; k += 2) table[k + 1] = table[k];
  }

  standing(run: number): Standing {
    const at = this.placeOf(run);
    const value = (name: StateName): number => this.states[at + PLACES[name]];
    const reached = value('reached');
    return {
      diverged: !this.isAlive(run),
      x: value('x'),
      y: value('y'),
      loss: value('loss'),
      first: this.first[run],
      best: value('best'),
      bestStep: value('bestStep'),
      reached: reached === 0 ? null : Math.floor(reached),
      area: value('area'),
    };
  }
}
