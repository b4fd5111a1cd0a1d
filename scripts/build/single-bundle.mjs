/**
 * `single.html`: the whole page in one file, scripts, styles and worker inside. It is the template that `npm run single` and
 * the share dialog put an experiment into. Networks are trained in it by the engine `simd` alone, without tfjs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { LIGHT } from './frame.mjs';
import { singlePolicy } from './policy.mjs';

/** A script's text between tags: nothing in it may look like the end of the element. @param {string} code */
const inTags = (code) => code.replace(/<(?=\/script|!--)/gi, '\\x3C');

/** @param {string} root */
async function singlePage(root) {
  const result = await build({
    root,
    mode: 'single',
    logLevel: 'error',
    worker: { format: 'iife' },
    resolve: {
      alias: [
        ...LIGHT,
        { find: /^.*\/own-worker\.ts$/, replacement: join(root, 'src/app/own-worker-inline.ts') },
        {
          find: /^.*\/tfjs\/backend\.ts$/,
          replacement: join(root, 'src/network/engines/tfjs/no-backend.ts'),
        },
      ],
    },
    build: {
      write: false,
      copyPublicDir: false,
      manifest: false,
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: { input: { single: 'src/page.tsx' }, output: { codeSplitting: false } },
    },
  });
  if (!('output' in result)) throw new Error('One bundle was expected.');
  const chunks = result.output.filter((file) => file.type === 'chunk');
  const styles = result.output.find(({ fileName }) => fileName.endsWith('.css'));
  if (chunks.length !== 1 || styles?.type !== 'asset')
    throw new Error('One script and one style sheet were expected.');
  const icon = readFileSync(join(root, 'public/icon.svg'), 'utf8');
  const script = inTags(chunks[0].code);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${singlePolicy(script)}" />
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
<meta name="color-scheme" content="light dark" />
<!-- experiment -->
<title>Adascope</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}" />
<style>${styles.source}</style>
</head>
<body>
<div id="root"></div>
<script type="module">${script}</script>
</body>
</html>
`;
}

/** Adds `single.html` to the built page. @returns {import('vite').Plugin} */
export function singleFile() {
  let root = '';
  return {
    name: 'adascope:single',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'single.html', source: await singlePage(root) });
    },
  };
}
