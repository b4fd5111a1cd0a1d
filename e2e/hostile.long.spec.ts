import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { launchOptions } from '../scripts/browser.mjs';
import { ask, complaints, heard, iframe, inside, openHost } from './hosts.ts';
import { open } from './page.ts';
import { drive, QUERY, SANDBOX, STRICT, withPolicy } from './strict.ts';

// What the page still asks for when a test has ended is nobody's business.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

test('in a sandbox that gives it no origin it trains a network', async ({ page, baseURL }) => {
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

test('under the policy that the README recommends a network is trained', async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const wrong = complaints(page);
  await withPolicy(page, baseURL, STRICT);
  await page.goto(`${baseURL}?surface=mnist,hidden:8,batch:16&run=sgd,lr:0.1&run=adam&steps=12`);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.locator('.step-count output')).toHaveText('12', { timeout: 100_000 });
  expect(wrong).toEqual([]);
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

test('more links that make no sense open, and say what was repaired', async ({ page }) => {
  const wrong = complaints(page);
  for (const query of [
    `run=${'adam~'.repeat(200)}`,
    Array(40).fill('run=sgd,lr:1e308').join('&'),
    'surface=quadratic,condition:1e308,angle:NaN&start=1e308,-1e308&run=sgd,lr:1e308&run=adam,beta1:2',
    `note=${'%F0%9F%99%82'.repeat(280)}&title=%00%01%02&hide=everything&view=4d&lang=xx&theme=neon`,
  ]) {
    await open(page, query);
    await expect(page.locator('canvas').first()).toBeVisible();
    await expect(page.getByText(/in the link (?:was|were) changed/)).toBeVisible();
  }
  expect(wrong).toEqual([]);
});
