/**
 * Many runs by one piece of machine code, with the same numbers to the last bit as `core/run.ts` gives one by one.
 */
import type { Node } from '../formula/graph.ts';
import { functionOf } from '../formula/operations.ts';
import { createProgram, type Program } from '../formula/program.ts';
import { instantiate, type Memory, memoryOf } from '../formula/wasm-bytes.ts';
import { createObjective } from '../objective.ts';
import { createScheduleChain, type ScheduleChain } from '../schedule-chain.ts';
import type { StageSpec, Step, SurfaceObjective } from '../types.ts';
import { type Emitted, emit, REGISTER, STATE, type StateName } from './emit.ts';
import { argumentsOf, buildStep, isCompilable, type KernelSpec, keyOf, type StepGraph } from './graph.ts';

/** One run: what is compiled, and where it starts. */
export interface KernelRun extends KernelSpec {
  readonly start: readonly [x: number, y: number];
}

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

/** The machine code for runs that share a graph. */
interface Kernel {
  readonly step: StepGraph;
  readonly emitted: Emitted;
  readonly program: Program;
  /** Where the inputs that are settings lie in the program's registers, in the order of `step.settings`; −1 where unused. */
  readonly settingsAt: readonly number[];
  /** Which settings the table depends on, and whether it does on the rate that schedules give. */
  readonly tabled: { readonly settings: readonly boolean[]; readonly rate: boolean };
  run(base: number, pairs: number, steps: number, table: number, stride: number, columns: number): void;
}

/** What one call works on: 4 MiB of states, and as much of tables. */
const STATES = 4 << 20;
const TABLES = 4 << 20;
const PAGE = 65536;
/** Rows of a table: as many steps as are made before the next look at the clock is possible. */
const MOST_ROWS = 2048;

let memory: Memory | undefined;

/** Kernels by what their runs share. `null` where none can be made. */
const kernels = new Map<string, Kernel | null>();
/** As many as a study of twelve runs needs while its settings change, and few in memory. */
const MOST_KERNELS = 64;

function kernelOf(spec: KernelSpec, area: boolean, record: boolean): Kernel | null {
  const key = `${keyOf(spec)}|${area}|${record}`;
  let kernel = kernels.get(key);
  if (kernel === undefined) {
    kernel = compile(spec, area, record);
    if (kernels.size >= MOST_KERNELS) kernels.delete([...kernels.keys()][0]);
    kernels.set(key, kernel);
  }
  return kernel;
}

function compile(spec: KernelSpec, area: boolean, record: boolean): Kernel | null {
  try {
    memory ??= memoryOf((STATES + TABLES) / PAGE);
    const step = buildStep(spec);
    const emitted = emit(step, { area, record });
    const imports = {
      m: { m: memory },
      f: Object.fromEntries(emitted.calls.map((operation) => [operation, functionOf(operation)])),
    };
    const { run } = instantiate(emitted.bytes, imports) as Pick<Kernel, 'run'>;
    const uniform = [...emitted.settings, ...emitted.columns, ...step.scalars.values()];
    const program = createProgram(step.graph, uniform, 1);
    const names = inputsOf(step, [...emitted.columns, ...step.scalars.values()]);
    return {
      step,
      emitted,
      program,
      settingsAt: step.settings.map(({ name }) => program.inputs.get(name) ?? -1),
      tabled: { settings: step.settings.map(({ name }) => names.has(name)), rate: names.has('lr') },
      run,
    };
  } catch {
    // There may be no WebAssembly, or a page's security policy may forbid it: the reference loop makes the runs.
    return null;
  }
}

/** What is the same for both coordinates of a run, from step to step: settings, rates of schedules, powers of β. */
class Uniform {
  private t = 0;
  private readonly scalars: Map<string, number>;
  private readonly schedules: ScheduleChain;
  private readonly args: Readonly<Record<string, number>>;
  private readonly kernel: Kernel;
  private readonly spec: KernelRun;

  constructor(kernel: Kernel, spec: KernelRun) {
    this.kernel = kernel;
    this.spec = spec;
    this.schedules = createScheduleChain(spec.run.schedules);
    this.args = spec.run.optimizer.args as Record<string, number>;
    this.scalars = new Map(Object.entries(kernel.step.optimizer.scalars ?? {}));
  }

  /** Writes the columns of the next `rows` steps into `table` from `at`, `width` numbers apart. */
  fill(table: Float64Array, at: number, rows: number, width: number): void {
    const { program, emitted, step } = this.kernel;
    const { registers, inputs } = program;
    this.load();
    const tAt = inputs.get('t') ?? -1;
    const lrAt = inputs.get('lr') ?? -1;
    const columns = emitted.columns.map((node) => program.offset(node));
    const scalars = [...step.scalars].map(([name, node]) => ({
      name,
      from: program.offset(node),
      at: inputs.get(name) ?? -1,
    }));
    for (let row = 0; row < rows; row++) {
      const t = ++this.t;
      if (tAt >= 0) registers[tAt] = t;
      if (lrAt >= 0) registers[lrAt] = this.schedules.rate(t, this.args.lr);
      program.uniform();
      for (let k = 0; k < columns.length; k++)
        table[at + (row * columns.length + k) * width] = registers[columns[k]];
      for (const { at: input, from, name } of scalars) {
        this.scalars.set(name, registers[from]);
        if (input >= 0) registers[input] = registers[from];
      }
    }
  }

