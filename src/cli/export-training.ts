/** A training as a folder: the program beside the first weights, the order of the images, and the images that we draw ourselves. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { networkArguments } from '../core/network.ts';
import type { Experiment } from '../experiment/index.ts';
import { createBatches } from '../network/data/batches.ts';
import type { ImageSet } from '../network/data/images.ts';
import { taught } from '../network/data/taught.ts';
import { initialWeights } from '../network/model/init.ts';
import { networkLayout } from '../network/model/layout.ts';
import { loadImages } from '../network/trace.ts';
import { type ProgramId, trainingOf } from '../report/program/index.ts';
import { npy } from '../report/program/npy.ts';
import { listFiles } from './files.ts';

/** An IDX file: big-endian, with a magic number that says bytes and how many sides. */
function idx(magic: number, sides: readonly number[], values: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 * (1 + sides.length) + values.length);
  const view = new DataView(bytes.buffer);
  [magic, ...sides].forEach((value, i) => {
    view.setInt32(4 * i, value);
  });
  bytes.set(values, 4 * (1 + sides.length));
  return bytes;
}

/** The positions of the images in each batch, −1 where a batch is shorter. */
function batchesOf(images: number, size: number, count: number, seed: number): Int32Array {
  const batches = createBatches(images, size, seed);
  const all = new Int32Array(count * size).fill(-1);
  for (let number = 0; number < count; number++) all.set(batches.at(number), number * size);
  return all;
}

/**
 * Writes the folder.
 *
 * @throws RangeError where a run cannot be repeated; DataError when the images cannot be had.
 */
export async function exportTraining(
  experiment: Experiment,
  library: ProgramId,
  folder: string,
  dataDirectory: string | null,
): Promise<void> {
  const { file, text } = trainingOf(experiment, library);
  const args = networkArguments(experiment.surface.args);
  const loaded = await loadImages({
    args,
    dataDirectory: dataDirectory ?? undefined,
    listFiles,
    readFile: (path) => readFile(path),
  });
  const { steps, seed, runs } = experiment;
  const { train, test } = taught(loaded, args, seed);
  const images = args.images ? Math.min(args.images, train.count) : train.count;
  const every = runs.map(({ stages }) =>
    Number(stages.find(({ id }) => id === 'accumulate')?.args.every ?? 1),
  );
  const count = steps * Math.max(...every);
  const weights = initialWeights(networkLayout(args.hidden), seed, args);
  await mkdir(folder, { recursive: true });
  const put = (name: string, content: string | Uint8Array): Promise<void> =>
    writeFile(join(folder, name), content);
  await put(file, text);
  await put('weights.npy', npy(weights, [weights.length]));
  await put('batches.npy', npy(batchesOf(images, args.batch, count, seed), [count, args.batch]));
  // What is trained on is in no file of others where it is drawn here, or chosen from, or relabelled.
  if (args.data !== 'digits' && train === loaded.train) return;
  const sets: readonly (readonly [string, ImageSet])[] = [
    ['train', train],
    ['t10k', test],
  ];
  for (const [name, { count: length, pixels, labels }] of sets) {
    await put(`${name}-images-idx3-ubyte`, idx(2051, [length, 28, 28], pixels));
    await put(`${name}-labels-idx1-ubyte`, idx(2049, [length], labels));
  }
}
