/** A small data set as the four IDX files, for tests. */
import { drawSet } from '../digits.ts';
import type { NamedFile } from '../idx.ts';
import type { ImageSet } from '../images.ts';

function idx(magic: number, dimensions: readonly number[], values: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(4 * (1 + dimensions.length)));
  [magic, ...dimensions].forEach((value, i) => {
    head.setInt32(4 * i, value);
  });
  const bytes = new Uint8Array(head.byteLength + values.length);
  bytes.set(new Uint8Array(head.buffer));
  bytes.set(values, head.byteLength);
  return bytes;
}

const imagesOf = ({ count, pixels }: ImageSet) => idx(2051, [count, 28, 28], pixels);
const labelsOf = ({ count, labels }: ImageSet) => idx(2049, [count], labels);

/** The four files, by their original names, of digits that the program draws. */
export function smallFiles(train = 120, test = 40): NamedFile[] {
  const [a, b] = [drawSet(train, 3), drawSet(test, 4)];
  return [
    { name: 'train-images-idx3-ubyte', bytes: imagesOf(a) },
    { name: 'train-labels-idx1-ubyte', bytes: labelsOf(a) },
    { name: 't10k-images-idx3-ubyte', bytes: imagesOf(b) },
    { name: 't10k-labels-idx1-ubyte', bytes: labelsOf(b) },
  ];
}
