/** Sites of a test's own, which may change and go away, and what browsers keep of them. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { serve } from '../scripts/build/server.mjs';

export const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** A site of its own, whose files a test may change. */
export async function site(): Promise<{ url: string; folder: string; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'adascope-site-'));
  cpSync(dist, folder, { recursive: true });
  const { url, close } = await serve(folder);
  return {
    url,
    folder,
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const ready = (page: Page) => page.waitForSelector('html[data-ready=true]', { state: 'attached' });

/** Waits until the page is kept. */
export const kept = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active?.state !== 'activated')
      await new Promise((done) => active?.addEventListener('statechange', done));
  });
