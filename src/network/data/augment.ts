/**
 * Images moved, turned and made noisy before they are trained on, so that a network sees no image twice.
 *
 * What happens to an image is addressed by the experiment's seed, the number of the batch and the image's position: the same
 * for all runs, and had again whenever the batch is. Validation and test images are left as they are.
 */
import { cos, sin } from '../../core/elementary/index.ts';
import type { NetworkArguments } from '../../core/network.ts';
import { random } from '../../core/random.ts';
import { COLUMNS } from '../model/layout.ts';
import { AUGMENTATION } from '../random-streams.ts';
import type { Rows } from './batch-buffer.ts';
import { PIXELS, SIDE } from './images.ts';

export type Augmentation = Pick<NetworkArguments, 'shift' | 'rotate' | 'noise'>;

/** Whether anything is changed at all. */
export const augments = ({ shift = 0, rotate = 0, noise = 0 }: Augmentation): boolean =>
  shift > 0 || rotate > 0 || noise > 0;

const MIDDLE = (SIDE - 1) / 2;
const source = new Float32Array(PIXELS);

/**
 * Changes the images of a batch in place. Shift and angle are uniform up to the most on either side; noise is normal, and
 * what leaves the range from 0 to 1 is cut off. Between pixels is interpolated linearly; outside is paper.
 *
 * @param positions The images' positions in their set, a row each.
 */
export function augment(
  { images }: Rows,
  positions: Uint32Array,
  { shift = 0, rotate = 0, noise = 0 }: Augmentation,
  seed: number,
  batch: number,
): void {
  positions.forEach((position, row) => {
    const chance = random(seed, AUGMENTATION, batch, position);
    const either = (most: number): number => most * (2 * chance.uniform() - 1);
    const [dx, dy, angle] = [either(shift), either(shift), (either(rotate) * Math.PI) / 180];
    const pixels = images.subarray(row * COLUMNS, row * COLUMNS + PIXELS);
    if (shift > 0 || rotate > 0) move(pixels, dx, dy, angle);
    if (noise > 0) {
      for (let p = 0; p < PIXELS; p++) {
        pixels[p] = Math.max(0, Math.min(1, pixels[p] + noise * chance.normal()));
      }
    }
  });
}

/** Turns an image about its middle (clockwise on the page, where y points down), then moves it. */
function move(pixels: Float32Array, dx: number, dy: number, angle: number): void {
  source.set(pixels);
  const [c, s] = [cos(angle), sin(angle)];
  const pixelAt = (x: number, y: number): number =>
    x >= 0 && x < SIDE && y >= 0 && y < SIDE ? source[y * SIDE + x] : 0;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const [u, v] = [x - MIDDLE - dx, y - MIDDLE - dy];
      const fromX = c * u + s * v + MIDDLE;
      const fromY = c * v - s * u + MIDDLE;
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [a, b] = [fromX - left, fromY - top];
      pixels[y * SIDE + x] =
        (1 - b) * ((1 - a) * pixelAt(left, top) + a * pixelAt(left + 1, top)) +
        b * ((1 - a) * pixelAt(left, top + 1) + a * pixelAt(left + 1, top + 1));
    }
  }
}
