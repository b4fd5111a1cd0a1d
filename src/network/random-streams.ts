/**
 * What the seeded streams of this room are for: the second part of their address, after the seed.
 *
 * 1 is the gradient noise of `core/gradient/noise.ts`, which runs beside these with the same seed.
 */
export const WEIGHTS = 2;
export const BATCHES = 3;
export const DROPOUT = 4;
export const DIGITS = 5;
export const TEST_ORDER = 6;
export const AUGMENTATION = 7;
export const LABELS = 8;
export const PLANE_IMAGES = 20;
export const DIRECTIONS = 21;
export const CURVATURE = 22;
export const LANCZOS = 23;
