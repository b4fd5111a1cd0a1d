/** The pages that show how to embed, each opened; and the same on the platforms that can be had here. */
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { complaints, inside, openHost, serveHost } from './hosts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const typeOf = (file: string): string =>
  ({ '.html': 'text/html', '.css': 'text/css' })[extname(file)] ?? 'text/javascript';

/** Whether a frame plays, seen or not. */
async function isPlaying(page: Page, at: number): Promise<boolean> {
  const frame = await inside(page, at);
  return (await frame.locator('.play').getAttribute('aria-label')) === 'Pause';
}

/** The link of the experiment that the element of a page shows. */
const queryOf = (page: Page): Promise<string | undefined> =>
  page
    .locator('adascope-embed')
    .evaluate((node) => (node as unknown as { state: { query: string } | null }).state?.query);

test('the examples are listed', async ({ page }) => {
  await page.goto('./examples/');
  for (const link of await page.getByRole('link').all()) {
    const response = await page.request.get(
      new URL(String(await link.getAttribute('href')), page.url()).href,
    );
    expect(response.status()).toBe(200);
  }
});

test('three frames on a plain page follow one start and one playhead', async ({ page }) => {
  const wrong = complaints(page);
  await page.goto('./examples/three.html');
  for (let at = 0; at < 3; at++) await inside(page, at);
  await expect(page.locator('#losses tr')).toHaveCount(3);
  // The start of the second is moved, with the keyboard of its handle.
  const frame = await inside(page, 1);
  const handle = frame.getByRole('button', { name: /Start point/ });
  await handle.focus();
  for (let k = 0; k < 5; k++) await page.keyboard.press('ArrowRight');
  const starts = () =>
    Promise.all(
      page
        .frames()
        .slice(1)
        .map((other) => /start=[^&]*/.exec(decodeURIComponent(other.url()))?.[0]),
    );
  await expect
    .poll(async () => [...new Set(await starts())])
    .toEqual([expect.stringMatching(/^start=1\.\d+,1\.5$/)]);
  await page.getByLabel('Step').fill('120');
  await expect(page.locator('#shown')).toHaveText('120');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect.poll(async () => Number(await page.locator('#shown').textContent())).toBeGreaterThan(130);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  expect(wrong).toEqual([]);
});

test('the element is as high as its experiment, and speaks', async ({ page }) => {
  const wrong = complaints(page);
  await page.goto('./examples/element.html');
  const said = page.locator('#said');
  await page.getByRole('button', { name: 'To the end' }).click();
  await expect(said).toHaveText(/^Step 500: Adam [\d.e-]+, AMSGrad [\d.e-]+\.$/);
  const element = page.locator('adascope-embed');
  await expect.poll(async () => (await element.boundingBox())?.height).toBeGreaterThan(430);
  const address = () => element.evaluate((node) => node.shadowRoot?.querySelector('iframe')?.src);
  const before = await address();
  await page.getByRole('button', { name: 'Momentum' }).click();
  await expect(said).toHaveText(/^Step 0: SGD [\d.e-]+, Momentum [\d.e-]+\.$/);
  expect(await address()).toBe(before);
  expect(
    await element.evaluate(async (node) => {
      const { state } = node as unknown as { state: { step: number } };
      const asked = await (node as unknown as { get(): Promise<{ query: string }> }).get();
      return [state.step, asked.query.includes('quadratic')];
    }),
  ).toEqual([0, true]);
  // An address that would run in the page around it is shown nowhere, first or later; one that is relative to the page is.
  const shown = (src: string) =>
    page.evaluate((src) => {
      const made = document.createElement('adascope-embed');
      made.setAttribute('src', src);
      document.body.append(made);
      const later = document.createElement('adascope-embed');
      document.body.append(later);
      later.setAttribute('src', src);
      const addresses = [made, later].map(
        (node) => node.shadowRoot?.querySelector('iframe')?.getAttribute('src') ?? null,
      );
      for (const node of [made, later]) node.remove();
      return addresses;
    }, src);
  for (const src of [
    'javascript:hacked=1',
    ' JaVa\tScript:hacked=1//',
    'data:text/html,<script>parent.hacked=1</script>',
    'blob:null/1',
    'http://[',
  ]) {
    expect(await shown(src)).toEqual([null, null]);
  }
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  const here = new URL('../', page.url()).href;
  for (const [src, base] of [
    ['../', here],
    ['/', new URL('/', here).href],
    ['https://example.org/a/', 'https://example.org/a/'],
    ['file:///C:/lesson.html', 'file:///C:/lesson.html'],
  ]) {
    expect(await shown(src)).toEqual([`${base}?embed=1&`, `${base}?embed=1&`]);
  }
  expect(wrong.filter((text) => !/example\.org|local resource/.test(text))).toEqual([]);
});

