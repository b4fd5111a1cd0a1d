/**
 * What rules that act on whole layers or matrices share: where the blocks of `theta` lie, and buffers made
 * once a run.
 */
import type { Step, Vector } from '../types.ts';

/** One tensor of parameters: `theta[from … to − 1]`, in the order of `shape`. */
export interface Block {
  readonly from: number;
  readonly to: number;
  readonly shape: readonly number[];
}

/**
 * Something a rule needs during an update and no longer, or that follows from the run's arguments alone: made
 * on the first call for a run and found again afterwards, so that updates allocate nothing. Not part of the
 * state of a run.
 */
export function perRun<S extends object, T>(create: (step: S) => T): (step: S) => T {
  const made = new WeakMap<S, T>();
  return (step) => {
    let value = made.get(step);
    if (value === undefined) {
      value = create(step);
      made.set(step, value);
    }
    return value;
  };
}

/**
 * The blocks that `shapes` lay end to end in a vector of `length`. Without shapes all of it is one block, a
 * vector.
 *
 * @throws RangeError when the shapes do not add up to `length`.
 */
export function layBlocks(length: number, shapes: Step['shapes']): readonly Block[] {
  let to = 0;
  const blocks = (shapes ?? [[length]]).map((shape) => {
    const from = to;
    to += shape.reduce((size, side) => size * side, 1);
    return { from, to, shape };
  });
  if (to !== length) throw new RangeError(`The shapes hold ${to} numbers, but theta has ${length}.`);
  return blocks;
}

/** The blocks of a run's parameters. */
export const blocksOf = perRun(({ theta, shapes }: Step) => layBlocks(theta.length, shapes));

/** The Euclidean norm of `vector[from … to − 1]`, scaled where squares overflow or vanish, as hypot does. */
export function norm(vector: Vector, from = 0, to = vector.length): number {
  const plain = sumOfSquares(vector, from, to, 1);
  if (plain > 1e-280 && plain < Number.POSITIVE_INFINITY) return Math.sqrt(plain);
  // Powers of two, so that scaling rounds nothing.
  const scale = plain > 1 ? 2 ** -600 : 2 ** 600;
  return Math.sqrt(sumOfSquares(vector, from, to, scale)) / scale;
}

function sumOfSquares(vector: Vector, from: number, to: number, scale: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const scaled = scale * vector[i];
    sum += scaled * scaled;
  }
  return sum;
}

/** The inner product of two vectors of one length. */
export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
