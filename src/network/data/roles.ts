/** Which of the four files of a data set a file is, as far as its name says. */

export type SetName = 'train' | 'test';
export type Kind = 'images' | 'labels';

export interface Role {
  readonly set: SetName | null;
  readonly kind: Kind | null;
}

/** One of two, where a name says one of them only. */
const oneOf = <A, B>(a: boolean, first: A, b: boolean, second: B): A | B | null =>
  a === b ? null : a ? first : second;

/**
 * Reads a name: `train-images-idx3-ubyte`, `t10k-labels.idx1-ubyte.gz`, `Test_Images.IDX`, `x_train.gz`, `emnist-digits-train-labels-idx1-ubyte`.
 * Folders before it say nothing.
 */
export function roleOf(path: string): Role {
  const name = (path.split(/[/\\]/).pop() ?? '').normalize('NFKC').toLowerCase();
  return {
    set: oneOf(/train/.test(name), 'train', /t10k|test|valid/.test(name), 'test'),
    kind: oneOf(/image|idx3|^x[^a-z]/.test(name), 'images', /label|idx1|^y[^a-z]/.test(name), 'labels'),
  };
}

/** Files that may be IDX: packed or not, under whatever ending, but for those of other formats. */
export const mayBeIdx = (path: string): boolean =>
  !/\.(csv|txt|md|json|html?|py|ipynb|pt|pth|npy|npz|png|jpe?g|gif|zip|tar|tgz|parquet|arff|mat|pkl)(\.gz)?$/i.test(
    path,
  );
