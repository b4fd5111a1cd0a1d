/** Frames in pages that allow little: no origin, no storage, no workers, a strict policy. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page, test } from '@playwright/test';
import { launchOptions } from '../scripts/browser.mjs';
import { ask, complaints, heard, iframe, inside, latest, openHost, tell } from './hosts.ts';

const QUERY = 'surface=beale&run=sgd,lr:0.001&run=adam,lr:0.05&steps=200&embed=1';
/** More than is computed beside the first picture. */
const LONG = 'surface=beale&run=adam,lr:0.001&steps=300000&t=300000';
/** As the README words it. */
const STRICT =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; connect-src 'self' https://cdn.jsdelivr.net https://raw.githubusercontent.com";

/** Drives a frame as a course page would: a look, a seek, a little playing, another experiment, a long one. */
async function drive(page: Page): Promise<void> {
  await latest(page, 'ready');
  await inside(page);
  expect(await ask(page, { type: 'get' })).toMatchObject({ step: 0, playing: false });
  expect(await ask(page, { type: 'seek', step: 150 })).toMatchObject({ step: 150 });
  await tell(page, { adascope: 1, type: 'play' });
  await expect.poll(async () => Number((await heard(page, 'state')).at(-1)?.step)).toBeGreaterThan(155);
  await ask(page, { type: 'pause' });
  await ask(page, { type: 'load', query: LONG });
  await expect
    .poll(async () => (await heard(page, 'state')).at(-1)?.runs, { timeout: 30_000 })
    .toMatchObject([{ status: 'finished' }]);
  const state = await ask(page, { type: 'get' });
  expect(state).toMatchObject({ step: 300_000 });
  expect((state.runs as { loss: number }[])[0].loss).toBeLessThan(1e-6);
}

// What the page still asks for when a test has ended is nobody's business.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

/** Sends everything of ours with another policy. */
const withPolicy = (page: Page, baseURL: string | undefined, policy: string): Promise<unknown> =>
  page.route(`${baseURL}**`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': policy },
    });
  });

