/** Further workers of the same program, started by a worker. */
import { poolSize } from './pool.ts';
import type { WorkerLike } from './transport.ts';

/**
 * How many workers may compute at a time, the one that asks among them, and what starts another; undefined where a worker can start
 * none: it was made of a blob, as in a sandboxed frame or a page in one file, or the browser has no workers of workers.
 */
export function ownThreads():
  | { most: number; spawn(): WorkerLike; later(milliseconds: number, callback: () => void): () => void }
  | undefined {
  if (typeof Worker === 'undefined' || !/^https?:$/.test(location.protocol)) return undefined;
  return {
    most: poolSize(navigator.hardwareConcurrency),
    spawn: () => new Worker(location.href, { type: 'module' }),
    later(milliseconds, callback) {
      const id = setTimeout(callback, milliseconds);
      return () => clearTimeout(id);
    },
  };
}
