/**
 * Keeps the built page, so that it opens without a network after the first visit.
 *
 * Each build has its own cache. A new build is fetched beside the old one, and its worker waits until nothing of the old is
 * open any more: other tabs may still need its parts. Who wants the new build before gets it all the same: the waiting worker
 * writes down that its build is chosen, and whichever worker is at work opens that one. (To let the waiting worker take over
 * at once would take the parts away from the other tabs, and browsers put it off as long as the old one has something to do.)
 *
 * Nothing is kept that is not what was built: while a site is being updated, a host may answer for a missing file with its page
 * and the status 200. A new build is kept whole or not at all. What is kept has its hash beside it, which is checked whenever it
 * is read; a file that is spoiled or lost is fetched anew.
 *
 * Images that the site serves itself are kept once they have been loaded; those of the mirrors are kept by what loads them.
 */

export {};

declare const self: ServiceWorkerGlobalScope;

/**
 * Put in by the build: what belongs to the page, by its path relative to it, with its SHA-256 where hosts do not change it
 * (else an empty text); the script that index.html starts; and a name for just these files.
 */
declare const FILES: Readonly<Record<string, string>>;
declare const ENTRY: string;
declare const BUILD: string;

const PREFIX = 'adascope-page-';
const PAGE = `${PREFIX}${BUILD}`;
const DATA = 'adascope-own-data';
/** Pages of single experiments, which are made after the build: kept once they were visited. */
const VISITED = 'adascope-visited';
/** Holds the name of the cache that a person has chosen, under an address that no file has. */
const CHOICE = 'adascope-choice';
/** The SHA-256 of what is kept, beside it. */
const HASH = 'X-Adascope-SHA-256';

const scope = new URL(self.registration.scope);
const page = new URL('./', scope).href;
const choiceKey = new URL('./?chosen', scope).href;
const files = new Map(Object.entries(FILES).map(([file, hash]) => [new URL(file, scope).href, hash]));

/** Files in assets/ are named after what is in them: one that is kept already need not be fetched again. */
const isNamedByContent = (url: string): boolean => url.startsWith(`${page}assets/`);

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether the type that a host gives is that of the file, and not that of a page which it sends in its place. */
function hasItsType(url: string, { headers }: Response): boolean {
  const type = headers.get('Content-Type') ?? '';
  if (/\.m?js$/.test(url)) return /javascript/i.test(type);
  if (url.endsWith('.css')) return /^text\/css\b/i.test(type);
  return /^text\/html\b/i.test(type) === (url.endsWith('/') || url.endsWith('.html'));
}

/**
 * Fetches a file and marks it with its hash.
 *
 * @returns null for anything but the file: another status or type, or not what was built
 * @throws TypeError without a network
 */
async function fetchFile(url: string): Promise<Response | null> {
  const response = await fetch(url, { cache: 'no-cache' });
  if (response.status !== 200 || !hasItsType(url, response)) return null;
  const bytes = await response.arrayBuffer();
  const hash = await sha256(bytes);
  const built = files.get(url);
  if (built && built !== hash) return null;
  if (url === page && !new TextDecoder().decode(bytes).includes(ENTRY)) return null;
  const headers = new Headers(response.headers);
  // They speak of the bytes on their way.
  for (const name of ['Content-Encoding', 'Content-Length']) headers.delete(name);
  headers.set(HASH, hash);
  return new Response(bytes, { headers });
}

/** What a cache holds for an address, if it is as it was put there. */
async function intact(url: string, cacheName: string): Promise<Response | null> {
  const kept = await caches.match(url, { cacheName });
  if (!kept) return null;
  const { headers } = kept;
  const bytes = await kept.arrayBuffer();
  return headers.get(HASH) === (await sha256(bytes)) ? new Response(bytes, { headers }) : null;
}

/** What any build has kept under an address, the named one first. */
async function keptBy(url: string, first: string): Promise<Response | null> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== first);
  for (const name of [first, ...others]) {
    const kept = await intact(url, name);
    if (kept) return kept;
  }
  return null;
}

async function keepPage(): Promise<void> {
  const cache = await caches.open(PAGE);
  await Promise.all(
    [page, ...files.keys()].map(async (url) => {
      const kept = isNamedByContent(url) ? await keptBy(url, PAGE) : null;
      const same = kept?.headers.get(HASH) === files.get(url) ? kept : null;
      const response = same ?? (await fetchFile(url));
      if (!response) throw new Error(`${url} is not what was built: this version is not kept yet.`);
      await cache.put(url, response);
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
  const chosen = (await choice()) ?? PAGE;
  const kept = await keptBy(url, chosen);
  if (kept) return kept;
  const fetched = await fetchFile(url).catch(() => null);
  if (!fetched) return fetch(request);
  // A full disk is no reason not to show it.
  await (await caches.open(chosen)).put(url, fetched.clone()).catch(() => undefined);
  return fetched;
}

/** The page of an experiment as the site has it, or as it was when it was visited. */
async function fromVisited(url: string, request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await (await caches.open(VISITED)).put(url, response.clone());
    return response;
  } catch (error) {
    const kept = await caches.match(url, { cacheName: VISITED });
    if (kept) return kept;
    throw error;
  }
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

/** What is answered from here, or nothing for what is none of ours. */
function respond(request: Request): Promise<Response> | Response | undefined {
  const [url] = request.url.split(/[?#]/, 1);
  if (url === page || url === `${page}index.html`) return fromPage(page, request);
  if (files.has(url) || isNamedByContent(url)) return fromPage(url, request);
  if (files.has(`${url}index.html`)) return fromPage(`${url}index.html`, request);
  if (files.has(`${url}/index.html`)) return Response.redirect(`${url}/${new URL(request.url).search}`);
  if (url.startsWith(`${page}data/`)) return fromData(request);
  if (url.startsWith(`${page}p/`)) return fromVisited(url, request);
  return undefined;
}

self.addEventListener('install', (event) => event.waitUntil(keepPage()));
self.addEventListener('activate', (event) => event.waitUntil(dropOldPages()));

self.addEventListener('message', (event) => {
  const [port] = event.ports;
  event.waitUntil(answer(event.data).then((isChosen) => port?.postMessage(isChosen)));
});

self.addEventListener('fetch', (event) => {
  const response = event.request.method === 'GET' ? respond(event.request) : undefined;
  if (response) event.respondWith(response);
});