test('frames of a reveal.js deck are loaded and rest while their slide is not shown', async ({ page }) => {
  const wrong = complaints(page);
  await page.goto('./examples/deck.html');
  await expect(page.locator('.reveal.ready')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  const frame = await inside(page, 0);
  await expect(page.getByTitle('Gradient descent in a narrow valley')).toBeVisible();
  // Slides are scaled, which robots with a mouse do not reckon with.
  await frame.getByRole('button', { name: 'Play' }).press('Enter');
  await expect.poll(() => isPlaying(page, 0)).toBe(true);
  // The keyboard is in the frame now, and the deck hears what the frame does not use.
  const overview = page.locator('.reveal.overview');
  await page.keyboard.press('Escape');
  await expect(overview).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(overview).toHaveCount(0);
  await page.keyboard.press('PageDown');
  await inside(page, 1);
  await expect.poll(() => isPlaying(page, 0)).toBe(false);
  await (await inside(page, 1)).locator('.play').focus();
  await page.keyboard.press('PageUp');
  await expect.poll(() => isPlaying(page, 0)).toBe(true);
  expect(wrong).toEqual([]);
});

test('a notebook computes with the same core, and its picture follows', async ({ page }) => {
  const wrong = complaints(page);
  await page.goto('./examples/notebook.html');
  await expect(page.getByText(/Adam is lowest with a learning rate of 0\.\d+/)).toBeVisible();
  await page.getByRole('slider', { name: 'Exponent' }).fill('-2');
  await page.locator('adascope-embed').scrollIntoViewIfNeeded();
  await expect(page.locator('[data-cell=query]')).toBeVisible();
  await expect.poll(() => queryOf(page)).toContain('lr:0.01');
  await expect(page.locator('[data-cell=plot] polyline')).toHaveAttribute('points', /^0,\S+ 1,/);
  expect(wrong).toEqual([]);
});

test('a React app hands its state down and hears the experiment', async ({ page }) => {
  const wrong = complaints(page);
  await page.goto('./examples/');
  await page.getByRole('link', { name: 'A React app' }).click();
  await expect(page.getByText(/^Step 0, loss [\d.]+$/)).toBeVisible();
  await page.getByLabel('Learning rate').fill('0.2');
  await expect.poll(() => queryOf(page)).toContain('lr:0.2');
  const element = page.locator('adascope-embed');
  await element.evaluate((node) => (node as unknown as { seek(step: number): void }).seek(100));
  await expect(page.getByText(/^Step 100, loss [\d.e-]+$/)).toBeVisible();
  expect(wrong).toEqual([]);
});

test('the same app works on another site than the one that Adascope is on', async ({ page, baseURL }) => {
  const wrong = complaints(page);
  const folder = join(root, 'dist/examples/react');
  const site = await serveHost(page, (path) => {
    const file = join(folder, path === '/' ? 'index.html' : path);
    return existsSync(file) ? { type: typeOf(file), body: readFileSync(file) } : null;
  });
  await page.goto(`${site}?site=${encodeURIComponent(String(baseURL))}`);
  await expect(page.getByText(/^Step 0, loss [\d.]+$/)).toBeVisible();
  await page.getByLabel('Learning rate').fill('0.2');
  await expect.poll(() => queryOf(page)).toContain('lr:0.2');
  expect(wrong).toEqual([]);
});

for (const name of ['course.md', 'course.qmd']) {
  test(`the frames of ${name} open without a repair`, async ({ page, baseURL }) => {
    const source = readFileSync(join(root, 'public/examples', name), 'utf8');
    const addresses = [...source.matchAll(/https:\/\/example\.org\/adascope\/(\?[^\s"]*)/g)].map(
      ([, query]) => query.replaceAll('&amp;', '&'),
    );
    expect(addresses.length).toBeGreaterThan(0);
    for (const query of addresses) {
      await page.goto(`${baseURL}${query}`);
      await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
      await expect(page.locator('.banner')).toHaveCount(0);
      await expect(page.locator('.embed canvas').first()).toBeVisible();
    }
  });
}

test('reveal.js itself puts a frame to rest and wakes it', async ({ page, baseURL }) => {
  const html = `<!doctype html>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/reveal.css" />
    <div class="reveal"><div class="slides">
      <section>One</section>
      <section><iframe title="Two" data-src="${baseURL}?run=adam&amp;steps=5000&amp;speed=30&amp;embed=1" data-preload
        width="800" height="500"></iframe></section>
    </div></div>
    <script type="module">
      import Reveal from '/reveal.mjs';
      window.deck = new Reveal({ transition: 'none', width: 960, height: 600 });
      window.deck.initialize();
    </script>`;
  const site = await serveHost(page, (path) => {
    if (path === '/') return { type: 'text/html', body: html };
    const file = join(root, 'node_modules/reveal.js/dist', path);
    return existsSync(file) ? { type: typeOf(file), body: readFileSync(file) } : null;
  });
  await page.goto(site);
  const turn = (slide: number) =>
    page.evaluate((to) => (window as unknown as { deck: { slide(to: number): void } }).deck.slide(to), slide);
  await turn(1);
  const frame = await inside(page);
  // Slides are scaled, which robots with a mouse do not reckon with.
  await frame.getByRole('button', { name: 'Play' }).press('Enter');
  await expect.poll(() => isPlaying(page, 0)).toBe(true);
  await turn(0);
  await expect.poll(() => isPlaying(page, 0)).toBe(false);
  await turn(1);
  await expect.poll(() => isPlaying(page, 0)).toBe(true);
});

test('what a course page says of frames is enough: no attribute but src, title and a size', async ({
  page,
  baseURL,
}) => {
  await openHost(
    page,
    `<p><iframe src="${baseURL}?surface=beale&amp;embed=1" title="Beale" width="640" height="400"></iframe></p>`,
  );
  await inside(page);
  expect(await page.getByTitle('Beale').isVisible()).toBe(true);
});
