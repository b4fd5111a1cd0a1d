/**
 * Where the images come from: drawn by the program; files that a person dropped; the site's own folder
 * `data/mnist/` or `data/fashion/`; else a public mirror, whose files are checked against their published sums and kept
 * by the browser for the next time.
 */

import { DataError, diagnosticOf } from '../diagnostic.ts';
import { drawDigits } from './digits.ts';
import { type Arrived, type DownloadOptions, download, matches, openCache, tally } from './download.ts';
import { datasetOf, looksLikeIdx, type NamedFile } from './idx.ts';
import type { Dataset } from './images.ts';
import { FILE_NAMES, mirrors, UNPACKED_BYTES } from './mirrors.ts';

export interface SourceOptions {
  readonly data: 'digits' | 'mnist' | 'fashion';
  /** Files a person dropped: when there are any, `mnist` and `fashion` are these. */
  readonly files: readonly NamedFile[];
  /** The address of the site's folder that has `data/` in it; without it only the mirror is asked. */
  readonly assetBase?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Time, for tests. */
  readonly later?: DownloadOptions['later'];
  /** Kept copies of what the mirror sent. Null: none are kept. */
  readonly caches?: CacheStorage | null | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Lets others in while digits are drawn. */
  yieldToEventLoop(): Promise<void>;
  /** `bytes` of files that come over the network. */
  progress(phase: 'drawing' | 'loading', fraction: number, bytes?: Arrived): void;
}

/** The images used latest, so that a new training on the same does not wait for them. */
let latest: { readonly data: string; readonly dataset: Dataset } | null = null;

/**
 * Gets the images.
 *
 * @throws DataError `no-data` when they cannot be had, `bad-file` when a dropped file is not what it should be; an
 * AbortError when `signal` says so.
 */
export async function loadDataset(options: SourceOptions): Promise<Dataset> {
  const { data, files } = options;
  if (data !== 'digits' && files.length > 0) return datasetOf(files);
  if (latest?.data === data) return latest.dataset;
  const dataset = data === 'digits' ? await drawDigits(options) : await fetchDataset(data, options);
  options.signal?.throwIfAborted();
  latest = { data, dataset };
  return dataset;
}

async function fetchDataset(data: 'mnist' | 'fashion', options: SourceOptions): Promise<Dataset> {
  options.progress('loading', 0);
  const own = await ownFiles(data, options);
  if (own) return datasetOf(own);
  return datasetOf(await mirrorFiles(data, options));
}

/** The site is asked for its smallest file with less patience: what does not come may stand on the mirror. */
const PROBE_SECONDS = 6;

const isStalled = (error: unknown): boolean =>
  error instanceof DataError && error.diagnostic.code === 'stalled';

/** The files in the site's own folder, or null when it has none. */
async function ownFiles(data: 'mnist' | 'fashion', options: SourceOptions): Promise<NamedFile[] | null> {
  if (options.assetBase === undefined) return null;
  const folder = `${options.assetBase.replace(/\/*$/, '/')}data/${data}/`;
  // The smallest file tells whether there are any, and whether they are gzipped.
  const [, , , smallest] = FILE_NAMES;
  for (const ending of ['.gz', '']) {
    const asked = { ...options, stalledAfter: PROBE_SECONDS };
    const first = await download(folder + smallest + ending, asked, () => undefined).catch(
      (error: unknown) => (isStalled(error) ? 'stalled' : null),
    );
    options.signal?.throwIfAborted();
    // Then the other ending would not come either.
    if (first === 'stalled') return null;
    // A server that answers every address with its page has not got the file.
    if (!first || !looksLikeIdx(first)) continue;
    const rest: NamedFile[] = [];
    const sizes = ending ? mirrors[data].bytes : UNPACKED_BYTES;
    const loading = tally(sizes, (fraction, bytes) => options.progress('loading', fraction, bytes));
    for (const [i, name] of FILE_NAMES.slice(0, 3).entries()) {
      rest.push({ name: name + ending, bytes: await download(folder + name + ending, options, loading(i)) });
    }
    return [...rest, { name: smallest + ending, bytes: first }];
  }
  return null;
}

/** The mirror's files. When one of them cannot be had, the others are of no use, and are no longer waited for. */
async function mirrorFiles(data: 'mnist' | 'fashion', options: SourceOptions): Promise<NamedFile[]> {
  const loading = tally(mirrors[data].bytes, (fraction, bytes) =>
    options.progress('loading', fraction, bytes),
  );
  const cache = await openCache(options.caches);
  const abort = new AbortController();
  const stop = (): void => abort.abort(options.signal?.reason);
  options.signal?.throwIfAborted();
  options.signal?.addEventListener('abort', stop);
  try {
    return await Promise.all(
      FILE_NAMES.map((_, i) =>
        mirrorFile(
          data,
          i,
          cache,
          { fetch: options.fetch, later: options.later, signal: abort.signal },
          loading(i),
        ),
      ),
    );
  } catch (error) {
    stop();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
}

/** One file of a mirror: kept from an earlier visit, or fetched and compared with its published sum. */
async function mirrorFile(
  data: 'mnist' | 'fashion',
  i: number,
  cache: Cache | null,
  options: DownloadOptions,
  arrived: (bytes: number) => void,
): Promise<NamedFile> {
  const { folder, sha256, bytes: sizes } = mirrors[data];
  const name = FILE_NAMES[i];
  const address = `${folder}${name}.gz`;
  const kept = await cache?.match(address).catch(() => undefined);
  if (kept) {
    const bytes = new Uint8Array(await kept.arrayBuffer());
    if (await matches(bytes, sha256[i])) {
      arrived(sizes[i]);
      return { name, bytes };
    }
  }
  const bytes = await download(address, options, arrived);
  if (!(await matches(bytes, sha256[i]))) {
    throw new DataError('no-data', diagnosticOf('not-published', { address, sha256: sha256[i] }));
  }
  options.signal?.throwIfAborted();
  // Storage may be full or forbidden: then the file is fetched again next time.
  await cache?.put(address, new Response(bytes as Uint8Array<ArrayBuffer>)).catch(() => undefined);
  return { name, bytes };
}
