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

/** Writes the images at `positions`, each followed by a one, and zeros into the rows that are left. The columns after the one
 * are never written: they stay zeros. */
export function fillRows(rows: Rows, set: ImageSet, positions: Uint32Array): void {
  const { images, labels } = rows;
  positions.forEach((position, row) => {
    const source = position * PIXELS;
    const target = row * COLUMNS;
    for (let i = 0; i < PIXELS; i++) images[target + i] = scaled[set.pixels[source + i]];
    images[target + PIXELS] = 1;
    labels[row] = set.labels[position];
  });
  images.fill(0, positions.length * COLUMNS);
  labels.fill(0, positions.length);
}
