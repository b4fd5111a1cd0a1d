/**
 * A batch without the pixels that are blank in all of its images: they move no output and have no gradient, and of a batch
 * of 64 digits they are more than a third. What is left out would only have added zeros, so nothing else changes.
 */
import { PIXELS } from '../../data/images.ts';
import { COLUMNS } from '../../model/layout.ts';

/**
 * WebGL compiles programs for each shape: shapes are chosen in steps of this many columns, with some to spare beyond what
 * the first batch needs, and only ever grow.
 */
const STEP = 32;
const SPARE = 1.12;

/** Of a batch's matrix `[rows × 788]`, the columns that matter. */
export interface ActivePixels {
  /** The pixels that are not blank in all images, in order: the first `count`. */
  readonly pixels: Uint16Array;
  readonly count: number;
  /** How many columns `images` has: those pixels, the one that meets the bias, and zeros. */
  readonly columns: number;
  /** `[rows × columns]`, valid until the next call. */
  readonly images: Float32Array;
}

/** @returns what finds the columns of one batch `[rows × 788]` after another. */
export function createActivePixels(): (images: Float32Array, rows: number) => ActivePixels {
  const blank = new Uint8Array(PIXELS);
  const pixels = new Uint16Array(PIXELS);
  let columns = 0;
  let taken = new Float32Array(0);

  return (images, rows) => {
    blank.fill(1);
    for (let row = 0; row < rows; row++) {
      const from = row * COLUMNS;
      for (let i = 0; i < PIXELS; i++) if (images[from + i] !== 0) blank[i] = 0;
    }
    let count = 0;
    for (let i = 0; i < PIXELS; i++) if (blank[i] === 0) pixels[count++] = i;
    if (count + 1 > columns) {
      columns = Math.min(COLUMNS, STEP * Math.ceil((SPARE * (count + 1)) / STEP));
    }
    if (taken.length !== rows * columns) taken = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      const from = row * COLUMNS;
      const to = row * columns;
      for (let c = 0; c < count; c++) taken[to + c] = images[from + pixels[c]];
      taken[to + count] = images[from + PIXELS];
      taken.fill(0, to + count + 1, to + columns);
    }
    return { pixels, count, columns, images: taken };
  };
}
