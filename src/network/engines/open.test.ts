import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeEngine, openEngine } from './open.ts';

afterEach(closeEngine);

describe('an engine', () => {
  it('is this program’s own where there is no graphics card, and says why', async () => {
    expect(await openEngine('auto')).toMatchObject({ name: 'simd', reason: 'no-webgl', software: false });
    expect(await openEngine('auto', { graphics: 'software' })).toMatchObject({ name: 'simd' });
  });

  it('is not WebGL that the processor draws, unless it is asked for', async () => {
    expect(await openEngine('auto', { graphics: 'software' })).toMatchObject({
      name: 'simd',
      reason: 'software',
    });
  });

  it('that was asked for and does not work is replaced by the next one that does', async () => {
    expect(await openEngine('webgl')).toMatchObject({ name: 'simd', reason: 'no-webgl' });
    expect(await openEngine('auto', { graphics: 'card' })).toMatchObject({
      name: 'simd',
      reason: 'no-webgl',
    });
  });

  it.each(['simd', 'wasm', 'cpu'] as const)('can be chosen: %s', async (name) => {
    expect(await openEngine(name)).toMatchObject({ name, reason: 'chosen' });
    if (name !== 'simd') expect(tf.getBackend()).toBe(name);
  });

  it('stays open until it is closed or another one is asked for', async () => {
    const first = await openEngine('wasm');
    expect(await openEngine('wasm')).toBe(first);
    await closeEngine();
    expect(await openEngine('wasm')).not.toBe(first);
  });

  it('is the one asked for last when several are asked for at once', async () => {
    const opened = await Promise.all([
      openEngine('wasm'),
      openEngine('cpu'),
      openEngine('simd'),
      openEngine('wasm'),
    ]);
    expect(opened.map(({ name }) => name)).toEqual(['wasm', 'cpu', 'simd', 'wasm']);
    expect(tf.getBackend()).toBe('wasm');
  });

  it('is tfjs where WebAssembly has no SIMD or the page forbids it, which is said', async () => {
    vi.resetModules();
    const compile = vi
      .spyOn(WebAssembly, 'compile')
      .mockRejectedValue(new WebAssembly.CompileError('forbidden'));
    const { openEngine } = await import('./open.ts');
    expect(await openEngine('auto')).toMatchObject({ name: 'wasm', reason: 'no-simd' });
    compile.mockRestore();
  });
});
