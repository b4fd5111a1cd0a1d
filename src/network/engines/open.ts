/**
 * Which engine computes the networks.
 *
 * What a person asks for is taken where it works. `auto` takes WebGL where a graphics card draws it and a short trial shows that it
 * is the fastest, else `simd`, else tfjs on WebAssembly, else in plain JavaScript. WebGL that is drawn by the processor is only
 * taken when asked for. tfjs is loaded when it is first needed. What is open stays open between trainings (a WebGL program takes a
 * second to compile) until `closeEngine`.
 */
import type { WasmAddresses } from '../messages.ts';
import { type EngineChoice, type EngineReason, type NetworkEngine, NoEngine } from './engine.ts';
import { type Graphics, graphics } from './graphics.ts';
import { openSimd } from './simd/engine.ts';
import type { BackendName, Problem } from './tfjs/backend.ts';

export interface Trial {
  /** The same for networks that take the same time. */
  readonly key: string;
  /** Milliseconds that a step takes on an engine. */
  measure(engine: NetworkEngine): Promise<number>;
}

export interface EngineOptions {
  /** Where the binaries of tfjs' wasm backend are, when this thread can't resolve their addresses itself. */
  readonly wasm?: WasmAddresses | undefined;
  /** Without it WebGL on a graphics card is taken untried. */
  readonly trial?: Trial | undefined;
  /** What draws WebGL; found out unless it is given. */
  readonly graphics?: Graphics;
}

/** After so many losses of the graphics context in a thread's life WebGL is not asked again. */
const MOST_LOSSES = 3;

let losses = 0;
let queue: Promise<unknown> = Promise.resolve();
let current: {
  readonly choice: EngineChoice;
  readonly key: string | undefined;
  engine: NetworkEngine;
} | null = null;
/** The backend of tfjs that is open. */
let tfjs: NetworkEngine | null = null;
/** Whether WebGL was the fastest, by the trial's key. */
const tried = new Map<string, boolean>();

/**
 * The engine for a choice; the one in use when it was opened for the same and has not been lost.
 *
 * An engine that was asked for and does not work is replaced like `auto` replaces it.
 */
export function openEngine(choice: EngineChoice, options: EngineOptions = {}): Promise<NetworkEngine> {
  return inTurn(async () => {
    const key = choice === 'auto' ? options.trial?.key : undefined;
    const lost = current?.engine.lost() === true;
    if (!lost && current?.choice === choice && current.key === key) return current.engine;
    if (lost) losses++;
    current = null;
    const engine = await firstThatWorks(choice, options, lost ? 'lost' : null);
    if (tfjs && tfjs.name !== engine.name) await closeTfjs();
    current = { choice, key, engine };
    return engine;
  });
}

/** Gives back what engines hold. */
export const closeEngine = (): Promise<void> =>
  inTurn(async () => {
    current = null;
    await closeTfjs();
  });

/** One after another: tfjs abandons a backend that is being opened when another is asked for. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = queue.then(work);
  queue = done.catch(() => undefined);
  return done;
}

async function closeTfjs(): Promise<void> {
  if (!tfjs) return;
  const { name } = tfjs;
  tfjs = null;
  const { closeBackend } = await import('./tfjs/backend.ts');
  closeBackend(name as BackendName);
}

async function openTfjs(
  name: BackendName,
  reason: EngineReason,
  { wasm }: EngineOptions,
): Promise<NetworkEngine | Problem> {
  if (tfjs?.name === name && !tfjs.lost()) return { ...tfjs, reason };
  await closeTfjs();
  const { openBackend } = await import('./tfjs/backend.ts');
  const opened = await openBackend(name, reason, wasm);
  if (typeof opened !== 'string') tfjs = opened;
  return opened;
}

async function firstThatWorks(
  choice: EngineChoice,
  options: EngineOptions,
  lost: 'lost' | null,
): Promise<NetworkEngine> {
  const asked = choice === 'auto' ? null : 'chosen';
  /** Why what would have been taken before is not. */
  let reason: EngineReason = asked;
  if (choice === 'webgl' || choice === 'auto') {
    const drawn = choice === 'auto' ? (options.graphics ?? graphics()) : 'card';
    const untried = losses > MOST_LOSSES || drawn !== 'card';
    if (untried) reason = lost ?? (drawn === 'software' ? 'software' : 'no-webgl');
    const webgl = untried ? null : await openTfjs('webgl', asked, options);
    if (typeof webgl === 'string') reason = lost ?? webgl;
    else if (webgl) {
      const simd = choice === 'auto' ? await openSimd('trial') : null;
      if (!simd || !options.trial) return webgl;
      const won = await isFaster(webgl, simd, options.trial);
      return won ? { ...webgl, reason: 'trial' } : simd;
    }
  }
  if (choice !== 'wasm' && choice !== 'cpu') {
    const simd = await openSimd(reason);
    if (simd) return simd;
    reason = 'no-simd';
  }
  if (choice !== 'cpu') {
    const wasm = await openTfjs('wasm', reason, options);
    if (typeof wasm !== 'string') return wasm;
    reason = wasm;
  }
  const cpu = await openTfjs('cpu', reason, options);
  if (typeof cpu !== 'string') return cpu;
  const simd = await openSimd(cpu);
  if (simd) return simd;
  throw new NoEngine();
}

/** Whether WebGL is faster. One that is lost in the trial is not. */
async function isFaster(webgl: NetworkEngine, simd: NetworkEngine, trial: Trial): Promise<boolean> {
  const known = tried.get(trial.key);
  if (known !== undefined) return known;
  const [ours, theirs] = [
    await trial.measure(simd),
    await trial.measure(webgl).catch((error: unknown) => {
      if (webgl.lost()) return Number.POSITIVE_INFINITY;
      throw error;
    }),
  ];
  const won = theirs < ours;
  tried.set(trial.key, won);
  return won;
}
