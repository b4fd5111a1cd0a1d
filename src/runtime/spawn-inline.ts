/** Starting the worker in a file that holds everything: its code lies in the page, as a classic script, and trains no networks. */
import type { WorkerLike } from './client.ts';
import type { Addresses } from './protocol.ts';
import InlineWorker from './worker.ts?worker&inline';

/** Beside a file there is nothing. */
export const pageAddresses = (): Addresses => ({ base: '', wasm: { simd: '', plain: '' } });

export const spawnWorker = (): WorkerLike => new InlineWorker() as WorkerLike;
