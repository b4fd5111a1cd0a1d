/** What ended a training, as it is told to the page. */

import { DataError, type Trouble, troubleOf } from '../diagnostic.ts';
import { ContextLost } from './training.ts';

export interface TrainingFailure {
  readonly code: 'error' | 'bad-file' | 'no-data' | 'lost' | 'too-large';
  /** In English. */
  readonly message: string;
  /** The same as data, for what is foreseen: a page words it in its own language. */
  readonly trouble?: Trouble;
}

/** The networks of an experiment take more memory than is used. */
export class TooLarge extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.message);
    this.name = 'TooLarge';
    this.trouble = trouble;
  }
}

/** What browsers and WebAssembly say when memory is not to be had. */
const OUT_OF_MEMORY = /alloc|out of memory|OOM|array length|array buffer/i;

export function failureOf(error: unknown): TrainingFailure {
  const told = (code: TrainingFailure['code'], trouble: Trouble): TrainingFailure => ({
    code,
    message: trouble.message,
    trouble,
  });
  if (error instanceof DataError) return told(error.code, error.trouble);
  if (error instanceof TooLarge) return told('too-large', error.trouble);
  if (error instanceof ContextLost) return told('lost', troubleOf('context-lost', {}));
  const message = error instanceof Error ? error.message : String(error);
  const isMemory = error instanceof RangeError || (error as Error | null)?.name === 'RuntimeError';
  if (isMemory && OUT_OF_MEMORY.test(message)) return told('too-large', troubleOf('out-of-memory', {}));
  return { code: 'error', message };
}
