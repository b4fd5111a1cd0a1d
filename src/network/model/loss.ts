/** Softmax cross-entropy of the networks' outputs, in float64. */
import { exp, log } from '../../core/elementary/index.ts';
import { CLASSES } from '../data/images.ts';

/**
 * Adds to `loss` each run's cross-entropy summed over the batch, and to `correct` the number of images whose largest
 * output is their label's. `logits` is `[runs × rows × 10]`; only the first `count` rows are images.
 *
 * −ln p = ln Σ exp(zⱼ − z_max) − (z_label − z_max), which neither overflows nor loses a small p.
 */
export function softmaxLoss(
  logits: Float32Array,
  batch: { readonly labels: Uint8Array; readonly count: number },
  runs: number,
  loss: Float64Array,
  correct: Float64Array,
): void {
  const rows = batch.labels.length;
  for (let k = 0; k < runs; k++) {
    for (let row = 0; row < batch.count; row++) {
      const at = (k * rows + row) * CLASSES;
      let best = 0;
      for (let j = 1; j < CLASSES; j++) if (logits[at + j] > logits[at + best]) best = j;
      const max = logits[at + best];
      let sum = 0;
      for (let j = 0; j < CLASSES; j++) sum += exp(logits[at + j] - max);
      loss[k] += log(sum) - (logits[at + batch.labels[row]] - max);
      if (best === batch.labels[row]) correct[k]++;
    }
  }
}

/** Writes the labels as rows that are 1 at the label and 0 elsewhere, `[rows × 10]`. */
export function oneHot(labels: Uint8Array): Float32Array {
  const hot = new Float32Array(labels.length * CLASSES);
  for (let row = 0; row < labels.length; row++) hot[row * CLASSES + labels[row]] = 1;
  return hot;
}
