/** What a map of trials shows: a cell for each pair of values, coarse where there is no outcome yet. Pure. */
import type { Experiment } from '../../../experiment/index.ts';
import type { RunTrials } from '../../controller/record.ts';
import { protocolOf } from '../../study.ts';
import { type MapScale, scaleOf } from './scale.ts';

/** The two axes of a map. */
export interface MapGrid {
  readonly across: MapScale;
  readonly up: MapScale;
  /** The trial of the cell in a column, counted from the left, and a row, counted from below. */
  trialAt(column: number, row: number): number;
}

/** The map of the trials of a run with two axes. The first goes across; a coordinate x goes across wherever it stands. */
function gridOf({ axes }: Pick<RunTrials, 'axes'>): MapGrid {
  const [first, second] = axes.map(scaleOf);
  const turned = axes[1].id === 'start.x';
  const { length } = second.values;
  const trial = (i: number, j: number): number => first.places[i] * length + second.places[j];
  return turned
    ? { across: second, up: first, trialAt: (column, row) => trial(row, column) }
    : { across: first, up: second, trialAt: (column, row) => trial(column, row) };
}

/** Cells by row × columns + column; rows are counted from below. */
export interface MapCells {
  readonly run: number;
  readonly grid: MapGrid;
  readonly columns: number;
  readonly rows: number;
  /** Whose outcome a cell shows: its own, or that of a neighbour in a coarser map; −1 while there is none. */
  readonly shown: Int32Array;
  /** 0 nothing yet, 1 finished, 2 diverged, 3 ended above its start. */
  readonly status: Uint8Array;
  /** The mean of the measure over the repetitions; NaN where there is none. */
  readonly value: Float64Array;
  /** The mean of the first steps with a loss of at most `to`; NaN where a repetition did not come there. */
  readonly reached: Float64Array;
  /** The minimum that all repetitions reached; −1 where there is none. */
  readonly minimum: Int16Array;
  /** The best that did not fail; −1 while there is none. */
  best: number;
  /** How many outcomes they are of. */
  taken: number;
}

const known = new WeakMap<RunTrials, MapCells>();

function createCells(trials: RunTrials, grid: MapGrid): MapCells {
  const [columns, rows] = [grid.across.values.length, grid.up.values.length];
  const cells = columns * rows;
  return {
    ...{ run: trials.run, grid, columns, rows, best: -1, taken: -1 },
    shown: new Int32Array(cells).fill(-1),
    status: new Uint8Array(cells),
    value: new Float64Array(cells).fill(Number.NaN),
    reached: new Float64Array(cells).fill(Number.NaN),
    minimum: new Int16Array(cells).fill(-1),
  };
}

/** Takes over what came of a cell's trial; false where that is not known yet. */
function take(cells: MapCells, cell: number, trials: RunTrials): boolean {
  const { seeds, outcomes } = trials;
  const column = cell % cells.columns;
  const first = cells.grid.trialAt(column, (cell - column) / cells.columns) * seeds;
  let [status, value, reached] = [1, 0, 0];
  let minimum = outcomes.minimum[first];
  for (let place = first; place < first + seeds; place++) {
    const one = outcomes.status[place];
    if (one === 0) return false;
    if (one === 2 || (one === 3 && status === 1)) status = one;
    value += outcomes.value[place];
    reached += outcomes.reached[place] < 0 ? Number.NaN : outcomes.reached[place];
    if (outcomes.minimum[place] !== minimum) minimum = -1;
  }
  cells.shown[cell] = cell;
  cells.status[cell] = status;
  cells.value[cell] = value / seeds;
  cells.reached[cell] = reached / seeds;
  cells.minimum[cell] = minimum;
  return true;
}

/** Whether a cell is better than the best so far; of equals the trial that comes first is the best, as in summaries. */
function improves(cells: MapCells, cell: number, better: (a: number, b: number) => boolean): boolean {
  const { best, value, columns, grid } = cells;
  if (best < 0 || better(value[cell], value[best])) return true;
  const trial = (at: number): number => grid.trialAt(at % columns, Math.floor(at / columns));
  return value[cell] === value[best] && trial(cell) < trial(best);
}

