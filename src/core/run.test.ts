import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRun, type Run } from './run.ts';
import { schedules } from './schedules/index.ts';
import { surfaces } from './surfaces/index.ts';
import { defaults, optimizerTable, scheduleTable, stageTable, surfaceTable } from './tables.ts';
import type { Arguments, RunSpec } from './types.ts';

const spec = (
  id: string,
  args: Arguments,
  chosen: readonly string[] = [],
  treated: readonly string[] = [],
): RunSpec => ({
  optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...args } },
  schedules: chosen.map((id) => ({ id, args: defaults(scheduleTable.get(id)) })),
  stages: treated.map((id) => ({ id, args: defaults(stageTable.get(id)) })),
});

const objectiveOf = (id: string, args: Arguments = {}, seed = 1) => {
  const surface = surfaceTable.get(id);
  return surface.create({ ...defaults(surface), ...args }, seed);
};

/** Everything that a step leaves to be seen. */
const seen = (run: Run) => [
  run.step,
  ...run.theta,
  run.loss,
  run.updater.lr,
  ...run.updater.gradient,
  ...run.updater.rate,
  ...run.updater.realized,
];

/** The steps that the run still makes; one that has diverged makes none. */
const advance = (run: Run, steps: number) => {
  const made: number[][] = [];
  for (let t = 0; t < steps && !run.diverged; t++) {
    run.advance();
    made.push(seen(run));
  }
  return made;
};

describe('a run', () => {
  it('stands at its start before the first step', () => {
    const run = createRun(spec('sgd', {}), objectiveOf('rosenbrock'), [-1.2, 1], 1);
    expect([run.step, ...run.theta, run.diverged]).toEqual([0, -1.2, 1, false]);
    expect(run.loss).toBeCloseTo(24.2, 12);
  });

  it('of gradient descent on a bowl follows the closed form (1 − ηλ)ᵗ along both axes', () => {
    const run = createRun(
      spec('sgd', { lr: 0.05 }),
      objectiveOf('quadratic', { condition: 20, angle: 0 }),
      [2, -1],
      1,
    );
    for (let t = 1; t <= 50; t++) {
      expect(run.advance()).toBe(true);
      expect(run.step).toBe(t);
      expect(run.theta[0]).toBeCloseTo(2 * 0.95 ** t, 12);
      // 1 − 0.05·20 = 0: the steep direction is solved at once.
      expect(run.theta[1]).toBeCloseTo(0, 12);
      expect(run.loss).toBeCloseTo(0.5 * (2 * 0.95 ** t) ** 2, 12);
    }
  });

  it('reports the loss without noise', () => {
    const objective = objectiveOf('regression');
    const run = createRun(spec('adam', { lr: 0.1 }, [], ['noise']), objective, [2, 2], 1);
    for (let t = 0; t < 20; t++) {
      run.advance();
      expect(run.loss).toBe(objective.loss(run.theta));
    }
  });

  it('that leaves the finite numbers says so, at that step, and stays there', () => {
    const run = createRun(spec('sgd', { lr: 1 }), objectiveOf('rosenbrock'), [-1.5, 2], 1);
    let steps = 0;
    while (run.advance()) steps++;
    expect(steps).toBeLessThan(20);
    expect(run.step).toBe(steps + 1);
    expect(run.diverged).toBe(true);
    const left = seen(run);
    expect(run.advance()).toBe(false);
    expect(seen(run)).toEqual(left);
  });

  it('from a point that is not finite has diverged before it begins', () => {
    const run = createRun(spec('sgd', {}), objectiveOf('booth'), [Number.NaN, 0], 1);
    expect(run.diverged).toBe(true);
    expect(run.advance()).toBe(false);
    expect(run.step).toBe(0);
  });

  it('is the same for the same seed, and another for another', () => {
    const walk = (seed: number) =>
      advance(
        createRun(spec('adam', {}, [], ['noise']), objectiveOf('sparse', {}, seed), [-1, -1], seed),
        20,
      );
    expect(walk(1)).toEqual(walk(1));
    expect(walk(1)).not.toEqual(walk(2));
  });
});

describe('a checkpoint', () => {
  const all = schedules.map(({ id }) => id);
  const runs = fc.record({
    rule: fc.constantFrom('sgd', 'adam'),
    surface: fc.constantFrom(...surfaces.map(({ id }) => id)),
    schedules: fc.subarray(all, { maxLength: 3 }),
    stages: fc.subarray(['noise', 'precision', 'accumulate', 'clip']),
    before: fc.nat(40),
    between: fc.nat(40),
  });

  it('lets a run go on exactly as it would have, in the same run or in a new one', () => {
    fc.assert(
      fc.property(runs, ({ rule, surface, schedules, stages, before, between }) => {
        const { start } = surfaceTable.get(surface);
        const make = () =>
          createRun(spec(rule, { lr: 0.003 }, schedules, stages), objectiveOf(surface), start, 9);
        const run = make();
        advance(run, before);
        const state = structuredClone(run.save());
        const expected = advance(run, 15);
        advance(run, between);
        run.restore(state);
        expect(run.step).toBe(state.updater.t);
        expect(advance(run, 15)).toEqual(expected);
        const other = make();
        other.restore(state);
        expect(advance(other, 15)).toEqual(expected);
      }),
    );
  });

  it('is not changed by the run that goes on', () => {
    const run = createRun(spec('adam', {}, ['plateau', 'gradient']), objectiveOf('beale'), [1, 1.5], 1);
    advance(run, 5);
    const state = run.save();
    const kept = structuredClone(state);
    advance(run, 30);
    expect(state).toEqual(kept);
  });
});
