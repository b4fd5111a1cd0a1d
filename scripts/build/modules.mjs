/**
 * What other pages import, served with the page: `element.js` for `<adascope-embed>` and `adascope.js`, the numbers without
 * a page. The same two modules are the exports of the npm package.
 */
import { build } from 'vite';

/** @returns {import('vite').Plugin} */
export function siteModules() {
  let root = '';
  return {
    name: 'adascope:modules',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle() {
      const results = await build({ root, mode: 'package', logLevel: 'warn', build: { write: false } });
      for (const { output } of Array.isArray(results) ? results : []) {
        for (const file of output) {
          if (file.type !== 'chunk') throw new Error(`${file.fileName} was not expected.`);
          const fileName = file.fileName === 'index.js' ? 'adascope.js' : file.fileName;
          this.emitFile({ type: 'asset', fileName, source: file.code });
        }
      }
    },
  };
}
