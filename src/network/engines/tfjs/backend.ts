/**
 * Which tfjs backend computes: WebGL where it really has float32, else wasm, else plain JavaScript.
 *
 * Each backend is a chunk of its own, loaded when it is first needed. tfjs is one per thread, so the backend in use is
 * too: it stays open between trainings (a WebGL program takes a second to compile) until `closeBackend`.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { BackendChoice, WasmAddresses } from '../../messages.ts';

export type BackendName = Exclude<BackendChoice, 'auto'>;
/**
 * Why it is not the first choice: `no-webgl` (none, or it does not compute), `no-float32` (it computes in half
 * precision, in which Adam's ε of 1e-8 is 0), `no-wasm`, `lost` (the graphics context was, and did not come back);
 * `chosen` by the person; null: it is the first choice.
 */
export type BackendReason = 'no-webgl' | 'no-float32' | 'no-wasm' | 'chosen' | 'lost' | null;

export interface Backend {
  readonly name: BackendName;
  readonly reason: BackendReason;
  /** WebGL drawn by the processor: right, but slower than wasm. */
  readonly software: boolean;
  /** Whether the graphics context has been lost, and with it whatever was computed since the last check. */
  lost(): boolean;
}

/** How long a graphics driver may take to answer the first small computation. */
const PROBE_MILLISECONDS = 8000;

interface GraphicsBackend {
  readonly gpgpu: { readonly gl: WebGL2RenderingContext };
}

/** After so many losses in a thread's life WebGL is not asked again. */
const MOST_LOSSES = 3;

let losses = 0;
let queue: Promise<unknown> = Promise.resolve();
let current: { readonly choice: BackendChoice; readonly backend: Backend } | null = null;

/**
 * The backend for a choice; the one in use when it was opened for the same choice and has not been lost.
 *
 * A backend that was asked for and does not work is replaced like `auto` replaces it. Without `wasm` the addresses are
 * those of this build, and in Node those of the installed package.
 */
export function openBackend(choice: BackendChoice, wasm?: WasmAddresses): Promise<Backend> {
  return inTurn(async () => {
    if (current?.choice === choice && !current.backend.lost()) return current.backend;
    const lost = current?.backend.lost() === true;
    if (lost) losses++;
    close();
    tf.enableProdMode();
    const backend = await firstThatWorks(choice, wasm, lost);
    current = { choice, backend };
    return backend;
  });
}

/** Gives the backend back, and with it the WebGL context, of which a page has few. */
export const closeBackend = (): Promise<void> => inTurn(async () => close());

/** One after another: tfjs abandons a backend that is being opened when another is asked for. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = queue.then(work);
  queue = done.catch(() => undefined);
  return done;
}

function close(): void {
  if (!current) return;
  const { name } = current.backend;
  current = null;
  if (name === 'webgl') giveContextBack();
}

function giveContextBack(): void {
  const context = graphicsContext();
  tf.removeBackend('webgl');
  context.getExtension('WEBGL_lose_context')?.loseContext();
}

async function firstThatWorks(
  choice: BackendChoice,
  wasm: WasmAddresses | undefined,
  lost: boolean,
): Promise<Backend> {
  let reason: BackendReason = choice === 'auto' ? null : 'chosen';
  if (choice === 'auto' || choice === 'webgl') {
    const problem = losses > MOST_LOSSES ? 'lost' : await openWebgl();
    if (problem === null) {
      const context = graphicsContext();
      return { name: 'webgl', reason, software: isSoftware(context), lost: () => context.isContextLost() };
    }
    reason = lost ? 'lost' : problem;
  }
  if (choice !== 'cpu') {
    if (await openWasm(wasm)) return { name: 'wasm', reason, software: false, lost: () => false };
    reason = 'no-wasm';
  }
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  return { name: 'cpu', reason, software: false, lost: () => false };
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

const isSoftware = (context: WebGL2RenderingContext): boolean => {
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const renderer = context.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : context.RENDERER);
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(String(renderer));
};

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
