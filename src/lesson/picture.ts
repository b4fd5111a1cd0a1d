/**
 * The small picture of a lesson: what its experiment comes to, as numbers that somebody draws. Pure.
 *
 * Places are shares of the picture, 0 … 1: x from the left, y from the bottom.
 */
import { networkArguments } from '../core/network.ts';
import { createObjective } from '../core/objective.ts';
import { createRun } from '../core/run.ts';
import { surfaceTable } from '../core/tables.ts';
import type { SurfaceObjective } from '../core/types.ts';
import { dimensionsOf, type Experiment, isNetwork, parseExperiment } from '../experiment/index.ts';
import { study } from '../study/study.ts';

/** A line through points, x and y in turn; NaN where it breaks. */
export interface PictureLine {
  /** Which of the colours, from 0. */
  readonly slot: number;
  readonly points: Float32Array;
}

export type Picture =
  /** Trajectories over the losses of the plane, row by row from the top left, as their ranks: 0 the lowest, 1 the highest. */
  | {
      readonly kind: 'plane';
      readonly columns: number;
      readonly rows: number;
      readonly ranks: Float32Array;
      readonly lines: readonly PictureLine[];
    }
  /** Points on the graph of a function of one variable. */
  | { readonly kind: 'graph'; readonly graph: Float32Array; readonly lines: readonly PictureLine[] }
  /** What a study keeps of each trial, over the logarithm of its axis. */
  | { readonly kind: 'study'; readonly lines: readonly PictureLine[] }
  /** The layers of a network, as numbers of units: training one takes longer than anybody waits for a picture. */
  | { readonly kind: 'network'; readonly layers: readonly number[] };

/** Work that can be interrupted wherever it yields. */
type Work<T> = Generator<void, T, void>;

const COLUMNS = 96;
const ROWS = 60;

/** So many points of a line are kept, and so many steps are made at a time. */
const MOST_POINTS = 400;
const AT_A_TIME = 256;

type Window = readonly [x0: number, x1: number, y0: number, y1: number];

const windowOf = ({ window, surface }: Experiment): Window => {
  const { x, y } = surfaceTable.get(surface.id).domain;
  return window ?? [x[0], x[1], y[0], y[1]];
};

/** The shares of values in their order, equal values in the middle of theirs: as much ground for the lowest tenth as for any. */
function ranksOf(values: Float64Array): Float32Array {
  const sorted = values.filter(Number.isFinite).sort();
  const first = (value: number, upper: boolean): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upper ? sorted[middle] <= value : sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return Float32Array.from(values, (value) =>
    Number.isFinite(value) ? (first(value, false) + first(value, true)) / 2 / Math.max(1, sorted.length) : 1,
  );
}

/** The paths of the runs that are shown, thinned; `place` puts a point into the picture. */
function* pathsOf(
  experiment: Experiment,
  objective: SurfaceObjective,
  place: (x: number, y: number, loss: number) => readonly [number, number],
): Work<readonly PictureLine[]> {
  const { start, seed, rules, runs, steps } = experiment;
  const every = Math.ceil(steps / MOST_POINTS);
  const lines: PictureLine[] = [];
  for (const [index, spec] of runs.entries()) {
    if (spec.hidden) continue;
    const run = createRun(spec, objective, start, seed, rules);
    const points: number[] = [];
    for (;;) {
      if (run.step % every === 0 || run.step === steps)
        points.push(...place(run.theta[0], run.theta[1], run.loss));
      if (run.diverged || run.step >= steps) break;
      run.advance();
      if (run.step % AT_A_TIME === 0) yield;
    }
    lines.push({ slot: (spec.colour ?? index + 1) - 1, points: Float32Array.from(untilLost(points)) });
  }
  return lines;
}

const isInside = (share: number): boolean => share >= 0 && share <= 1;

/** A path that ends outside of the picture, up to where it leaves it: how it goes on out there would hide the others. */
function untilLost(points: readonly number[]): readonly number[] {
  if (points.slice(-2).every(isInside)) return points;
  const lost = points.findIndex((share) => !isInside(share));
  return points.slice(0, lost - (lost % 2) + 2);
}

function* planeOf(experiment: Experiment, objective: SurfaceObjective): Work<Picture> {
  const [x0, x1, y0, y1] = windowOf(experiment);
  const theta = new Float64Array(2);
  const values = new Float64Array(COLUMNS * ROWS);
  for (let row = 0; row < ROWS; row++) {
    yield;
    theta[1] = y1 - ((row + 0.5) / ROWS) * (y1 - y0);
    for (let column = 0; column < COLUMNS; column++) {
      theta[0] = x0 + ((column + 0.5) / COLUMNS) * (x1 - x0);
      values[row * COLUMNS + column] = objective.loss(theta);
    }
  }
  const lines = yield* pathsOf(experiment, objective, (x, y) => [(x - x0) / (x1 - x0), (y - y0) / (y1 - y0)]);
  return { kind: 'plane', columns: COLUMNS, rows: ROWS, ranks: ranksOf(values), lines };
}

function* graphOf(experiment: Experiment, objective: SurfaceObjective): Work<Picture> {
  const [x0, x1] = windowOf(experiment);
  const losses = Float64Array.from({ length: COLUMNS }, (_, i) =>
    objective.loss(Float64Array.of(x0 + (i / (COLUMNS - 1)) * (x1 - x0), 0)),
  );
  const finite = losses.filter(Number.isFinite);
  const low = finite.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = finite.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  // Room above and below, so that no point stands on the edge.
  const height = (loss: number): number => 0.1 + (0.8 * (loss - low)) / (high - low || 1);
  const lines = yield* pathsOf(experiment, objective, (x, _y, loss) => [(x - x0) / (x1 - x0), height(loss)]);
  const graph = Array.from(losses, (loss, i) => [i / (COLUMNS - 1), height(loss)]).flat();
  return { kind: 'graph', graph: Float32Array.from(graph), lines };
}

function* studyOf(experiment: Experiment): Work<Picture> {
  const [axis] = experiment.axes;
  const runs: { x: number; y: number }[][] = experiment.runs.map(() => []);
  const scale = (value: number): number => (axis.scale === 'log' ? Math.log10(value) : value);
  for (const record of study(experiment)) {
    yield;
    if ('summary' in record) continue;
    runs[record.run].push({ x: scale(record.at[axis.id]), y: Math.log10(Number(record.value)) });
  }
  const all = runs.flat().filter(({ y }) => Number.isFinite(y));
  const [x0, x1, y0, y1] = (['x', 'y'] as const).flatMap((key) => {
    const values = all.map((point) => point[key]);
    return [Math.min(...values), Math.max(...values)];
  });
  const share = (value: number, low: number, high: number): number =>
    0.06 + (0.88 * (value - low)) / (high - low || 1);
  const lines = runs.map((points, slot) => ({
    slot,
    points: Float32Array.from(points.flatMap(({ x, y }) => [share(x, x0, x1), share(y, y0, y1)])),
  }));
  return { kind: 'study', lines };
}

/** The picture of the experiment of a query, made in pieces. */
export function* pictureInPieces(query: string): Work<Picture> {
  const { experiment } = parseExperiment(query);
  if (isNetwork(experiment)) {
    const { hidden } = networkArguments(experiment.surface.args);
    return { kind: 'network', layers: [784, ...hidden, 10] };
  }
  if (experiment.study) return yield* studyOf(experiment);
  const objective = createObjective(experiment.surface, experiment.formula, experiment.seed);
  return yield* dimensionsOf(experiment) === 1
    ? graphOf(experiment, objective)
    : planeOf(experiment, objective);
}
