/** Serving the built page with `vite preview`: as a static host does, without rewriting, and with no header that the page needs. */
import { stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { preview } from 'vite';
import { policyAt } from './policy.mjs';

/** Where this site is for whoever asks: behind a proxy perhaps on https. @param {import('node:http').IncomingMessage} request */
function originsOf({ headers: { host } }) {
  return host && /^[\w.:[\]-]+$/.test(host) ? [`http://${host}`, `https://${host}`] : [];
}

/**
 * The file or folder that a request asks for, or undefined when it asks for something outside `root`.
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

/** Whether a path leads to a folder with a page. @param {string} path */
async function isFolderWithPage(path) {
  const page = await stat(join(path, 'index.html')).catch(() => undefined);
  return page?.isFile() === true;
}

/**
 * The address of a folder, from the one without its last slash: addresses in its page are relative to it. This one is relative
 * too, so it leads to no other site, and works behind a proxy that serves this one under a path.
 *
 * @param {string} url as in the request line
 */
function folderAddress(url) {
  const [path, ...query] = url.split(/(?=[?#])/);
  return `./${path.slice(path.lastIndexOf('/') + 1)}/${query.join('')}`;
}

/**
 * Makes `vite preview` behave as a static host: what is not there is not found, folders are led to their slash, and the policy
 * is sent.
 *
 * @returns {import('vite').Plugin}
 */
export function staticHost() {
  return {
    name: 'adascope:host',
    config: () => ({
      appType: 'mpa',
      preview: {
        host: '127.0.0.1',
        // The files are public, and the machine may be reached by any name.
        allowedHosts: true,
        cors: false,
        headers: {
          'X-Content-Type-Options': 'nosniff',
          // As GitHub Pages does: a frame with `sandbox="allow-scripts"` has no origin and could not load its own modules.
          'Access-Control-Allow-Origin': '*',
        },
      },
    }),
    configurePreviewServer({ config, middlewares }) {
      const root = resolve(config.root, config.build.outDir);
      middlewares.use(async (request, response, next) => {
        const refuse = (/** @type {number} */ status, /** @type {string} */ text) => {
          response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
        };
        if (request.method !== 'GET' && request.method !== 'HEAD') {
          response.setHeader('Allow', 'GET, HEAD');
          return refuse(405, 'Only GET and HEAD.');
        }
        const url = request.url ?? '/';
        const file = fileFor(root, url);
        if (file === undefined) return refuse(400, 'Not a path of this site.');
        if (!url.split(/[?#]/, 1)[0].endsWith('/') && (await isFolderWithPage(file))) {
          return response.writeHead(301, { Location: folderAddress(url), 'Cache-Control': 'no-cache' }).end();
        }
        response.setHeader('Content-Security-Policy', policyAt(originsOf(request)));
        // Vite takes a .gz file for another one that is packed, and the browser would unpack it.
        if (file.endsWith('.gz')) {
          response.setHeader('Content-Encoding', 'identity').setHeader('Content-Type', 'application/gzip');
        }
        // Vite pipes files to responses, which leaves the file of a download open that is broken off.
        response.on('pipe', (source) => response.once('close', () => source.destroy?.()));
        next();
      });
    },
  };
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
  const server = await preview({
    root: resolve(folder),
    configFile: false,
    logLevel: 'error',
    plugins: [staticHost()],
    build: { outDir: '.' },
    preview: { port, host },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/`,
    close: () => server.close(),
  };
}
