/**
 * Where the images come from: drawn by the program; files that a person dropped; the site's own folder
 * `data/mnist/` or `data/fashion/`; else a public mirror, whose files are checked against their published sums and kept
 * by the browser for the next time.
 */
import { drawDigits } from './digits.ts';
import { datasetOf, looksLikeIdx, type NamedFile } from './idx.ts';
import { DataError, type Dataset } from './images.ts';
import { FILE_NAMES, mirrors } from './mirrors.ts';

export interface SourceOptions {
  readonly data: 'digits' | 'mnist' | 'fashion';
  /** Files a person dropped: when there are any, `mnist` and `fashion` are these. */
  readonly files: readonly NamedFile[];
  /** The address of the site's folder that has `data/` in it; without it only the mirror is asked. */
  readonly assetBase?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Kept copies of what the mirror sent. Null: none are kept. */
  readonly caches?: CacheStorage | null | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Lets others in while digits are drawn. */
  breathe(): Promise<void>;
  progress(phase: 'drawing' | 'loading', fraction: number): void;
}

/** The name under which the browser keeps the mirrors' files. */
const CACHE = 'adascope-data-1';

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

/** The files in the site's own folder, or null when it has none. */
async function ownFiles(data: string, options: SourceOptions): Promise<NamedFile[] | null> {
  if (options.assetBase === undefined) return null;
  const folder = `${options.assetBase.replace(/\/*$/, '/')}data/${data}/`;
  // The smallest file tells whether there are any, and whether they are gzipped.
  const [, , , smallest] = FILE_NAMES;
  for (const ending of ['.gz', '']) {
    const first = await get(folder + smallest + ending, options, () => undefined).catch(() => null);
    options.signal?.throwIfAborted();
    // A server that answers every address with its page has not got the file.
    if (!first || !looksLikeIdx(first)) continue;
    const rest: NamedFile[] = [];
    const sizes = mirrors[data as 'mnist' | 'fashion'].bytes;
    const loading = new Tally(
      ending ? sizes : FILE_NAMES.map((name) => (/images/.test(name) ? 47e6 : 6e4)),
      options,
    );
    for (const [i, name] of FILE_NAMES.slice(0, 3).entries()) {
      rest.push({ name: name + ending, bytes: await get(folder + name + ending, options, loading.of(i)) });
    }
    return [...rest, { name: smallest + ending, bytes: first }];
  }
  return null;
}

async function mirrorFiles(data: 'mnist' | 'fashion', options: SourceOptions): Promise<NamedFile[]> {
  const { folder, sha256, bytes: sizes } = mirrors[data];
  const loading = new Tally(sizes, options);
  const cache = await openCache(options.caches);
  return Promise.all(
    FILE_NAMES.map(async (name, i) => {
      const address = `${folder}${name}.gz`;
      const kept = await cache?.match(address).catch(() => undefined);
      if (kept) {
        const bytes = new Uint8Array(await kept.arrayBuffer());
        if (await matches(bytes, sha256[i])) {
          loading.of(i)(sizes[i]);
          return { name, bytes };
        }
      }
      const bytes = await get(address, options, loading.of(i));
      if (!(await matches(bytes, sha256[i]))) {
        throw new DataError(
          'no-data',
          `${address} is not the file that was published (SHA-256 ${sha256[i]}).`,
        );
      }
      // Storage may be full or forbidden: then the file is fetched again next time.
      await cache?.put(address, new Response(bytes as Uint8Array<ArrayBuffer>)).catch(() => undefined);
      return { name, bytes };
    }),
  );
}

/** How much of some files has arrived. */
class Tally {
  readonly #sizes: readonly number[];
  readonly #arrived: number[];
  readonly #options: SourceOptions;

  constructor(sizes: readonly number[], options: SourceOptions) {
    this.#sizes = sizes;
    this.#arrived = sizes.map(() => 0);
    this.#options = options;
  }

  /** Takes the number of bytes of file `i` that have arrived so far. */
  of(i: number): (bytes: number) => void {
    return (bytes) => {
      this.#arrived[i] = Math.min(bytes, this.#sizes[i]);
      const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
      this.#options.progress('loading', sum(this.#arrived) / sum(this.#sizes));
    };
  }
}

/** Fetches an address whole, reporting the bytes as they arrive. */
async function get(
  address: string,
  options: SourceOptions,
  arrived: (bytes: number) => void,
): Promise<Uint8Array> {
  const missing = (why: string) => new DataError('no-data', `${address} could not be had: ${why}`);
  const fetched = options.fetch ?? fetch;
  try {
    const response = await fetched(address, options.signal ? { signal: options.signal } : {});
    if (!response.ok) throw missing(`the server answered ${response.status}.`);
    if (!response.body) return new Uint8Array(await response.arrayBuffer());
    const parts: Uint8Array[] = [];
    let length = 0;
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      length += value.length;
      arrived(length);
    }
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  } catch (error) {
    options.signal?.throwIfAborted();
    throw error instanceof DataError
      ? error
      : missing(error instanceof Error ? error.message : String(error));
  }
}

/** Where storage is forbidden (a sandboxed frame), even asking for it may throw. */
async function openCache(given: CacheStorage | null | undefined): Promise<Cache | null> {
  try {
    const storage = given === undefined ? globalThis.caches : given;
    return (await storage?.open(CACHE)) ?? null;
  } catch {
    return null;
  }
}

/**
 * Whether the bytes have this SHA-256. A mirror's server may have unpacked the file, and pages that are not served
 * securely have no way to compute the sum: the format's own checks then have to do.
 */
async function matches(bytes: Uint8Array, sha256: string): Promise<boolean> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return looksLikeIdx(bytes);
  if (!globalThis.crypto?.subtle) return true;
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}
