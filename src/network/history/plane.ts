/** The plane through the weights that some runs have visited: what crosses to the page of it. */
import { COLUMNS, type RunRecord } from '../../core/record.ts';

/** `principal`: the directions in which the visited weights differ most. `random`: two filter-normalised directions. */
export type PlaneKind = 'principal' | 'random';

/** The visited weights, projected. */
export interface PlanePaths {
  /** Steps between two places; the last place is that of the latest step. */
  readonly stride: number;
  /** The step of the last place. */
  readonly last: number;
  /** Places of each run: step 0, `stride`, 2·`stride`, … and the last. */
  readonly places: number;
  /** `[runs × places × 2]`; NaN where a run was no longer finite, and where its weights were not kept. */
  readonly points: Float64Array;
  /** How far each lies from the plane, in units of the plane's axes, `[runs × places]`. */
  readonly distance: Float64Array;
}

/** The loss on a grid over the plane, `size × size`, row by row from the lowest y, each from the lowest x. */
export interface PlaneField {
  readonly size: number;
  readonly loss: Float64Array;
}

export interface PlaneDomain {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Everything that is known of the plane at a moment. */
export interface PlaneFrame {
  readonly kind: PlaneKind;
  /** Another number: other directions. */
  readonly version: number;
  /** The share of the visited weights' variance that each axis has. */
  readonly explained: readonly [number, number];
  readonly domain: PlaneDomain;
  readonly paths: PlanePaths;
  /** Null before there is any. */
  readonly field: PlaneField | null;
  /** How much of the finest grid is computed, 0 … 1. */
  readonly fraction: number;
  /** Training images that the loss is computed on. */
  readonly images: number;
}

/** The buffers of a plane, each once: what changes hands when it crosses to the page. */
export const planeBuffers = ({ paths, field }: PlaneFrame): ArrayBuffer[] =>
  [paths.points, paths.distance, ...(field ? [field.loss] : [])].map(({ buffer }) => buffer as ArrayBuffer);

/** One run's way on the plane as a record, of which only `x` and `y` mean something; null where it has no place. */
export function planeRecords(
  { stride, last, places, points }: PlanePaths,
  run: number,
  diverged: boolean,
): RunRecord | null {
  const at = (place: number): number => (run * places + place) * 2;
  let rows = places;
  while (rows > 0 && !Number.isFinite(points[at(rows - 1)])) rows--;
  if (rows === 0) return null;
  const buffer = new Float64Array(COLUMNS.length * rows);
  for (let place = 0; place < rows; place++) {
    buffer[place] = points[at(place)];
    buffer[rows + place] = points[at(place) + 1];
  }
  return {
    buffer,
    rows,
    stride,
    last: rows === places ? last : (rows - 1) * stride,
    status: diverged ? 'diverged' : 'finished',
  };
}

/** The plane of some of the runs, `members` of so many: those that it does not know have no places. */
export function spreadPlane(frame: PlaneFrame, members: readonly number[], runs: number): PlaneFrame {
  if (members.length === runs) return frame;
  const { places, points, distance } = frame.paths;
  const all = {
    points: new Float64Array(runs * places * 2).fill(Number.NaN),
    distance: new Float64Array(runs * places).fill(Number.NaN),
  };
  members.forEach((k, i) => {
    all.points.set(points.subarray(i * places * 2, (i + 1) * places * 2), k * places * 2);
    all.distance.set(distance.subarray(i * places, (i + 1) * places), k * places);
  });
  return { ...frame, paths: { ...frame.paths, ...all } };
}
