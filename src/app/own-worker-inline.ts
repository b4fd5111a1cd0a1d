/** Starting the worker in a file that holds everything: its code lies in the page, as a classic script. */
import type { SiteAddresses } from '../network/messages.ts';
import type { WorkerLike } from '../runtime/transport.ts';
import InlineWorker from '../worker.ts?worker&inline';

/** Beside a file there is nothing. */
export const pageAddresses = (): SiteAddresses => ({ base: '', wasm: { simd: '', plain: '' } });

export const startWorker = (): WorkerLike => new InlineWorker() as WorkerLike;
