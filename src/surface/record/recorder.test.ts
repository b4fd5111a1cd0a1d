import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjective } from '../../core/objective.ts';
import { createRun, type Run } from '../../core/run.ts';
import { defaults, optimizerTable, surfaceTable } from '../../core/tables.ts';
import { COLUMNS, type Column, column, MAX_ROWS, rowOfStep, stepOfRow } from './record.ts';
import { createRecorder } from './recorder.ts';

const runOf = (id: string, args: Record<string, number> = {}): Run => {
  const surface = { id: 'rosenbrock', args: defaults(surfaceTable.get('rosenbrock')) };
  const optimizer = { id, args: { ...defaults(optimizerTable.get(id)), ...args } };
  return createRun({ optimizer, schedules: [], stages: [] }, createObjective(surface, null, 1), [-1.5, 2], 1);
};

const record = (run: Run, steps: number, budget = steps) => {
  const recorder = createRecorder(run, steps);
  while (!recorder.advance(budget));
  return { recorder, frames: recorder.finish() };
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
    const { frames } = record(runOf(id, args), steps);
    expect(frames).toMatchObject({ rows: expected.length, stride: 1, last: expected.length - 1 });
    for (const name of COLUMNS) {
      expect(Array.from(column(frames, name))).toEqual(expected.map((row) => row[name]));
    }
  });

  it('says whether the run stopped being finite, and at which step', () => {
    const { frames } = record(runOf('sgd', { lr: 0.01 }), 300);
    expect(frames.status).toBe('diverged');
    expect(frames.last).toBeLessThan(20);
    expect(Number.isFinite(column(frames, 'loss')[frames.last])).toBe(false);
    expect(Number.isFinite(column(frames, 'loss')[frames.last - 1])).toBe(true);
    expect(record(runOf('adam'), 300).frames).toMatchObject({ status: 'finished', last: 300 });
  });

  it('does not depend on the slices in which it was made', () => {
    const whole = record(runOf('adam', { lr: 0.05 }), 500).frames;
    for (const budget of [1, 7, 499, 10_000]) {
      expect(record(runOf('adam', { lr: 0.05 }), 500, budget).frames).toEqual(whole);
    }
  });

  it('of a long run keeps rows with the numbers of their steps, in bounded memory', () => {
    const steps = 3 * MAX_ROWS + 5;
    const { frames } = record(runOf('adam'), steps);
    expect(frames.rows).toBeLessThanOrEqual(MAX_ROWS);
    expect(frames.buffer.length).toBe(COLUMNS.length * frames.rows);
    expect(stepOfRow(frames, frames.rows - 1)).toBe(steps);
    const rows = listed(runOf('adam'), steps);
    for (let row = 0; row < frames.rows; row++) {
      const found = COLUMNS.map((name) => column(frames, name)[row]);
      expect(found).toEqual(COLUMNS.map((name) => rows[stepOfRow(frames, row)][name]));
    }
  });

  it('can be looked at while it is made: what is there is what will be there', () => {
    for (const steps of [500, 30_000]) {
      const recorder = createRecorder(runOf('adam', { lr: 0.05 }), steps);
      for (const made of [0, 1, 300, steps - 1]) {
        recorder.advance(made - recorder.step());
        const frames = recorder.snapshot();
        expect(frames).toMatchObject({ status: 'computing', last: made });
        expect(stepOfRow(frames, frames.rows - 1)).toBe(made);
        const rows = listed(runOf('adam', { lr: 0.05 }), made);
        expect(column(frames, 'x')[frames.rows - 1]).toBe(rows[made].x);
      }
      recorder.advance(1);
      expect(recorder.finish()).toEqual(record(runOf('adam', { lr: 0.05 }), steps).frames);
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
    const recorder = createRecorder(spec(), 20);
    let calls = 1;
    while (!recorder.advance(7)) calls++;
    expect(calls).toBeGreaterThan((20 * 50) / 8);
    expect(recorder.finish()).toEqual(record(spec(), 20).frames);
  });

  it('has a row for each step: the latest that is not after it', () => {
    const shape = fc.record({
      stride: fc.integer({ min: 1, max: 9 }),
      last: fc.integer({ min: 0, max: 200 }),
    });
    fc.assert(
      fc.property(shape, fc.nat(250), ({ stride, last }, step) => {
        const rows = Math.ceil(last / stride) + 1;
        const frames = { buffer: new Float64Array(), rows, stride, last, status: 'finished' } as const;
        const row = rowOfStep(frames, step);
        expect(stepOfRow(frames, row)).toBeLessThanOrEqual(Math.max(step, 0));
        if (row < rows - 1) expect(stepOfRow(frames, row + 1)).toBeGreaterThan(step);
        expect(rowOfStep(frames, stepOfRow(frames, row))).toBe(row);
      }),
    );
  });
});

describe('a checkpoint', () => {
  it.each(['sgd', 'adam', 'lbfgs', 'rprop'])('of %s is not after the step, and leads to it exactly', (id) => {
    const steps = 1000;
    const rows = listed(runOf(id, { lr: 0.001 }), steps);
    const { recorder } = record(runOf(id, { lr: 0.001 }), steps);
    for (const step of [0, 1, 31, 32, 33, 500, 999, 1000].filter((step) => step < rows.length)) {
      const run = runOf(id, { lr: 0.001 });
      run.restore(recorder.checkpoint(step));
      expect(run.step).toBeLessThanOrEqual(step);
      expect(step - run.step).toBeLessThanOrEqual(Math.ceil(steps / 32));
      while (run.step < step) run.advance();
      expect([run.theta[0], run.theta[1], run.loss]).toEqual([rows[step].x, rows[step].y, rows[step].loss]);
    }
  });

  it('is there too for the steps of a run that diverged', () => {
    const { recorder, frames } = record(runOf('sgd', { lr: 0.01 }), 300);
    const run = runOf('sgd', { lr: 0.01 });
    run.restore(recorder.checkpoint(frames.last));
    while (run.step < frames.last) run.advance();
    expect(run.diverged).toBe(true);
  });
});
