import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { BuildOptions, UserConfig } from 'vite';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { breakpoints } from './scripts/build/breakpoints.mjs';
import { examplePages } from './scripts/build/examples.mjs';
import { frameBundle } from './scripts/build/frame.mjs';
import { siteModules } from './scripts/build/modules.mjs';
import { offlineWorker } from './scripts/build/offline.mjs';
import { policyMeta } from './scripts/build/policy.mjs';
import { staticHost } from './scripts/build/server.mjs';
import { compileSimd } from './scripts/build/simd.mjs';
import { singleFile } from './scripts/build/single-bundle.mjs';

const program = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/**
 * The page. What it draws with is one file: spread over twenty, as parts that are loaded later share some of it, it would compress
 * worse. Frames, which are built with these settings too, have groups of their own (`scripts/build/frame.mjs`).
 */
const pageOf = (mode: string): BuildOptions => ({
  target: 'es2022',
  chunkSizeWarningLimit: 700,
  manifest: true,
  rolldownOptions: {
    // Plugins build other bundles, and so take most of the time.
    checks: { pluginTimings: false },
    ...(mode === 'production' && {
      output: {
        codeSplitting: {
          groups: [
            // The entry has it too, and is to have nothing else.
            { name: 'preload-helper', test: /preload-helper/, priority: 2 },
            { name: 'page-drawing', test: DRAWING },
          ],
        },
      },
    }),
  },
});

/** Modules that every page has before its first picture; what they import comes with them. */
const DRAWING =
  /\/src\/(?:ui\/(?:map\/(?!gestures)|plot\/(?!limit-lines)|icon|mathematics|use-debounced|layout\/|controls\/)|app\/(?:site|parts|lesson-state|runs\/legend)|document\/(?!undo\/)|surface\/(?:record\/(?!stability)|views\/(?:landscape\/(?!arrows)|plots\/|split\/)))/;

/** What other programs and pages import: modules without dependencies. `vite build --mode package`. */
const library: BuildOptions = {
  target: 'es2022',
  outDir: 'lib',
  copyPublicDir: false,
  lib: {
    entry: { index: 'src/index.ts', element: 'src/embed/element.ts' },
    formats: ['es'],
    fileName: (_, name) => `${name}.js`,
  },
};

/**
 * WebKit runs the first module of a worker once more when a part that is loaded later imports from it: what parts share must
 * not stand in it.
 */
const worker: UserConfig['worker'] = {
  format: 'es',
  rolldownOptions: {
    output: {
      codeSplitting: {
        groups: [
          {
            name: 'engine',
            tags: ['$initial'],
            test: /\/src\/(?!worker\.ts|network\/|study\/|lesson\/|core\/kernel\/|surface\/record\/(machine|thin|coverage))/,
          },
        ],
      },
    },
  },
};

export default defineConfig(async ({ mode }) => {
  await compileSimd();
  return configOf(mode);
});

const configOf = (mode: string): ViteUserConfig => ({
  // Relative addresses: the built page works under any path of any static host.
  base: './',
  // The page brings with it what other pages load: its frames, its modules, itself in one file.
  plugins: ['package', 'frame', 'single'].includes(mode)
    ? [react()]
    : [
        react(),
        policyMeta(),
        frameBundle(),
        siteModules(),
        singleFile(),
        examplePages(),
        offlineWorker(),
        staticHost(),
      ],
  // Reports say by which version they were made.
  define: { 'import.meta.env.VERSION': JSON.stringify(program.version) },
  css: { postcss: { plugins: [breakpoints()] } },
  // In one file there are no parts.
  worker: mode === 'single' ? {} : worker,
  build: mode === 'package' ? library : pageOf(mode),
  // `vitest --mode long` runs what takes too long for every change: files named *.long.test.ts.
  test: {
    // Of two cores Vitest would take one.
    maxWorkers: '100%',
    include:
      mode === 'long'
        ? ['{src,scripts}/**/*.long.test.ts']
        : ['src/**/!(*.long).test.{ts,tsx}', 'scripts/**/!(*.long).test.ts'],
    setupFiles: ['scripts/test/fuzz.ts'],
    benchmark: { include: ['src/bench/**/*.bench.ts'] },
    testTimeout: 60_000,
  },
});
