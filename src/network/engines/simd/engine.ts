/** The engine `simd`: AssemblyScript on WebAssembly's SIMD, in float32. The same bits on every machine. */
import type { EngineReason, NetworkEngine, Workspace, WorkspaceOptions } from '../engine.ts';
import { createArena } from './arena.ts';
import { compiledModule, loadKernels } from './binary.ts';
import { createNetwork, createScratch } from './network.ts';
import { fusedRule } from './rules.ts';

/** Marks are set sixteen at a time. */
const SIXTEEN = 16;

/** The engine; null where WebAssembly has no SIMD, or the page forbids it. */
export async function openSimd(reason: EngineReason): Promise<NetworkEngine | null> {
  const module = await compiledModule().catch(() => null);
  return (
    module && {
      name: 'simd',
      reason,
      software: false,
      lost: () => false,
      workspace: (options) => createWorkspace(module, options),
    }
  );
}

function createWorkspace(module: WebAssembly.Module, options: WorkspaceOptions): Workspace {
  const { layout, rows } = options;
  const length = SIXTEEN * Math.ceil(layout.length / SIXTEEN);
  const arena = createArena();
  const scratch = createScratch(layout, rows, arena);
  const vectors = Array.from({ length: options.vectors }, () => arena.take(4 * length));
  const marks = Array.from({ length: options.marks }, () => arena.take(length));
  const kernels = loadKernels(module, arena.size);
  const { buffer } = kernels;
  const next = (addresses: number[]): number => {
    const address = addresses.shift();
    if (address === undefined) throw new Error('More vectors are taken than were asked for.');
    return address;
  };
  return {
    vector: () => new Float32Array(buffer, next(vectors), layout.length),
    marks: () => new Uint8Array(buffer, next(marks), layout.length),
    createNetwork: (runs) => createNetwork(kernels, buffer, layout, scratch, runs),
    rule: (run) => fusedRule(kernels, run),
    mark: (gradient, marks) => kernels.mark(layout.length, gradient.byteOffset, marks.byteOffset),
    allFinite: (vector) => kernels.allFinite(layout.length, vector.byteOffset) === 1,
  };
}
