/** The batches that networks are trained on, as engines take them: the same for all runs, and had again whenever they are. */
import type { NetworkArguments } from '../../core/network.ts';
import { augment, augments } from '../data/augment.ts';
import { createRows, fillRows, type Rows } from '../data/batch-buffer.ts';
import { createBatches, dropoutMask } from '../data/batches.ts';
import type { ImageSet } from '../data/images.ts';
import type { Batch } from '../engines/engine.ts';
import type { Layout } from '../model/layout.ts';

export interface TrainingBatches {
  /** Images that are trained on. */
  readonly images: number;
  /** Batches an epoch. */
  readonly perEpoch: number;
  /** A batch by its number. Valid until the next one is asked for. */
  at(number: number): Batch;
  /** Where the images of a batch are in their set. Valid until asked for again. */
  positions(number: number): Uint32Array;
}

/** How many images of a set are trained on. */
export const imagesTaken = (set: ImageSet, { images }: NetworkArguments): number =>
  images ? Math.min(images, set.count) : set.count;

export const createTrainingBatches = (
  set: ImageSet,
  args: NetworkArguments,
  seed: number,
  layout: Layout,
): TrainingBatches =>
  createBatchesOf(imagesTaken(set, args), args, seed, layout, (rows, positions) =>
    fillRows(rows, set, positions),
  );

/** @param fill writes the images at these positions, those of batch `number`, and their labels */
export function createBatchesOf(
  images: number,
  args: NetworkArguments,
  seed: number,
  layout: Layout,
  fill: (rows: Rows, positions: Uint32Array, number: number) => void,
): TrainingBatches {
  const batches = createBatches(images, args.batch, seed);
  const hidden = args.dropout > 0 ? layout.layers.slice(0, -1) : [];
  const masks = hidden.map(({ units }) => new Float32Array(args.batch * units));
  const rows = createRows(args.batch);
  return {
    images,
    perEpoch: batches.perEpoch,
    positions: batches.at,
    at(number) {
      const positions = batches.at(number);
      fill(rows, positions, number);
      if (augments(args)) augment(rows, positions, args, seed, number);
      masks.forEach((mask, l) => {
        dropoutMask(mask, args.dropout, seed, number, l);
      });
      return { ...rows, count: positions.length, masks };
    },
  };
}
