import type { FollowedColumns, FollowedWeight, NetworkChunk } from '../history/record.ts';
import type { Training } from './training.ts';

/** The steps that have not been reported yet, step by step as `NetworkChunk` lays them out. */
export interface Columns {
  readonly count: number;
  /** Keeps what the latest step left; `seconds` of training were spent up to its end. */
  push(training: Training, seconds: number): void;
  /** Follows other weights of the first layer. Only between `take` and `push`: a report follows the same all through. */
  follow(weights: readonly FollowedWeight[]): void;
  /** Hands the columns out and begins new ones. */
  take(): Pick<NetworkChunk, 'trainLoss' | 'trainAccuracy' | 'lr' | 'time' | 'followed'>;
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
