import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { inside } from './hosts.ts';
import { kept, ready, site } from './site.ts';

test.use({ serviceWorkers: 'allow' });

test('after the first visit page and examples open without a network, on any link, and digits are trained on', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  const { url, close } = await site();
  await page.goto(`${url}examples`);
  expect(page.url()).toBe(`${url}examples/`);
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
  await page.goto(`${url}examples`);
  expect(page.url()).toBe(`${url}examples/`);
  await page.getByRole('link', { name: 'Three frames' }).click();
  for (let at = 0; at < 3; at++) await inside(page, at);
  await expect(page.locator('#losses tr')).toHaveCount(3);
  await page.goto(`${url}examples/notebook.html`);
  await expect(page.getByText(/Adam is lowest with a learning rate of 0\.\d+/)).toBeVisible();
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
