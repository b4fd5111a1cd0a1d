import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjective } from '../objective.ts';
import { argumentsOf } from '../optimizers/contract/inputs.ts';
import { optimizers } from '../optimizers/index.ts';
import { createRun } from '../run.ts';
import { schedules } from '../schedules/index.ts';
import { surfaceFormulas } from '../surfaces/formulas.ts';
import { surfaces } from '../surfaces/index.ts';
import { defaults } from '../tables.ts';
import type { Arguments, Optimizer, Row, RunSpec, StageSpec } from '../types.ts';
import { createBatch, type KernelRun, kernelKey, type Standing } from './kernel.ts';

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

const withArguments = (row: Row): fc.Arbitrary<StageSpec> =>
  fc
    .tuple(
      ...row.parameters.map(({ kind, default: usual, slider, min, max, choices }) => {
        if (kind === 'choice') return fc.constantFrom(...(choices ?? []));
        if (kind === 'flag') return fc.constantFrom(0, 1);
        if (kind === 'list' || !slider) return fc.constant(usual);
        if (kind === 'integer')
          return fc.integer({ min: Math.max(1, min ?? 1), max: Math.min(200, max ?? 200) });
        return fc.oneof(fc.constant(usual), fc.double({ min: slider.min, max: slider.max, noNaN: true }));
      }),
    )
    .map((values) => ({
      id: row.id,
      args: {
        ...defaults(row),
        ...Object.fromEntries(row.parameters.map(({ key }, i) => [key, values[i]])),
      },
    }));

const surface = fc.oneof(
  ...surfaces
    .filter(({ id }) => id in surfaceFormulas)
    .map((row) => fc.record({ surface: withArguments(row), formula: fc.constant(null) })),
  fc.record({
    surface: fc.constant({ id: 'custom', args: {} }),
    formula: fc.constantFrom(
      'x^4 - 3*x*y + exp(y/3)',
      'log(x) + y^2',
      'sqrt(abs(x)) + max(x, y)^2',
      'x^2 + cos(x)',
    ),
  }),
);
const clip = fc
  .record({
    norm: fc.option(fc.double({ min: 1e-3, max: 10, noNaN: true })),
    value: fc.option(fc.double({ min: 1e-3, max: 10, noNaN: true })),
  })
  .map((args): StageSpec[] => [{ id: 'clip', args }]);
const scheduled = fc.oneof(
  { weight: 2, arbitrary: fc.constant<StageSpec[]>([]) },
  fc
    .subarray(schedules.filter(({ driven }) => !driven) as Row[], { minLength: 1, maxLength: 2 })
    .chain((rows) => fc.tuple(...rows.map(withArguments)) as fc.Arbitrary<StageSpec[]>),
);
const coordinate = fc.oneof(
  fc.double({ min: -3, max: 3, noNaN: true }),
  fc.constantFrom(0, 1e-300, 1e80, 1e200, 1.7e308),
);

/** Some runs of a rule on one surface, from several starts and with several settings. */
const runsOf = (rule: Optimizer, as: string): fc.Arbitrary<readonly KernelRun[]> =>
  fc
    .record({
      ...{ place: surface },
      several: fc.array(fc.record({ args: argumentsOf(rule, as), start: fc.tuple(coordinate, coordinate) }), {
        minLength: 1,
        maxLength: 5,
      }),
      stages: fc.oneof(fc.constant<StageSpec[]>([]), clip),
      schedules: scheduled,
      factor: fc.constantFrom(1, 1, 10),
    })
    .map(({ place, several, stages, schedules: chosen, factor }) =>
      several.map(({ args, start }) => {
        const faster = { ...args, lr: Number((args as Arguments).lr) * factor };
        const run: RunSpec = { optimizer: { id: rule.id, args: faster }, schedules: chosen, stages };
        return { ...place, rules: [], run, start };
      }),
    );

const compiled = optimizers.filter(
  ({ id, coordinatewise, needs }) => id !== 'custom' && coordinatewise !== false && !needs,
);

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
      { numRuns: 60 },
    );
  });
});
