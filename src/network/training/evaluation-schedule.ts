/** When the networks are evaluated: decided by the step alone, so that a schedule driven by it repeats exactly. */

/** The most images of an evaluation in between: enough for a curve, and a fraction of a second. */
export const SAMPLE = 2000;

const intervalAt = (step: number): number => (step < 1000 ? 50 : step < 5000 ? 100 : 250);

/**
 * What is evaluated after a step: nothing, a sample of the test images, or all of them.
 *
 * A sample every 50 steps, later every 100 and every 250, and three times at the beginning, where the loss falls
 * fastest; all images at the end of an epoch (where epochs are longer than that) and of the training.
 */
export function evaluationAt(step: number, perEpoch: number, steps: number): 'none' | 'sample' | 'all' {
  const interval = intervalAt(step);
  if (step === steps) return 'all';
  if (step > 0 && step % perEpoch === 0 && perEpoch >= interval) return 'all';
  return step === 10 || step === 25 || step % interval === 0 ? 'sample' : 'none';
}

/** How many steps after a step the next evaluation is made, the training's end aside. */
export function nextEvaluation(step: number, perEpoch: number): number {
  let next = step + 1;
  while (evaluationAt(next, perEpoch, Number.POSITIVE_INFINITY) === 'none') next++;
  return next - step;
}

/** Fewer images say little. */
const LEAST = 250;

/**
 * How many validation images an evaluation takes so that it is over when the next is due and has half of the time meanwhile:
 * all of them where the machine is fast enough.
 *
 * @param room milliseconds until the next one @param perImage milliseconds that an image takes
 */
export function sampleFor(room: number, perImage: number): number {
  let images = SAMPLE;
  while (images > LEAST && images * perImage > room) images /= 2;
  return images;
}