/** Shows in a cell what is known of the nearest one in a coarser map. */
function borrow(cells: MapCells, column: number, row: number): void {
  const { columns, rows, shown } = cells;
  const cell = row * columns + column;
  for (let stride = 2; stride < 2 * Math.max(columns, rows); stride *= 2) {
    const near = (place: number, most: number): number => {
      const rounded = Math.floor(place / stride + 0.5) * stride;
      return rounded < most ? rounded : rounded - stride;
    };
    const other = Math.max(0, near(row, rows)) * columns + Math.max(0, near(column, columns));
    if (shown[other] !== other) continue;
    shown[cell] = other;
    cells.status[cell] = cells.status[other];
    cells.value[cell] = cells.value[other];
    cells.reached[cell] = cells.reached[other];
    cells.minimum[cell] = cells.minimum[other];
    return;
  }
}

/** The cells of a run with two axes, as far as they are known. The arrays of a run are always the same, which fill up. */
export function cellsOf(experiment: Experiment, trials: RunTrials): MapCells {
  const cells = known.get(trials) ?? createCells(trials, gridOf(trials));
  known.set(trials, cells);
  if (cells.taken === trials.taken) return cells;
  cells.taken = trials.taken;
  const { better } = protocolOf(experiment);
  const { shown, value, status, columns, rows } = cells;
  let missing = false;
  for (let cell = 0; cell < shown.length; cell++) {
    if (shown[cell] === cell) continue;
    if (!take(cells, cell, trials)) {
      missing = true;
      continue;
    }
    if (status[cell] === 1 && !Number.isNaN(value[cell]) && improves(cells, cell, better)) cells.best = cell;
  }
  for (let row = 0; missing && row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (shown[row * columns + column] !== row * columns + column) borrow(cells, column, row);
  return cells;
}

/** What the cells of a run say together, of those whose own outcome is known. */
export interface MapStatistics {
  readonly known: number;
  readonly diverged: number;
  readonly worse: number;
  /** Which of them reached each minimum. */
  readonly minima: readonly { readonly count: number; readonly median: number }[];
  /** Those that neither diverged nor are near a minimum. */
  readonly elsewhere: number;
  /** The median of the steps until `to` of all cells, those that did not come there counted as later than all; NaN: most did not. */
  readonly median: number;
}

/** The step in the middle of so many, given how many came there at each; NaN where that is none of them. */
function medianOf(counts: Int32Array, all: number): number {
  let left = Math.floor((all - 1) / 2);
  for (const [step, count] of counts.entries()) {
    left -= count;
    if (left < 0) return step;
  }
  return Number.NaN;
}

export function statisticsOf({ shown, status, reached, minimum }: MapCells, minima: number): MapStatistics {
  const counts = { known: 0, diverged: 0, worse: 0, elsewhere: 0 };
  let most = 0;
  for (const steps of reached) if (steps > most) most = steps;
  // Means over repetitions count as whole steps.
  const byStep = (): Int32Array => new Int32Array(Math.round(most) + 1);
  const steps = Array.from({ length: minima }, byStep);
  const all = byStep();
  const of = new Array<number>(minima).fill(0);
  for (let cell = 0; cell < shown.length; cell++) {
    if (shown[cell] !== cell) continue;
    counts.known++;
    if (status[cell] === 2) counts.diverged++;
    if (status[cell] === 3) counts.worse++;
    const at = minimum[cell];
    if (at >= 0 && at < minima) of[at]++;
    else if (status[cell] !== 2) counts.elsewhere++;
    if (Number.isNaN(reached[cell]) || status[cell] === 2) continue;
    const step = Math.round(reached[cell]);
    all[step]++;
    if (at >= 0 && at < minima) steps[at][step]++;
  }
  return {
    ...counts,
    minima: of.map((count, i) => ({ count, median: medianOf(steps[i], count) })),
    median: medianOf(all, counts.known),
  };
}
