/** Sets of labelled images, and what is known of every one of them: 28 × 28 pixels, ten classes. */

/** Pixels of a side. */
export const SIDE = 28;
/** Pixels of an image. */
export const PIXELS = SIDE * SIDE;
export const CLASSES = 10;

/** Labelled images, one after another. */
export interface ImageSet {
  readonly count: number;
  /** `[count × 784]`, row by row from the top left; 0 is background, 255 ink. */
  readonly pixels: Uint8Array;
  /** `[count]`, 0 … 9. */
  readonly labels: Uint8Array;
}

/** What a network is trained on, and what it is tested on. */
export interface Dataset {
  readonly train: ImageSet;
  readonly test: ImageSet;
}
