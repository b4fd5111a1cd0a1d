import type { Training } from './training.ts';

/** The steps that have not been reported yet, step by step as `NetworkChunk` lays them out. */
export interface Columns {
  readonly count: number;
  /** Keeps what the latest step left. */
  push(training: Training): void;
  /** Hands the columns out and begins new ones. */
  take(): { trainLoss: Float64Array; trainAccuracy: Float64Array; lr: Float64Array };
}

export function createColumns(): Columns {
  let count = 0;
  let trainLoss: number[] = [];
  let trainAccuracy: number[] = [];
  let lr: number[] = [];
  return {
    get count() {
      return count;
    },
    push(training) {
      count++;
      trainLoss.push(...training.trainLoss);
      trainAccuracy.push(...training.trainAccuracy);
      lr.push(...training.lr);
    },
    take() {
      const taken = {
        trainLoss: Float64Array.from(trainLoss),
        trainAccuracy: Float64Array.from(trainAccuracy),
        lr: Float64Array.from(lr),
      };
      count = 0;
      trainLoss = [];
      trainAccuracy = [];
      lr = [];
      return taken;
    },
  };
}
