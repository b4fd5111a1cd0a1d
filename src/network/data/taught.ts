/** What a network is taught of a set of images: classes of unequal size, wrong labels. Test images stay as they are. */
import { pow } from '../../core/elementary/index.ts';
import type { NetworkArguments } from '../../core/network.ts';
import { random } from '../../core/random.ts';
import { LABELS } from '../random-streams.ts';
import { CLASSES, type Dataset, type ImageSet, PIXELS } from './images.ts';

type Teaching = Pick<NetworkArguments, 'balance' | 'labelNoise'>;

/**
 * The first images of each class, in proportion to 1/k to the power of `balance` for class k, counted from 1 (digit 0 is the first):
 * as many as there are of all classes together in these proportions.
 */
function balanced(set: ImageSet, balance: number): ImageSet {
  const counts = new Array<number>(CLASSES).fill(0);
  for (const label of set.labels) counts[label]++;
  const shares = counts.map((_, k) => pow(k + 1, -balance));
  const most = Math.min(...counts.map((count, k) => count / shares[k]));
  const wanted = shares.map((share, k) => Math.min(counts[k], Math.max(1, Math.round(most * share))));
  const taken = new Array<number>(CLASSES).fill(0);
  const positions = [...set.labels.keys()].filter((i) => taken[set.labels[i]]++ < wanted[set.labels[i]]);
  const pixels = new Uint8Array(positions.length * PIXELS);
  positions.forEach((from, to) => {
    pixels.set(set.pixels.subarray(from * PIXELS, (from + 1) * PIXELS), to * PIXELS);
  });
  return {
    count: positions.length,
    pixels,
    labels: Uint8Array.from(positions, (position) => set.labels[position]),
  };
}

/** Each label is another one with the probability `share`, all others equally likely, and stays so. */
function mislabelled(set: ImageSet, share: number, seed: number): ImageSet {
  const labels = set.labels.map((label, i) => {
    const chance = random(seed, LABELS, i);
    return chance.uniform() < share ? (label + 1 + chance.integer(CLASSES - 1)) % CLASSES : label;
  });
  return { ...set, labels };
}

/** The data set as it is trained on. Pixels are shared where all images are taken. */
export function taught(dataset: Dataset, { balance = 0, labelNoise = 0 }: Teaching, seed: number): Dataset {
  let { train } = dataset;
  if (balance > 0) train = balanced(train, balance);
  if (labelNoise > 0) train = mislabelled(train, labelNoise, seed);
  return { ...dataset, train };
}
