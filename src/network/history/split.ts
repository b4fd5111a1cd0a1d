/** A report of several runs as reports of one run each: runs are recorded, kept and trained again one by one. */
import type {
  FollowedColumns,
  NetworkChunk,
  NetworkEvaluation,
  NetworkRates,
  SampleReading,
} from './record.ts';

type Column = Float64Array | Float32Array | Uint32Array | Uint8Array;

/** The part of run `run` of a column that has one run after another. */
const block = <C extends Column>(column: C, run: number, runs: number): C => {
  const size = column.length / runs;
  return column.slice(run * size, (run + 1) * size) as C;
};

/** The part of run `run` of a column that has one step after another, and in each one run after another. */
function stripe(column: Float64Array, run: number, runs: number, steps: number): Float64Array {
  const width = column.length / (runs * Math.max(1, steps));
  const part = new Float64Array(width * steps);
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < width; i++) part[step * width + i] = column[(step * runs + run) * width + i];
  }
  return part;
}

const ratesOf = (rates: NetworkRates, run: number, runs: number): NetworkRates => ({
  effective: block(rates.effective, run, runs),
  realized: block(rates.realized, run, runs),
  untouched: block(rates.untouched, run, runs),
  pixels: block(rates.pixels, run, runs),
  histogram: block(rates.histogram, run, runs),
  unit: rates.unit && { ...rates.unit, pixels: block(rates.unit.pixels, run, runs) },
});

const sampleOf = ({ digits, confidence }: SampleReading, run: number, runs: number): SampleReading => ({
  digits: block(digits, run, runs),
  confidence: block(confidence, run, runs),
});

const followedOf = (columns: FollowedColumns, run: number, runs: number, steps: number): FollowedColumns => ({
  weights: columns.weights,
  rate: stripe(columns.rate, run, runs, steps),
  realized: stripe(columns.realized, run, runs, steps),
  value: stripe(columns.value, run, runs, steps),
});

const evaluationOf = (
  { loss, accuracy, test, ...rest }: NetworkEvaluation,
  run: number,
): NetworkEvaluation => ({
  ...rest,
  loss: loss.slice(run, run + 1),
  accuracy: accuracy.slice(run, run + 1),
  test: test && { loss: test.loss.slice(run, run + 1), accuracy: test.accuracy.slice(run, run + 1) },
});

/** What a report of `runs` runs says of one of them, as a report of that run alone. Copies. */
export function chunkOfRun(chunk: NetworkChunk, run: number, runs: number): NetworkChunk {
  const { count, followed, sample, rates, evaluation } = chunk;
  return {
    ...chunk,
    trainLoss: stripe(chunk.trainLoss, run, runs, count),
    trainAccuracy: stripe(chunk.trainAccuracy, run, runs, count),
    lr: stripe(chunk.lr, run, runs, count),
    time: chunk.time.slice(),
    followed: followed && followedOf(followed, run, runs, count),
    sample: sample && sampleOf(sample, run, runs),
    rates: rates && ratesOf(rates, run, runs),
    evaluation: evaluation && evaluationOf(evaluation, run),
    divergedAt: [chunk.divergedAt[run]],
  };
}
