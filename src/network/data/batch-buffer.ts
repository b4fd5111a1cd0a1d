/** Images as rows of numbers, as the network takes them (`Batch`). */

import { COLUMNS } from '../model/layout.ts';
import { type ImageSet, PIXELS } from './images.ts';

/** Room for a batch: `[rows × 788]` and `[rows]`. */
export interface Rows {
  readonly images: Float32Array;
  readonly labels: Uint8Array;
}

export const createRows = (rows: number): Rows => ({
  images: new Float32Array(rows * COLUMNS),
  labels: new Uint8Array(rows),
});

/** 0 … 255 as 0 … 1. */
const scaled = Float32Array.from({ length: 256 }, (_, value) => value / 255);

/** Writes the images at `positions`, each followed by a one and zeros, and zeros into the rows that are left. */
export function fillRows(rows: Rows, set: ImageSet, positions: Uint32Array): void {
  const { images, labels } = rows;
  const { pixels } = set;
  images.fill(0);
  for (let row = 0; row < positions.length; row++) {
    const position = positions[row];
    const end = (position + 1) * PIXELS;
    let target = row * COLUMNS;
    // Most of an image is blank: four pixels at a time are passed over.
    for (let i = position * PIXELS; i < end; i += 4, target += 4) {
      const [a, b, c, d] = [pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]];
      if ((a | b | c | d) === 0) continue;
      images[target] = scaled[a];
      images[target + 1] = scaled[b];
      images[target + 2] = scaled[c];
      images[target + 3] = scaled[d];
    }
    images[row * COLUMNS + PIXELS] = 1;
    labels[row] = set.labels[position];
  }
  labels.fill(0, positions.length);
}
