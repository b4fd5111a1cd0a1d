/**
 * The plane of a training: keeps weights now and then, finds the plane through them, and computes the loss over it from
 * coarse to fine. In slices of some tens of milliseconds, so that training is never kept waiting for long.
 */
import { permutation, random } from '../../core/random.ts';
import type { ImageSet } from '../data/images.ts';
import type { PlaneDomain, PlaneField, PlaneFrame, PlaneKind, PlanePaths } from '../history/plane.ts';
import { PLANE_IMAGES } from '../random-streams.ts';
import type { TrajectorySnapshot } from '../training/checkpoint.ts';
import type { Training } from '../training/training.ts';
import {
  createProducts,
  domainOf,
  explainedBy,
  type Plane,
  type Point,
  pointAt,
  principalPlane,
  project,
  randomPlane,
  type Sliced,
  whole,
} from './plane.ts';
import { createTrajectory } from './trajectory.ts';

export interface PlaneWork {
  /** Which plane is wanted; null: none. Weights are kept all the same, so that one can be asked for later. */
  want(kind: PlaneKind | null): void;
  /** Keeps the weights if it is time to. To be called after every step. */
  record(): void;
  /** Whether there is something to do. While training goes on only the most needed is: the rest waits until it rests. */
  pending(resting: boolean): boolean;
  /**
   * Does some of it, for about 20 milliseconds. True when there is something new to show.
   *
   * @throws ContextLost; what was begun is done again the next time.
   */
  slice(resting: boolean): boolean;
  /** What is known, its paths up to the present step; null before there is anything. Arrays are copies. */
  frame(): PlaneFrame | null;
  /** Frees what it holds on the engine. */
  dispose(): void;
}

export interface PlaneWorkOptions {
  readonly training: Training;
  /** The training images. */
  readonly images: ImageSet;
  readonly seed: number;
  /** Snapshots before the checkpoint from which the training went on. */
  readonly snapshots?: readonly TrajectorySnapshot[];
  /** Hears of every snapshot that is kept, with the stride that then holds. */
  recorded?(snapshot: TrajectorySnapshot, stride: number): void;
  /** Milliseconds. */
  now(): number;
}

/** Places a side, coarse to fine: each grid has the places of the one before. */
const SIZES = [9, 17, 33] as const;
/** The finest grid that is computed while training goes on. */
const MEANWHILE = 17;
const FINEST = 33;
/** Images that the loss is computed on. */
const IMAGES = 250;
/** A plane is kept as long as it explains nearly as much as the best one would. */
const AS_GOOD = 0.97;
const SLICE = 20;
/** Weights of all runs that are gone through without letting others in. */
const AT_ONCE = 2e6;

