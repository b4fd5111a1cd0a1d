/**
 * Handwriting without a hand: images of digits drawn by the program, from a seed, so that networks can be trained with
 * no file and no network at all.
 *
 * Each image takes one of the ways to write its digit, moves the pen's points a little, bends the plane they are on,
 * slants, turns and stretches it, and draws it with a pen of some width. Then it is brought into the frame as MNIST's
 * are (LeCun, Cortes, Burges): scaled to fit 20 × 20 pixels, and put into 28 × 28 with its centre of mass in the middle.
 */
import { cos, exp, pow, sin } from '../../core/elementary/index.ts';
import { permutation, type Random, random } from '../../core/random.ts';
import { DIGITS } from '../random-streams.ts';
import { CLASSES, type Dataset, type ImageSet, PIXELS } from './images.ts';
import { rasterize } from './rasterizer.ts';
import { digitStyles, type Style } from './strokes.ts';

/** A line as it is made: x, y, x, y, … */
type Line = number[];

/** Straight pieces that a curve between two points is drawn with. */
const PIECES = 5;

/** Images to train on and to test on. */
const TRAIN = 10_000;
const TEST = 2000;
/** Images drawn before others are let in. */
const SLICE = 250;
/** The images are the same for every experiment: an experiment's seed does not reach them. */
const SEED = 1;

/** The drawn images: 10,000 to train on and 2,000 to test on. */
export async function drawDigits(options: {
  yieldToEventLoop(): Promise<void>;
  progress(phase: 'drawing', fraction: number): void;
}): Promise<Dataset> {
  const sets: ImageSet[] = [];
  let done = 0;
  for (const [part, count] of [TRAIN, TEST].entries()) {
    const set = emptySet(count, SEED + part);
    for (let from = 0; from < count; from += SLICE) {
      options.progress('drawing', done / (TRAIN + TEST));
      await options.yieldToEventLoop();
      drawInto(set, SEED + part, from, Math.min(from + SLICE, count));
      done += SLICE;
    }
    sets.push(set);
  }
  return { train: sets[0], test: sets[1] };
}

/** Draws a set of `count` images at once. Each digit is as frequent as any other; image `i` depends on seed and `i` only. */
export function drawSet(count: number, seed: number): ImageSet {
  const set = emptySet(count, seed);
  drawInto(set, seed, 0, count);
  return set;
}

function emptySet(count: number, seed: number): ImageSet {
  const order = permutation(count, random(seed, DIGITS));
  const labels = Uint8Array.from(order, (position) => position % CLASSES);
  return { count, pixels: new Uint8Array(count * PIXELS), labels };
}

function drawInto(set: ImageSet, seed: number, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    drawDigit(set.labels[i], random(seed, DIGITS, i + 1), set.pixels.subarray(i * PIXELS, (i + 1) * PIXELS));
  }
}

/** Draws one digit into 784 pixels. */
function drawDigit(digit: number, chance: Random, pixels: Uint8Array): void {
  const lines = distorted(write(pick(digitStyles[digit], chance), chance), chance);
  const radius = 0.75 + 1.05 * pow(chance.uniform(), 1.3);
  rasterize(lines, { radius, swell: 0.08 + 0.12 * chance.uniform(), phase: chance.uniform() }, pixels);
}

function pick(styles: readonly Style[], chance: Random): Style {
  const total = styles.reduce((sum, { weight }) => sum + weight, 0);
  let left = chance.uniform() * total;
  for (const each of styles) {
    left -= each.weight;
    if (left < 0) return each;
  }
  return styles[0];
}

/** The strokes of a style with every point moved a little, as lines. */
function write(style: Style, chance: Random): Line[] {
  const shake = 0.015 + 0.03 * chance.uniform();
  const width = style.aspect * exp(0.2 * chance.normal());
  return style.strokes.map((pieces) => {
    const line: Line = [];
    let end: readonly [number, number] | null = null;
    for (const piece of pieces) {
      const points = piece.map(
        ([x, y]) => [(x + shake * chance.normal()) * width, y + shake * chance.normal()] as const,
      );
      if (end) points[0] = end;
      end = points[points.length - 1];
      curve(points, line);
    }
    return line;
  });
}

/** Appends a smooth curve through the points (Catmull and Rom 1974), as straight pieces. */
function curve(points: readonly (readonly [number, number])[], line: Line): void {
  const at = (i: number) => points[Math.max(0, Math.min(points.length - 1, i))];
  if (line.length === 0) line.push(points[0][0], points[0][1]);
  for (let i = 0; i + 1 < points.length; i++) {
    const [p, q, r, s] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let k = 1; k <= PIECES; k++) {
      const t = k / PIECES;
      for (const axis of [0, 1] as const) {
        const b = (r[axis] - p[axis]) / 2;
        const e = (s[axis] - q[axis]) / 2;
        const d = q[axis] - r[axis];
        line.push(q[axis] + t * (b + t * (-3 * d - 2 * b - e + t * (2 * d + b + e))));
      }
    }
  }
}

/** Bends the plane with slow waves, then slants, turns and stretches it. */
function distorted(lines: readonly Line[], chance: Random): Line[] {
  const waves = Array.from({ length: 4 }, () => ({
    kx: 0.7 * chance.normal(),
    ky: 0.7 * chance.normal(),
    phase: 2 * Math.PI * chance.uniform(),
    dx: 0.045 * chance.normal(),
    dy: 0.045 * chance.normal(),
  }));
  const slant = 0.18 + 0.22 * chance.normal();
  const turn = 0.13 * chance.normal();
  const [c, s] = [cos(turn), sin(turn)];
  return lines.map((line) => {
    const moved: Line = [];
    for (let i = 0; i < line.length; i += 2) {
      let x = line[i];
      let y = line[i + 1];
      for (const { kx, ky, phase, dx, dy } of waves) {
        const wave = sin(kx * Math.PI * line[i] + ky * Math.PI * line[i + 1] + phase);
        x += dx * wave;
        y += dy * wave;
      }
      x -= slant * (y - 0.5);
      moved.push(c * x - s * y, s * x + c * y);
    }
    return moved;
  });
}
