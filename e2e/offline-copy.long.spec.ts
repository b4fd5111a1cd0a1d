import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { serveHost } from './hosts.ts';
import { dist, kept, ready, site } from './site.ts';

test.use({ serviceWorkers: 'allow' });

/** The types that an ordinary host gives. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Serves the page as hosts do that answer with it, and with the status 200, for whatever is not there. */
const hostWithout = (page: Page, missing: { names: RegExp | null }): Promise<string> =>
  serveHost(page, (path) => {
    const name = path.replace(/\/$/, '/index.html').slice(1);
    const there = existsSync(join(dist, name)) && !missing.names?.test(name);
    const file = there ? name : 'index.html';
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    return { type, body: readFileSync(join(dist, file)) };
  });

/** The names of what the browser keeps of the page with a type that it has not. */
const wrongTypes = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const wrong: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) {
        const type = (await cache.match(url))?.headers.get('Content-Type') ?? '';
        if (/\.(?:js|css|wasm)$/.test(url) && type.includes('html')) wrong.push(url);
      }
    }
    return wrong;
  });

test('a deployment that lacks a part is said, not kept, and opens once it is complete', async ({ page }) => {
  // What is needed at once, and later something that is not.
  const missing: { names: RegExp | null } = { names: /^assets\/page-/ };
  const url = await hostWithout(page, missing);
  await page.goto(`${url}?lang=zh&surface=booth`);
  await expect(page.getByRole('alert')).toContainText('Adascope 未能启动');
  missing.names = /^assets\/index-/;
  await page.goto(`${url}?surface=booth`);
  await expect(page.getByRole('alert')).toContainText('Adascope did not start');
  missing.names = /^assets\/temml-/;
  await page.getByRole('button', { name: 'Try again' }).click();
  await ready(page);
  expect(new URL(page.url()).search).toBe('?surface=booth');
  // The copy for when there is no network is refused as long as it would lack a part.
  const install = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.register('./service-worker.js');
      const worker = registration.installing ?? registration.active;
      while (worker && !['redundant', 'activated'].includes(worker.state))
        await new Promise((done) => worker.addEventListener('statechange', done, { once: true }));
      return worker?.state;
    });
  expect(await install()).toBe('redundant');
  expect(await wrongTypes(page)).toEqual([]);
  missing.names = null;
  expect(await install()).toBe('activated');
  await page.reload();
  await ready(page);
  expect(await wrongTypes(page)).toEqual([]);
});

test('parts that are spoiled or lost in the copy are fetched anew, and a page that does not start renews it', async ({
  page,
  context,
}) => {
  const { url, close } = await site();
  const assets = readdirSync(join(dist, 'assets'));
  const part = (name: RegExp) => `assets/${assets.find((file) => name.test(file))}`;
  await page.goto(`${url}?surface=booth`);
  await ready(page);
  await kept(page);
  const spoil = (names: readonly string[], lost: readonly string[]) =>
    page.evaluate(
      async ([names, lost]) => {
        const name = (await caches.keys()).find((name) => name.startsWith('adascope-page-')) ?? '';
        const cache = await caches.open(name);
        for (const file of names) {
          const headers = (await cache.match(file))?.headers ?? {};
          await cache.put(file, new Response('<!doctype html>', { headers }));
        }
        for (const file of lost) await cache.delete(file);
      },
      [names, lost],
    );
  await spoil(
    ['./', part(/^index-.*js$/), part(/^words-en/)],
    [part(/^page-.*js$/), part(/^page-.*css$/), 'rescue.js'],
  );
  await page.reload();
  await ready(page);
  // What was fetched anew is kept: the page opens without the site, too.
  await context.setOffline(true);
  await page.reload();
  await ready(page);
  // Once the page tries it by itself: here it has.
  await page.evaluate(() => sessionStorage.setItem('adascope-rescued', '1'));
  await spoil([part(/^page-.*js$/)], []);
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('did not start');
  // Nor is there what says so.
  await spoil([part(/^page-.*js$/)], ['rescue.js', part(/^index-.*js$/)]);
  await page.reload();
  await page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation.effect?.getTiming().iterations === 1) animation.finish();
  });
  await expect(page.locator('.unstarted')).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('link', { name: 'Try again' }).click();
  await ready(page);
  await close();
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
