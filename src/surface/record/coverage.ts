/** Which parts of a picture a path has already covered: a bitmap of cells finer than its pixels. */

export interface Coverage {
  /** Covers the line from (ax, ay) to (bx, by), and the cells beside it. */
  draw(ax: number, ay: number, bx: number, by: number): void;
  /** Whether every cell of the line is covered. What lies outside the bitmap never is. */
  covers(ax: number, ay: number, bx: number, by: number): boolean;
}

/** Cells a pixel. Covered is what is marked in its cell or in a neighbour of it: that is less than a pixel away. */
const FINENESS = 2.5;

/** An empty bitmap for the square of points whose coordinates, in pixels, are at most `reach` from 0. */
export function createCoverage(reach: number): Coverage {
  const size = 2 * Math.ceil(reach * FINENESS) + 3;
  const middle = (size - 1) / 2;
  const bits = new Uint32Array(Math.ceil((size * size) / 32));
  const set = (x: number, y: number): void => {
    const at = y * size + x;
    bits[at >>> 5] |= 1 << (at & 31);
  };

  /**
   * Walks over the cells of a line, as far as they and their neighbours are inside, until `enter` says to stop. Returns
   * whether it came from end to end.
   */
  function walk(
    ax: number,
    ay: number,
    bx: number,
    by: number,
    enter: (x: number, y: number) => boolean,
  ): boolean {
    const limit = middle - 1;
    const [px, py, dx, dy] = [ax * FINENESS, ay * FINENESS, (bx - ax) * FINENESS, (by - ay) * FINENESS];
    let from = 0;
    let to = 1;
    for (const [start, way] of [
      [px, dx],
      [py, dy],
    ]) {
      if (way === 0) {
        if (Math.abs(start) > limit) return false;
        continue;
      }
      const [enter, leave] = [
        (-Math.sign(way) * limit - start) / way,
        (Math.sign(way) * limit - start) / way,
      ];
      from = Math.max(from, enter);
      to = Math.min(to, leave);
    }
    if (!(from <= to)) return false;
    const pieces = Math.max(1, Math.ceil((to - from) * Math.max(Math.abs(dx), Math.abs(dy))));
    for (let k = 0; k <= pieces; k++) {
      const share = from + (k / pieces) * (to - from);
      if (!enter(Math.round(middle + px + share * dx), Math.round(middle + py + share * dy))) return false;
    }
    return from === 0 && to === 1;
  }

  return {
    draw(ax, ay, bx, by) {
      walk(ax, ay, bx, by, (x, y) => {
        for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) set(x + dx, y + dy);
        return true;
      });
    },
    covers: (ax, ay, bx, by) =>
      walk(ax, ay, bx, by, (x, y) => {
        const at = y * size + x;
        return ((bits[at >>> 5] >>> (at & 31)) & 1) === 1;
      }),
  };
}
