import { describe, expect, it } from 'vitest';
import { DataError, diagnosticOf } from '../diagnostic.ts';
import { NoEngine } from '../engines/engine.ts';
import { failureOf, TooLarge } from './failure.ts';
import { ContextLost } from './training.ts';

describe('what ended a training', () => {
  it('is told with its code, in English, and as data', () => {
    const diagnostic = diagnosticOf('cut-short', { name: 'a', bytes: 1, expected: 2 });
    expect(failureOf(new DataError('bad-file', diagnostic))).toEqual({
      code: 'bad-file',
      message: 'a: is cut short: 1 bytes after its head, not 2.',
      diagnostic,
    });
    expect(failureOf(new ContextLost())).toMatchObject({
      code: 'lost',
      message: expect.stringContaining('graphics context'),
      diagnostic: { code: 'context-lost' },
    });
    expect(failureOf(new TooLarge(diagnosticOf('out-of-memory', {})))).toMatchObject({ code: 'too-large' });
  });

  it('can be posted to another thread', () => {
    const failure = failureOf(
      new DataError('no-data', diagnosticOf('refused', { address: 'a', status: 404 })),
    );
    expect(structuredClone(failure)).toEqual(failure);
  });

  it.each([
    new RangeError('Array buffer allocation failed'),
    new RangeError('Invalid typed array length: 5000000000'),
    new WebAssembly.RuntimeError('Aborted(OOM). Build with -sASSERTIONS for more info.'),
  ])('is a lack of memory where browsers say so: %s', (error) => {
    expect(failureOf(error)).toMatchObject({ code: 'too-large', diagnostic: { code: 'out-of-memory' } });
  });

  it('is told as it was thrown where it is not foreseen', () => {
    expect(failureOf(new Error('odd'))).toEqual({ code: 'error', message: 'odd' });
    expect(failureOf(new RangeError('no such optimizer'))).toMatchObject({ code: 'error' });
    expect(failureOf('text')).toEqual({ code: 'error', message: 'text' });
  });

  it('of a single file without SIMD says what it would take', () => {
    expect(failureOf(new NoEngine())).toMatchObject({
      code: 'error',
      diagnostic: { code: 'single-file' },
      message: expect.stringContaining('WebAssembly with SIMD'),
    });
  });
});
