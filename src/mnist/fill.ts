/** Images as rows of numbers, as the network takes them (`Batch`). */
import { type ImageSet, PIXELS } from './images.ts';

/** Room for a batch: `[rows × 785]` and `[rows]`. */
export interface Rows {
  readonly images: Float32Array;
  readonly labels: Uint8Array;
}

export const createRows = (rows: number): Rows => ({
  images: new Float32Array(rows * (PIXELS + 1)),
  labels: new Uint8Array(rows),
});

/** 0 … 255 as 0 … 1. */
const scaled = Float32Array.from({ length: 256 }, (_, value) => value / 255);

/** Writes the images at `positions`, each followed by a one, and zeros into the rows that are left. */
export function fillRows(rows: Rows, set: ImageSet, positions: Uint32Array): void {
  const { images, labels } = rows;
  let target = 0;
  positions.forEach((position, row) => {
    const source = position * PIXELS;
    for (let i = 0; i < PIXELS; i++) images[target++] = scaled[set.pixels[source + i]];
    images[target++] = 1;
    labels[row] = set.labels[position];
  });
  images.fill(0, target);
  labels.fill(0, positions.length);
}
