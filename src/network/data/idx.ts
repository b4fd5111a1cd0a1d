/**
 * The IDX format of the MNIST files (LeCun, Cortes, Burges), gzipped or not, and which of the four files is which.
 *
 * Big-endian: images are int32 2051, count, rows, columns, then a byte a pixel; labels are int32 2049, count, then a
 * byte a label. Every error says which file it is about, what is wrong, and what would be right.
 */

import { type About, DataError, diagnosticOf, type Worded } from '../diagnostic.ts';
import { CLASSES, type Dataset, type ImageSet, PIXELS, SIDE } from './images.ts';
import { MOST_BYTES, readWhole } from './read-stream.ts';
import { type Kind, roleOf } from './roles.ts';

const IMAGES = 2051;
const LABELS = 2049;

/** A file by name: dropped by a person, fetched, or read from a disk. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: ArrayBuffer | Uint8Array;
}

/** The contents of one IDX file. */
export interface Idx {
  readonly name: string;
  readonly kind: Kind;
  readonly count: number;
  /** `[count × 784]` or `[count]`. */
  readonly values: Uint8Array;
}

const bad = <C extends Worded>(code: C, given: About<C>): DataError =>
  new DataError('bad-file', diagnosticOf(code, given));

/** Unpacks gzip, which it knows by its first two bytes: some servers have unpacked it already, whatever the name. */
export async function unpacked({ name, bytes }: NamedFile): Promise<Uint8Array> {
  const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  if (view[0] !== 0x1f || view[1] !== 0x8b) return view;
  const stream = new Blob([view as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  const whole = await readWhole(stream).catch(() => {
    throw bad('broken-gzip', { name });
  });
  if (!whole) throw bad('too-big', { name, most: MOST_BYTES / 1e6 });
  return whole;
}

/** Whether the bytes begin as an IDX file of images or labels does, or as gzip. */
export function looksLikeIdx(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true;
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8 && (bytes[3] === 1 || bytes[3] === 3);
}

/**
 * Reads one unpacked IDX file.
 *
 * @throws DataError `bad-file` for another magic number, size of image, length, or a label above 9.
 */
export function parseIdx(name: string, bytes: Uint8Array): Idx {
  if (bytes.length < 8) throw bad('too-short', { name, bytes: bytes.length });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const magic = view.getInt32(0);
  if (magic !== IMAGES && magic !== LABELS) throw bad('wrong-magic', { name, magic });
  const count = view.getInt32(4);
  if (count < 1) throw bad('no-items', { name, count });
  if (magic === LABELS) {
    const values = body(name, bytes, 8, count);
    const wrong = values.findIndex((label) => label >= CLASSES);
    if (wrong >= 0) throw bad('wrong-label', { name, label: values[wrong], position: wrong });
    return { name, kind: 'labels', count, values };
  }
  const [rows, columns] = bytes.length < 16 ? [0, 0] : [view.getInt32(8), view.getInt32(12)];
  if (rows !== SIDE || columns !== SIDE) throw bad('wrong-size', { name, rows, columns });
  return { name, kind: 'images', count, values: body(name, bytes, 16, count * PIXELS) };
}

function body(name: string, bytes: Uint8Array, from: number, length: number): Uint8Array {
  const found = bytes.length - from;
  if (found !== length) {
    throw bad(found < length ? 'cut-short' : 'too-long', { name, bytes: found, expected: length });
  }
  return bytes.subarray(from);
}

/**
 * Puts four files together. What they hold is known by their magic numbers. Which are for training is said by their names
 * (`train`, `t10k`, `test`), else by their counts, the larger being for training. A file that is there twice, packed and
 * unpacked, is taken once.
 *
 * @throws DataError `bad-file` saying which of the four are missing, too many, the same, or do not belong together.
 */
export async function datasetOf(files: readonly NamedFile[]): Promise<Dataset> {
  const parsed: Idx[] = [];
  for (const file of files) parsed.push(parseIdx(file.name, await unpacked(file)));
  for (const { name, kind } of parsed) {
    const said = roleOf(name).kind;
    if (said && said !== kind) throw bad('wrong-kind', { name, said, kind });
  }
  const images = pairOf('images', parsed);
  const labels = pairOf('labels', parsed, images);
  return { train: join(images.train, labels.train), test: join(images.test, labels.test) };
}

interface Pair {
  readonly train: Idx;
  readonly test: Idx;
}

const isSame = (a: Idx, b: Idx): boolean =>
  a.count === b.count && a.values.every((value, i) => value === b.values[i]);

/** Without copies: files of the same content under names of the same role. */
const withoutCopies = (files: readonly Idx[]): Idx[] =>
  files.filter(
    (file, i) =>
      !files
        .slice(0, i)
        .some((other) => roleOf(other.name).set === roleOf(file.name).set && isSame(other, file)),
  );

/** The file to train on and the file to test on. @param beside the images, when it is about their labels */
function pairOf(kind: Kind, all: readonly Idx[], companion?: Pair): Pair {
  const given = all.filter((file) => file.kind === kind);
  if (kind === 'images') {
    given.forEach((b, i) => {
      const a = given.slice(0, i).find((other) => isSame(other, b));
      const named = a && roleOf(a.name).set === roleOf(b.name).set && given.length > 2;
      if (a && !named) throw bad('same-images', { a: a.name, b: b.name });
    });
  }
  const found = given.length > 2 ? withoutCopies(given) : given;
  if (found.length !== 2) {
    const names = found.map(({ name }) => name).join(', ');
    throw bad('wrong-files', { kind, count: found.length, names });
  }
  const [a, b] = found;
  const [aSet, bSet] = [roleOf(a.name).set, roleOf(b.name).set];
  const named = aSet !== bSet;
  const aTrains = named ? aSet === 'train' || bSet === 'test' : byCount(a, b, companion);
  if (aTrains === null) throw bad('unclear-roles', { a: a.name, b: b.name, count: a.count });
  const pair = aTrains ? { train: a, test: b } : { train: b, test: a };
  if (kind === 'images' && pair.train.count < pair.test.count) {
    const { train, test } = pair;
    throw bad('fewer-training', {
      train: train.name,
      trainCount: train.count,
      test: test.name,
      testCount: test.count,
    });
  }
  return pair;
}

/** Whether the first of two files of unknown names is for training; null where that can't be told. */
function byCount(a: Idx, b: Idx, companion: Pair | undefined): boolean | null {
  if (a.count === b.count) return null;
  return companion
    ? a.count === companion.train.count || b.count === companion.test.count
    : a.count > b.count;
}

function join(images: Idx, labels: Idx): ImageSet {
  if (images.count !== labels.count) {
    throw bad('wrong-counts', {
      images: images.name,
      imageCount: images.count,
      labels: labels.name,
      labelCount: labels.count,
    });
  }
  return { count: images.count, pixels: images.values, labels: labels.values };
}
