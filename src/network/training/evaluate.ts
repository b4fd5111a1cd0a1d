/** Evaluations in slices, between which others are let in. */
import { permutation, random } from '../../core/random.ts';
import type { ImageSet } from '../data/images.ts';
import type { NetworkEvaluation } from '../history/record.ts';
import { TEST_ORDER } from '../random-streams.ts';
import type { PendingEvaluation } from './checkpoint.ts';
import { SAMPLE } from './evaluation-schedule.ts';
import type { Evaluation, Training } from './training.ts';

/** The test images in an order that is the same for every experiment; the first 2,000 are the validation sample. */
export const testOrder = (images: ImageSet): Uint32Array => permutation(images.count, random(0, TEST_ORDER));

/** An evaluation of the weights as they were when it began, which may be moved on while it goes on. */
export interface EvaluationJob extends PendingEvaluation {
  /** How much of it is done, 0 … 1. */
  readonly fraction: number;
  /**
   * Does a slice, of some 40 ms. What was found when it was the last, else null.
   *
   * @throws ContextLost; the next slice takes up what was lost.
   */
  advance(): NetworkEvaluation | null;
  /** Frees what it holds on the engine. Gone on with, it takes up what was lost. */
  dispose(): void;
}

interface Sums {
  readonly loss: Float64Array;
  readonly correct: Float64Array;
  readonly count: number;
}

/** Begins to evaluate all runs on the sample, or on all test images: then the sample's numbers are had on the way. */
export function createEvaluationJob(
  training: Training,
  images: ImageSet,
  order: Uint32Array,
  pending: PendingEvaluation,
): EvaluationJob {
  const { kind, snapshot } = pending;
  const sample = order.subarray(0, kind === 'all' ? SAMPLE : Math.min(SAMPLE, pending.images ?? SAMPLE));
  const rest = order.subarray(SAMPLE);
  const parts = kind === 'all' && rest.length > 0 ? [sample, rest] : [sample];
  const total = parts.reduce((sum, { length }) => sum + length, 0);
  const found: Sums[] = [];
  let current: Evaluation | null = null;
  const dispose = (): void => {
    current?.dispose();
    current = null;
  };
  return {
    ...pending,
    get fraction() {
      return (found.reduce((sum, { count }) => sum + count, 0) + (current?.done ?? 0)) / total;
    },
    advance() {
      const part = parts[found.length];
      try {
        if (!current) {
          // What the weights take on their way to the engine, no image has to wait for.
          current = training.evaluate(images, part, snapshot);
          return null;
        }
        if (!current.advance()) return null;
      } catch (error) {
        dispose();
        throw error;
      }
      found.push({ loss: current.loss, correct: current.correct, count: part.length });
      dispose();
      if (found.length < parts.length) return null;
      const means = meansOf(found[0]);
      const test = parts.length > 1 ? meansOf(both(found)) : sample.length === order.length ? means : null;
      return { step: snapshot.step, images: sample.length, ...means, test };
    },
    dispose,
  };
}

/**
 * A whole evaluation. `pause` is called between slices, with the fraction that is done.
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
  const job = createEvaluationJob(training, images, order, { kind, snapshot: training.snapshot() });
  try {
    for (;;) {
      const found = job.advance();
      if (found) return found;
      await pause(job.fraction);
    }
  } finally {
    job.dispose();
  }
}

const both = ([a, b]: readonly Sums[]): Sums => ({
  loss: a.loss.map((sum, k) => sum + b.loss[k]),
  correct: a.correct.map((sum, k) => sum + b.correct[k]),
  count: a.count + b.count,
});

const meansOf = ({ loss, correct, count }: Sums) => ({
  loss: loss.map((sum) => sum / count),
  accuracy: correct.map((sum) => sum / count),
});
