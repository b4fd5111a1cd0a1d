/**
 * The computing parts as a build makes them. Vitest runs sources with every import as the property of an object, which makes
 * functions of a few nanoseconds many times slower than they are in the page.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const outDir = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));

export async function built(): Promise<typeof import('./computing.ts')> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      outDir,
      copyPublicDir: false,
      lib: {
        entry: fileURLToPath(new URL('computing.ts', import.meta.url)),
        formats: ['es'],
        fileName: 'computing',
      },
    },
  });
  return import(/* @vite-ignore */ `${outDir}computing.js`);
}
