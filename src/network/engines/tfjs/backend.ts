/**
 * tfjs as an engine of networks: WebGL where it really has float32, else wasm, else plain JavaScript.
 *
 * Each backend is a chunk of its own, loaded when it is first needed.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { WasmAddresses } from '../../messages.ts';
import { type EngineName, type EngineReason, type NetworkEngine, plainWorkspace } from '../engine.ts';
import { isSoftware, rendererOf } from '../graphics.ts';
import { createNetwork } from './network.ts';

/** What tfjs can compute with. */
export type BackendName = Exclude<EngineName, 'simd'>;

/** How long a graphics driver may take to answer the first small computation. */
const PROBE_MILLISECONDS = 8000;

interface GraphicsBackend {
  readonly gpgpu: { readonly gl: WebGL2RenderingContext };
}

/** Why a backend is not to be had. */
export type Problem = 'no-webgl' | 'no-float32' | 'no-wasm' | 'no-tfjs';

/**
 * Makes tfjs compute with a backend, or says why it can't. One after another, and the one before is to be closed: tfjs is one
 * per thread.
 *
 * Without `wasm` the addresses are those of this build, and in Node those of the installed package.
 */
export async function openBackend(
  name: BackendName,
  reason: EngineReason,
  wasm?: WasmAddresses,
): Promise<NetworkEngine | Problem> {
  tf.enableProdMode();
  const opened = (software: boolean, lost: () => boolean): NetworkEngine => ({
    name,
    reason,
    software,
    lost,
    workspace: (options) => plainWorkspace(options, (runs) => createNetwork(runs, options.layout, name)),
  });
  if (name === 'webgl') {
    const problem = await openWebgl();
    if (problem !== null) return problem;
    const context = graphicsContext();
    return opened(isSoftware(rendererOf(context)), () => context.isContextLost());
  }
  if (name === 'wasm') {
    if (!(await openWasm(wasm))) return 'no-wasm';
  } else {
    await import('@tensorflow/tfjs-backend-cpu');
    await tf.setBackend('cpu');
  }
  return opened(false, () => false);
}

/** Gives back what a backend holds: the WebGL context, of which a page has few. */
export function closeBackend(name: BackendName): void {
  if (name === 'webgl') giveContextBack();
}

function giveContextBack(): void {
  const context = graphicsContext();
  tf.removeBackend('webgl');
  context.getExtension('WEBGL_lose_context')?.loseContext();
}

const graphicsContext = (): WebGL2RenderingContext => (tf.backend() as unknown as GraphicsBackend).gpgpu.gl;

/** Makes WebGL the backend, or says why it can't be. */
async function openWebgl(): Promise<'no-webgl' | 'no-float32' | null> {
  if (typeof WebGL2RenderingContext === 'undefined') return 'no-webgl';
  try {
    const { MathBackendWebGL } = await import('@tensorflow/tfjs-backend-webgl');
    // Removed by closeBackend, or by a context that was lost: the package registers it once only, when it is loaded.
    if (!tf.findBackendFactory('webgl')) tf.registerBackend('webgl', () => new MathBackendWebGL(), 2);
    // Fewer programs to compile: shapes are uniforms, not constants.
    tf.env().set('WEBGL_USE_SHAPES_UNIFORMS', true);
    // Small tensors too are computed where all others are.
    tf.env().set('WEBGL_CPU_FORWARD', false);
    // Textures of an earlier network are given back instead of kept for reuse without bound.
    tf.env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', 256 * 2 ** 20);
    if (!(await tf.setBackend('webgl'))) return 'no-webgl';
    const problem = tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED') ? await probe() : 'no-float32';
    if (problem) giveContextBack();
    return problem;
  } catch {
    return 'no-webgl';
  }
}

/**
 * One small computation whose result is known: some drivers never answer (a fence that is not signalled), and some say
 * float32 and compute with less. 1e-30 is 0 in half precision, and 1 + 2⁻²⁰ is 1.
 */
async function probe(): Promise<'no-webgl' | 'no-float32' | null> {
  const expected = [1 + 2 ** -20, 1e-30, 1e9];
  const product = tf.tidy(() =>
    tf.mul(tf.tensor1d([1 + 2 ** -20, 1e-20, 3e4]), tf.tensor1d([1, 1e-10, 1e9 / 3e4])),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PROBE_MILLISECONDS);
  });
  const values = await Promise.race([product.data(), late]);
  clearTimeout(timer);
  if (values === null || graphicsContext().isContextLost()) return 'no-webgl';
  product.dispose();
  const exact = expected.every((value, i) => Math.abs(values[i] / value - 1) < 2 ** -22);
  return exact ? null : 'no-float32';
}

async function openWasm(addresses: WasmAddresses | undefined): Promise<boolean> {
  try {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    // Threads need headers that course pages and static hosts don't send.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (!tf.env().getBool('IS_NODE') && !tf.engine().registry.wasm) {
      const { simd, plain } = addresses ?? (await import('./wasm-addresses.ts')).wasmAddresses;
      setWasmPaths({
        'tfjs-backend-wasm.wasm': plain,
        'tfjs-backend-wasm-simd.wasm': simd,
        // Never fetched, but it insists on an address.
        'tfjs-backend-wasm-threaded-simd.wasm': simd,
      });
    }
    return await tf.setBackend('wasm');
  } catch {
    return false;
  }
}
