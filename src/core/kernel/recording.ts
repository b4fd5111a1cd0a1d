/** One run by machine code that leaves a row a step behind, the same to the last bit as the rows of `core/run.ts`. */
import { COLUMNS } from '../record.ts';
import type { RunState } from '../run.ts';
import { beginState, type Kernel, type KernelRun, kernelOf, PLACES, STATES } from './compile.ts';
import { RECORDED, RECORDED_APART, RECORDED_ROWS, STATE, type StateName } from './emit.ts';
import { isCompilable } from './graph.ts';
import { Reader } from './timetable.ts';

/** Where columns and tables lie in the working memory, in numbers: the columns behind the state of the run. */
const COLUMNS_AT = STATES / 8 / 2;
const TABLE_AT = STATES / 8;

/** A run that is recorded. */
export interface KernelRecording {
  /** The updates made, that which ended the run included. */
  readonly step: number;
  /** Whether point or loss have stopped being finite. What the row of that update says is not to be relied on. */
  readonly diverged: boolean;
  /** The columns of `core/record.ts`, to be read before anything else is computed: the first `rows` numbers of each. */
  readonly columns: readonly Float64Array[];
  /** The rows that have been added since `clear`. */
  readonly rows: number;
  /** Makes at most so many updates, as long as there is room for `RECORDED_ROWS`, and adds a row for each; returns how many. */
  advance(updates: number): number;
  clear(): void;
  /** The numbers of a state. */
  readonly size: number;
  /** Writes the state after the latest update from `at` on. */
  pack(into: Float64Array, at: number): void;
  /** A state that was written, as that of `core/run.ts`. */
  unpack(from: Float64Array, at: number): RunState;
}

const OPTIONS = { area: false, record: true };

/**
 * A recording of a run at its start, where its loss is `loss`; null where machine code cannot make it.
 *
 * @throws RangeError for ids that are in no table.
 */
export function createRecording(run: KernelRun, loss: number): KernelRecording | null {
  if (!isCompilable(run)) return null;
  const kernel = kernelOf(run, OPTIONS);
  return kernel && new Recording(kernel, run, loss);
}

/** The rates of the rows that are recorded, which no kernel writes. */
const rates = new Float64Array(RECORDED_ROWS);
let columns: readonly Float64Array[] | null = null;

/** The columns in the working memory, which all kernels share. */
const columnsIn = (numbers: Float64Array): readonly Float64Array[] =>
  COLUMNS.map((name) => {
    if (name === 'lr') return rates;
    const at = COLUMNS_AT + RECORDED.indexOf(name) * RECORDED_APART;
    return numbers.subarray(at, at + RECORDED_ROWS);
  });

class Recording implements KernelRecording {
  step = 0;
  rows = 0;
  diverged: boolean;
  readonly size: number;
  readonly columns: readonly Float64Array[];
  private readonly registers: number;
  private readonly kernel: Kernel;
  /** Where all is the same at every step there is none. */
  private readonly timetable: Reader | null;
  /** The rate of every step where there are no schedules. */
  private readonly rate: number | null;
  /** Both halves of the registers hold the run. */
  private readonly state: Float64Array;
  private readonly schedules: number;

  constructor(kernel: Kernel, run: KernelRun, loss: number) {
    this.kernel = kernel;
    columns ??= columnsIn(kernel.numbers);
    this.columns = columns;
    this.registers = STATE.length + 2 * kernel.step.memory.length;
    this.size = this.registers + kernel.step.scalars.size;
    this.state = new Float64Array(kernel.emitted.registers * 2);
    for (const half of [0, 1]) beginState(kernel, run, loss, 0, this.state, half);
    this.diverged = this.state[PLACES.dead] !== 0;
    this.schedules = run.run.schedules.length;
    const scheduled = this.schedules > 0;
    this.rate = scheduled ? null : Number(run.run.optimizer.args.lr ?? Number.NaN);
    const changing = scheduled || kernel.emitted.columns.length > 0 || kernel.step.scalars.size > 0;
    this.timetable = changing ? new Reader(kernel, run) : null;
  }

  advance(updates: number): number {
    const { kernel, state, timetable, rate, rows } = this;
    const { numbers } = kernel;
    const room = Math.min(updates, RECORDED_ROWS - rows);
    if (this.diverged || room <= 0) return 0;
    const wanted = timetable ? timetable.read(room, numbers.subarray(TABLE_AT), rates.subarray(rows)) : room;
    if (rate !== null) rates.fill(rate, rows, rows + wanted);
    numbers.set(state);
    kernel.run(0, 1, wanted, STATES, 0, (COLUMNS_AT + rows) * 8);
    for (let k = 0; k < state.length; k++) state[k] = numbers[k];
    this.diverged = state[PLACES.dead] !== 0;
    const made = state[PLACES.t] - this.step;
    this.rows += made;
    this.step += made;
    return made;
  }

  clear(): void {
    this.rows = 0;
  }

  pack(into: Float64Array, at: number): void {
    const { state, timetable, registers } = this;
    for (let k = 0; k < registers; k++) into[at + k] = state[2 * k];
    timetable?.scalars(into, at + registers);
  }

  unpack(from: Float64Array, at: number): RunState {
    const { kernel, schedules, registers } = this;
    const value = (name: StateName): number => from[at + STATE.indexOf(name)];
    const kept = new Map(kernel.step.memory.map(({ name }, k) => [name, at + STATE.length + 2 * k]));
    const memory = kernel.step.optimizer.memory.map((name) => {
      const place = kept.get(name);
      // What a rule only writes is not read again: its value before the next update does not matter.
      return [name, place === undefined ? new Float64Array(2) : from.slice(place, place + 2)] as const;
    });
    const scalars = [...kernel.step.scalars.keys()].map(
      (name, k) => [name, from[at + registers + k]] as const,
    );
    return {
      theta: Float64Array.of(value('x'), value('y')),
      updater: {
        t: value('t'),
        memory: Object.fromEntries(memory),
        scalars: Object.fromEntries(scalars),
        // Those that remember anything are not compiled.
        schedules: Array.from({ length: schedules }, () => ({})),
      },
    };
  }
}
