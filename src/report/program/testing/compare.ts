/** Ends of programs beside our own, for experiments whose ends say something. */
import { expect } from 'vitest';
import { defaults } from '../../../core/tables.ts';
import type { Argument, Row, StageSpec } from '../../../core/types.ts';
import { type Experiment, type ExperimentRun, parseExperiment } from '../../../experiment/index.ts';
import { apart, endsOf, linesOf } from './ends.ts';

/** A library whose programs are run. */
export interface Target {
  readonly name: string;
  program(experiment: Experiment): string;
  /** What each program prints. */
  run(programs: readonly string[]): readonly string[] | Promise<readonly string[]>;
  /** How far a program may end from our own end; 1e-9 unless it is given. */
  close?(run: ExperimentRun): number;
  /** A start that is moved by this may not move the end by a tenth of `close`: else it says nothing. */
  probe?(run: ExperimentRun): number;
  /** Ends that say nothing for another reason. */
  skip?(run: ExperimentRun, status: string | undefined): boolean;
}

const CLOSE = 1e-9;
const PROBE = 1e-14;
/** In which directions the start is moved. */
const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [-0.3, 0.2],
] as const;

/**
 * Armijo's test compares two losses, which near a minimum differ in their last digits only: roots of these are what the point is worth.
 * Shampoo's first factor is singular but for eps, which magnifies the last digits of gradients and draws by ‖g‖²/eps.
 */
const LESS_CLOSE: Readonly<Record<string, number>> = { armijo: 1e-7, shampoo: 1e-3 };

/** The runs of experiments that end elsewhere, in words, and how many of all were compared. */
export async function compare(
  all: readonly Experiment[],
  { name, program, run: runAll, close, probe, skip }: Target,
): Promise<{ readonly wrong: readonly string[]; readonly compared: number }> {
  const printed = await runAll(all.map((experiment) => program(experiment)));
  let compared = 0;
  const wrong = all.flatMap((experiment, i) => {
    const { runs, surface, start, steps } = experiment;
    const ours = endsOf(experiment);
    const moved = new Map<number, ReturnType<typeof endsOf>[]>();
    const movedBy = (size: number): readonly ReturnType<typeof endsOf>[] => {
      const known = moved.get(size) ?? DIRECTIONS.map(([x, y]) => endsOf(experiment, [size * x, size * y]));
      moved.set(size, known);
      return known;
    };
    const theirs = linesOf(printed[i], runs.length);
    if (theirs === null)
      return [`${printed[i]} in ${JSON.stringify(experiment.runs.map((run) => run.optimizer))}`];
    return ours.flatMap((end, index) => {
      const run = runs[index];
      if (skip?.(run, end.status)) return [];
      const most = Math.max(close?.(run) ?? CLOSE, LESS_CLOSE[run.optimizer.id] ?? 0);
      const sensitive = Math.min(most / 10, 1e-3);
      if (movedBy(probe?.(run) ?? PROBE).some((ends) => apart(end, ends[index]) > sensitive)) return [];
      compared++;
      const distance = apart(end, theirs[index]);
      if (distance <= most) return [];
      const { optimizer, schedules, stages } = run;
      const said = JSON.stringify([surface, start, steps, optimizer, schedules, stages]);
      return [`${distance} in ${said}: ${JSON.stringify(end)}, ${name} ${JSON.stringify(theirs[index])}`];
    });
  });
  return { wrong, compared };
}

/** The experiment of a query in which nothing is to be repaired. */
export function experimentOf(query: string): Experiment {
  const { experiment, problems } = parseExperiment(query);
  expect(problems).toEqual([]);
  return experiment;
}

/** Whether a number is one that arithmetic in float64 does not overflow or vanish with. */
export const isTame = (value: Argument): boolean =>
  Array.isArray(value)
    ? value.every(isTame)
    : typeof value !== 'number' || value === 0 || (Math.abs(value) > 1e-9 && Math.abs(value) < 1e9);

/** The stage with defaults in the place of numbers that nobody would take. */
export function tamed(row: Row, { id, args }: StageSpec): StageSpec {
  const usual = defaults(row, String(args.as ?? 'pytorch'));
  const values: Record<string, Argument> = Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, isTame(value) ? value : usual[key]]),
  );
  for (const { key, used } of row.check?.(values) ?? []) values[key] = used;
  return { id, args: values };
}
