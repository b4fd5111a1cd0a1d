/** A digit drawn by hand as the networks know digits: drawn by the same pen as those that they are trained on. */
import { PIXELS } from '../data/images.ts';
import { type Line, rasterize } from '../data/rasterizer.ts';

/** A pen of two pixels and a half, about as wide as the average one of the training images, which does not swell. */
const PEN = { radius: 1.3, swell: 0, phase: 0 } as const;

/** The strokes as 784 numbers, 0 background and 1 ink. null when there are none. */
export function digitOf(strokes: readonly Line[]): Float32Array | null {
  if (strokes.every(({ length }) => length === 0)) return null;
  const pixels = new Uint8Array(PIXELS);
  rasterize(strokes, PEN, pixels);
  return Float32Array.from(pixels, (value) => value / 255);
}
