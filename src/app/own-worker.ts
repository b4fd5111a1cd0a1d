/** Starting the worker that belongs to this page, and where the page's files are. */
import { wasmAddresses } from '../network/engines/tfjs/wasm-addresses.ts';
import type { SiteAddresses } from '../network/messages.ts';
import { spawnWorker } from '../runtime/spawn.ts';
import type { WorkerLike } from '../runtime/transport.ts';
import address from '../worker.ts?worker&url';

/** Where this page and its files are. */
export const pageAddresses = (): SiteAddresses => {
  const absolute = (address: string): string => new URL(address, document.baseURI).href;
  const { simd, plain } = wasmAddresses;
  return { base: absolute('.'), wasm: { simd: absolute(simd), plain: absolute(plain) } };
};

export const startWorker = (): WorkerLike => spawnWorker(address);
