/**
 * Experiments that are too long for an address. Servers refuse long ones, so the address gets a short name, `#stored-…`, and the query
 * is kept in the entry of the history, where it survives a reload, and in the browser's storage, for other tabs.
 */
import { MAX_LINK } from '../experiment/index.ts';

/** The browser's history and storage, injected. */
export interface Browser {
  readonly history: Pick<History, 'state' | 'replaceState' | 'pushState'>;
  /** @throws where storage is refused */
  storage(): Pick<Storage, 'getItem' | 'setItem'>;
  /** The fragment of the address, with its `#`. */
  fragment(): string;
}

/** In storage, the latest of so many. */
const KEY = 'adascope.stored';
const LATEST = 5;

export const isLong = (query: string): boolean => query.length > MAX_LINK;

/** A short name for a query: FNV-1a over 2 × 32 bits. */
function nameOf(query: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < query.length; i++) {
    a = Math.imul(a ^ query.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ query.charCodeAt(i), 0x85ebca6b);
  }
  return `stored-${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}

type Entry = readonly [name: string, query: string];

function entries(storage: Pick<Storage, 'getItem'>): readonly Entry[] {
  const found: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
  if (!Array.isArray(found)) return [];
  return found.filter(
    (entry): entry is Entry =>
      Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === 'string'),
  );
}

/** What `attempt` gives, or `otherwise` where it throws. */
function attempted<T>(attempt: () => T, otherwise: T): T {
  try {
    return attempt();
  } catch {
    return otherwise;
  }
}

/**
 * Gives the entry of the history a short address for a long query.
 *
 * @returns whether it is kept anywhere.
 */
export function store(
  browser: Browser,
  how: 'replaceState' | 'pushState',
  query: string,
  page: string,
): boolean {
  const name = nameOf(query);
  const inStorage = attempted(() => {
    const storage = browser.storage();
    const others = attempted(() => entries(storage), []).filter(([other]) => other !== name);
    storage.setItem(KEY, JSON.stringify([[name, query], ...others].slice(0, LATEST)));
    return true;
  }, false);
  const address = `${page}#${name}`;
  const put = (state: unknown): boolean =>
    attempted(() => {
      browser.history[how](state, '', address);
      return true;
    }, false);
  return put({ adascope: query }) || (inStorage && put(null));
}

/** The long query that the address stands for; null: it stands for none; undefined: it is not kept here. */
export function stored({ history, storage, fragment }: Browser): string | null | undefined {
  const name = /^#(stored-[a-z0-9]+)$/.exec(fragment())?.[1];
  if (name === undefined) return null;
  const state: unknown = attempted(() => history.state, null);
  const inHistory =
    typeof state === 'object' && state !== null && 'adascope' in state ? state.adascope : null;
  if (typeof inHistory === 'string' && nameOf(inHistory) === name) return inHistory;
  return attempted(() => entries(storage()).find(([other]) => other === name)?.[1], undefined);
}
