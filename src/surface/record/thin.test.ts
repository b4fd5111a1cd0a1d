import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjective } from '../../core/objective.ts';
import {
  type Column,
  column,
  EARLY,
  isJump,
  MAX_ROWS,
  type RunRecord,
  rowOfStep,
  stepOfRow,
} from '../../core/record.ts';
import { createRun, type Run } from '../../core/run.ts';
import { surfaceTable } from '../../core/tables.ts';
import { computation, parseExperiment } from '../../experiment/index.ts';
import { createRecorder } from './recorder.ts';
import { referenceSource } from './sources.ts';
import { squareOf } from './square.ts';
import { rowsFor } from './thinned-rows.ts';

const ask = (query: string) => computation(parseExperiment(query).experiment);
const runOf = ({ surface, formula, runs, start, seed, rules }: ReturnType<typeof ask>): Run =>
  createRun(runs[0], createObjective(surface, formula, seed), start, seed, rules);

/** The record of the first run of a link, and its whole path in pixels of a window of 800. */
function recorded(query: string): {
  record: RunRecord;
  path: number[][];
  toPx: (x: number, y: number) => number[];
  curves: Record<string, number[]>;
} {
  const asked = ask(query);
  const square = squareOf(surfaceTable.get(asked.surface.id).domain);
  const toPx = (x: number, y: number): number[] => [
    ((x - square.x) / square.half) * 400,
    ((y - square.y) / square.half) * 400,
  ];
  const recorder = createRecorder(
    referenceSource(runOf(asked), asked.steps),
    asked.steps,
    rowsFor(asked.steps, square),
  );
  while (!recorder.advance(100_000));
  const run = runOf(asked);
  const path = [toPx(run.theta[0], run.theta[1])];
  const curves: Record<string, number[]> = { loss: [run.loss], rx: [Number.NaN], zy: [Number.NaN] };
  while (run.step < asked.steps && run.advance()) {
    path.push(toPx(run.theta[0], run.theta[1]));
    curves.loss.push(run.loss);
    curves.rx.push(run.updater.rate[0]);
    curves.zy.push(run.updater.realized[1]);
  }
  return { record: recorder.finish(), path, toPx, curves };
}

/** What is in sight, in cells of a fifth of a pixel, each marked when a line is nearer than `reach` of them. */
function createSheet(reach = 4) {
  const SIDE = 5000;
  const cells = new Uint8Array(SIDE * SIDE);
  const centres = new Uint8Array(SIDE * SIDE);
  const disc: number[] = [];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++)
      if (dx * dx + dy * dy <= reach * reach) disc.push(dy * SIDE + dx);
  }
  const cellOf = (px: number): number => Math.round(px * 5 + SIDE / 2);
  /** Calls `at` for cells of a line, until it says no; says whether it never did. */
  const along = ([ax, ay]: number[], [bx, by]: number[], at: (cell: number) => boolean): boolean => {
    const pieces = Math.max(1, Math.ceil(Math.min(20_000, Math.hypot(bx - ax, by - ay)) * 5));
    for (let k = 0; k <= pieces; k++) {
      const x = cellOf(ax + (k / pieces) * (bx - ax));
      const y = cellOf(ay + (k / pieces) * (by - ay));
      const inside = Math.min(x, y) > reach && Math.max(x, y) < SIDE - reach;
      if (inside && !at(y * SIDE + x)) return false;
    }
    return true;
  };
  return {
    draw: (from: number[], to: number[]): void =>
      void along(from, to, (cell) => {
        if (centres[cell] === 0) for (const step of disc) cells[cell + step] = 1;
        centres[cell] = 1;
        return true;
      }),
    /** Whether all of a line is nearer than that to what is drawn. */
    has: (from: number[], to: number[]): boolean => along(from, to, (cell) => cells[cell] === 1),
  };
}

/** The steps whose lines are not drawn within a pixel, and the drawn lines that the run did not go. */
function faults({ record, path, toPx }: ReturnType<typeof recorded>): {
  missing: number[];
  invented: number[];
} {
  const ys = column(record, 'y');
  const rows = Array.from(column(record, 'x'), (x, row) => toPx(x, ys[row]));
  const drawn = createSheet();
  const went = createSheet();
  const missing: number[] = [];
  const invented: number[] = [];
  for (let row = 1; row < rows.length; row++) if (!isJump(record, row)) drawn.draw(rows[row - 1], rows[row]);
  for (let step = 1; step < path.length; step++) {
    went.draw(path[step - 1], path[step]);
    if (!drawn.has(path[step - 1], path[step])) missing.push(step);
  }
  for (let row = 1; row < rows.length; row++) {
    if (!isJump(record, row) && !went.has(rows[row - 1], rows[row])) invented.push(stepOfRow(record, row));
  }
  return { missing, invented };
}

