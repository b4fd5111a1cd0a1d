/**
 * Which rows of a long run are kept, so that its pictures are true in bounded memory.
 *
 * A run is read in blocks of steps. Of each block these rows are kept:
 *
 * - the last, the last that is finite, and those where a plotted column is largest or smallest: curves keep their spikes;
 * - those without which the path would be drawn further from the true one than `TOLERANCE` pixels (Ramer 1972, Douglas and
 *   Peucker 1973, the farthest first), unless the run only goes over ground it has covered before: then the line is
 *   interrupted instead, which looks the same;
 * - with what is left of the block's share, those that bring heads nearest to where they are at each step.
 */

import { COLUMNS, type Column } from '../../core/record.ts';
import { type Coverage, createCoverage } from './coverage.ts';
import type { Square } from './square.ts';

/** Half the side of the window, in the pixels that tolerances are about: a large map. */
const HALF_PX = 400;
/** How far, in pixels, a drawn path may be from the true one; further outside the window in proportion to the distance. */
const TOLERANCE = 0.35;
/** Heads that are nearer than this to where they should be are near enough. */
const FINE = 0.02;
/** Columns that are drawn as curves, whose extremes are kept. */
const CURVES: readonly Column[] = ['loss', 'rx', 'ry', 'zx', 'zy'];
/** The most rows of a block that are kept whatever the path does: the extremes and the last ones. */
export const ALWAYS = 2 * CURVES.length + 2;
/** The part of the rows not yet used that one block may take for what its path needs. */
const GREED = 0.25;

/** The rows of one block, before a choice is made: row 0 is the one that was kept last before it. */
export interface Block {
  /** The number of rows, with row 0. */
  readonly rows: number;
  readonly column: (name: Column) => Float64Array;
  /** 1 where a row is chosen. Row 0 counts as chosen. */
  readonly chosen: Uint8Array;
  /** 1 where a chosen row is not to be joined with the chosen one before. */
  readonly jumps: Uint8Array;
}

export interface Chooser {
  /**
   * Fills `chosen` and `jumps` of a block.
   *
   * @param spare How many rows more than `ALWAYS` may be kept in this block and all that follow.
   * @param left How many blocks there are, with this one.
   */
  choose(block: Block, spare: number, left: number): void;
  /** Tells of a line that is drawn otherwise: ground that is covered. */
  drawn(ax: number, ay: number, bx: number, by: number): void;
  /** Whether nothing was left out that cannot be seen elsewhere. */
  readonly faithful: boolean;
}

/** A part of a path between two chosen rows, with the row that is farthest from where it would be drawn. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly worst: number;
  readonly distance: number;
}

/** The path of a block in pixels of the pictures that show `square`. */
interface PixelPath {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  toX(x: number): number;
  toY(y: number): number;
  place(block: Block): void;
  /**
   * The row between two that is farthest from the line through them; with `timed` from the point of that line where the
   * head would be.
   */
  partOf(from: number, to: number, timed: boolean): Part;
}

function createPixelPath(square: Square): PixelPath {
  const scale = HALF_PX / square.half;
  let xs = new Float64Array(0);
  let ys = new Float64Array(0);

  const toX = (x: number): number => (x - square.x) * scale;
  const toY = (y: number): number => (y - square.y) * scale;

  function place(block: Block): void {
    const { rows } = block;
    if (xs.length < rows) {
      xs = new Float64Array(rows);
      ys = new Float64Array(rows);
    }
    const [x, y] = [block.column('x'), block.column('y')];
    for (let row = 0; row < rows; row++) {
      xs[row] = toX(x[row]);
      ys[row] = toY(y[row]);
    }
  }

  /** Pixels at a point of the path are so much smaller: what is far outside can only be seen from far away. */
  const far = (row: number): number => Math.max(1, Math.max(Math.abs(xs[row]), Math.abs(ys[row])) / HALF_PX);

  function partOf(from: number, to: number, timed: boolean): Part {
    const dx = xs[to] - xs[from];
    const dy = ys[to] - ys[from];
    const length2 = dx * dx + dy * dy;
    let worst = from;
    let most = 0;
    for (let row = from + 1; row < to; row++) {
      const px = xs[row] - xs[from];
      const py = ys[row] - ys[from];
      const along = timed ? (row - from) / (to - from) : length2 > 0 ? (px * dx + py * dy) / length2 : 0;
      const share = along < 0 ? 0 : along > 1 ? 1 : along;
      const ox = px - share * dx;
      const oy = py - share * dy;
      const distance = ox * ox + oy * oy;
      if (distance > most) {
        const size = far(row);
        const near = distance / (size * size);
        if (near > most) {
          most = near;
          worst = row;
        }
      }
    }
    return { from, to, worst, distance: Math.sqrt(most) };
  }

  return {
    get xs() {
      return xs;
    },
    get ys() {
      return ys;
    },
    ...{ toX, toY, place, partOf },
  };
}

