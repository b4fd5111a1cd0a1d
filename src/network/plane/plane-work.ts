/**
 * The plane of a training: keeps weights now and then, finds the plane through them, and computes the loss over it from
 * coarse to fine. In slices of some tens of milliseconds, so that training is never kept waiting for long.
 */
import type { ImageSet } from '../data/images.ts';
import type { PlaneFrame, PlaneKind } from '../history/plane.ts';
import type { TrajectorySnapshot } from '../training/checkpoint.ts';
import type { Training } from '../training/training.ts';
import { FINEST, type FoundPlane, findPlane, type PlaneSearch, pathsOn } from './found-plane.ts';
import { createProducts, type Sliced, whole } from './plane.ts';
import { AT_ONCE, fieldOf, fillGrid } from './plane-grid.ts';
import { createTrajectory } from './trajectory.ts';

export interface PlaneWork {
  /** Which plane is wanted; null: none. Weights are kept all the same, so that one can be asked for later. */
  want(kind: PlaneKind | null): void;
  /** Keeps the weights if it is time to. To be called after every step that is a multiple of `stride`. */
  record(): void;
  /** Steps between two of which the weights are kept. */
  readonly stride: number;
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

/** The finest grid that is computed while training goes on. */
const MEANWHILE = 17;
const SLICE = 20;

/** A plane that nobody looks at yet. */
export function createPlaneWork(options: PlaneWorkOptions): PlaneWork {
  const { training, images, seed, now } = options;
  const trajectory = createTrajectory(training, options.snapshots, options.recorded);
  const search: PlaneSearch = { training, images, seed, product: createProducts(), trajectory };
  const planes = new Map<PlaneKind, FoundPlane>();
  let kind: PlaneKind | null = null;
  let work: { readonly what: 'look' | 'fill'; readonly slices: Sliced<void> } | null = null;
  let news = false;
  let version = 0;
  /** The latest step that was looked at without finding a plane. */
  let inVain = -1;

  const isLarge = training.theta.length * training.layout.length > AT_ONCE;
  const found = (): FoundPlane | undefined => (kind ? planes.get(kind) : undefined);
  const changed = (): void => {
    news = true;
  };

  function* look(wanted: PlaneKind): Sliced<void> {
    inVain = training.step;
    const plane = yield* findPlane(search, wanted, planes.get(wanted), () => ++version);
    if (!plane) return;
    planes.set(wanted, plane);
    changed();
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
    } else if (!work && of && hasHoles(resting))
      work = { what: 'fill', slices: fillGrid(training, images, of, changed) };
  };

  return {
    want(wanted) {
      if (wanted !== kind) abandon();
      kind = wanted;
      inVain = -1;
      news = found() !== undefined;
    },
    record: trajectory.record,
    get stride() {
      return trajectory.stride;
    },
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
        paths: whole(
          pathsOn(training.theta.length, trajectory.stride, of, ahead < 0 ? all : all.slice(0, ahead)),
        ),
        field: size === 0 ? null : fieldOf(grid, size),
        fraction: known / grid.length,
        images: order.length,
      };
    },
  };
}
