/**
 * Which images make which batch.
 *
 * Each epoch goes through all images once, in an order of its own; its last batch is what is left over, as
 * torch.utils.data.DataLoader does it (60,000 images in batches of 64 are 938 batches, the last of 32). Batches are
 * addressed by their number from 0, so that any of them can be had again.
 */
import { permutation, random } from '../../core/random.ts';
import { BATCHES, DROPOUT } from '../random-streams.ts';

export interface Batches {
  /** Batches an epoch. */
  readonly perEpoch: number;
  /** The positions of the images in batch `number`, a view that is valid until the next call. */
  at(number: number): Uint32Array;
}

export function createBatches(images: number, size: number, seed: number): Batches {
  const perEpoch = Math.ceil(images / size);
  // Runs that accumulate are ahead of the others, by an epoch at times: two orders are kept.
  const orders = new Map<number, Uint32Array>();
  const orderOf = (epoch: number): Uint32Array => {
    let order = orders.get(epoch);
    if (!order) {
      order = permutation(images, random(seed, BATCHES, epoch));
      if (orders.size > 1) orders.delete(Math.min(...orders.keys()));
      orders.set(epoch, order);
    }
    return order;
  };
  return {
    perEpoch,
    at(number) {
      const start = (number % perEpoch) * size;
      return orderOf(Math.floor(number / perEpoch)).subarray(start, Math.min(start + size, images));
    },
  };
}

/**
 * Fills `mask` with 0 (dropped, with probability `p`) or 1/(1 − p): inverted dropout, which leaves expectations as they
 * are. The same for all runs, addressed by the batch's number and the layer.
 */
export function dropoutMask(mask: Float32Array, p: number, seed: number, batch: number, layer: number): void {
  const chance = random(seed, DROPOUT, batch, layer);
  const kept = 1 / (1 - p);
  for (let i = 0; i < mask.length; i++) mask[i] = chance.uniform() < p ? 0 : kept;
}
