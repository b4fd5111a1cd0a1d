/**
 * Machine code for runs that share a graph, its working memory, and what is prepared for it: tables of what changes from step to
 * step, settings and what rules remember at first.
 */
import type { Node } from '../formula/graph.ts';
import { functionOf } from '../formula/operations.ts';
import { createProgram, type Program } from '../formula/program.ts';
import { instantiate, type Memory, memoryOf } from '../formula/wasm-bytes.ts';
import { createScheduleChain, type ScheduleChain } from '../schedule-chain.ts';
import type { Step } from '../types.ts';
import { AT_START, type EmitOptions, type Emitted, emit, STATE, type StateName } from './emit.ts';
import { argumentsOf, buildStep, type KernelSpec, keyOf, type StepGraph } from './graph.ts';

/** One run: what is compiled, and where it starts. */
export interface KernelRun extends KernelSpec {
  readonly start: readonly [x: number, y: number];
}

/** The machine code for runs that share a graph. */
export interface Kernel {
  readonly step: StepGraph;
  readonly emitted: Emitted;
  readonly program: Program;
  /** Where the inputs that are settings lie in the program's registers, in the order of `step.settings`; −1 where unused. */
  readonly settingsAt: readonly number[];
  /** Which settings the table depends on, and whether it does on the rate that schedules give. */
  readonly tabled: { readonly settings: readonly boolean[]; readonly rate: boolean };
  /** All working memory, which every kernel uses for the time of a call. */
  readonly numbers: Float64Array;
  run(base: number, pairs: number, steps: number, table: number, stride: number, columns: number): void;
}

/** What one call works on: 4 MiB of states, and as much of tables. */
export const STATES = 4 << 20;
export const TABLES = 4 << 20;
const PAGE = 65536;
/** Rows of a table: as many steps as are made before the next look at the clock is possible. */
export const MOST_ROWS = 2048;

let memory: Memory | undefined;

/** Kernels by what their runs share. `null` where none can be made. */
const kernels = new Map<string, Kernel | null>();
/** As many as a study of twelve runs needs while its settings change, and few in memory. */
const MOST_KERNELS = 64;

/** The machine code for a run, compiled if it was not before; null where there can be none. */
export function kernelOf(spec: KernelSpec, options: EmitOptions): Kernel | null {
  const key = `${keyOf(spec)}|${options.area}|${options.record}`;
  let kernel = kernels.get(key);
  if (kernel === undefined) {
    kernel = compile(spec, options);
    if (kernels.size >= MOST_KERNELS) kernels.delete([...kernels.keys()][0]);
    kernels.set(key, kernel);
  }
  return kernel;
}

function compile(spec: KernelSpec, options: EmitOptions): Kernel | null {
  try {
    memory ??= memoryOf((STATES + TABLES) / PAGE);
    const step = buildStep(spec);
    const emitted = emit(step, options);
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
      numbers: new Float64Array(memory.buffer),
      run,
    };
  } catch {
    // There may be no WebAssembly, or a page's security policy may forbid it: the reference loop makes the runs.
    return null;
  }
}

/** What is the same for both coordinates of a run, from step to step: settings, rates of schedules, powers of β. */
export class Uniform {
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

  /** The same at the same step, on its own from here. */
  copy(): Uniform {
    const other = new Uniform(this.kernel, this.spec);
    other.t = this.t;
    for (const [name, value] of this.scalars) other.scalars.set(name, value);
    return other;
  }

  /**
   * Writes the columns of the next `rows` steps into `table` from `at`, `width` numbers apart; where they are given, the rates of the
   * schedules into `rates` and the scalars after each step into `scalars`, a row each.
   */
  fill(
    table: Float64Array,
    at: number,
    rows: number,
    width: number,
    rates?: Float64Array,
    after?: Float64Array,
  ): void {
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
      if (lrAt >= 0 || rates) {
        const rate = this.schedules.rate(t, this.args.lr);
        if (lrAt >= 0) registers[lrAt] = rate;
        if (rates) rates[row] = rate;
      }
      program.uniform();
      for (let k = 0; k < columns.length; k++)
        table[at + (row * columns.length + k) * width] = registers[columns[k]];
      for (const [k, { at: input, from, name }] of scalars.entries()) {
        this.scalars.set(name, registers[from]);
        if (after) after[row * scalars.length + k] = registers[from];
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
export function sameTable({ step, emitted, tabled }: Kernel, a: KernelRun, b: KernelRun): boolean {
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
export const PLACES = Object.fromEntries(STATE.map((name) => [name, placeOf(name)])) as Record<
  StateName,
  number
>;

/**
 * Fills one half of a pair's state, which begins at `at`, with a run at its start, where the loss is `loss`. `to` is what counts as
 * reached.
 */
export function beginState(
  kernel: Kernel,
  spec: KernelRun,
  loss: number,
  to: number,
  states: Float64Array,
  at: number,
): void {
  const put = (name: StateName, value: number): void => {
    states[at + PLACES[name]] = value;
  };
  const [x, y] = spec.start;
  const finite = Number.isFinite(x + y) && Number.isFinite(loss);
  put('x', x);
  put('y', y);
  put('loss', loss);
  put('best', loss);
  const reached = Number.isFinite(loss) && loss <= to;
  put('reached', reached ? AT_START : 0);
  put('to', reached ? Number.NEGATIVE_INFINITY : to);
  put('dead', finite ? 0 : Number.NaN);
  let place = at + STATE.length * 2;
  const remembered = initialMemory(kernel, spec);
  for (const { name } of kernel.step.memory) {
    if (remembered) {
      states[place] = remembered[name][0];
      states[place + 2] = remembered[name][1];
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
