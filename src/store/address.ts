/**
 * The link of the page: written after changes have settled, a new entry of the history when the person went somewhere
 * else (another surface, a preset) rather than adjusted something.
 */
import type { Clock } from './playhead.ts';

/** The page's location and history, injected. */
export interface Address {
  /** Query and fragment, as they are: `?…#…`. */
  read(): string;
  /** `query` is without question mark. */
  replace(query: string): void;
  push(query: string): void;
  /** Calls back when Back or Forward was pressed. */
  listen(callback: () => void): () => void;
}

export interface LinkWriter {
  /** The link is to become `query` soon; `push` once any of the changes that settle together asks for it. */
  write(query: string, push: boolean): void;
  /** Writes at once what waits. */
  flush(): void;
  /** Forgets what waits. */
  drop(): void;
}

/** Safari throws after a hundred changes in thirty seconds. */
const SETTLE_MS = 400;

export function createLinkWriter(address: Address, clock: Clock): LinkWriter {
  let cancel: (() => void) | null = null;
  let waiting: string | null = null;

  const flush = (): void => {
    cancel?.();
    cancel = null;
    if (waiting !== null) address.replace(waiting);
    waiting = null;
  };

  return {
    write(query, push) {
      if (push) {
        // What was adjusted before belongs to the entry that is left.
        flush();
        address.push(query);
        return;
      }
      waiting = query;
      cancel?.();
      cancel = clock.later(SETTLE_MS, flush);
    },
    flush,
    drop() {
      cancel?.();
      cancel = null;
      waiting = null;
    },
  };
}
