/** The option `--engine` of the commands. */
import type { EngineName } from '../network/engines/engine.ts';

const ENGINES: readonly EngineName[] = ['simd', 'wasm', 'cpu', 'webgl'];

/** The engine of that name, or what is wrong with it in a sentence. */
export function readEngine(name: string): EngineName | { readonly error: string } {
  const engine = ENGINES.find((known) => known === name);
  if (!engine) return { error: `--engine is ${ENGINES.join(', ')}, not "${name}".` };
  return engine === 'webgl'
    ? { error: 'There is no WebGL in Node: --engine takes simd, wasm or cpu here.' }
    : engine;
}
