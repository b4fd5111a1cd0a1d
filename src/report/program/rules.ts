/** The rule of a run as statements at its arguments, with what it remembers and where that starts. */
import type { Statement } from '../../core/formula/expression.ts';
import { DEFAULT_RULE, isFormulaError, parseRule } from '../../core/formula/index.ts';
import { createOptimizer } from '../../core/optimizer.ts';
import type { Minimum, StageSpec, SurfaceObjective } from '../../core/types.ts';
import { createUpdater } from '../../core/updater.ts';
import { callsIn, namesIn, reduce, remembered, write } from './language.ts';
import { arrays } from './python.ts';

/** What is remembered at first: a number for each coordinate or for all, the start itself, one number, or nothing yet. */
export type Initial =
  | { readonly each: readonly number[] }
  | { readonly all: number }
  | 'start'
  | number
  | null;

export interface RuleProgram {
  readonly statements: readonly Statement[];
  readonly memory: readonly { readonly name: string; readonly initial: Initial }[];
  /** Whether it moves a point of the plane; the weights of a network otherwise, with nothing known of the objective. */
  readonly inPlane: boolean;
  /** Names whose value is the same for all coordinates. */
  readonly uniform: ReadonlySet<string>;
  /** Vectors are columns of a matrix: the formula has products of matrices. */
  readonly columns: boolean;
  /** What is read of the objective. */
  readonly reads: ReadonlySet<string>;
  /** The text as the project has it. */
  readonly text: string;
}

/** Functions that take vectors as columns. */
const MATRICES: ReadonlySet<string> = new Set([
  ...[
    'matmul',
    'outer',
    'transpose',
    'identity',
    'diagonal',
    'matpow',
    'matabs',
    'pinv',
    'append',
    'fold',
    'hessian',
  ],
]);

/** What a rule puts in the place of arguments that are empty. */
function filled(
  args: Readonly<Record<string, unknown>>,
  minima: readonly Minimum[],
): Readonly<Record<string, number>> {
  const lowest = minima.length === 0 ? 0 : Math.min(...minima.map(({ loss }) => loss));
  const empty: Readonly<Record<string, number>> = {
    fMin: lowest,
    eps1: Number.EPSILON,
    maxRate: Number.POSITIVE_INFINITY,
    growthRate: Number.POSITIVE_INFINITY,
    beta3: Math.sqrt(Number(args.beta2)),
  };
  const numbers = Object.entries(args).flatMap(([key, value]): [string, number][] => {
    const number = value === null ? empty[key] : value;
    return typeof number === 'number' ? [[key, number]] : [];
  });
  return Object.fromEntries(numbers);
}

/**
 * The rule of a run at its arguments. `lr` and `t` are left to the program.
 *
 * @throws RangeError for an id that is in no table.
 */
export function ruleProgram(
  spec: StageSpec,
  rules: readonly string[],
  objective: SurfaceObjective,
  start: readonly number[],
): RuleProgram {
  return programAt(spec, rules, { objective, start });
}

/** The same for the weights of a network, all of them alike. */
export const networkRuleProgram = (spec: StageSpec, rules: readonly string[]): RuleProgram =>
  programAt(spec, rules, null);

/** Two numbers that no rule begins with: memory that equals them is the start. */
const PROBE = [0.123, -4.5];

function programAt(
  spec: StageSpec,
  rules: readonly string[],
  plane: { readonly objective: SurfaceObjective; readonly start: readonly number[] } | null,
): RuleProgram {
  const start = plane?.start ?? PROBE;
  const row = createOptimizer(spec, rules);
  const text = row.formulas?.[String(spec.args.as)] ?? row.formula;
  const parsed = parseRule(text);
  const all = isFormulaError(parsed) ? (parseRule(DEFAULT_RULE) as readonly Statement[]) : parsed;
  const { lr: rate, ...args } = filled(spec.args, plane?.objective.minima ?? []);
  const custom = spec.id === 'custom';
  const constants = { pi: Math.PI, e: Math.E };
  const given = { rows: 2, columns: 1, sides: 0, surface: plane ? 1 : 0 };
  const statements = reduce(all, custom ? constants : { ...constants, ...args, ...given });
  const updater = createUpdater({ optimizer: spec, schedules: [], stages: [] }, Float64Array.from(start), {
    seed: 1,
    rules,
    ...(plane && { objective: plane.objective }),
  });
  // What is never written anew is remembered too: the start of Prodigy.
  const used = new Set(statements.flatMap(({ value }) => namesIn(value)));
  const names = remembered(all).filter((name) => used.has(name));
  const memory = names.map((name) => {
    const values = [...(updater.memory[name] ?? [])];
    if (values.length > 0 && plane) return { name, initial: { each: values } };
    if (values.length > 0)
      return { name, initial: values[1] === PROBE[1] ? ('start' as const) : { all: values[0] } };
    return { name, initial: updater.scalars[name] ?? null };
  });
  const uniform = new Set(['t', 'lr', 'loss', 'schedule']);
  for (const { name, initial } of memory) if (typeof initial === 'number') uniform.add(name);
  for (const { name, value } of statements)
    if (write(value, arrays, uniform).uniform) uniform.add(name);
    else uniform.delete(name);
  const calls = statements.flatMap(({ value }) => callsIn(value));
  const read = statements.flatMap(({ value }) => namesIn(value));
  const reads = new Set([
    ...calls.filter((name) => ['f', 'gradient', 'hessian'].includes(name)),
    ...read.filter((name) => ['loss', 'curvature', 'schedule'].includes(name)),
  ]);
  if (reads.has('schedule')) uniform.add('schedule');
  return {
    statements,
    memory,
    uniform,
    inPlane: plane !== null,
    columns: calls.some((name) => MATRICES.has(name)),
    reads,
    text: custom ? (isFormulaError(parsed) ? DEFAULT_RULE : text) : text,
  };
}
