import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjective } from '../../core/objective.ts';
import { COLUMNS, type Column, column, MAX_ROWS, rowOfStep, stepOfRow } from '../../core/record.ts';
import { createRun, type Run } from '../../core/run.ts';
import { defaults, optimizerTable, surfaceTable } from '../../core/tables.ts';
import { createRecorder } from './recorder.ts';
import { referenceSource } from './sources.ts';
import { rowsFor } from './thinned-rows.ts';

const SQUARE = { x: 0, y: 0, half: 1 };

const runOf = (id: string, args: Record<string, number> = {}): Run => {
  const surface = { id: 'rosenbrock', args: defaults(surfaceTable.get('rosenbrock')) };
  const optimizer = { id, args: { ...defaults(optimizerTable.get(id)), ...args } };
  return createRun({ optimizer, schedules: [], stages: [] }, createObjective(surface, null, 1), [-1.5, 2], 1);
};

const recorded = (run: Run, steps: number, budget = steps) => {
  const recorder = createRecorder(referenceSource(run, steps), steps, rowsFor(steps, SQUARE));
  while (!recorder.advance(budget));
  return { recorder, record: recorder.finish() };
};

/** The same run, step by step, kept as the plainest of lists. */
function listed(run: Run, steps: number): Record<Column, number>[] {
  const rows: Record<Column, number>[] = [];
  const keep = () => {
    const { theta, loss, updater } = run;
    const moved = run.step > 0;
    const [[gx, gy], [rx, ry], [zx, zy]] = [updater.gradient, updater.rate, updater.realized].map((vector) =>
      moved ? vector : [Number.NaN, Number.NaN],
    );
    const lr = moved ? updater.lr : Number.NaN;
    rows.push({ x: theta[0], y: theta[1], loss, lr, gx, gy, rx, ry, zx, zy });
  };
  keep();
  while (run.step < steps && !run.diverged) {
    run.advance();
    keep();
  }
  return rows;
}

