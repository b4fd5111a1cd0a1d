/** The built page on any host: a plain file server that sends no header but the type, under a path of its choice. */
import { readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { smallFiles } from '../src/network/data/testing/fixture.ts';
import { complaints, inside, runsInlineScript, serveHost } from './hosts.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const PATH = '/courses/ada%20lovelace/scope/';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Serves the built page under a path, with more files beside it; notes down what is asked for elsewhere. */
async function host(page: Page, more: ReadonlyMap<string, ArrayBuffer | Uint8Array> = new Map()) {
  const elsewhere: string[] = [];
  const site = await serveHost(page, (path) => {
    if (!path.startsWith(PATH)) return null;
    const name = decodeURIComponent(path.slice(PATH.length)).replace(/(^|\/)$/, '$1index.html');
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    const added = more.get(name);
    if (added) return { type, body: Buffer.from(new Uint8Array(added)) };
    const file = join(dist, name);
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? { type, body: readFileSync(file) } : null;
  });
  const home = new URL(PATH, site).href;
  page.on('request', (request) => {
    if (!/^(?:blob|data):/.test(request.url()) && !request.url().startsWith(home))
      elsewhere.push(request.url());
  });
  return { home, elsewhere };
}

test('the page, its frames and its examples work under any path', async ({ page }) => {
  const wrong = complaints(page);
  const { home, elsewhere } = await host(page);
  await page.goto(`${home}?surface=beale&run=adam,lr:0.05&steps=20000&view=overlay`);
  await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
  await page.getByRole('button', { name: 'To the end' }).click();
  await expect(page.locator('.step-count output')).toHaveText('20000');
  // One for the runs, others for the study below the loss.
  const workers = page.workers().map((worker) => worker.url());
  expect(workers).not.toEqual([]);
  expect(workers.filter((url) => !url.startsWith(home))).toEqual([]);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(
    `${home}?surface=beale&run=adam,lr:0.05&steps=20000&view=overlay&t=20000`,
  );
  for (const [example, frames] of [
    ['three.html', 3],
    ['element.html', 1],
  ] as const) {
    await page.goto(`${home}examples/${example}`);
    expect(await page.locator('iframe').count()).toBe(frames);
    for (let at = 0; at < frames; at++) await inside(page, at);
  }
  expect(elsewhere).toEqual([]);
  expect(wrong).toEqual([]);
  // The host sends no policy: the page brings its own, in frames too.
  await page.goto(`${home}?embed=1`);
  expect(await runsInlineScript(page)).toBe(false);
  const foreign = await serveHost(page, () => ({ type: 'text/javascript', body: 'window.foreign = true' }));
  await page.evaluate(
    (src) =>
      new Promise((done) =>
        document.head.append(
          Object.assign(document.createElement('script'), { src, onload: done, onerror: done }),
        ),
      ),
    foreign,
  );
  expect(await page.evaluate(() => 'foreign' in window)).toBe(false);
});

test('images in the data folder of a site are trained on, and nothing is asked for anywhere else', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const files = smallFiles().map(({ name, bytes }) => [`data/mnist/${name}`, bytes] as const);
  const { home, elsewhere } = await host(page, new Map(files));
  await page.goto(`${home}?surface=mnist,data:mnist,hidden:8,batch:16&run=sgd,lr:0.1&run=adam&steps=5`);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.locator('.step-count output')).toHaveText('5', { timeout: 90_000 });
  await expect(page.locator('.network-bar')).toContainText('120 training and 40 test images');
  expect(elsewhere).toEqual([]);
});
