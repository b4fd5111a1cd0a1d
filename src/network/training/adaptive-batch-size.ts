/**
 * How many images an evaluation takes at a time. Whatever the machine, a slice is to be over soon, so that training and
 * messages are let in: sizes follow the time that slices take.
 */

/** What a slice should take, and from where on it is too long, in milliseconds. */
const WANTED = 40;
const TOO_LONG = 60;
/** So many slices in a row have to leave room for larger ones. */
const EASY = 4;
/** Few different sizes: for a shape that it has not seen WebGL compiles programs, which takes as long as some slices. */
const SIZES = [4, 8, 16, 32, 64, 125, 250] as const;

/** The most images that are taken at a time of so many. */
export const mostRows = (images: number): number => Math.min(images, SIZES[SIZES.length - 1]);

export interface AdaptiveBatchSize {
  /** Images of the next slice, at most. */
  readonly rows: number;
  /** All that it may come to be. */
  readonly sizes: readonly number[];
  /** Learns how long a slice of that size took, in milliseconds. */
  took(milliseconds: number): void;
}

/** @param most no slice has more images @param guess how many to begin with: no larger size is taken later */
export function createAdaptiveBatchSize(most: number, guess: number): AdaptiveBatchSize {
  const sizes = [...SIZES.filter((size) => size < most), mostRows(most)];
  const fitting = sizes.filter((size) => size <= guess).length;
  const ceiling = Math.max(0, fitting - 1);
  let at = ceiling;
  let easy = 0;
  return {
    get rows() {
      return sizes[at];
    },
    sizes: sizes.slice(0, ceiling + 1),
    took(milliseconds) {
      const fits = (size: number): boolean => (size * milliseconds) / sizes[at] <= WANTED;
      if (milliseconds > TOO_LONG) {
        let next = Math.max(0, at - 1);
        while (next > 0 && !fits(sizes[next])) next--;
        at = next;
        easy = 0;
      } else if (at < ceiling && fits(sizes[at + 1])) {
        easy++;
        if (easy >= EASY) {
          at++;
          easy = 0;
        }
      } else {
        easy = 0;
      }
    },
  };
}
