/** What a surface costs: how much of it can be looked at before the page feels slow. */
import type { Domain, PlaneFunction } from './plane.ts';

/** Milliseconds that the losses of a picture may take at once; a picture that takes longer comes coarse first. */
const AT_ONCE_MS = 30;
/** Milliseconds that the losses of the coarse picture take. */
const COARSE_MS = 10;
/** Milliseconds of one trial: clocks of some browsers tick once a millisecond. */
const TRIAL_MS = 2;
/** The quickest of so many trials counts: a machine that is busy, or code that is still cold, is no costly surface. */
const TRIALS = 4;
const BATCH = 16;

const known = new WeakMap<PlaneFunction, number>();

/**
 * How many losses over a part of the plane can be had at once when `wanted` are wanted: all of them, or fewer, by the
 * time that some of them take now or took the first time.
 *
 * @param clock Milliseconds.
 */
export function affordable(
  objective: PlaneFunction,
  { x, y }: Domain,
  wanted: number,
  clock: () => number = () => performance.now(),
): number {
  let cost = known.get(objective) ?? Number.POSITIVE_INFINITY;
  if (!known.has(objective)) {
    const point = new Float64Array(2);
    let count = 0;
    for (let trial = 0; trial < TRIALS && cost * wanted > AT_ONCE_MS; trial++) {
      const began = clock();
      const before = count;
      while (clock() - began < TRIAL_MS) {
        for (let k = 0; k < BATCH; k++) {
          count++;
          // Multiples of irrational numbers lie evenly over the square.
          point[0] = x[0] + ((count * 0.754877666) % 1) * (x[1] - x[0]);
          point[1] = y[0] + ((count * 0.569840291) % 1) * (y[1] - y[0]);
          objective.loss(point);
        }
      }
      cost = Math.min(cost, (clock() - began) / (count - before));
    }
    known.set(objective, cost);
  }
  return cost * wanted <= AT_ONCE_MS ? wanted : Math.min(wanted, COARSE_MS / cost);
}
