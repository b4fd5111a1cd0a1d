/** What this page works with: real time, the page's address, its storage where there is one, a real worker. */

import type { Address } from '../document/address.ts';
import type { Clock } from '../document/playhead.ts';
import type { Preferences } from '../document/preferences.ts';
import { type Browser, isLong, store, stored } from '../document/stored.ts';
import type { Language } from '../experiment/index.ts';
import { lateArchive } from '../network/controller/late-archive.ts';
import { Transport } from '../runtime/transport.ts';
import { createSurfaceJob } from '../surface/job.ts';
import { pageAddresses, startWorker } from './own-worker.ts';
import { ownExperiment } from './site.ts';
import { createPage, type Page } from './slices.ts';

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

const target = (query: string): string =>
  query === '' ? (ownExperiment() ? '?v=1' : location.pathname) : `?${query}`;

/** Frames without an address of their own, and Safari after a hundred changes in thirty seconds, refuse: then it stays. */
const attempt = (change: () => void): void => {
  try {
    change();
  } catch {
    // The experiment goes on; only its address is out of date.
  }
};

const browser: Browser = { history, storage: () => localStorage, fragment: () => location.hash };

function write(how: 'replaceState' | 'pushState', query: string): boolean {
  if (isLong(query)) return store(browser, how, query, location.pathname);
  attempt(() => history[how](null, '', target(query)));
  return true;
}

const address: Address = {
  read: () => location.search + location.hash || ownExperiment(),
  stored: () => stored(browser),
  replace: (query) => write('replaceState', query),
  push: (query) => write('pushState', query),
  listen(callback) {
    addEventListener('popstate', callback);
    addEventListener('hashchange', callback);
    return () => {
      removeEventListener('popstate', callback);
      removeEventListener('hashchange', callback);
    };
  },
};

/** Storage throws in sandboxed and cross-site frames: what is chosen is then forgotten with the page. */
const preferencesIn = (storage: () => Storage): Preferences => ({
  read(key) {
    try {
      return storage().getItem(`adascope.${key}`);
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      storage().setItem(`adascope.${key}`, value);
    } catch {
      // Nothing to be done: it holds for this page.
    }
  },
});

const language = (): Language =>
  (navigator.languages ?? [navigator.language]).map((tag) => tag.slice(0, 2).toLowerCase()).find(isSpoken) ??
  'en';
const isSpoken = (tag: string): tag is Language => tag === 'en' || tag === 'zh';

/** @param framed Whether this is one frame of perhaps many on another page. */
export function createOwnPage(framed: boolean): Page {
  const page = createPage({
    channel: (notice) =>
      new Transport({
        spawn: startWorker,
        timers: clock,
        here: { surface: { create: createSurfaceJob } },
        notice,
        lazy: framed,
      }),
    framed,
    addresses: pageAddresses(),
    deviceMemory: (navigator as { deviceMemory?: number }).deviceMemory,
    clock,
    address,
    preferences: preferencesIn(() => localStorage),
    visit: preferencesIn(() => sessionStorage),
    ...(framed
      ? {}
      : {
          archive: lateArchive(async () =>
            (await import('../network/controller/browser-archive.ts')).browserArchive(Date.now),
          ),
        }),
    language: language(),
  });
  const { playground } = page;
  // Another frame, or the page in another tab, with the same storage.
  addEventListener('storage', ({ key, newValue }) => {
    if (key === 'adascope.startMoved' && newValue === 'yes') playground.noteStartMoved();
  });
  // The page has buttons for it; a frame has only keys, which nobody may ever press.
  for (const type of ['pointerdown', 'keydown'])
    addEventListener(
      type,
      (event) => void import('./undo/attach.ts').then(({ undoOf }) => undoOf(playground, event)),
      { once: true },
    );
  addEventListener('pagehide', () => playground.flush());
  // The last moment that every browser announces before it ends a page.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') playground.flush();
  });
  return {
    ...page,
    stability: () => import('./stability.tsx'),
    networkStability: () => import('./network-stability.tsx'),
  };
}
