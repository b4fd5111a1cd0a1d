import { describe, expect, it } from 'vitest';
import { createObjective } from '../../../core/objective.ts';
import { COLUMNS, column, isKept, type Row, type RunRecord } from '../../../core/record.ts';
import { computation, parseExperiment } from '../../../experiment/index.ts';
import { trace } from '../../../surface/trace.ts';
import { computeAll } from '../../testing/compute.ts';
import { outcomeOf, outcomesAsCsv } from './outcomes.ts';

const QUERY = 'surface=himmelblau&run=sgd,lr:0.001&run=sgd,lr:1&run=adam,lr:0.5&steps=300';
const { experiment } = parseExperiment(QUERY);
const { minima } = createObjective(experiment.surface, experiment.formula, experiment.seed);
const records = computeAll(computation(experiment)).map(({ record }) => record);

/** Some row with every column. */
const replayedFrom = (run: RunRecord): Row =>
  Object.fromEntries(COLUMNS.map((name) => [name, column(run, name)[0]])) as unknown as Row;

describe('the outcome of a run', () => {
  it('is what its trace says: last loss, least loss with its step, distance to the nearest minimum', () => {
    const rows = [...trace(experiment)];
    for (const run of [0, 2]) {
      const own = rows.filter((row) => row.run === run);
      const losses = own.map(({ loss }) => loss ?? Number.NaN);
      const [x, y] = own[own.length - 1].theta as [number, number];
      const outcome = outcomeOf(records[run], minima);
      expect(outcome).toMatchObject({
        final: losses[losses.length - 1],
        best: Math.min(...losses),
        bestStep: losses.indexOf(Math.min(...losses)),
        steps: 300,
        status: 'finished',
      });
      const distances = minima.map((at) => Math.sqrt((x - at.x) ** 2 + (y - at.y) ** 2));
      expect(outcome.distance).toBeCloseTo(Math.min(...distances), 12);
    }
  });

  it('of a run that diverged says so, and its best before that', () => {
    const outcome = outcomeOf(records[1], minima);
    expect(outcome.status).toBe('diverged');
    expect(Number.isFinite(outcome.best)).toBe(true);
    expect(outcome.bestStep).toBeLessThan(outcome.steps);
  });

  it('counts only what the playhead has passed, where asked to', () => {
    const early = outcomeOf(records[0], minima, 10);
    expect(early).toMatchObject({ steps: 10, status: 'under way' });
    expect(early.final).toBeGreaterThan(outcomeOf(records[0], minima).final);
  });

  describe('of a long run, up to a step that is not kept', () => {
    const long = parseExperiment('surface=rosenbrock&run=sgd,lr:0.0002&steps=40000').experiment;
    const [{ record: kept }] = computeAll(computation(long));
    const steps = [...trace(long)];
    const step = Array.from({ length: 30_000 }, (_, i) => 9_000 + i).find(
      (at) => !isKept(kept, at),
    ) as number;

    it('is of the latest step that is kept, says which, and has the least loss as a bound', () => {
      const outcome = outcomeOf(kept, [], step);
      expect(outcome.steps).toBeLessThan(step);
      expect(outcome.final).toBe(steps[outcome.steps].loss);
      expect(outcome.bestIsBound).toBe(true);
      const least = Math.min(...steps.slice(0, step + 1).map(({ loss }) => loss ?? Number.NaN));
      expect(outcome.best).toBeGreaterThanOrEqual(least);
      expect(steps[outcome.bestStep].loss).toBe(outcome.best);
    });

    it('is of that step once it was computed', () => {
      const { theta, loss } = steps[step];
      const [x, y] = theta as [number, number];
      const computed = { ...replayedFrom(kept), x, y, loss: loss as number };
      expect(outcomeOf(kept, [{ x, y, loss: 0 }], step, computed)).toMatchObject({
        steps: step,
        final: loss,
        distance: 0,
      });
    });

    it('at its end knows the least loss of all steps, kept or not', () => {
      const outcome = outcomeOf(kept, []);
      expect(outcome).toMatchObject({ bestIsBound: false, steps: 40_000 });
      expect(outcome.best).toBe(Math.min(...steps.map(({ loss }) => loss ?? Number.NaN)));
    });
  });

  it('has no distance where no minimum is known', () => {
    expect(outcomeOf(records[0], []).distance).toBeNaN();
  });

  it('becomes comma-separated values with numbers in full, quoted where needed and never a formula', () => {
    const csv = outcomesAsCsv(
      ['=A, "1"', 'b', 'c'],
      [outcomeOf(records[0], minima), null, outcomeOf(records[1], [])],
    );
    const lines = csv.trimEnd().split('\n');
    expect(lines[0]).toBe('run,final_loss,best_loss,best_step,distance_to_minimum,steps,status');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`"'=A, ""1""",${outcomeOf(records[0], minima).final},`);
    expect(lines[2]).toMatch(/^c,.*,,\d+,diverged$/);
  });
});
