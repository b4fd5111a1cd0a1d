import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { launchOptions } from '../scripts/browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A port that is free now. Server and tests must agree on it, and every process of Playwright reads this file. */
const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
process.env.E2E_PORT ??= String(await freePort());
const url = `http://127.0.0.1:${process.env.E2E_PORT}/`;

/** Tests of the narrow page with fingers: files named `*.phone.spec.ts`, and what is tagged `@phone`. */
const phone = /@phone|\.phone\.(long\.)?spec\.ts/;

export default defineConfig({
  testDir: '.',
  // What takes too long for every change: see playwright.long.config.ts.
  testIgnore: '*.long.spec.ts',
  outputDir: `${root}test-results`,
  // Two slow cores and WebGL in software are enough.
  workers: 2,
  // On a machine that is busy with other things as well: what fails twice has failed, what fails once is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: `${root}.cache/test/e2e.json` }]],
  use: {
    baseURL: url,
    browserName: 'chromium',
    launchOptions: launchOptions(),
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    // Only where keeping the page is what is tested: fetching all of it would compete with everything else.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'desktop', grepInvert: phone, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'phone',
      grep: phone,
      use: {
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        isMobile: true,
        hasTouch: true,
      },
    },
  ],
  webServer: {
    command: 'node scripts/build/start.mjs --built',
    cwd: root,
    env: { PORT: process.env.E2E_PORT },
    url,
    reuseExistingServer: false,
  },
});
