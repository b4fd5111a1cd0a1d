/** The loss over a plane of weights, on grids that become finer. */
import type { ImageSet } from '../data/images.ts';
import type { PlaneField } from '../history/plane.ts';
import type { Training } from '../training/training.ts';
import { FINEST, type FoundPlane } from './found-plane.ts';
import { pointAt, type Sliced } from './plane.ts';

/** Places a side, coarse to fine: each grid has the places of the one before. */
const SIZES = [9, 17, FINEST] as const;
/** Weights of all runs that are gone through without letting others in. */
export const AT_ONCE = 2e6;

/** Places of a grid among those of the finest. */
function cellsOf(size: number): number[] {
  const apart = (FINEST - 1) / (size - 1);
  return Array.from({ length: size * size }, (_, k) => apart * (Math.floor(k / size) * FINEST + (k % size)));
}

/** The losses of a grid that is complete. */
export const fieldOf = (grid: Float64Array, size: number): PlaneField => ({
  size,
  loss: Float64Array.from(cellsOf(size), (cell) => grid[cell]),
});

/** The losses at some places of the grid, as many as are evaluated together. */
function* evaluate(
  training: Training,
  images: ImageSet,
  on: FoundPlane,
  cells: readonly number[],
  buffers: readonly Float32Array[],
): Sliced<void> {
  const large = buffers.length * training.layout.length > AT_ONCE;
  const along = ([from, to]: readonly [number, number], i: number): number =>
    from + (i / (FINEST - 1)) * (to - from);
  for (const [p, cell] of cells.entries()) {
    const x = along(on.domain.x, cell % FINEST);
    const y = along(on.domain.y, Math.floor(cell / FINEST));
    pointAt(on.plane, x, y, buffers[p]);
    if (large) yield;
  }
  const evaluation = training.probe(buffers.slice(0, cells.length), images, on.order);
  try {
    if (large) yield;
    while (!evaluation.advance()) yield;
    cells.forEach((cell, p) => {
      // What overflows is as high as anything, and computed.
      const loss = evaluation.loss[p] / on.order.length;
      on.grid[cell] = Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss;
    });
  } finally {
    evaluation.dispose();
  }
}

/** Computes what is missing of the grid, coarse to fine. `changed` is called when there is more to show. */
export function* fillGrid(
  training: Training,
  images: ImageSet,
  on: FoundPlane,
  changed: () => void,
): Sliced<void> {
  const { together, layout } = training;
  const buffers = Array.from({ length: together }, () => new Float32Array(layout.length));
  for (const size of SIZES) {
    const cells = cellsOf(size).filter((cell) => Number.isNaN(on.grid[cell]));
    for (let from = 0; from < cells.length; from += together) {
      const some = cells.slice(from, from + together);
      yield* evaluate(training, images, on, some, buffers);
      const percent = Math.floor((50 * on.known) / on.grid.length);
      on.known += some.length;
      if (Math.floor((50 * on.known) / on.grid.length) > percent) changed();
      yield;
    }
    if (on.size < size) {
      on.size = size;
      changed();
    }
  }
}
