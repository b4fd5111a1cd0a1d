/**
 * `service-worker.js`: what keeps the built page for when there is no network (src/offline/worker.ts), with the list of
 * files that belong to it.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { build } from 'vite';

/**
 * What the page does not need: pages made from it, its template in one file, the build's lists of its files, and the worker
 * itself. (index.html is kept under the address of the page.)
 */
const NOT_KEPT = /^(?:p|data|\.vite)\/|^(?:single\.html|service-worker\.js|index\.html)$|\.map$/;

/** What hosts pass on as it is. Pages they add to, and images they make smaller. */
const UNCHANGED = /\.(?:m?js|css|wasm)$/;

/** @param {Buffer} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The files of a built page, relative to it, in order. @param {string} folder @returns {string[]} */
const kept = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll(sep, '/'),
    )
    .filter((file) => !NOT_KEPT.test(file))
    .sort();

/** Writes the worker once everything else of the page is there. @returns {import('vite').Plugin} */
export function offlineWorker() {
  let root = '';
  let folder = '';
  return {
    name: 'adascope:offline',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
      folder = join(config.root, config.build.outDir);
    },
    async closeBundle() {
      const read = (/** @type {string} */ file) => readFileSync(join(folder, file));
      const names = kept(folder);
      const files = Object.fromEntries(
        names.map((name) => [name, UNCHANGED.test(name) ? sha256(read(name)) : '']),
      );
      const all = createHash('sha256');
      for (const file of ['index.html', ...names]) all.update(file).update(read(file));
      const entry = /<script type="module"[^>]* src="\.\/([^"]+)"/.exec(read('index.html').toString())?.[1];
      if (!entry) throw new Error('index.html starts no script.');
      const result = await build({
        root,
        configFile: false,
        logLevel: 'error',
        define: {
          FILES: JSON.stringify(files),
          ENTRY: JSON.stringify(entry),
          BUILD: JSON.stringify(all.digest('hex').slice(0, 16)),
        },
        build: {
          write: false,
          target: 'es2022',
          copyPublicDir: false,
          rolldownOptions: { input: join(root, 'src/offline/worker.ts'), output: { format: 'iife' } },
        },
      });
      if (!('output' in result)) throw new Error('One bundle was expected.');
      writeFileSync(join(folder, 'service-worker.js'), result.output[0].code);
    },
  };
}
