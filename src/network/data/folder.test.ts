import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { filesIn } from './folder.ts';
import { datasetOf } from './idx.ts';
import { mayBeIdx, roleOf } from './roles.ts';
import { smallFiles } from './testing/fixture.ts';

const contents = smallFiles().map(({ bytes }) => bytes as Uint8Array);
/** A folder with these files. */
function folder(files: ReadonlyMap<string, Uint8Array>) {
  return {
    listFiles: async (directory: string) =>
      directory === 'there' ? [...files.keys()] : Promise.reject(new Error('ENOENT')),
    readFile: async (path: string) => files.get(path.slice(6)) ?? Promise.reject(new Error('ENOENT')),
  };
}
const counts = async (files: ReadonlyMap<string, Uint8Array>, data: 'mnist' | 'fashion' = 'mnist') => {
  const { train, test } = await datasetOf(await filesIn('there//', data, folder(files)));
  return [train.count, test.count];
};
const named = (...names: readonly string[]) =>
  new Map(
    names.map((name, i) => [name, /gz$/i.test(name) ? gzipSync(contents[i % 4]) : contents[i % 4]] as const),
  );

describe('the four files in a folder', () => {
  it.each([
    [
      'as they were published',
      'train-images-idx3-ubyte|train-labels-idx1-ubyte|t10k-images-idx3-ubyte|t10k-labels-idx1-ubyte',
    ],
    [
      'with a dot, as Windows unpacks them',
      'train-images.idx3-ubyte|train-labels.idx1-ubyte|t10k-images.idx3-ubyte|t10k-labels.idx1-ubyte',
    ],
    [
      'packed',
      'train-images-idx3-ubyte.gz|train-labels-idx1-ubyte.gz|t10k-images.idx3-ubyte.gz|t10k-labels.idx1-ubyte.GZ',
    ],
    ['in capitals', 'TRAIN-IMAGES.IDX3-UBYTE|Train-Labels-Idx1-Ubyte|T10K-IMAGES-IDX3-UBYTE|T10k_Labels'],
    ['as test sets', 'train_images.idx|train_labels.idx|test_images.idx|test-labels'],
    [
      'of EMNIST',
      'emnist-digits-train-images-idx3-ubyte.gz|emnist-digits-train-labels-idx1-ubyte.gz|emnist-digits-test-images-idx3-ubyte.gz|emnist-digits-test-labels-idx1-ubyte.gz',
    ],
    [
      'downloaded twice',
      'train-images-idx3-ubyte (1).gz|train-labels-idx1-ubyte (1).gz|t10k-images-idx3-ubyte|t10k-labels-idx1-ubyte',
    ],
    [
      'below it',
      'MNIST/raw/train-images-idx3-ubyte|MNIST/raw/train-labels-idx1-ubyte|MNIST/raw/t10k-images-idx3-ubyte|MNIST/raw/t10k-labels-idx1-ubyte',
    ],
  ])('are found %s', async (_, names) => {
    expect(await counts(named(...names.split('|')))).toEqual([120, 40]);
  });

  it('are found beside others, and once where they are there packed and unpacked', async () => {
    const names = [
      'train-images-idx3-ubyte',
      'train-labels-idx1-ubyte',
      't10k-images-idx3-ubyte',
      't10k-labels-idx1-ubyte',
    ];
    const all = named(
      ...names,
      ...names.map((name) => `${name}.gz`),
      ...names.map((name) => `FashionMNIST/raw/${name}`),
    );
    all.set('readme.txt', new TextEncoder().encode('train-images and more'));
    all.set('train-images.csv', Uint8Array.of(1, 2, 3));
    all.set('training-notes-images', new TextEncoder().encode('no IDX'));
    expect(await counts(all)).toEqual([120, 40]);
    const fashion = await filesIn('there', 'fashion', folder(all));
    expect(fashion.map(({ name }) => name.split('/')[0])).toEqual(Array(4).fill('FashionMNIST'));
  });

  it('that are not there, or twice, are named', async () => {
    const some = named(
      'train-images-idx3-ubyte',
      'train-labels-idx1-ubyte',
      'cat.jpg',
      't10k-labels-idx1-ubyte',
    );
    await expect(filesIn('there', 'mnist', folder(some))).rejects.toThrow(
      'there has no file of the test images, called t10k-images-idx3-ubyte or t10k-images.idx3-ubyte, gzipped or not.',
    );
    some.set('old-train-images', contents[2]);
    await expect(filesIn('there', 'mnist', folder(some))).rejects.toThrow(
      'Several files could be the training images: train-images-idx3-ubyte, old-train-images. Leave one of them.',
    );
    await expect(filesIn('elsewhere', 'mnist', folder(some))).rejects.toMatchObject({ code: 'no-data' });
  });
});

describe('the name of a file', () => {
  it('says what it is for where it says one thing', () => {
    expect(roleOf('some/test/train-images-idx3-ubyte')).toEqual({ set: 'train', kind: 'images' });
    expect(roleOf('x_train.gz')).toEqual({ set: 'train', kind: 'images' });
    expect(roleOf('y_test')).toEqual({ set: 'test', kind: 'labels' });
    expect(roleOf('train-test-images-labels')).toEqual({ set: null, kind: null });
    expect(roleOf('ＴＲＡＩＮ－ＬＡＢＥＬＳ')).toEqual({ set: 'train', kind: 'labels' });
  });

  it('of another format is none of them', () => {
    expect(['train-images.csv', 'train-images.csv.gz', 'train.zip'].some(mayBeIdx)).toBe(false);
    expect(['train-images', 'train-images.gz', 'train-images.idx3-ubyte'].every(mayBeIdx)).toBe(true);
  });
});
