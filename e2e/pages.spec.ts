/** The pages that presets have of their own. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { complaints } from './hosts.ts';

test.beforeAll(() => {
  // Twice the page of all: what was put in the first time is replaced.
  for (const only of ['home', 'clipping', 'home']) {
    execFileSync(
      process.execPath,
      [
        'node_modules/tsx/dist/cli.mjs',
        'scripts/tools/pages.mjs',
        '--site',
        'https://example.org/a',
        '--only',
        only,
      ],
      { cwd: fileURLToPath(new URL('..', import.meta.url)) },
    );
  }
});

test('a ready experiment has a page with its own title, description and picture', async ({
  page,
  request,
}) => {
  const response = await request.get('./p/clipping/');
  const html = await response.text();
  expect(html).toContain('<title>Gradient clipping on the Rosenbrock cliff · Adascope</title>');
  expect(html).toMatch(/<meta\s+name="description"\s+content="One huge gradient/);
  expect(html).toContain('<meta property="og:image" content="https://example.org/a/p/clipping/card.png" />');
  const picture = await request.get('./p/clipping/card.png');
  expect(picture.headers()['content-type']).toBe('image/png');
  // Width and height of a PNG stand at bytes 16 to 23.
  const bytes = await picture.body();
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  await page.goto('./p/clipping/zh/');
  await expect(page).toHaveTitle('悬崖上的梯度裁剪 · Adascope');
});

test('the page of all has a card too, once', async ({ request }) => {
  const html = await (await request.get('./')).text();
  expect(html.match(/og:image"/g)).toHaveLength(1);
  expect(html).toContain('<meta property="og:image" content="https://example.org/a/card.png" />');
  expect(html).toContain('<title>Adascope</title>');
  const other = await (await request.get('./p/clipping/')).text();
  expect(other.match(/og:title/g)).toHaveLength(1);
  expect((await request.get('./card.png')).headers()['content-type']).toBe('image/png');
});

test('it opens with that experiment, and what is changed in it is a link to the page of all', async ({
  page,
  baseURL,
}) => {
  const wrong = complaints(page);
  await page.goto('./p/clipping/');
  await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
  await expect(
    page.getByRole('heading', { name: 'Gradient clipping on the Rosenbrock cliff' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(
    new RegExp(`^${baseURL}\\?start=1\\.8,-0\\.5&run=sgd,lr:0\\.002&`),
  );
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'To the end' }).click();
  await expect(page).toHaveURL(new RegExp(`^${baseURL}\\?start=1\\.8,-0\\.5&.*t=500`));
  await page.reload();
  await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
  await expect(page.locator('.step-count output')).toHaveText('500');
  expect(wrong).toEqual([]);
});