test.describe('in a sandbox that gives it no origin', () => {
  const SANDBOX = 'sandbox="allow-scripts"';

  test('it is driven all the same, without storage, with a worker', async ({ page, baseURL }) => {
    const wrong = complaints(page);
    await openHost(page, iframe(`${baseURL}?${QUERY}`, SANDBOX));
    await drive(page);
    const frame = await inside(page);
    expect(await frame.evaluate(() => origin)).toBe('null');
    const storage = () =>
      frame.evaluate(() => {
        try {
          return String(localStorage.length);
        } catch (error) {
          return (error as Error).name;
        }
      });
    expect(await storage()).toBe('SecurityError');
    expect(page.workers().map((worker) => worker.url().slice(0, 10))).toEqual(['blob:null/']);
    await expect(frame.locator('.banner')).toHaveCount(0);
    expect(wrong).toEqual([]);
  });

  test('it trains a network', async ({ page, baseURL }) => {
    test.setTimeout(120_000);
    const wrong = complaints(page);
    await openHost(
      page,
      iframe(`${baseURL}?surface=mnist,hidden:8,batch:16&run=sgd,lr:0.1&run=adam&steps=12&embed=1`, SANDBOX),
    );
    const frame = await inside(page);
    await frame.getByRole('button', { name: 'Train', exact: true }).click();
    await expect
      .poll(async () => (await heard(page, 'state')).at(-1), { timeout: 100_000 })
      .toMatchObject({ step: 12, playing: false });
    const { runs } = await ask(page, { type: 'get' });
    for (const { loss } of runs as { loss: number }[]) expect(loss).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  test('it shows the address of the full page where it may not open one', async ({ page, baseURL }) => {
    await openHost(page, iframe(`${baseURL}?${QUERY}`, SANDBOX));
    const frame = await inside(page);
    await frame.getByRole('link', { name: /page of its own/ }).click();
    await expect(frame.getByRole('textbox')).toHaveValue(`${baseURL}?${QUERY.replace('&embed=1', '')}`);
  });
});

test.describe('where no worker may be started', () => {
  test('functions are computed on the page, and that is said', async ({ page, baseURL }) => {
    await withPolicy(page, baseURL, `${STRICT}; worker-src 'none'`.replace("worker-src 'self' blob:; ", ''));
    await openHost(page, iframe(`${baseURL}?${QUERY}`, 'sandbox="allow-scripts"'));
    await drive(page);
    const frame = await inside(page);
    await expect(frame.locator('.banner')).toContainText('may not start a computing thread');
    expect(page.workers()).toEqual([]);
  });

  test('it is said that networks cannot be trained', async ({ page, baseURL }) => {
    await withPolicy(page, baseURL, "default-src 'self'; worker-src 'none'");
    await openHost(page, iframe(`${baseURL}?surface=mnist&embed=1`));
    const frame = await inside(page);
    await frame.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(frame.getByRole('alert')).toContainText('Networks cannot be trained here');
  });
});

test.describe('under the policy that the README recommends', () => {
  test('a frame works', async ({ page, baseURL }) => {
    const wrong = complaints(page);
    await withPolicy(page, baseURL, STRICT);
    await openHost(page, iframe(`${baseURL}?${QUERY}`), {
      'Content-Security-Policy': `default-src 'none'; img-src data:; script-src 'unsafe-inline'; style-src 'unsafe-inline'; frame-src ${new URL(baseURL ?? '').origin}`,
    });
    await drive(page);
    expect(wrong).toEqual([]);
  });

  test('the whole page works, formulas and their mathematics too', async ({ page, baseURL }) => {
    const wrong = complaints(page);
    await withPolicy(page, baseURL, STRICT);
    await page.goto(
      `${baseURL}?view=overlay&run=adam,lr:0.05&run=custom&rule=x%3Dx-lr*g&surface=custom&f=x%5E2%2B3*y%5E2`,
    );
    await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
    await expect(page.locator('math').first()).toBeVisible();
    await page.getByRole('slider', { name: 'Step', exact: true }).fill('60');
    await page.keyboard.press('ArrowRight');
    await page.waitForLoadState('networkidle');
    expect(wrong).toEqual([]);
  });

  test('a network is trained', async ({ page, baseURL }) => {
    test.setTimeout(120_000);
    const wrong = complaints(page);
    await withPolicy(page, baseURL, STRICT);
    await page.goto(`${baseURL}?surface=mnist,hidden:8,batch:16&run=sgd,lr:0.1&run=adam&steps=12`);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(page.locator('.step-count output')).toHaveText('12', { timeout: 100_000 });
    expect(wrong).toEqual([]);
  });

  test('no script of a link runs', async ({ page, baseURL }) => {
    const attack = encodeURIComponent(
      '<img src=x onerror="window.hacked=1"><script>window.hacked=2</script>',
    );
    await page.goto(
      `${baseURL}?title=${attack}&note=${attack}&run=sgd,label:${attack}&surface=${attack}&run=custom&rule=${encodeURIComponent(
        'window.hacked=3',
      )}&${attack}=${attack}#${attack}`,
    );
    await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
    expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();
    await expect(page.getByRole('heading', { level: 2, name: '<img' })).toBeVisible();
  });
});

test.describe('links that make no sense', () => {
  for (const query of [
    'surface=nowhere&run=nobody,lr:-1~never&steps=1e99&start=a,b',
    `run=${'adam~'.repeat(200)}`,
    Array(40).fill('run=sgd,lr:1e308').join('&'),
    'surface=custom&f=((((((&run=custom,rule:7&rule=window.alert(1)',
    'surface=quadratic,condition:1e308,angle:NaN&start=1e308,-1e308&run=sgd,lr:1e308&run=adam,beta1:2',
    `note=${'%F0%9F%99%82'.repeat(280)}&title=%00%01%02&hide=everything&view=4d&lang=xx&theme=neon`,
    '%E0%A4%A&%%%&__proto__=1&constructor=2&=&==&&&steps=%%%',
  ]) {
    test(`open, and say what was repaired: ${query.slice(0, 60)}`, async ({ page }) => {
      const wrong = complaints(page);
      await page.goto(`./?${query}`);
      await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
      await expect(page.locator('canvas').first()).toBeVisible();
      await expect(page.getByText(/in the link (?:was|were) changed/)).toBeVisible();
      expect(wrong).toEqual([]);
    });
  }
});

test('with third-party storage blocked by the browser it is driven all the same', async ({ baseURL }) => {
  const profile = mkdtempSync(join(tmpdir(), 'adascope-'));
  mkdirSync(join(profile, 'Default'));
  // 1: what the setting "block third-party cookies" writes.
  writeFileSync(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ profile: { cookie_controls_mode: 1, block_third_party_cookies: true } }),
  );
  const context = await chromium.launchPersistentContext(profile, { ...launchOptions(), locale: 'en-GB' });
  try {
    const page = await context.newPage();
    const wrong = complaints(page);
    await openHost(page, iframe(`${baseURL}?${QUERY}`));
    await drive(page);
    const frame = await inside(page);
    const stored = await frame.evaluate(() => {
      try {
        return String(localStorage.length);
      } catch (error) {
        return (error as Error).name;
      }
    });
    expect(stored).toBe('SecurityError');
    expect(wrong).toEqual([]);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
