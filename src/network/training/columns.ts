/** What is recorded of every step until it is reported. */
import type { FollowedColumns, FollowedWeight, NetworkChunk } from '../history/record.ts';
import type { Training } from './training.ts';

export type TakenColumns = Pick<NetworkChunk, 'trainLoss' | 'trainAccuracy' | 'lr' | 'time' | 'followed'>;

/** Columns of the same steps, of which those of some runs count. */
export interface PartOfColumns {
  readonly columns: TakenColumns;
  /** Runs, by their number among all, and by their place in these columns. */
  readonly runs: readonly { readonly run: number; readonly place: number }[];
}

/** The steps that have not been reported yet, step by step as `NetworkChunk` lays them out. */
export interface Columns {
  readonly count: number;
  /** Keeps what the latest step left; `seconds` of training were spent up to its end. */
  push(training: Training, seconds: number): void;
  /** Takes steps whose runs were recorded apart, every run in one of the parts. Times are those of the first part. */
  append(parts: readonly PartOfColumns[]): void;
  /** What is followed. */
  readonly weights: readonly FollowedWeight[];
  /** Follows other weights of the first layer. Only between `take` and `push`: a report follows the same all through. */
  follow(weights: readonly FollowedWeight[]): void;
  /** Hands the columns out and begins new ones. */
  take(): TakenColumns;
}

export function createColumns(): Columns {
  let count = 0;
  let trainLoss: number[] = [];
  let trainAccuracy: number[] = [];
  let lr: number[] = [];
  let time: number[] = [];
  let weights: readonly FollowedWeight[] = [];
  let rate: number[] = [];
  let realized: number[] = [];
  let value: number[] = [];

  const pushFollowed = ({ layout, theta, updaters, touched, divergedAt }: Training): void => {
    const { units } = layout.layers[0];
    theta.forEach((values, k) => {
      const gone = divergedAt[k] > 0;
      for (const { pixel, unit } of weights) {
        const i = pixel * units + unit;
        const updater = updaters[k];
        rate.push(gone || touched[k][i] === 0 ? Number.NaN : updater.rate[i]);
        realized.push(gone || updater.gradient[i] === 0 ? Number.NaN : updater.realized[i]);
        value.push(gone ? Number.NaN : values[i]);
      }
    });
  };
  const followed = (): FollowedColumns | null =>
    weights.length === 0 || count === 0
      ? null
      : {
          weights,
          rate: Float64Array.from(rate),
          realized: Float64Array.from(realized),
          value: Float64Array.from(value),
        };

  return {
    get count() {
      return count;
    },
    push(training, seconds) {
      count++;
      trainLoss.push(...training.trainLoss);
      trainAccuracy.push(...training.trainAccuracy);
      lr.push(...training.lr);
      time.push(seconds);
      pushFollowed(training);
    },
    get weights() {
      return weights;
    },
    append(parts) {
      const steps = parts[0].columns.time.length;
      count += steps;
      for (let step = 0; step < steps; step++) {
        const at = { values: trainLoss.length, followed: rate.length };
        time.push(parts[0].columns.time[step]);
        for (const { columns, runs: ofPart } of parts) {
          const width = columns.trainLoss.length / steps;
          for (const { run, place } of ofPart) {
            const from = step * width + place;
            trainLoss[at.values + run] = columns.trainLoss[from];
            trainAccuracy[at.values + run] = columns.trainAccuracy[from];
            lr[at.values + run] = columns.lr[from];
            for (let w = 0; columns.followed && w < weights.length; w++) {
              const to = at.followed + run * weights.length + w;
              const source = from * weights.length + w;
              rate[to] = columns.followed.rate[source];
              realized[to] = columns.followed.realized[source];
              value[to] = columns.followed.value[source];
            }
          }
        }
      }
    },
    follow(wanted) {
      weights = wanted;
    },
    take() {
      const taken = {
        trainLoss: Float64Array.from(trainLoss),
        trainAccuracy: Float64Array.from(trainAccuracy),
        lr: Float64Array.from(lr),
        time: Float64Array.from(time),
        followed: followed(),
      };
      count = 0;
      trainLoss = [];
      trainAccuracy = [];
      lr = [];
      time = [];
      rate = [];
      realized = [];
      value = [];
      return taken;
    },
  };
}
