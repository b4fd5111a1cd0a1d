/**
 * Keeps the built page, so that it opens without a network after the first visit.
 *
 * Each build has its own cache. A new build is fetched beside the old one, which goes on serving whatever is open, and takes
 * over when nothing of the old is open any more or a person says so. Images that the site serves itself are kept once they
 * have been loaded; those of the mirrors are kept by what loads them.
 */

export {};

declare const self: ServiceWorkerGlobalScope;

/** Put in by the build: what belongs to the page, relative to it, and a name for just these files. */
declare const FILES: readonly string[];
declare const BUILD: string;

const PREFIX = 'adascope-page-';
const PAGE = `${PREFIX}${BUILD}`;
const DATA = 'adascope-own-data';

const scope = new URL(self.registration.scope);
const page = new URL('./', scope).href;
const files = new Set(FILES.map((file) => new URL(file, scope).href));

/** Files in assets/ are named after what is in them: one that is kept already need not be fetched again. */
const isNamedByContent = (url: string): boolean => new URL(url).pathname.includes('/assets/');

async function keepPage(): Promise<void> {
  const cache = await caches.open(PAGE);
  await Promise.all(
    [page, ...files].map(async (url) => {
      const kept = isNamedByContent(url) ? await caches.match(url) : undefined;
      if (kept) await cache.put(url, kept);
      else await cache.add(new Request(url, { cache: 'no-cache' }));
    }),
  );
}

async function dropOldPages(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== PAGE).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

async function fromPage(url: string, request: Request): Promise<Response> {
  const cache = await caches.open(PAGE);
  return (await cache.match(url)) ?? fetch(request);
}

/** The site's own images: large, and they do not change. */
async function fromData(request: Request): Promise<Response> {
  const cache = await caches.open(DATA);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  // A server that answers with its page has not got the file.
  const isFile = response.status === 200 && !response.headers.get('Content-Type')?.startsWith('text/html');
  if (isFile) await cache.put(request, response.clone());
  return response;
}

self.addEventListener('install', (event) => event.waitUntil(keepPage()));
self.addEventListener('activate', (event) => event.waitUntil(dropOldPages()));

self.addEventListener('message', (event) => {
  if (event.data === 'take over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const [url] = request.url.split(/[?#]/, 1);
  if (request.method !== 'GET') return;
  if (url === page || url === `${page}index.html`) event.respondWith(fromPage(page, request));
  else if (files.has(url)) event.respondWith(fromPage(url, request));
  else if (url.startsWith(`${page}data/`)) event.respondWith(fromData(request));
});
