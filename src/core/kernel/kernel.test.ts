import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjective } from '../objective.ts';
import { optimizers } from '../optimizers/index.ts';
import { createRun } from '../run.ts';
import { defaults } from '../tables.ts';
import type { Row } from '../types.ts';
import type { KernelRun } from './compile.ts';
import { createBatch, kernelKey, type Standing } from './kernel.ts';
import { compiled, runsOf } from './testing/runs.ts';

const STEPS = 120;
const TO = 0.05;

/** A run made by the reference loop, step by step. */
function reference({ surface, formula, rules, run: spec, start }: KernelRun): Standing {
  const run = createRun(spec, createObjective(surface, formula, 1), start, 1, rules);
  const first = run.loss;
  let [best, bestStep, area] = [first, 0, 0];
  let reached = first <= TO && Number.isFinite(first) ? 0 : null;
  while (run.step < STEPS && run.advance()) {
    if (run.loss < best) [best, bestStep] = [run.loss, run.step];
    if (reached === null && run.loss <= TO) reached = run.step;
    area += run.loss;
  }
  const [x, y] = run.theta;
  return { diverged: run.diverged, x, y, loss: run.loss, first, best, bestStep, reached, area };
}

/** What of it can be compared: nothing is said of where a run is that is no longer finite. */
function comparable({ area: _, x, y, loss, best, ...others }: Standing) {
  const rest = { ...others, best: best + 0 };
  return rest.diverged ? rest : { ...rest, x: x + 0, y: y + 0, loss: loss + 0 };
}

/** Runs of which some share a graph, by batches: as many at a time as there are. */
function byKernel(runs: readonly KernelRun[], pieces: readonly number[]): readonly Standing[] {
  const groups = new Map<string, number[]>();
  for (const [i, run] of runs.entries()) {
    const key = kernelKey(run) as string;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  }
  const standings: Standing[] = [];
  for (const members of groups.values()) {
    const batch = createBatch(
      members.map((i) => runs[i]),
      { to: TO, area: false },
    );
    if (!batch) throw new Error('There is no machine code.');
    let left = STEPS;
    for (const piece of [...pieces, STEPS]) {
      batch.advance(Math.min(piece, left));
      left -= Math.min(piece, left);
    }
    for (const [k, i] of members.entries()) standings[i] = batch.standing(k);
  }
  return standings;
}

describe('runs that machine code makes', () => {
  it('are those of rules for one coordinate at a time', () => {
    expect(compiled.length).toBeGreaterThan(20);
    const matrix = optimizers.filter(({ coordinatewise }) => coordinatewise === false);
    for (const { id } of matrix) {
      const optimizer = { id, args: defaults(optimizers.find((row) => row.id === id) as Row) };
      const run = { optimizer, schedules: [], stages: [] };
      expect(
        kernelKey({ surface: { id: 'saddle', args: {} }, formula: null, rules: [], run }),
        id,
      ).toBeNull();
    }
  });

  it.each(
    compiled.flatMap((rule) =>
      ['pytorch', ...Object.keys(rule.conventions ?? {})].map((as) => [rule.id, as, rule] as const),
    ),
  )('have the bits of the reference: %s as %s', (_id, as, rule) => {
    fc.assert(
      fc.property(
        runsOf(rule, as),
        fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 3 }),
        (runs, pieces) => {
          expect(byKernel(runs, pieces).map(comparable)).toEqual(
            runs.map((run) => comparable(reference(run))),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});
