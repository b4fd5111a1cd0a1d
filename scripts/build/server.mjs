/** A static file server of the kind that the built page is made for: no rewriting, and no header that it needs. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { policyAt } from './policy.mjs';

const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.map', 'application/json; charset=utf-8'],
  ['.webmanifest', 'application/manifest+json'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.md', 'text/markdown; charset=utf-8'],
  ['.wasm', 'application/wasm'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.jpg', 'image/jpeg'],
  ['.webp', 'image/webp'],
  ['.gif', 'image/gif'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.gz', 'application/gzip'],
]);

/** Where this site is for whoever asks: behind a proxy perhaps on https. @param {import('node:http').IncomingMessage} request */
function originsOf({ headers: { host } }) {
  return host && /^[\w.:[\]-]+$/.test(host) ? [`http://${host}`, `https://${host}`] : [];
}

/** How many ports after the wanted one are tried before giving up. */
const PORTS_TRIED = 100;

/**
 * The file that a request asks for, or undefined when it asks for something outside `root`.
 *
 * @param {string} root an absolute path
 * @param {string} url as in the request line
 * @returns {string | undefined}
 */
export function fileFor(root, url) {
  let path;
  try {
    path = decodeURIComponent(url.split(/[?#]/, 1)[0]);
  } catch {
    return undefined;
  }
  if (path.includes('\0')) return undefined;
  const file = resolve(root, `.${sep}${path}`);
  return file === root || file.startsWith(root + sep) ? file : undefined;
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} text
 */
function refuse(response, status, text) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

/**
 * Sends a visitor who asks for a folder without its last slash there, query kept: addresses in its page are relative to it.
 * The answer is relative too, so it leads to no other site, and works behind a proxy that serves this one under a path.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {string} url as in the request line
 */
function redirectToFolder(response, url) {
  const [path, ...query] = url.split(/(?=[?#])/);
  const name = path.slice(path.lastIndexOf('/') + 1);
  response.writeHead(301, { Location: `./${name}/${query.join('')}`, 'Cache-Control': 'no-cache' }).end();
}

/**
 * @param {string} root
 * @returns {import('node:http').RequestListener}
 */
function handler(root) {
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return refuse(response, 405, 'Only GET and HEAD.');
    }
    const url = request.url ?? '/';
    const asked = fileFor(root, url);
    if (asked === undefined) return refuse(response, 400, 'Not a path of this site.');
    let file = asked;
    let entry = await stat(file).catch(() => undefined);
    const isFolder = entry?.isDirectory();
    if (isFolder) {
      file = join(file, 'index.html');
      entry = await stat(file).catch(() => undefined);
    }
    if (!entry?.isFile()) return refuse(response, 404, 'Not found.');
    if (isFolder && !url.split(/[?#]/, 1)[0].endsWith('/')) return redirectToFolder(response, url);
    response.writeHead(200, {
      'Content-Type': TYPES.get(extname(file).toLowerCase()) ?? 'application/octet-stream',
      'Content-Length': entry.size,
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': policyAt(originsOf(request)),
      // As GitHub Pages does: a frame with `sandbox="allow-scripts"` has no origin and could not load its own modules.
      'Access-Control-Allow-Origin': '*',
    });
    if (request.method === 'HEAD') return response.end();
    // Unlike pipe(), this closes the file of a download that is broken off.
    pipeline(createReadStream(file), response, () => undefined);
  };
}

/**
 * Listens on `port`, or the next free one.
 *
 * @param {import('node:http').Server} server
 * @param {number} port 0 for any
 * @param {string} host
 * @returns {Promise<number>} the port it got
 */
async function listen(server, port, host) {
  for (let tried = 0; ; tried++) {
    try {
      await new Promise((done, failed) => {
        server.once('error', failed);
        server.listen(port === 0 ? 0 : port + tried, host, () => done(server.off('error', failed)));
      });
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      return address.port;
    } catch (error) {
      const taken = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE';
      if (!taken || tried === PORTS_TRIED || port + tried === 65_535) throw error;
    }
  }
}

/**
 * Serves a folder.
 *
 * @param {string} folder
 * @param {{ port?: number, host?: string }} [options] port 0, the default, takes any free port; another one is a wish: when
 *   it is taken, the next free one is used
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(folder, { port = 0, host = '127.0.0.1' } = {}) {
  const server = createServer(handler(resolve(folder)));
  const got = await listen(server, port, host);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${got}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
