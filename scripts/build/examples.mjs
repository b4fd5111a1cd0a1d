/**
 * What two of the examples need that is no file of their own: the deck its reveal.js, and the React app, which is a program
 * to be built (docs/examples/react). Both are served with the page, under `examples/`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** Of reveal.js, as it is published. */
const DECK = ['reveal.mjs', 'reveal.css'];

/** The React app, built. @param {string} root */
async function reactApp(root) {
  const result = await build({
    root: join(root, 'docs/examples/react'),
    configFile: false,
    base: './',
    logLevel: 'warn',
    resolve: { alias: { 'adascope/element': join(root, 'src/embed/element.ts') } },
    build: { write: false, modulePreload: false },
  });
  if (!('output' in result)) throw new Error('One bundle was expected.');
  return result.output;
}

/** @returns {import('vite').Plugin} */
export function examplePages() {
  let root = '';
  /** With its licence, as that asks for. @param {string} name */
  const deck = (name) => {
    const read = (/** @type {string} */ file) =>
      readFileSync(join(root, 'node_modules/reveal.js', file), 'utf8');
    return `/*!\n${read('LICENSE')}*/\n${read(`dist/${name}`)}`;
  };
  return {
    name: 'adascope:examples',
    configResolved(config) {
      root = config.root;
    },
    configureServer({ middlewares }) {
      for (const name of DECK) {
        middlewares.use(`/examples/${name}`, (_, response) => {
          response.setHeader('Content-Type', name.endsWith('.css') ? 'text/css' : 'text/javascript');
          response.end(deck(name));
        });
      }
    },
    async generateBundle() {
      for (const name of DECK) {
        this.emitFile({ type: 'asset', fileName: `examples/${name}`, source: deck(name) });
      }
      for (const file of await reactApp(root)) {
        const source = file.type === 'chunk' ? file.code : file.source;
        this.emitFile({ type: 'asset', fileName: `examples/react/${file.fileName}`, source });
      }
    },
  };
}
