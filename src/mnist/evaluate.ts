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
 * `pause` is called between slices of some 30 ms, with the fraction that is done.
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
  const part = async (from: number, to: number) => {
    const evaluation = training.evaluate(images, order.subarray(from, to));
    try {
      while (!evaluation.advance()) await pause((from + evaluation.done) / total);
      return { loss: evaluation.loss(), accuracy: evaluation.accuracy() };
    } finally {
      evaluation.dispose();
    }
  };
  const sample = await part(0, Math.min(SAMPLE, order.length));
  if (order.length <= SAMPLE) return { ...sample, test: sample };
  if (kind === 'sample') return { ...sample, test: null };
  const rest = await part(SAMPLE, order.length);
  const share = SAMPLE / order.length;
  const both = (a: Float64Array, b: Float64Array) => a.map((value, k) => share * value + (1 - share) * b[k]);
  return {
    ...sample,
    test: { loss: both(sample.loss, rest.loss), accuracy: both(sample.accuracy, rest.accuracy) },
  };
}
