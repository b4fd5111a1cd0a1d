/** A whole evaluation, with pauses in which others are let in. */
import { permutation, random } from '../core/random.ts';
import type { NetworkEvaluation } from '../frames/network.ts';
import type { ImageSet } from './images.ts';
import { SAMPLE } from './plan.ts';
import { TEST_ORDER } from './streams.ts';
import type { Training } from './training.ts';

/** The test images in an order that is the same for every experiment; the first 2,000 are the validation sample. */
export const testOrder = (images: ImageSet): Uint32Array => permutation(images.count, random(0, TEST_ORDER));

/**
 * Evaluates all runs on the sample, or on all test images: then the sample's numbers are had on the way.
 *
 * `pause` is called between slices of some 40 ms, with the fraction that is done.
 *
 * @throws ContextLost
 */
export async function evaluate(
  training: Training,
  images: ImageSet,
  order: Uint32Array,
  kind: 'sample' | 'all',
  pause: (fraction: number) => Promise<void>,
): Promise<NetworkEvaluation> {
  const total = kind === 'all' ? order.length : Math.min(SAMPLE, order.length);
  const sumsOf = async (from: number, to: number) => {
    const evaluation = training.evaluate(images, order.subarray(from, to));
    try {
      // What the weights take on their way to the backend, no slice of images has to wait for.
      await pause(from / total);
      while (!evaluation.advance()) await pause((from + evaluation.done) / total);
      return { loss: evaluation.loss, correct: evaluation.correct, count: to - from };
    } finally {
      evaluation.dispose();
    }
  };
  const sample = await sumsOf(0, Math.min(SAMPLE, order.length));
  const ofSample = meansOf(sample);
  if (order.length <= SAMPLE) return { ...ofSample, test: ofSample };
  if (kind === 'sample') return { ...ofSample, test: null };
  const rest = await sumsOf(SAMPLE, order.length);
  const both = {
    loss: sample.loss.map((sum, k) => sum + rest.loss[k]),
    correct: sample.correct.map((sum, k) => sum + rest.correct[k]),
    count: order.length,
  };
  return { ...ofSample, test: meansOf(both) };
}

const meansOf = (sums: { loss: Float64Array; correct: Float64Array; count: number }) => ({
  loss: sums.loss.map((sum) => sum / sums.count),
  accuracy: sums.correct.map((sum) => sum / sums.count),
});
