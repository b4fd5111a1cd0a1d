/** What the page may do: sent by the server, and written into the pages themselves for hosts that send no headers. */
import { createHash } from 'node:crypto';

/** By directive. No script but the site's own files runs, nothing is evaluated as JavaScript. */
const DIRECTIVES = {
  'default-src': "'self'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  // Frames without an origin start their worker from a blob.
  'worker-src': "'self' blob:",
  // The only other places that are asked for anything are the mirrors of MNIST.
  'connect-src': "'self' https://cdn.jsdelivr.net https://raw.githubusercontent.com",
  'img-src': "'self' data: blob:",
  'media-src': "'self' blob:",
  'object-src': "'none'",
  'base-uri': "'self'",
  'form-action': "'none'",
};

/** @param {Readonly<Record<string, string>>} directives */
const written = (directives) =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');

/** As the README recommends it to hosts that can send headers. */
export const POLICY = written(DIRECTIVES);

/**
 * The policy for a site at known addresses. In a frame without an origin Safari's engine takes nothing for `'self'`: there the
 * address has to be named.
 *
 * @param {readonly string[]} addresses origins, or schemes such as `https:`
 */
export const policyAt = (addresses) => POLICY.replaceAll("'self'", ["'self'", ...addresses].join(' '));

/**
 * The policy of a page that is one file: its own script, named by its hash, and nothing from anywhere else. The preview of a
 * frame shows the file itself, or the site that its links lead to.
 *
 * @param {string} script the text between the script's tags
 */
export const singlePolicy = (script) =>
  written({
    'default-src': "'none'",
    'script-src': `'sha256-${createHash('sha256').update(script).digest('base64')}' 'wasm-unsafe-eval'`,
    'style-src': "'unsafe-inline'",
    'worker-src': 'blob:',
    'img-src': 'data: blob:',
    'media-src': 'blob:',
    'font-src': 'data:',
    'frame-src': 'http: https: file:',
    'base-uri': "'none'",
    'form-action': "'none'",
  });

/**
 * Writes the policy into index.html, where the address is not known yet: the page's first module names it (src/main.tsx). Pages
 * that are being developed need more.
 *
 * @returns {import('vite').Plugin}
 */
export function policyMeta() {
  return {
    name: 'adascope:policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policyAt(['http:', 'https:']) },
        injectTo: 'head-prepend',
      },
    ],
  };
}
