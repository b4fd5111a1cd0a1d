/**
 * The bundle of frames, built beside that of the page.
 *
 * A frame in a course page is one of many things there, so it runs on Preact, which is React for what we use of it at a
 * tenth of the weight: 60 KB less before the first picture. The page itself, types, tests and `npm run dev` are React's own.
 */
import { build } from 'vite';

/** The module that main.tsx imports to start a frame. */
const VIRTUAL = 'virtual:frame';

/** React's names for Preact. */
export const LIGHT = [
  { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
  { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
  { find: /^react(-dom)?$/, replacement: 'preact/compat' },
];

/** The files of the frames' bundle, not written anywhere. @param {string} root */
async function bundle(root) {
  const result = await build({
    root,
    mode: 'frame',
    logLevel: 'warn',
    resolve: { alias: LIGHT },
    build: {
      write: false,
      copyPublicDir: false,
      manifest: '.vite/frame-manifest.json',
      rolldownOptions: {
        input: { frame: 'src/frame.tsx' },
        // What comes before the first picture, in three files: spread over twenty, it would compress worse.
        output: {
          codeSplitting: {
            groups: [
              { name: 'frame-libraries', tags: ['$initial'], test: /\/node_modules\//, priority: 2 },
              { name: 'frame-core', tags: ['$initial'], test: /\/src\/(?:core|experiment)\//, priority: 1 },
              // Not the entry, which awaits that the frame is seen: what is loaded meanwhile would wait with it.
              { name: 'frame-parts', tags: ['$initial'], test: /(?<!\/src\/frame\.tsx)$/ },
            ],
          },
        },
      },
    },
  });
  if (!('output' in result)) throw new Error('One bundle was expected.');
  return result.output;
}

/**
 * Adds the frames' bundle to that of the page, and `virtual:frame` to start it. While developing there is one bundle.
 *
 * @returns {import('vite').Plugin}
 */
export function frameBundle() {
  /** @type {Awaited<ReturnType<typeof bundle>>} */
  let files;
  let root = '';
  let building = false;
  return {
    name: 'adascope:frame',
    configResolved(config) {
      root = config.root;
      building = config.command === 'build';
    },
    async buildStart() {
      if (building) files = await bundle(root);
    },
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    load(id) {
      if (id !== `\0${VIRTUAL}`) return undefined;
      if (!building) return `export const startFrame = () => import('/src/frame.tsx');`;
      const entry = files.find((file) => file.type === 'chunk' && file.isEntry);
      if (entry?.type !== 'chunk') throw new Error('The frames have no entry.');
      // Everything lies in assets/, beside the module that this becomes part of.
      const address = (/** @type {string} */ name) => JSON.stringify(name.replace(/^assets\//, './'));
      const styles = files.map(({ fileName }) => fileName).filter((name) => name.endsWith('.css'));
      return `
        const here = (name) => new URL(name, import.meta.url).href;
        const link = (rel, name, crossOrigin) =>
          new Promise((done) => {
            const element = Object.assign(document.createElement('link'), { rel, crossOrigin, onload: done, onerror: done });
            element.href = here(name);
            document.head.append(element);
          });
        export async function startFrame() {
          for (const name of [${[entry.fileName, ...entry.imports].map(address)}]) void link('modulepreload', name, '');
          // Colours are read from the style sheet: it comes first.
          await Promise.all([${styles.map(address)}].map((name) => link('stylesheet', name, null)));
          await import(/* @vite-ignore */ here(${address(entry.fileName)}));
        }`;
    },
    generateBundle(_, page) {
      for (const file of files) {
        // What both have is named after what is in it: there it is already.
        if (page[file.fileName]) continue;
        const source = file.type === 'chunk' ? file.code : file.source;
        this.emitFile({ type: 'asset', fileName: file.fileName, source });
      }
    },
  };
}
