/** The four files of a data set in a folder, by their names. */

import { DataError, diagnosticOf } from '../diagnostic.ts';
import { looksLikeIdx, type NamedFile, unpacked } from './idx.ts';
import { type Kind, mayBeIdx, roleOf, type SetName } from './roles.ts';

export interface FolderAccess {
  /** The paths of the files in a folder and its folders, from there on; rejects when there is no such folder. */
  listFiles(directory: string): Promise<readonly string[]>;
  /** Reads a file whole; rejects when there is none. */
  readFile(path: string): Promise<Uint8Array>;
}

const SETS: readonly SetName[] = ['train', 'test'];
const KINDS: readonly Kind[] = ['images', 'labels'];

/** How the files are called as a rule. */
function usualNames(set: SetName, kind: Kind): string {
  const [start, idx] = [set === 'train' ? 'train' : 't10k', kind === 'images' ? 'idx3' : 'idx1'];
  return `${start}-${kind}-${idx}-ubyte or ${start}-${kind}.${idx}-ubyte`;
}

const depth = (path: string): number => path.split('/').length;
const isFashion = (path: string): boolean => /fashion/i.test(path);

/** Of paths that come for a role those that come first: of the data set that is wanted, and as near as any. */
function nearest(paths: readonly string[], data: 'mnist' | 'fashion'): readonly string[] {
  const wanted = paths.filter((path) => isFashion(path) === (data === 'fashion'));
  const among = wanted.length > 0 ? wanted : paths;
  const least = Math.min(...among.map(depth));
  return among.filter((path) => depth(path) === least);
}

const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/**
 * The four files of a data set in a folder, or below it, under any of their usual names: `train-images-idx3-ubyte`,
 * `train-images.idx3-ubyte`, `Test_Labels.idx`, gzipped or not. Where there are several data sets, `fashion` is the one that
 * says so. A file that is there packed and unpacked is taken once.
 *
 * @throws DataError `no-data` when there is no such folder, or one of the four is not there or there twice.
 */
export async function filesIn(
  directory: string,
  data: 'mnist' | 'fashion',
  { listFiles, readFile }: FolderAccess,
): Promise<readonly NamedFile[]> {
  const folder = directory.replace(/(.)\/+$/, '$1');
  const missing = (): DataError => new DataError('no-data', diagnosticOf('no-such-folder', { path: folder }));
  const listed = await listFiles(folder).catch(() => {
    throw missing();
  });
  const files: NamedFile[] = [];
  for (const set of SETS) {
    for (const kind of KINDS) {
      const role = `${set === 'train' ? 'training' : 'test'} ${kind}`;
      const found: { readonly path: string; readonly bytes: Uint8Array }[] = [];
      const named = listed.filter((path) => {
        const said = roleOf(path);
        return said.set === set && said.kind === kind && mayBeIdx(path);
      });
      for (const path of nearest(named, data)) {
        const bytes = await readFile(`${folder}/${path}`).catch(() => null);
        if (!bytes || !looksLikeIdx(bytes)) continue;
        const content = await unpacked({ name: path, bytes });
        if (!found.some((other) => same(other.bytes, content))) found.push({ path, bytes: content });
      }
      if (found.length === 0) {
        const names = usualNames(set, kind);
        throw new DataError('no-data', diagnosticOf('no-such-file', { path: folder, role, names }));
      }
      if (found.length > 1) {
        const names = found.map(({ path }) => path).join(', ');
        throw new DataError('no-data', diagnosticOf('several-files', { role, names }));
      }
      files.push({ name: found[0].path, bytes: found[0].bytes });
    }
  }
  return files;
}
