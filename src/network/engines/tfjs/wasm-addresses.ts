/**
 * Where this build keeps the binaries of the wasm backend. Apart, so that a page can resolve them for a worker that was
 * made from a blob and has no address of its own.
 */
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { WasmAddresses } from '../../messages.ts';

export const wasmAddresses: WasmAddresses = { simd, plain };