const LONG: readonly (readonly [string, string])[] = [
  ['Adagrad, whose first step is its longest', 'run=adagrad,lr:1&steps=20000'],
  ['momentum that swings across the valley', 'run=sgd,lr:0.0005,momentum:0.95&steps=60000'],
  ['a path that converges', 'surface=himmelblau&run=adam,lr:0.05&steps=30000'],
  ['a run that leaps from wall to wall for ever', 'surface=valley&run=sgd,lr:0.3&steps=30000'],
  ['a little noise', 'surface=booth&run=sgd,lr:0.01~noise,sigma:1&steps=30000'],
  ['steps of one length', 'surface=quadratic,condition:50&run=lion,lr:0.01&steps=30000'],
];
const STORM = 'surface=booth&run=sgd,lr:0.05~noise,sigma:20&steps=30000';

describe('a long run', () => {
  it.each(LONG)('is drawn to less than a pixel: %s', (_, query) => {
    const found = recorded(query);
    expect(faults(found)).toEqual({ missing: [], invented: [] });
    expect(found.record.rows).toBeLessThanOrEqual(MAX_ROWS);
    expect(found.record.thinned?.faithful).toBe(true);
  });

  it('that never goes the same way twice is drawn as far as there is room, with no line it did not go, and says so', () => {
    const found = recorded(STORM);
    const { missing, invented } = faults(found);
    expect(invented).toEqual([]);
    expect(missing.length).toBeGreaterThan(0);
    expect(found.record.rows).toBeLessThanOrEqual(MAX_ROWS);
    expect(found.record.thinned?.faithful).toBe(false);
  });

  it.each([...LONG, ['a storm', STORM] as const])('has every early step, and its last: %s', (_, query) => {
    const { record, path } = recorded(query);
    for (let row = 0; row <= EARLY; row++) expect(stepOfRow(record, row)).toBe(row);
    expect(stepOfRow(record, record.rows - 1)).toBe(path.length - 1);
  });

  it.each([...LONG, ['a storm', STORM] as const])('has curves with all their spikes: %s', (_, query) => {
    const { record, curves } = recorded(query);
    // As wide as a plot may be, in steps.
    const apart = Math.ceil(record.last / 300);
    for (const [name, values] of Object.entries(curves)) {
      const kept = column(record, name as Column);
      for (let from = 1; from + apart <= record.last; from += apart) {
        const part = values.slice(from, from + apart).filter(Number.isFinite);
        // A curve between two rows is a line: what is near the borders of a block may be a row of the next.
        const low = rowOfStep(record, Math.max(0, from - apart));
        const high = rowOfStep(record, Math.min(record.last, from + 2 * apart)) + 1;
        const near = Array.from(kept.subarray(low, high)).filter(Number.isFinite);
        if (part.length === 0) continue;
        expect(Math.max(...near)).toBeGreaterThanOrEqual(Math.max(...part));
        expect(Math.min(...near)).toBeLessThanOrEqual(Math.min(...part));
      }
    }
  });

  it('has rows that are the steps they say', () => {
    const query = fc.record({
      run: fc.constantFrom(
        'sgd,lr:0.0005,momentum:0.9',
        'adam,lr:0.5',
        'sgd,lr:0.001~noise,sigma:3',
        'rprop',
      ),
      steps: fc.integer({ min: MAX_ROWS, max: 25_000 }),
    });
    fc.assert(
      fc.property(query, fc.nat(26_000), ({ run, steps }, step) => {
        const { record, curves } = recorded(`run=${run}&steps=${steps}`);
        const loss = column(record, 'loss');
        for (let row = 0; row < record.rows; row++) {
          expect(loss[row]).toBe(curves.loss[stepOfRow(record, row)]);
          if (row > 0) expect(stepOfRow(record, row)).toBeGreaterThan(stepOfRow(record, row - 1));
        }
        const row = rowOfStep(record, step);
        expect(stepOfRow(record, row)).toBeLessThanOrEqual(step);
        if (row + 1 < record.rows) expect(stepOfRow(record, row + 1)).toBeGreaterThan(step);
      }),
      { numRuns: 6 },
    );
  });
});
