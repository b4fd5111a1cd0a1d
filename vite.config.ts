import react from '@vitejs/plugin-react';
import type { BuildOptions } from 'vite';
import { defineConfig } from 'vitest/config';
import { frameBundle } from './scripts/frame.mjs';

/** The page. */
const page: BuildOptions = { target: 'es2022', chunkSizeWarningLimit: 700 };

/** What other programs import: one module without dependencies. `vite build --mode package`. */
const library: BuildOptions = {
  target: 'es2022',
  outDir: 'lib',
  copyPublicDir: false,
  lib: { entry: 'src/index.ts', formats: ['es'], fileName: 'index' },
};

export default defineConfig(({ mode }) => ({
  // Relative addresses: the built page works under any path of any static host.
  base: './',
  // The package has no page, and frames no frames.
  plugins: mode === 'package' || mode === 'frame' ? [react()] : [react(), frameBundle()],
  worker: { format: 'es' },
  build: mode === 'package' ? library : page,
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    benchmark: { include: ['src/bench/**/*.bench.ts'] },
    testTimeout: 60_000,
  },
}));
