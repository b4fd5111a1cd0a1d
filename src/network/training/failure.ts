/** What ended a training, as it is reported to the page. */

import { DataError, type Diagnostic, diagnosticOf } from '../diagnostic.ts';
import { NoEngine } from '../engines/engine.ts';
import type { NetworkFailure } from '../messages.ts';
import { ContextLost } from './training.ts';

/** The networks of an experiment take more memory than is used. */
export class TooLarge extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = 'TooLarge';
    this.diagnostic = diagnostic;
  }
}

/** What browsers and WebAssembly say when memory is not to be had. */
const OUT_OF_MEMORY = /alloc|out of memory|OOM|array length|array buffer/i;

export function failureOf(error: unknown): NetworkFailure {
  const reported = (code: NetworkFailure['code'], diagnostic: Diagnostic): NetworkFailure => ({
    code,
    message: diagnostic.message,
    diagnostic,
  });
  if (error instanceof DataError) return reported(error.code, error.diagnostic);
  if (error instanceof TooLarge) return reported('too-large', error.diagnostic);
  if (error instanceof NoEngine) return reported('error', diagnosticOf('single-file', {}));
  if (error instanceof ContextLost) return reported('lost', diagnosticOf('context-lost', {}));
  const message = error instanceof Error ? error.message : String(error);
  const isMemory = error instanceof RangeError || (error as Error | null)?.name === 'RuntimeError';
  if (isMemory && OUT_OF_MEMORY.test(message))
    return reported('too-large', diagnosticOf('out-of-memory', {}));
  return { code: 'error', message };
}