describe('a recording', () => {
  it.each([
    ['of a run that goes on', 'adam', { lr: 0.05 }, 300],
    ['of a run that diverges', 'sgd', { lr: 0.01 }, 300],
    ['of one step', 'rmsprop', {}, 1],
  ])('%s has every step in its columns', (_, id, args, steps) => {
    const expected = listed(runOf(id, args), steps);
    const { record } = recorded(runOf(id, args), steps);
    expect(record).toMatchObject({ rows: expected.length, stride: 1, last: expected.length - 1 });
    for (const name of COLUMNS) {
      expect(Array.from(column(record, name))).toEqual(expected.map((row) => row[name]));
    }
  });

  it('says whether the run stopped being finite, and at which step', () => {
    const { record } = recorded(runOf('sgd', { lr: 0.01 }), 300);
    expect(record.status).toBe('diverged');
    expect(record.last).toBeLessThan(20);
    expect(Number.isFinite(column(record, 'loss')[record.last])).toBe(false);
    expect(Number.isFinite(column(record, 'loss')[record.last - 1])).toBe(true);
    expect(recorded(runOf('adam'), 300).record).toMatchObject({ status: 'finished', last: 300 });
  });

  it('does not depend on the slices in which it was made', () => {
    const whole = recorded(runOf('adam', { lr: 0.05 }), 500).record;
    for (const budget of [1, 7, 499, 10_000]) {
      expect(recorded(runOf('adam', { lr: 0.05 }), 500, budget).record).toEqual(whole);
    }
  });

  it('of a long run keeps rows with the numbers of their steps, in bounded memory', () => {
    const steps = 3 * MAX_ROWS + 5;
    const { record } = recorded(runOf('adam'), steps);
    expect(record.rows).toBeLessThanOrEqual(MAX_ROWS);
    expect(record.buffer.length).toBe(COLUMNS.length * record.rows);
    expect(stepOfRow(record, record.rows - 1)).toBe(steps);
    const rows = listed(runOf('adam'), steps);
    for (let row = 0; row < record.rows; row++) {
      const found = COLUMNS.map((name) => column(record, name)[row]);
      expect(found).toEqual(COLUMNS.map((name) => rows[stepOfRow(record, row)][name]));
    }
  });

  it('can be looked at while it is made: what is there is what will be there', () => {
    for (const steps of [500, 30_000]) {
      const recorder = createRecorder(
        referenceSource(runOf('adam', { lr: 0.05 }), steps),
        steps,
        rowsFor(steps, SQUARE),
      );
      for (const made of [0, 1, 300, steps - 1]) {
        recorder.advance(made - recorder.step());
        const record = recorder.snapshot();
        expect(record).toMatchObject({ status: 'computing', last: made });
        expect(stepOfRow(record, record.rows - 1)).toBe(made);
        const rows = listed(runOf('adam', { lr: 0.05 }), made);
        expect(column(record, 'x')[record.rows - 1]).toBe(rows[made].x);
      }
      recorder.advance(1);
      expect(recorder.finish()).toEqual(recorded(runOf('adam', { lr: 0.05 }), steps).record);
    }
  });

  it('of updates of many gradients is made gradient by gradient', () => {
    const spec = (): Run => {
      const surface = {
        id: 'regression',
        args: { ...defaults(surfaceTable.get('regression')), n: 100, batch: 7 },
      };
      const optimizer = { id: 'adam', args: defaults(optimizerTable.get('adam')) };
      const stages = [{ id: 'accumulate', args: { every: 50 } }];
      return createRun({ optimizer, schedules: [], stages }, createObjective(surface, null, 1), [-1.5, 2], 1);
    };
    const recorder = createRecorder(referenceSource(spec(), 20), 20, rowsFor(20, SQUARE));
    let calls = 1;
    while (!recorder.advance(7)) calls++;
    expect(calls).toBeGreaterThan((20 * 50) / 8);
    expect(recorder.finish()).toEqual(recorded(spec(), 20).record);
  });

  it('has a row for each step: the latest that is not after it', () => {
    const shape = fc.record({
      stride: fc.integer({ min: 1, max: 9 }),
      last: fc.integer({ min: 0, max: 200 }),
    });
    fc.assert(
      fc.property(shape, fc.nat(250), ({ stride, last }, step) => {
        const rows = Math.ceil(last / stride) + 1;
        const record = { buffer: new Float64Array(), rows, stride, last, status: 'finished' } as const;
        const row = rowOfStep(record, step);
        expect(stepOfRow(record, row)).toBeLessThanOrEqual(Math.max(step, 0));
        if (row < rows - 1) expect(stepOfRow(record, row + 1)).toBeGreaterThan(step);
        expect(rowOfStep(record, stepOfRow(record, row))).toBe(row);
      }),
    );
  });
});

describe('a checkpoint', () => {
  it.each(['sgd', 'adam', 'lbfgs', 'rprop'])('of %s is not after the step, and leads to it exactly', (id) => {
    const steps = 1000;
    const rows = listed(runOf(id, { lr: 0.001 }), steps);
    const { recorder } = recorded(runOf(id, { lr: 0.001 }), steps);
    for (const step of [0, 1, 31, 32, 33, 500, 999, 1000].filter((step) => step < rows.length)) {
      const run = runOf(id, { lr: 0.001 });
      run.restore(recorder.checkpoint(step));
      expect(run.step).toBeLessThanOrEqual(step);
      expect(step - run.step).toBeLessThanOrEqual(Math.ceil(steps / 16));
      while (run.step < step) run.advance();
      expect([run.theta[0], run.theta[1], run.loss]).toEqual([rows[step].x, rows[step].y, rows[step].loss]);
    }
  });

  it('is there too for the steps of a run that diverged', () => {
    const { recorder, record } = recorded(runOf('sgd', { lr: 0.01 }), 300);
    const run = runOf('sgd', { lr: 0.01 });
    run.restore(recorder.checkpoint(record.last));
    while (run.step < record.last) run.advance();
    expect(run.diverged).toBe(true);
  });
});
