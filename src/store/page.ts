/** The playground of this page: real time, the page's address, its storage where there is one, a real worker. */
import { computeNow, createEngine, type WorkerLike } from '../engine/client.ts';
import type { Language } from '../experiment/index.ts';
import type { Address } from './address.ts';
import { createPlayground, type Playground, type Preferences } from './playground.ts';
import type { Clock } from './playhead.ts';

const clock: Clock = {
  now: () => performance.now(),
  frame(callback) {
    const id = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(id);
  },
  later(milliseconds, callback) {
    const id = setTimeout(callback, milliseconds);
    return () => clearTimeout(id);
  },
};

const target = (query: string): string => (query === '' ? location.pathname : `?${query}`);

const address: Address = {
  read: () => location.search + location.hash,
  replace: (query) => history.replaceState(null, '', target(query)),
  push: (query) => history.pushState(null, '', target(query)),
  listen(callback) {
    addEventListener('popstate', callback);
    addEventListener('hashchange', callback);
    return () => {
      removeEventListener('popstate', callback);
      removeEventListener('hashchange', callback);
    };
  },
};

/** Storage throws in sandboxed and cross-site frames: preferences are then forgotten with the page. */
const preferences: Preferences = {
  read(key) {
    try {
      return localStorage.getItem(`adascope.${key}`);
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(`adascope.${key}`, value);
    } catch {
      // Nothing to be done: it holds for this visit.
    }
  },
};

const language = (): Language =>
  (navigator.languages ?? [navigator.language]).map((tag) => tag.slice(0, 2).toLowerCase()).find(isSpoken) ??
  'en';
const isSpoken = (tag: string): tag is Language => tag === 'en' || tag === 'zh';

export function createPagePlayground(): Playground {
  const playground = createPlayground({
    engine: (receive, notice) =>
      createEngine({
        spawn: () =>
          new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module' }) as WorkerLike,
        timers: clock,
        receive,
        notice,
      }),
    computeNow,
    clock,
    address,
    preferences,
    language: language(),
  });
  addEventListener('pagehide', () => playground.settle());
  return playground;
}
