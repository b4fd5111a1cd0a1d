/** Frames in pages that allow little: no origin, no storage, no workers, a strict policy. */
import { expect, test } from '@playwright/test';
import { complaints, iframe, inside, openHost } from './hosts.ts';
import { open } from './page.ts';
import { drive, QUERY, SANDBOX, STRICT, withPolicy } from './strict.ts';

// What the page still asks for when a test has ended is nobody's business.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

test.describe('in a sandbox that gives it no origin', () => {
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
    await openHost(page, iframe(`${baseURL}?${QUERY}`, SANDBOX));
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

test('links that make no sense open, and say what was repaired', async ({ page }) => {
  const wrong = complaints(page);
  for (const query of [
    'surface=nowhere&run=nobody,lr:-1~never&steps=1e99&start=a,b',
    'surface=custom&f=((((((&run=custom,rule:7&rule=window.alert(1)',
    '%E0%A4%A&%%%&__proto__=1&constructor=2&=&==&&&steps=%%%',
  ]) {
    await open(page, query);
    await expect(page.locator('canvas').first()).toBeVisible();
    await expect(page.getByText(/in the link (?:was|were) changed/)).toBeVisible();
  }
  expect(wrong).toEqual([]);
});
