/** Where runs end: by our own code, and how much that says. */
import { createObjective } from '../../../core/objective.ts';
import { createRun } from '../../../core/run.ts';
import { dimensionsOf, type Experiment } from '../../../experiment/index.ts';

export interface End {
  readonly theta: readonly (number | null)[];
  readonly loss: number | null;
  readonly status?: string;
  readonly step?: number;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The end of each run, from a start that is moved by a few units in the last place. */
export function endsOf(experiment: Experiment, [dx, dy]: readonly [number, number] = [0, 0]): readonly End[] {
  const { surface, formula, rules, start, runs, steps, seed } = experiment;
  return runs.map((spec) => {
    const objective = createObjective(surface, formula, seed);
    const from: readonly [number, number] = [
      start[0] * (1 + dx) + dx,
      dimensionsOf(experiment) === 1 ? start[1] : start[1] * (1 + dy) + dy,
    ];
    const run = createRun(spec, objective, from, seed, rules);
    while (!run.diverged && run.step < steps) run.advance();
    return {
      theta: [...run.theta].slice(0, dimensionsOf(experiment)).map(finite),
      loss: finite(run.loss),
      ...(run.diverged && { status: 'diverged', step: run.step }),
    };
  });
}

/** The largest difference between two ends, of numbers of size 1 or relative to larger ones; infinite where only one has a number. */
export function apart(a: End, b: End): number {
  const pairs = [...a.theta.map((value, i) => [value, b.theta[i]] as const), [a.loss, b.loss] as const];
  if ((a.status ?? '') !== (b.status ?? '')) return Number.POSITIVE_INFINITY;
  // What a diverged run ends with is a matter of one step; that it does is what counts.
  if (a.status === 'diverged') return Math.abs((a.step ?? 0) - (b.step ?? 0));
  return Math.max(
    ...pairs.map(([one, other]) =>
      one === null || other === null
        ? one === other
          ? 0
          : Number.POSITIVE_INFINITY
        : Math.abs(one - other) / Math.max(1, Math.abs(one)),
    ),
  );
}

/** The last lines that a program prints, one for each run; null where they are not there. */
export function linesOf(printed: string, runs: number): readonly End[] | null {
  const lines = printed.trim().split('\n').slice(-runs);
  try {
    const ends = lines.map((line) => JSON.parse(line) as End & { readonly run: number });
    if (ends.length === runs && ends.every(({ run }, i) => run === i)) return ends;
  } catch {
    // No JSON: a traceback.
  }
  return null;
}