/** The parts between the chosen rows. */
function partsOf(path: PixelPath, { rows, chosen }: Block, timed: boolean): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let row = 1; row < rows; row++) {
    if (!chosen[row]) continue;
    parts.push(path.partOf(from, row, timed));
    from = row;
  }
  return parts;
}

/** Chooses at most `most` more rows, the farthest first, until none is farther than `tolerance`. Returns how many. */
function refine(
  path: PixelPath,
  block: Block,
  timed: boolean,
  tolerance: number,
  most: number,
  skip: (part: Part) => boolean,
): number {
  const parts = partsOf(path, block, timed).filter(({ distance }) => distance > tolerance);
  let count = 0;
  while (count < most && parts.length > 0) {
    let next = 0;
    for (let k = 1; k < parts.length; k++) if (parts[k].distance > parts[next].distance) next = k;
    const part = parts[next];
    parts[next] = parts[parts.length - 1];
    parts.pop();
    if (skip(part)) continue;
    block.chosen[part.worst] = 1;
    count++;
    for (const half of [path.partOf(part.from, part.worst, timed), path.partOf(part.worst, part.to, timed)]) {
      if (half.distance > tolerance) parts.push(half);
    }
  }
  return count;
}

/** Chooses the rows with the least and the most of every curve, and the last. */
function markExtremes({ xs, ys }: PixelPath, { rows, column, chosen }: Block): void {
  for (const name of CURVES) {
    const values = column(name);
    let low = 0;
    let high = 0;
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < rows; row++) {
      const value = values[row];
      if (value - value !== 0) continue;
      if (value < least) {
        least = value;
        low = row;
      }
      if (value > most) {
        most = value;
        high = row;
      }
    }
    chosen[low] = 1;
    chosen[high] = 1;
  }
  chosen[rows - 1] = 1;
  if (!Number.isFinite(xs[rows - 1] + ys[rows - 1])) chosen[Math.max(0, rows - 2)] = 1;
}

/** What lines of the path have covered, and which lines of a block go over what is not covered. */
function createCoveredArea(path: PixelPath) {
  /** By row: how many lines of the path up to there go over ground that is not covered. */
  let fresh = new Int32Array(0);
  /** Lines wait here until it matters what is covered. */
  let coverage: Coverage | null = null;
  let waiting: number[] = [];
  return {
    inspect({ rows }: Block): void {
      if (fresh.length < rows) fresh = new Int32Array(rows);
      const { xs, ys } = path;
      coverage ??= createCoverage(2 * HALF_PX);
      for (let k = 0; k < waiting.length; k += 4) {
        coverage.draw(waiting[k], waiting[k + 1], waiting[k + 2], waiting[k + 3]);
      }
      waiting = [];
      fresh[0] = 0;
      for (let row = 1; row < rows; row++) {
        const known = coverage.covers(xs[row - 1], ys[row - 1], xs[row], ys[row]);
        fresh[row] = fresh[row - 1] + (known ? 0 : 1);
      }
    },
    /** Whether a part of the block that was inspected goes over covered ground only. */
    holds: ({ from, to }: Part): boolean => fresh[to] === fresh[from],
    add(ax: number, ay: number, bx: number, by: number): void {
      if (Number.isFinite(ax + ay + bx + by)) waiting.push(ax, ay, bx, by);
    },
  };
}

/** A chooser for one run, whose pictures show `square`. */
export function createChooser(square: Square): Chooser {
  const path = createPixelPath(square);
  const area = createCoveredArea(path);
  let faithful = true;

  return {
    choose(block, spare, left) {
      path.place(block);
      block.chosen.fill(0, 0, block.rows);
      block.jumps.fill(0, 0, block.rows);
      markExtremes(path, block);
      let looked = false;
      const covered = (part: Part): boolean => {
        if (!looked) area.inspect(block);
        looked = true;
        return area.holds(part);
      };
      const share = Math.floor(spare / left);
      const most = Math.max(share, Math.floor(spare * GREED));
      const needed = refine(path, block, false, TOLERANCE, most, covered);
      refine(path, block, true, FINE, share - needed, () => false);
      const { xs, ys } = path;
      for (const part of partsOf(path, block, false)) {
        if (part.distance > TOLERANCE) {
          block.jumps[part.to] = 1;
          if (!covered(part)) faithful = false;
        } else area.add(xs[part.from], ys[part.from], xs[part.to], ys[part.to]);
      }
      block.chosen[0] = 1;
    },
    drawn: (ax, ay, bx, by) => area.add(path.toX(ax), path.toY(ay), path.toX(bx), path.toY(by)),
    get faithful() {
      return faithful;
    },
  };
}

/** Rows kept of each of some columns of a buffer, in which every column has room for `capacity` of them. */
export const columnOf = (buffer: Float64Array, capacity: number, name: Column): Float64Array => {
  const offset = COLUMNS.indexOf(name) * capacity;
  return buffer.subarray(offset, offset + capacity);
};