/** A plane with what is computed of it. */
interface Found {
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

/**
 * A plane that nobody looks at yet.
 *
 * Long because its generators share planes, grids and the work in progress, which a context that is lost abandons at once.
 */
export function createPlaneWork(options: PlaneWorkOptions): PlaneWork {
  const { training, images, seed, now } = options;
  const product = createProducts();
  const trajectory = createTrajectory(training, seed, options.snapshots, options.recorded);
  const planes = new Map<PlaneKind, Found>();
  let kind: PlaneKind | null = null;
  let work: { readonly what: 'look' | 'fill'; readonly slices: Sliced<void> } | null = null;
  let news = false;
  let version = 0;
  /** The latest step that was looked at without finding a plane. */
  let inVain = -1;

  const isLarge = training.theta.length * training.layout.length > AT_ONCE;

  const found = (): Found | undefined => (kind ? planes.get(kind) : undefined);

  /** Runs that say where the plane is. One that was lost on its way to infinity does not make the others' paths a dot. */
  const shownRuns = (): readonly number[] => {
    const all = training.divergedAt.map((_, k) => k);
    const alive = all.filter((k) => training.divergedAt[k] === 0);
    return alive.length > 0 ? alive : all;
  };

  const imagesOf = (): Uint32Array =>
    permutation(images.count, random(0, PLANE_IMAGES)).subarray(0, Math.min(images.count, IMAGES));

  function* pathsOn(
    { plane, places }: Pick<Found, 'plane' | 'places'>,
    all: readonly TrajectorySnapshot[],
  ): Sliced<PlanePaths> {
    const runs = training.theta.length;
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
    return {
      stride: trajectory.stride,
      last: all[all.length - 1].step,
      places: all.length,
      points,
      distance,
    };
  }

  /** The places of the runs that say where the plane is. */
  const placesOfShown = ({ points, places }: PlanePaths): Float64Array => {
    const runs = shownRuns();
    return points.filter((_, i) => runs.includes(Math.floor(i / 2 / places)));
  };

  /** Looks for the plane through all snapshots, and keeps the one that is shown if that is nearly as good. */
  function* look(wanted: PlaneKind): Sliced<void> {
    const before = planes.get(wanted);
    const all = trajectory.all();
    const { step } = all[all.length - 1];
    const runs = shownRuns();
    const points = all.flatMap(({ theta }) => runs.flatMap((k) => theta[k] ?? []));
    inVain = step;
    let plane: Plane;
    let explained: readonly [number, number];
    if (wanted === 'principal') {
      const principal = yield* principalPlane(points, product);
      if (!principal) return;
      ({ plane, explained } = principal);
      if (before) {
        const still = yield* explainedBy(before.plane, points);
        if (still[0] + still[1] >= AS_GOOD * (explained[0] + explained[1])) {
          ({ plane } = before);
          explained = still;
        }
      }
    } else {
      if (points.length < 2) return;
      plane = before?.plane ?? (yield* randomPlane(best(), training.layout, seed));
      explained = yield* explainedBy(plane, points);
    }
    const places: Found['places'] = before?.plane === plane ? before.places : new WeakMap();
    const seen = placesOfShown(yield* pathsOn({ plane, places }, all));
    if (before?.plane === plane && isWithin(before.domain, seen)) {
      before.explained = explained;
      before.at = step;
    } else {
      planes.set(wanted, {
        plane,
        version: ++version,
        domain: domainOf(seen, wanted === 'random' ? 1 : 0),
        order: imagesOf(),
        grid: new Float64Array(FINEST * FINEST).fill(Number.NaN),
        places,
        size: 0,
        known: 0,
        explained,
        at: step,
      });
    }
    news = true;
  }

  /** The latest weights of the run with the lowest loss. */
  const best = (): Point => {
    const losses = training.trainLoss;
    const k = shownRuns().reduce((a, b) => (losses[b] < losses[a] ? b : a));
    return training.theta[k].slice();
  };

  /** The losses of the grid that are missing, coarse to fine. */
  function* fill(on: Found): Sliced<void> {
    const { together, layout } = training;
    const large = together * layout.length > AT_ONCE;
    const buffers = Array.from({ length: together }, () => new Float32Array(layout.length));
    const along = ([from, to]: readonly [number, number], i: number): number =>
      from + (i / (FINEST - 1)) * (to - from);
    for (const size of SIZES) {
      const cells = cellsOf(size).filter((cell) => Number.isNaN(on.grid[cell]));
      for (let from = 0; from < cells.length; from += together) {
        const some = cells.slice(from, from + together);
        for (const [p, cell] of some.entries()) {
          const x = along(on.domain.x, cell % FINEST);
          const y = along(on.domain.y, Math.floor(cell / FINEST));
          pointAt(on.plane, x, y, buffers[p]);
          if (large) yield;
        }
        const evaluation = training.probe(buffers.slice(0, some.length), images, on.order);
        try {
          if (large) yield;
          while (!evaluation.advance()) yield;
          some.forEach((cell, p) => {
            // What overflows is as high as anything, and computed.
            const loss = evaluation.loss[p] / on.order.length;
            on.grid[cell] = Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss;
          });
        } finally {
          evaluation.dispose();
        }
        const percent = Math.floor((50 * on.known) / on.grid.length);
        on.known += some.length;
        if (Math.floor((50 * on.known) / on.grid.length) > percent) news = true;
        yield;
      }
      if (on.size < size) {
        on.size = size;
        news = true;
      }
    }
  }

  /** Whether the plane is to be looked for. While training goes on, only after the paths have grown by a third. */
  const isDue = (resting: boolean): boolean => {
    if (kind === null || training.step < 1) return false;
    const { step } = training;
    const of = found();
    if (!of) return inVain < step;
    return step > of.at && (resting || step >= 1.33 * of.at + 5);
  };
  const hasHoles = (resting: boolean): boolean => (found()?.size ?? FINEST) < (resting ? FINEST : MEANWHILE);

  /** Leaves what was begun, which frees what it holds. */
  const abandon = (): void => {
    work?.slices.return();
    work = null;
  };

  const begin = (resting: boolean): void => {
    const of = found();
    if (kind && isDue(resting) && work?.what !== 'look') {
      abandon();
      work = { what: 'look', slices: look(kind) };
    } else if (!work && of && hasHoles(resting)) work = { what: 'fill', slices: fill(of) };
  };

  return {
    want(wanted) {
      if (wanted !== kind) abandon();
      kind = wanted;
      inVain = -1;
      news = found() !== undefined;
    },
    record: trajectory.record,
    dispose: abandon,
    pending: (resting) =>
      kind !== null && (news || work?.what === 'look' || isDue(resting) || hasHoles(resting)),
    slice(resting) {
      const started = now();
      do {
        begin(resting);
        try {
          if (!work || work.slices.next().done) work = null;
        } catch (error) {
          work = null;
          throw error;
        }
      } while (work && now() - started < SLICE);
      const changed = news;
      news = false;
      return changed;
    },
    frame() {
      const of = found();
      if (!of || !kind) return null;
      const { version, explained, domain, size, known, grid, order, places } = of;
      const all = trajectory.all();
      // Where many weights are to be projected, that is left to the next look at the plane.
      const ahead = isLarge ? all.findIndex(({ theta }) => theta.some((w) => w && !places.has(w))) : -1;
      return {
        kind,
        version,
        explained,
        domain,
        paths: whole(pathsOn(of, ahead < 0 ? all : all.slice(0, ahead))),
        field: size === 0 ? null : fieldOf(grid, size),
        fraction: known / grid.length,
        images: order.length,
      };
    },
  };
}

/** Places of a grid among those of the finest. */
function cellsOf(size: number): number[] {
  const apart = (FINEST - 1) / (size - 1);
  return Array.from({ length: size * size }, (_, k) => apart * (Math.floor(k / size) * FINEST + (k % size)));
}

const fieldOf = (grid: Float64Array, size: number): PlaneField => ({
  size,
  loss: Float64Array.from(cellsOf(size), (cell) => grid[cell]),
});

function isWithin({ x, y }: PlaneDomain, places: Float64Array): boolean {
  for (let i = 0; i < places.length; i += 2) {
    const [a, b] = [places[i], places[i + 1]];
    if (a < x[0] || a > x[1] || b < y[0] || b > y[1]) return false;
  }
  return true;
}
