/** What ended a training, as it is told to the page. */

import { DataError, type Diagnostic, diagnosticOf } from '../diagnostic.ts';
import { NoEngine } from '../engines/engine.ts';
import type { NetworkFailure } from '../messages.ts';
import { ContextLost } from './training.ts';

/** The networks of an experiment take more memory than is used. */
export class TooLarge extends Error {
  readonly trouble: Diagnostic;

  constructor(trouble: Diagnostic) {
    super(trouble.message);
    this.name = 'TooLarge';
    this.trouble = trouble;
  }
}

/** What browsers and WebAssembly say when memory is not to be had. */
const OUT_OF_MEMORY = /alloc|out of memory|OOM|array length|array buffer/i;

export function failureOf(error: unknown): NetworkFailure {
  const told = (code: NetworkFailure['code'], trouble: Diagnostic): NetworkFailure => ({
    code,
    message: trouble.message,
    trouble,
  });
  if (error instanceof DataError) return told(error.code, error.trouble);
  if (error instanceof TooLarge) return told('too-large', error.trouble);
  if (error instanceof NoEngine) return told('error', diagnosticOf('single-file', {}));
  if (error instanceof ContextLost) return told('lost', diagnosticOf('context-lost', {}));
  const message = error instanceof Error ? error.message : String(error);
  const isMemory = error instanceof RangeError || (error as Error | null)?.name === 'RuntimeError';
  if (isMemory && OUT_OF_MEMORY.test(message)) return told('too-large', diagnosticOf('out-of-memory', {}));
  return { code: 'error', message };
}
