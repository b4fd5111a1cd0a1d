import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { datasetOf, type NamedFile, parseIdx, unpacked } from './idx.ts';

const words = (...values: number[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => {
    view.setInt32(4 * i, value);
  });
  return new Uint8Array(view.buffer);
};
const bytes = (...parts: readonly ArrayLike<number>[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));

const imagesFile = (count: number, shade = 7) =>
  bytes(words(2051, count, 28, 28), new Uint8Array(count * 784).fill(shade));
const labelsFile = (count: number) =>
  bytes(
    words(2049, count),
    Uint8Array.from({ length: count }, (_, i) => i % 10),
  );

const file = (name: string, content: Uint8Array): NamedFile => ({ name, bytes: content });
const four = (trainCount = 20, testCount = 10) => [
  file('t10k-labels', labelsFile(testCount)),
  file('train-images', imagesFile(trainCount, 1)),
  file('t10k-images', imagesFile(testCount, 2)),
  file('train-labels', labelsFile(trainCount)),
];

describe('an IDX file', () => {
  it('of images is a byte a pixel', () => {
    const idx = parseIdx('a', imagesFile(3));
    expect(idx).toMatchObject({ kind: 'images', count: 3 });
    expect(idx.values).toEqual(new Uint8Array(3 * 784).fill(7));
  });

  it.each([
    ['an empty file', new Uint8Array(0), 'a: has 0 bytes, too few for an IDX file.'],
    [
      'a picture',
      bytes([137, 80, 78, 71, 13, 10, 26, 10, 0]),
      'a: is no IDX file of images or labels: it begins with -1991225785, not with 2051 or 2049.',
    ],
    ['a head alone', words(2051, 5), 'a: has images of 0 × 0 pixels, not 28 × 28.'],
    ['images of another size', words(2051, 1, 32, 32), 'a: has images of 32 × 32 pixels, not 28 × 28.'],
    [
      'images cut short',
      imagesFile(2).slice(0, 1000),
      'a: is cut short: 984 bytes after its head, not 1568.',
    ],
    [
      'labels with more',
      bytes(labelsFile(3), [1]),
      'a: is longer than it says: 4 bytes after its head, not 3.',
    ],
    ['no items', words(2049, 0), 'a: says it has 0 items; at least 1 is needed.'],
    ['a negative count', words(2049, -5), 'a: says it has -5 items; at least 1 is needed.'],
    ['letters', bytes(words(2049, 3), [1, 2, 26]), 'a: has the label 26 at position 2; labels are 0 to 9.'],
  ])('that is %s says so', (_, content, message) => {
    expect(() => parseIdx('a', content)).toThrow(message);
  });
});

describe('unpacking', () => {
  it('knows gzip by its first bytes, not by its name', async () => {
    const plain = labelsFile(10);
    expect(await unpacked(file('a', gzipSync(plain)))).toEqual(plain);
    expect(await unpacked(file('a.gz', plain))).toEqual(plain);
  });

  it('takes an ArrayBuffer too', async () => {
    const plain = labelsFile(10);
    expect(await unpacked({ name: 'a', bytes: plain.buffer as ArrayBuffer })).toEqual(plain);
  });

  it('says when gzip is broken', async () => {
    const broken = gzipSync(labelsFile(10)).subarray(0, 20);
    await expect(unpacked(file('a.gz', broken))).rejects.toThrow('a.gz: is gzip, but broken or cut short.');
  });
});

describe('four files', () => {
  it('are told apart by what is in them, whatever their names and order', async () => {
    const files = four().map(({ bytes }, i) => ({ name: `file ${i}`, bytes }));
    const { train, test } = await datasetOf(files);
    expect([train.count, train.pixels[0]]).toEqual([20, 1]);
    expect([test.count, test.pixels[0]]).toEqual([10, 2]);
  });

  it('of equal counts are told apart by their names', async () => {
    const { train, test } = await datasetOf(four(10, 10));
    expect([train.pixels[0], test.pixels[0]]).toEqual([1, 2]);
  });

  it('that are fewer say which are there', async () => {
    await expect(datasetOf(four().slice(0, 3))).rejects.toThrow(
      'Two files of labels are needed, one to train on and one to test on. Found 1: t10k-labels.',
    );
    await expect(datasetOf([])).rejects.toThrow('Two files of images are needed');
  });

  it('that do not belong together say so', async () => {
    const files = four();
    files[3] = file('labels of something else', labelsFile(21));
    await expect(datasetOf(files)).rejects.toThrow(
      'train-images has 20 images and labels of something else 21 labels; there must be as many of both.',
    );
  });

  it('are taken as their names say, and refused where names and contents contradict each other', async () => {
    const [testLabels, trainImages, testImages, trainLabels] = four();
    const named = (file: NamedFile, name: string): NamedFile => ({ ...file, name });
    const refusal = (...files: readonly NamedFile[]): Promise<string> =>
      datasetOf(files).then(
        () => 'taken',
        ({ message }: Error) => message,
      );
    expect(
      await refusal(
        named(trainImages, 'train-labels.idx1-ubyte'),
        named(trainLabels, 'train-images.idx3-ubyte'),
        testImages,
        testLabels,
      ),
    ).toBe(
      'train-labels.idx1-ubyte: by its name it holds labels, but it holds images. Are the files mixed up?',
    );
    expect(
      await refusal(
        named(trainImages, 't10k-images'),
        named(testImages, 'train-images'),
        trainLabels,
        testLabels,
      ),
    ).toContain('train-images has 10 training images, fewer than the 20 test images of t10k-images');
    expect(
      await refusal(
        trainImages,
        testImages,
        named(trainLabels, 't10k-labels'),
        named(testLabels, 'train-labels'),
      ),
    ).toBe('train-images has 20 images and train-labels 10 labels; there must be as many of both.');
    const equal = four(10, 10).map((file, i) => named(file, `file ${i}`));
    expect(await refusal(...equal)).toContain('no name says which is for training');
  });

  it('of which one is there twice, for training and for testing, are refused', async () => {
    const [testLabels, trainImages, , trainLabels] = four();
    for (const name of ['t10k-images', 'train-images (1)', 'train-images.gz']) {
      const bytes = name.endsWith('.gz') ? gzipSync(trainImages.bytes as Uint8Array) : trainImages.bytes;
      await expect(datasetOf([trainImages, { name, bytes }, trainLabels, testLabels])).rejects.toThrow(
        `train-images and ${name} hold the same images: networks cannot be tested on what they are trained on.`,
      );
    }
  });

  it('that are there packed and unpacked are taken once', async () => {
    const files = four();
    const packed = files.map(({ name, bytes }) => ({
      name: `${name}.gz`,
      bytes: gzipSync(bytes as Uint8Array),
    }));
    const { train, test } = await datasetOf([...packed, ...files]);
    expect([train.count, test.count]).toEqual([20, 10]);
  });

  it('fail as bad files', async () => {
    await expect(datasetOf([file('notes.txt', bytes([1, 2, 3]))])).rejects.toMatchObject({
      code: 'bad-file',
      diagnostic: { code: 'too-short', parameters: { name: 'notes.txt', bytes: 3 } },
    });
  });
});
