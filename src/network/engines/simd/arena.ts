/** Divides a memory that does not grow: addresses are given out once and kept to the end. */

/** The first bytes are left out, so that no address is 0. */
const FIRST = 64;
/** A line of the processor's cache. */
const LINE = 64;

export interface Arena {
  /** Bytes given out so far. */
  readonly size: number;
  /** The address of so many bytes; some behind them are nobody's. */
  take(bytes: number): number;
}

export function createArena(): Arena {
  let size = FIRST;
  return {
    get size() {
      return size;
    },
    take(bytes) {
      const address = size;
      // A line to spare: what goes four numbers at a time may go beyond the end, and vectors that are used together do not all
      // fall on the same places of the cache.
      size += LINE * (Math.ceil(bytes / LINE) + 1);
      return address;
    },
  };
}
