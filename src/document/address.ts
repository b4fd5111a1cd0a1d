/**
 * The link of the page: written when changes have paused, a new entry of the history when the person went somewhere
 * else (another surface, a preset) rather than adjusted something.
 */
import {
  MAX_LINK,
  type Parsed,
  type Problem,
  parseExperiment,
  parseStored,
  problem,
} from '../experiment/index.ts';
import type { Clock } from './playhead.ts';

/** The page's location and history, injected. */
export interface Address {
  /** Query and fragment, as they are: `?…#…`. */
  read(): string;
  /** The query that was too long for an address and is kept elsewhere; null: the address says all; undefined: it is lost. */
  stored?(): string | null | undefined;
  /** `query` is without question mark. False where it is too long for an address and cannot be kept. */
  replace(query: string): unknown;
  push(query: string): unknown;
  /** Calls back when Back or Forward was pressed. */
  listen(callback: () => void): () => void;
}

export interface LinkWriter {
  /** The link is to become `query` soon; `push` once any of the changes that are flushed together asks for it. */
  write(query: string, push: boolean): void;
  /** Writes at once what waits. */
  flush(): void;
  /** Forgets what waits. */
  drop(): void;
}

/** Safari throws after a hundred changes in thirty seconds. */
const FLUSH_MS = 400;

/** What the address of the page says. */
export function openAddress(address: Address): Parsed {
  const stored = address.stored ? address.stored() : null;
  if (typeof stored === 'string') return parseStored(stored);
  const said = address.read();
  const parsed = parseExperiment(said);
  if (stored === null) return parsed;
  const lost = problem('link', said.slice(said.indexOf('#')), { kind: 'default' }, { kind: 'stored' });
  return { ...parsed, problems: [lost, ...parsed.problems] };
}

/** `problems` with the one that a link of so many characters cannot be kept. */
export function withRefused(problems: readonly Problem[], length: number): readonly Problem[] {
  const given = { kind: 'amount', count: length, of: 'characters' } as const;
  const refused = problem('link', given, { kind: 'not kept' }, { kind: 'characters', max: MAX_LINK });
  return [refused, ...problems.filter(({ phrases }) => phrases?.used?.kind !== 'not kept')];
}

/** @param refused Hears of a query that is too long for an address and cannot be kept. */
export function createLinkWriter(
  address: Address,
  clock: Clock,
  refused: (query: string) => void = () => {},
): LinkWriter {
  const put = (how: 'replace' | 'push', query: string): void => {
    if (address[how](query) === false) refused(query);
  };

  let cancel: (() => void) | null = null;
  let waiting: string | null = null;

  const flush = (): void => {
    cancel?.();
    cancel = null;
    if (waiting !== null) put('replace', waiting);
    waiting = null;
  };

  return {
    write(query, push) {
      if (push) {
        // What was adjusted before belongs to the entry that is left.
        flush();
        put('push', query);
        return;
      }
      waiting = query;
      cancel?.();
      cancel = clock.later(FLUSH_MS, flush);
    },
    flush,
    drop() {
      cancel?.();
      cancel = null;
      waiting = null;
    },
  };
}