  private load(): void {
    const { program } = this.kernel;
    loadSettings(this.kernel, this.spec);
    for (const [name, value] of this.scalars) {
      const at = program.inputs.get(name);
      if (at !== undefined) program.registers[at] = value;
    }
  }
}

/** The names of the inputs that nodes are made of. */
function inputsOf({ graph }: StepGraph, nodes: readonly Node[]): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<Node>();
  const waiting = [...nodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const { operation, name, operands } = graph.vertices[node];
    if (operation === 'input') names.add(name);
    waiting.push(...operands);
  }
  return names;
}

/** Whether the tables of two runs are the same. */
function sameTable({ step, emitted, tabled }: Kernel, a: KernelRun, b: KernelRun): boolean {
  if (emitted.columns.length === 0) return true;
  for (const [i, { of, key }] of step.settings.entries())
    if (tabled.settings[i] && argumentsOf(a, of)[key] !== argumentsOf(b, of)[key]) return false;
  if (!tabled.rate) return true;
  const [one, other] = [a.run, b.run];
  return (
    one.optimizer.args.lr === other.optimizer.args.lr &&
    (one.schedules === other.schedules || JSON.stringify(one.schedules) === JSON.stringify(other.schedules))
  );
}

/** Puts the settings of a run into the registers of the program. */
function loadSettings({ step, program, settingsAt }: Kernel, spec: KernelRun): void {
  const { settings } = step;
  for (let i = 0; i < settings.length; i++) {
    const { of, key } = settings[i];
    if (settingsAt[i] >= 0) program.registers[settingsAt[i]] = argumentsOf(spec, of)[key] as number;
  }
}

/** What a rule remembers before its first step; null: zeros. */
function initialMemory({ step }: Kernel, spec: KernelRun): Readonly<Record<string, Float64Array>> | null {
  const { optimizer } = step;
  const zeros = (): Float64Array => new Float64Array(2);
  if (!optimizer.init) return null;
  const memory = Object.fromEntries(optimizer.memory.map((name) => [name, zeros()]));
  optimizer.init({
    theta: Float64Array.from(spec.start),
    gradient: zeros(),
    rate: zeros(),
    direction: zeros(),
    memory,
    scalars: { ...optimizer.scalars },
    extra: {},
    args: spec.run.optimizer.args as Readonly<Record<string, number>>,
    as: String(spec.run.optimizer.args.as ?? 'pytorch'),
    lr: 0,
    t: 0,
    loss: Number.NaN,
  } satisfies Step);
  return memory;
}

const placeOf = (name: StateName): number => STATE.indexOf(name) * 2;
const PLACES = Object.fromEntries(STATE.map((name) => [name, placeOf(name)])) as Record<StateName, number>;

/**
 * Runs that machine code makes together, none of them a step ahead of the others; null where it cannot.
 *
 * All must have the same `kernelKey`.
 *
 * @throws RangeError for ids that are in no table.
 */
export function createBatch(runs: readonly KernelRun[], { to, area }: KernelOptions): KernelBatch | null {
  if (runs.length === 0 || !isCompilable(runs[0])) return null;
  const kernel = kernelOf(runs[0], area, false);
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
    const row = kernel.emitted.columns.length * REGISTER;
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
    const put = (name: StateName, value: number): void => {
      states[at + PLACES[name]] = value;
    };
    const objective = this.objectiveOf(spec);
    const [x, y] = spec.start;
    const loss = objective.loss(Float64Array.of(x, y));
    const finite = Number.isFinite(x + y) && Number.isFinite(loss);
    put('x', x);
    put('y', y);
    put('loss', loss);
    put('best', loss);
    const reached = Number.isFinite(loss) && loss <= to;
    put('reached', reached ? 0 : -1);
    put('to', reached ? Number.NEGATIVE_INFINITY : to);
    if (lane < runs.length) this.first[lane] = loss;
    put('dead', lane < runs.length && finite ? 0 : Number.NaN);
    let place = at + STATE.length * 2;
    const memory = initialMemory(kernel, spec);
    for (const { name } of kernel.step.memory) {
      if (memory) {
        states[place] = memory[name][0];
        states[place + 2] = memory[name][1];
      }
      place += 4;
    }
    const { program, emitted } = kernel;
    loadSettings(kernel, spec);
    program.uniform();
    for (const node of emitted.settings) {
      states[place] = program.registers[program.offset(node)];
      place += 2;
    }
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
    const view = new Float64Array((memory as Memory).buffer, 0, part.length);
    view.set(part);
    const stride = shared ? 0 : rows * kernel.emitted.columns.length * REGISTER;
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
    const table = new Float64Array((memory as Memory).buffer, STATES);
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
      reached: reached < 0 ? null : reached,
      area: value('area'),
    };
  }
}
