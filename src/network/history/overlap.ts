/** Reports of steps that were made twice, because a training went on from a checkpoint. */
import { evaluatedStep, lastStep, type NetworkChunk } from './record.ts';

/** What is already recorded: the last step, and the step of the latest evaluation. */
export interface Recorded {
  readonly last: number;
  readonly evaluated: number;
  /** The step of the latest evaluation on all test images. */
  readonly tested?: number;
}

/** The part of a report that is not recorded yet; null when all of it is. */
export function newPart(
  chunk: NetworkChunk,
  { last, evaluated, tested = -1 }: Recorded,
): NetworkChunk | null {
  const { count } = chunk;
  const end = lastStep(chunk);
  const step = evaluatedStep(chunk);
  const isNew =
    step !== null &&
    (step > evaluated || (step === evaluated && chunk.evaluation?.test != null && step > tested));
  const evaluation = isNew ? chunk.evaluation : null;
  const known = Math.min(count, Math.max(0, last - chunk.from + 1));
  if (end >= last && known === 0) {
    const nothing = count === 0 && evaluation === null && chunk.rates === null;
    return nothing ? null : { ...chunk, evaluation };
  }
  if (known === count && evaluation === null) return null;
  const rest = (column: Float64Array): Float64Array => column.slice((column.length / count) * known);
  const { followed } = chunk;
  return {
    ...chunk,
    from: Math.max(chunk.from + known, last + 1),
    count: count - known,
    trainLoss: rest(chunk.trainLoss),
    trainAccuracy: rest(chunk.trainAccuracy),
    lr: rest(chunk.lr),
    time: rest(chunk.time),
    followed: followed && {
      ...followed,
      rate: rest(followed.rate),
      realized: rest(followed.realized),
      value: rest(followed.value),
    },
    rates: known < count ? chunk.rates : null,
    sample: end < last ? null : chunk.sample,
    evaluation: evaluation && end < last && step !== null ? { ...evaluation, step } : evaluation,
  };
}
