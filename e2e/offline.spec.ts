import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { serve } from '../scripts/server.mjs';

test.use({ serviceWorkers: 'allow' });

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** A site of its own, whose files a test may change. */
async function site(): Promise<{ url: string; folder: string; close(): Promise<void> }> {
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

const ready = (page: Page) => page.waitForSelector('html[data-ready=true]', { state: 'attached' });

/** Waits until the page is kept. */
const kept = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active?.state !== 'activated')
      await new Promise((done) => active?.addEventListener('statechange', done));
  });

test('after the first visit the page opens without a network, on any link, and trains on drawn digits', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  const { url, close } = await site();
  await page.goto(`${url}?surface=booth`);
  await ready(page);
  await kept(page);
  // Really away: the server is gone too.
  await context.setOffline(true);
  await close();
  await page.goto(`${url}?surface=beale&run=adam,lr:0.05&view=overlay&t=10`);
  await ready(page);
  await expect(page.locator('.step-count output')).toHaveText('10');
  await expect(page.locator('math').first()).toBeVisible();
  await page.goto(`${url}?lang=zh&embed=1`);
  await ready(page);
  await page.goto(`${url}?surface=mnist,hidden:8,batch:16&run=sgd,lr:0.1&steps=10`);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.locator('.step-count output')).toHaveText('10', { timeout: 90_000 });
});

test('a newer version waits until it is wanted, and what is open stays open', async ({ page, context }) => {
  test.setTimeout(120_000);
  const { url, folder, close } = await site();
  const query = 'surface=booth&start=1,2&run=adam&run=sgd&steps=77&t=5';
  await page.goto(`${url}?${query}`);
  await ready(page);
  await kept(page);
  await page.reload();
  await ready(page);

  const index = join(folder, 'index.html');
  writeFileSync(index, readFileSync(index, 'utf8').replace('<html', '<html data-version="2"'));
  const worker = join(folder, 'service-worker.js');
  // Every build has a name of its own for its files.
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/adascope-page-/, 'adascope-page-2-'));
  const asked = page.evaluate(() =>
    navigator.serviceWorker.ready.then((registration) => registration.update()),
  );
  await expect(page.getByText('A newer Adascope is ready')).toBeVisible({ timeout: 30_000 });
  await asked;
  expect(await page.locator('html').getAttribute('data-version')).toBeNull();

  const other = await context.newPage();
  await other.goto(url);
  await ready(other);
  await page.getByRole('button', { name: 'To the end' }).click();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-version', '2');
  await ready(page);
  await expect(page.locator('.step-count output')).toHaveText('77');
  expect(page.url()).toContain('surface=booth&start=1,2&run=adam&run=sgd&steps=77&t=77');

  // Without a network it is still the newer one, and the tab of the older one goes on with its own parts.
  await context.setOffline(true);
  await close();
  await page.reload();
  await ready(page);
  await expect(page.locator('html')).toHaveAttribute('data-version', '2');
  await other.getByRole('button', { name: 'Share' }).click();
  await expect(other.getByRole('dialog')).toBeVisible();
  expect(await other.locator('html').getAttribute('data-version')).toBeNull();
});

test('images that the site serves itself are kept once they were loaded', async ({ page, context }) => {
  const { url, folder, close } = await site();
  cpSync(join(folder, 'icon.svg'), join(folder, 'data/mnist/some-file.gz'));
  await page.goto(url);
  await ready(page);
  await kept(page);
  await page.reload();
  const load = () =>
    page.evaluate(() => fetch('data/mnist/some-file.gz').then((response) => response.status));
  expect(await load()).toBe(200);
  await context.setOffline(true);
  await close();
  expect(await load()).toBe(200);
});

test('it can be installed', async ({ page }) => {
  await page.goto('./');
  const inspector = await page.context().newCDPSession(page);
  const { url, errors } = await inspector.send('Page.getAppManifest');
  expect(url).toContain('manifest.webmanifest');
  expect(errors).toEqual([]);
  const { installabilityErrors } = await inspector.send('Page.getInstallabilityErrors');
  // A private window is no place to install into, and that is all that is said.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});
