/** How the networks read single images: a fixed sample of the test images, and what a person draws. */

import type { Rows } from '../data/batch-buffer.ts';
import { CLASSES, type ImageSet, PIXELS } from '../data/images.ts';
import type { SampleReading } from '../history/record.ts';
import { COLUMNS } from '../model/layout.ts';

/** Images of the sample. */
export const SAMPLE_IMAGES = 16;

/** Images with their labels, a byte a pixel: what the page shows of the sample. */
export interface Sample {
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** The images at positions `order[0]`, `order[1]`, …: the same for every experiment on the same data. */
export function sampleOf(images: ImageSet, order: Uint32Array): Sample {
  const positions = order.subarray(0, SAMPLE_IMAGES);
  const pixels = new Uint8Array(positions.length * PIXELS);
  positions.forEach((position, i) => {
    pixels.set(images.pixels.subarray(position * PIXELS, (position + 1) * PIXELS), i * PIXELS);
  });
  return { pixels, labels: Uint8Array.from(positions, (position) => images.labels[position]) };
}

/** Writes up to a row's number of images (values 0 … 1) into rows as the network takes them. Returns how many. */
export function fillImages(rows: Rows, images: Float32Array, from: number): number {
  const count = Math.min(rows.labels.length, images.length / PIXELS - from);
  rows.images.fill(0);
  for (let row = 0; row < count; row++) {
    const start = (from + row) * PIXELS;
    rows.images.set(images.subarray(start, start + PIXELS), row * COLUMNS);
    rows.images[row * COLUMNS + PIXELS] = 1;
  }
  return count;
}

/** The likeliest digit of each image and its probability, from probabilities `[… × 10]`; 255 where they are NaN. */
export function readingOf(probabilities: Float32Array): SampleReading {
  const count = probabilities.length / CLASSES;
  const digits = new Uint8Array(count).fill(255);
  const confidence = new Float32Array(count).fill(Number.NaN);
  for (let i = 0; i < count; i++) {
    for (let digit = 0; digit < CLASSES; digit++) {
      const probability = probabilities[i * CLASSES + digit];
      if (probability > confidence[i] || (digits[i] === 255 && !Number.isNaN(probability))) {
        digits[i] = digit;
        confidence[i] = probability;
      }
    }
  }
  return { digits, confidence };
}
