import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { closeBackend, openBackend } from './backend.ts';

describe('a backend', () => {
  it('that is asked for automatically is wasm where there is no WebGL, and says why', async () => {
    expect(await openBackend('auto')).toMatchObject({ name: 'wasm', reason: 'no-webgl', software: false });
    expect(tf.getBackend()).toBe('wasm');
  });

  it('that was asked for and does not work is replaced', async () => {
    expect(await openBackend('webgl')).toMatchObject({ name: 'wasm', reason: 'no-webgl' });
  });

  it('that was chosen says so', async () => {
    expect(await openBackend('cpu')).toMatchObject({ name: 'cpu', reason: 'chosen' });
    expect(tf.getBackend()).toBe('cpu');
  });

  it('stays open for the next who wants the same', async () => {
    const first = await openBackend('wasm');
    expect(await openBackend('wasm')).toBe(first);
    await closeBackend();
    expect(await openBackend('wasm')).not.toBe(first);
  });

  it('is opened in turn when several are wanted at once: the latest is in use', async () => {
    const opened = await Promise.all([openBackend('wasm'), openBackend('cpu'), openBackend('auto')]);
    expect(opened.map(({ name }) => name)).toEqual(['wasm', 'cpu', 'wasm']);
    expect(tf.getBackend()).toBe('wasm');
  });
});
