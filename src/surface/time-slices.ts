/** Work in pieces that are measured, because what one update costs differs by a factor of a hundred million. */

/** What can be done in pieces: `advance` does so many units of it and says whether all is done. */
export interface Divisible {
  advance(units: number): boolean;
}

/** How long a piece should take, in milliseconds: short against a slice, long against a look at the clock. */
const PIECE_MS = 0.5;
const MOST_UNITS = 1 << 14;

/**
 * Goes on with `work`, and again with every call, until it is done or the time `until` has come; says whether it is done.
 * It begins with single units and takes as many at once as half a millisecond has room for, so it is late by hardly more
 * than the longest unit.
 *
 * @param now Milliseconds, as in `until`.
 */
export function inSlices(work: Divisible, now: () => number): (until: number) => boolean {
  let units = 1;
  return (until) => {
    let before = now();
    do {
      if (work.advance(units)) return true;
      const after = now();
      const took = after - before;
      if (took < PIECE_MS / 2) units = Math.min(MOST_UNITS, units * 2);
      else if (took > 2 * PIECE_MS) units = Math.max(1, Math.floor((units * PIECE_MS) / took));
      before = after;
    } while (before < until);
    return false;
  };
}
