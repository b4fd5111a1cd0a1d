/**
 * Keeps the built page, so that it opens without a network after the first visit.
 *
 * Each build has its own cache. A new build is fetched beside the old one, and its worker waits until nothing of the old is
 * open any more: other tabs may still need its parts. Who wants the new build before gets it all the same: the waiting worker
 * writes down that its build is chosen, and whichever worker is at work opens that one. (To let the waiting worker take over
 * at once would take the parts away from the other tabs, and browsers put it off as long as the old one has something to do.)
 * Images that the site serves itself are kept once they have been loaded; those of the mirrors are kept by what loads them.
 */

export {};

declare const self: ServiceWorkerGlobalScope;

/** Put in by the build: what belongs to the page, relative to it, and a name for just these files. */
declare const FILES: readonly string[];
declare const BUILD: string;

const PREFIX = 'adascope-page-';
const PAGE = `${PREFIX}${BUILD}`;
const DATA = 'adascope-own-data';
/** Holds the name of the cache that a person has chosen, under an address that no file has. */
const CHOICE = 'adascope-choice';

const scope = new URL(self.registration.scope);
const page = new URL('./', scope).href;
const choiceKey = new URL('./?chosen', scope).href;
const files = new Set(FILES.map((file) => new URL(file, scope).href));

/** Files in assets/ are named after what is in them: one that is kept already need not be fetched again. */
const isNamedByContent = (url: string): boolean => url.startsWith(`${page}assets/`);

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
  const old = names.filter((name) => name === CHOICE || (name.startsWith(PREFIX) && name !== PAGE));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The name of the cache that was chosen, if one was. */
async function choice(): Promise<string | undefined> {
  const written = await caches.match(choiceKey, { cacheName: CHOICE });
  return written?.text();
}

/** Whether this build, which waits, is the one that opens; made so first where that is wanted. */
async function answer(question: unknown): Promise<boolean> {
  if (question === 'take over') await (await caches.open(CHOICE)).put(choiceKey, new Response(PAGE));
  return (await choice()) === PAGE;
}

/** The chosen build's file; a tab that was opened before still finds the parts of its own. */
async function fromPage(url: string, request: Request): Promise<Response> {
  const kept = await caches.match(url, { cacheName: (await choice()) ?? PAGE });
  return kept ?? (await caches.match(url)) ?? fetch(request);
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
  const [port] = event.ports;
  event.waitUntil(answer(event.data).then((isChosen) => port?.postMessage(isChosen)));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const [url] = request.url.split(/[?#]/, 1);
  if (request.method !== 'GET') return;
  if (url === page || url === `${page}index.html`) event.respondWith(fromPage(page, request));
  else if (files.has(url) || isNamedByContent(url)) event.respondWith(fromPage(url, request));
  else if (url.startsWith(`${page}data/`)) event.respondWith(fromData(request));
});
