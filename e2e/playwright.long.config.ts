/** The browser tests of `npm run test:long`: files named `*.long.spec.ts`. */
import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

export default defineConfig(base, { testIgnore: [], testMatch: '*.long.spec.ts', timeout: 300_000 });
