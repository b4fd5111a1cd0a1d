/** Files over the network: fetched with progress, kept by the browser, compared with their published sums. */

import { DataError, diagnosticOf } from '../diagnostic.ts';
import { looksLikeIdx } from './idx.ts';
import { MOST_BYTES, readWhole } from './read-stream.ts';

/** The name under which the browser keeps the mirrors' files. */
const CACHE = 'adascope-data-1';

/** Nothing for so many seconds: what is fetched does not come any more. */
const STALLED_SECONDS = 12;

export interface DownloadOptions {
  readonly fetch?: typeof fetch | undefined;
  /** How many seconds without a byte are too many; 12 unless said otherwise. */
  readonly stalledAfter?: number;
  /** Calls back after so many milliseconds; returns how to take that back. The real time unless said otherwise. */
  readonly later?: ((milliseconds: number, callback: () => void) => () => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How many bytes have arrived, of how many. */
export interface Arrived {
  readonly arrived: number;
  readonly total: number;
}

/**
 * How much of some files of known sizes has arrived. The function that comes back takes the number of bytes of file `i`
 * that have arrived so far, and tells `progress` the fraction of all, and the bytes.
 */
export function tally(
  sizes: readonly number[],
  progress: (fraction: number, bytes: Arrived) => void,
): (i: number) => (bytes: number) => void {
  const arrived = sizes.map(() => 0);
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  return (i) => (bytes) => {
    arrived[i] = Math.min(bytes, sizes[i]);
    const [now, total] = [sum(arrived), sum(sizes)];
    progress(now / total, { arrived: now, total });
  };
}

const realTime = (milliseconds: number, callback: () => void): (() => void) => {
  const id = setTimeout(callback, milliseconds);
  return () => clearTimeout(id);
};

/**
 * Fetches an address whole, reporting the bytes as they arrive. One that sends nothing for some seconds is given up.
 *
 * @throws DataError `no-data` when it cannot be had; an AbortError when `signal` says so.
 */
export async function download(
  address: string,
  options: DownloadOptions,
  arrived: (bytes: number) => void,
): Promise<Uint8Array> {
  const { fetch: fetched = fetch, later = realTime, stalledAfter: seconds = STALLED_SECONDS } = options;
  const abort = new AbortController();
  const stop = (): void => abort.abort(options.signal?.reason);
  options.signal?.addEventListener('abort', stop);
  if (options.signal?.aborted) stop();
  const stalled = new DataError('no-data', diagnosticOf('stalled', { address, seconds }));
  let giveUp: (error: Error) => void = () => undefined;
  const silence = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  silence.catch(() => undefined);
  const watch = (): (() => void) =>
    later(seconds * 1000, () => {
      // First: what is aborted fails as well, and only with its own words.
      giveUp(stalled);
      abort.abort(stalled);
    });
  let forget = watch();
  const heard = (bytes: number): void => {
    forget();
    forget = watch();
    arrived(bytes);
  };
  try {
    return await Promise.race([silence, receive(address, fetched, abort.signal, heard)]);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof DataError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new DataError('no-data', diagnosticOf('unreachable', { address, detail }));
  } finally {
    forget();
    options.signal?.removeEventListener('abort', stop);
  }
}

async function receive(
  address: string,
  fetched: typeof fetch,
  signal: AbortSignal,
  arrived: (bytes: number) => void,
): Promise<Uint8Array> {
  const response = await fetched(address, { signal });
  if (!response.ok) {
    throw new DataError('no-data', diagnosticOf('refused', { address, status: response.status }));
  }
  if (!response.body) return new Uint8Array(await response.arrayBuffer());
  const bytes = await readWhole(response.body, arrived);
  if (bytes) return bytes;
  throw new DataError('no-data', diagnosticOf('too-big', { name: address, most: MOST_BYTES / 1e6 }));
}

/** Where storage is forbidden (a sandboxed frame), even asking for it may throw. */
export async function openCache(given: CacheStorage | null | undefined): Promise<Cache | null> {
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
export async function matches(bytes: Uint8Array, sha256: string): Promise<boolean> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return looksLikeIdx(bytes);
  if (!globalThis.crypto?.subtle) return true;
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}
