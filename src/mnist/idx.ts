/**
 * The IDX format of the MNIST files (LeCun, Cortes, Burges), gzipped or not, and which of the four files is which.
 *
 * Big-endian: images are int32 2051, count, rows, columns, then a byte a pixel; labels are int32 2049, count, then a
 * byte a label. Every error says which file it is about, what is wrong, and what would be right.
 */
import { CLASSES, type Dataset, type ImageSet, PIXELS, SIDE } from './images.ts';
import { MOST_BYTES, readWhole } from './stream.ts';
import { type About, DataError, troubleOf, type Worded } from './trouble.ts';

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
  readonly kind: 'images' | 'labels';
  readonly count: number;
  /** `[count × 784]` or `[count]`. */
  readonly values: Uint8Array;
}

const bad = <C extends Worded>(code: C, given: About<C>): DataError =>
  new DataError('bad-file', troubleOf(code, given));

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
 * Puts four files together, whatever they are called: images and labels by their magic numbers, training and test by
 * their counts, the larger being for training; where these are equal, by a `train` or `t10k` or `test` in the names.
 *
 * @throws DataError `bad-file` saying which of the four are missing, too many, or do not belong together.
 */
export async function datasetOf(files: readonly NamedFile[]): Promise<Dataset> {
  const parsed: Idx[] = [];
  for (const file of files) parsed.push(parseIdx(file.name, await unpacked(file)));
  const images = pair('images', parsed);
  const labels = pair('labels', parsed);
  return { train: join(images.train, labels.train), test: join(images.test, labels.test) };
}

function pair(kind: Idx['kind'], files: readonly Idx[]): { train: Idx; test: Idx } {
  const found = files.filter((file) => file.kind === kind);
  if (found.length !== 2) {
    const names = found.map(({ name }) => name).join(', ');
    throw bad('wrong-files', { kind, count: found.length, names });
  }
  const [a, b] = found;
  const aTrains =
    a.count === b.count ? /train/i.test(a.name) || /t10k|test/i.test(b.name) : a.count > b.count;
  return aTrains ? { train: a, test: b } : { train: b, test: a };
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
