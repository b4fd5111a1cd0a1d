/** A plane through the weights of some trainings: which it is, and where the trajectories are on it. */
import { permutation, random } from '../../core/random.ts';
import type { ImageSet } from '../data/images.ts';
import type { PlaneDomain, PlaneKind, PlanePaths } from '../history/plane.ts';
import { PLANE_IMAGES } from '../random-streams.ts';
import type { TrajectorySnapshot } from '../training/checkpoint.ts';
import type { Training } from '../training/training.ts';
import {
  type createProducts,
  domainOf,
  explainedBy,
  type Plane,
  type Point,
  principalPlane,
  project,
  randomPlane,
  type Sliced,
} from './plane.ts';
import type { Trajectory } from './trajectory.ts';
/** Places a side of the finest grid. */
export const FINEST = 33;
/** Images that the loss is computed on. */
const IMAGES = 250;
/** A plane is kept as long as it explains nearly as much as the best one would. */
const AS_GOOD = 0.97;

/** A plane with what is computed of it. */
export interface FoundPlane {
  readonly plane: Plane;
  readonly version: number;
  readonly domain: PlaneDomain;
  readonly order: Uint32Array;
  /** The finest grid, NaN where it is not computed. */
  readonly grid: Float64Array;
  /** Places by weights: these don't change. */
  readonly places: WeakMap<Point, readonly [x: number, y: number, distance: number]>;
  /** The finest size that is complete; 0: none. */
  size: number;
  /** Places of the grid that are computed. */
  known: number;
  explained: readonly [number, number];
  /** The step at which it was looked at last. */
  at: number;
}

/** Runs that say where the plane is. One that was lost on its way to infinity does not make the others' paths a dot. */
function shownRuns({ divergedAt }: Training): readonly number[] {
  const all = divergedAt.map((_, k) => k);
  const alive = all.filter((k) => divergedAt[k] === 0);
  return alive.length > 0 ? alive : all;
}

/** The latest weights of the run with the lowest loss. */
function best(training: Training): Point {
  const losses = training.trainLoss;
  const k = shownRuns(training).reduce((a, b) => (losses[b] < losses[a] ? b : a));
  return training.theta[k].slice();
}

/** The images that the loss on a plane is computed on. */
const imagesOf = (images: ImageSet): Uint32Array =>
  permutation(images.count, random(0, PLANE_IMAGES)).subarray(0, Math.min(images.count, IMAGES));

function isWithin({ x, y }: PlaneDomain, places: Float64Array): boolean {
  for (let i = 0; i < places.length; i += 2) {
    const [a, b] = [places[i], places[i + 1]];
    if (a < x[0] || a > x[1] || b < y[0] || b > y[1]) return false;
  }
  return true;
}

/** The trajectories on a plane. */
export function* pathsOn(
  runs: number,
  stride: number,
  { plane, places }: Pick<FoundPlane, 'plane' | 'places'>,
  all: readonly TrajectorySnapshot[],
): Sliced<PlanePaths> {
  const points = new Float64Array(runs * all.length * 2).fill(Number.NaN);
  const distance = new Float64Array(runs * all.length).fill(Number.NaN);
  for (let k = 0; k < runs; k++) {
    for (const [i, { theta }] of all.entries()) {
      const point = theta[k];
      if (!point) continue;
      let place = places.get(point);
      if (!place) {
        const projected = yield* project(plane, [point]);
        place = [projected.places[0], projected.places[1], projected.distance[0]];
        places.set(point, place);
      }
      const at = k * all.length + i;
      points.set(place.slice(0, 2), 2 * at);
      distance[at] = place[2];
    }
  }
  return { stride, last: all[all.length - 1].step, places: all.length, points, distance };
}

export interface PlaneSearch {
  readonly training: Training;
  readonly images: ImageSet;
  readonly seed: number;
  readonly product: ReturnType<typeof createProducts>;
  readonly trajectory: Pick<Trajectory, 'all' | 'stride'>;
}

/** Directions with the share of the variance that each explains; null where there are none. */
function* directions(
  { training, product, seed }: PlaneSearch,
  kind: PlaneKind,
  before: FoundPlane | undefined,
  points: readonly Point[],
): Sliced<Pick<FoundPlane, 'plane' | 'explained'> | null> {
  if (kind === 'random') {
    if (points.length < 2) return null;
    const plane = before?.plane ?? (yield* randomPlane(best(training), training.layout, seed));
    return { plane, explained: yield* explainedBy(plane, points) };
  }
  const principal = yield* principalPlane(points, product);
  if (!principal || !before) return principal;
  const still = yield* explainedBy(before.plane, points);
  const asGood = still[0] + still[1] >= AS_GOOD * (principal.explained[0] + principal.explained[1]);
  return asGood ? { plane: before.plane, explained: still } : principal;
}

/**
 * Looks for the plane through all snapshots, and keeps the one that is shown if that is nearly as good.
 *
 * @param version of a new one
 */
export function* findPlane(
  search: PlaneSearch,
  kind: PlaneKind,
  before: FoundPlane | undefined,
  version: () => number,
): Sliced<FoundPlane | null> {
  const { training, images, trajectory } = search;
  const all = trajectory.all();
  const { step } = all[all.length - 1];
  const runs = shownRuns(training);
  const points = all.flatMap(({ theta }) => runs.flatMap((k) => theta[k] ?? []));
  const found = yield* directions(search, kind, before, points);
  if (!found) return null;
  const { plane, explained } = found;
  const places: FoundPlane['places'] = before?.plane === plane ? before.places : new WeakMap();
  const paths = yield* pathsOn(training.theta.length, trajectory.stride, { plane, places }, all);
  const shown = shownRuns(training);
  const seen = paths.points.filter((_, i) => shown.includes(Math.floor(i / 2 / paths.places)));
  if (before?.plane === plane && isWithin(before.domain, seen)) {
    before.explained = explained;
    before.at = step;
    return before;
  }
  return {
    plane,
    version: version(),
    domain: domainOf(seen, kind === 'random' ? 1 : 0),
    order: imagesOf(images),
    grid: new Float64Array(FINEST * FINEST).fill(Number.NaN),
    places,
    size: 0,
    known: 0,
    explained,
    at: step,
  };
}
