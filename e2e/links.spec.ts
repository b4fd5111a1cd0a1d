import { expect, test } from '@playwright/test';
import { parseExperiment } from '../src/experiment/index.ts';
import {
  drawn,
  expectLink,
  expectRedrawn,
  handle,
  landscape,
  linked,
  middle,
  open,
  picture,
  step,
} from './page.ts';

const BAD = 'surface=nope&run=adam,lr:-1&steps=x';

test.describe('the history', () => {
  test('gets an entry for another surface; Back restores surface, runs, start and step', async ({ page }) => {
    await open(page, 'view=overlay&t=30');
    await page.getByLabel('Start, x').fill('0.5');
    await page.getByRole('button', { name: 'Hide SGD' }).click();
    const surface = page.getByLabel('Surface', { exact: true });
    await surface.selectOption('beale');
    // The runs are those of the other surface; which is hidden stays.
    await expect.poll(() => linked(page).surface.id).toBe('beale');
    expect(linked(page).runs.map(({ hidden }) => hidden)).toEqual([true, false, false, false, false]);
    await expect(page).toHaveTitle(/Beale/);
    await expect(step(page)).toHaveText('0');
    const beale = await picture(landscape(page));
    await page.goBack();
    await expect(surface).toHaveValue('rosenbrock');
    await expect(page.getByLabel('Start, x')).toHaveValue('0.5');
    await expect(step(page)).toHaveText('30');
    await expectRedrawn(landscape(page), beale);
    await expect(page).toHaveTitle(/Rosenbrock/);
    await page.goForward();
    await expect(surface).toHaveValue('beale');
    await expect(page.locator('.run-list > li')).toHaveCount(5);
  });

  test('gets none for what is adjusted', async ({ page }) => {
    await open(page, 'view=overlay');
    const before = await page.evaluate(() => history.length);
    const at = await middle(handle(page));
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 80, at.y + 80, { steps: 10 });
    await page.mouse.up();
    await page.keyboard.press('End');
    await expect.poll(() => linked(page).start).not.toEqual([-1.5, 2]);
    await expect.poll(() => linked(page).t).toBe(500);
    expect(await page.evaluate(() => history.length)).toBe(before);
  });

  test('leaves the entry that one goes back to as it was, even while playing', async ({ page }) => {
    await open(page, 'surface=booth&speed=5');
    await page.getByLabel('Surface', { exact: true }).selectOption('beale');
    await expectLink(page, 'surface=beale&speed=5');
    await page.keyboard.press('Tab');
    await page.locator('.transport .play').click();
    await expect(step(page)).not.toHaveText('0');
    await page.goBack();
    await expect(page.getByLabel('Surface', { exact: true })).toHaveValue('booth');
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
    // Longer than links wait before they are written.
    await page.waitForFunction(
      (since) => performance.now() - since > 800,
      await page.evaluate(() => performance.now()),
    );
    expect(new URL(page.url()).search).toBe('?surface=booth&speed=5');
  });
});

test.describe('a link', () => {
  test('that cannot be read in part opens, says what was changed in both languages, and is dismissed', async ({
    page,
  }) => {
    await open(page, BAD);
    const banner = page.locator('.banner');
    await expect(banner).toContainText('3 things in the link were changed');
    await banner.locator('summary').click();
    const rows = banner.locator('tbody tr');
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(0)).toContainText('nope');
    await expect(rows.nth(0)).toContainText('rosenbrock');
    await expect(rows.nth(1)).toContainText('above 0');
    await expect(rows.nth(2)).toContainText('500');
    await page.getByRole('button', { name: '中文' }).click();
    await expect(banner).toContainText('链接中有 3 处已被修正');
    await expect(rows.nth(1)).toContainText('大于 0');
    await banner.getByRole('button', { name: '知道了' }).click();
    await expect(banner).toHaveCount(0);
    await expect(page.locator('.card')).toHaveCount(1);
  });

  test('is short where an experiment is too long for one, survives a reload, and is said to be missing elsewhere', async ({
    page,
    browser,
  }) => {
    const rules = Array.from(
      { length: 12 },
      (_, k) => `m = 0.${k + 1}*m + g; x = x - lr*m${' '.repeat(900)}`,
    );
    const experiment = { ...parseExperiment('surface=beale').experiment, rules, steps: '300' };
    await open(page, 'view=overlay');
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('radio', { name: 'File' }).check();
    await page.locator('input[type=file]').setInputFiles({
      name: 'long.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ adascope: 1, experiment })),
    });
    await expect(page).toHaveURL(/#stored-[a-z0-9]+$/);
    expect(page.url().length).toBeLessThan(200);
    await expect(page.locator('.banner')).toContainText('One thing in the link was changed');
    await page.reload();
    await expect(page.getByLabel('Surface', { exact: true })).toHaveValue('beale');
    await expect(page.locator('.banner')).toHaveCount(0);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByRole('dialog')).toContainText('Save the experiment as a file instead');

    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await other.goto(page.url());
    await expect(other.locator('.banner')).toContainText('only in the browser that made it');
    await elsewhere.close();
  });

  test('is read from the fragment as well', async ({ page }) => {
    await page.goto('./#surface=beale&run=adam,lr:0.1&view=overlay');
    await drawn(page);
    await expect(page.getByLabel('Surface', { exact: true })).toHaveValue('beale');
    await page.evaluate(() => {
      location.hash = 'surface=booth';
    });
    await expect(page.getByLabel('Surface', { exact: true })).toHaveValue('booth');
  });

  test('brings its title and note along, as text', async ({ page }) => {
    await open(page, 'title=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&note=Two%0Alines');
    await expect(page.locator('.caption h2')).toHaveText('<img src=x onerror=alert(1)>');
    await expect(page.locator('.caption p')).toContainText('Two');
    await expect(page.locator('.caption img')).toHaveCount(0);
    // However long its words are.
    await open(
      page,
      `title=${'W'.repeat(150)}&run=adam,label:${'M'.repeat(70)}&run=sgd&note=${'M'.repeat(300)}`,
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });

  test('hides parts of the page', async ({ page }) => {
    await open(page, 'hide=runs/timeline&view=overlay');
    await expect(landscape(page)).toBeVisible();
    await expect(page.locator('.runs')).toHaveCount(0);
    await expect(page.locator('.timeline')).toHaveCount(0);
  });

  test('is copied as it is now, and opens as what was seen', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, 'view=overlay');
    await page.getByLabel('Start, x').fill('0.75');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(copied).search).toBe('?start=0.75,2&view=overlay');
    await page.mouse.move(5, 5);
    const seen = await picture(landscape(page));
    await page.goto(copied);
    await drawn(page);
    await expect.poll(() => picture(landscape(page))).toBe(seen);
  });

  test('that may not be copied is shown, selected', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    });
    await open(page, 'surface=beale');
    await page.getByRole('button', { name: 'Copy link' }).click();
    const field = page.getByLabel('Copy this link');
    await expect(field).toHaveValue(/\?surface=beale$/);
    await expect(field).toBeFocused();
  });
});

test.describe('language and theme', () => {
  test('switch between English and Chinese, and are kept for the next visit', async ({ page }) => {
    await open(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.getByRole('button', { name: '中文' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
    await expect(page.getByRole('button', { name: '播放' })).toBeVisible();
    await page.reload();
    await drawn(page);
    await expect(page.getByRole('button', { name: '播放' })).toBeVisible();
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('button', { name: 'EN' }).click();
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  });

  test('say everything in Chinese that is said in words', async ({ page }) => {
    await open(page, 'view=overlay&lang=zh&t=5');
    await page.locator('.run-list .run-name').nth(4).click();
    // Names of rules and symbols are the same everywhere; sentences are not.
    const english = await page.locator('body').evaluate((body) => {
      const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      while (walker.nextNode()) {
        const { parentElement } = walker.currentNode;
        const text = walker.currentNode.textContent?.trim() ?? '';
        if (parentElement?.closest('option, math, script, noscript, style, .mathematics')) continue;
        if (/[a-z]{2,}\s+[a-z]{2,}\s+[a-z]{2,}/i.test(text)) found.push(text);
      }
      return found;
    });
    expect(english).toEqual([]);
  });

  test('follow the system, and the choice of a visitor, which is kept', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await open(page, 'view=overlay');
    const html = page.locator('html');
    await expect(html).toHaveAttribute('data-theme', 'dark');
    const dark = await picture(landscape(page));
    await page.emulateMedia({ colorScheme: 'light' });
    await expect(html).toHaveAttribute('data-theme', 'light');
    await expectRedrawn(landscape(page), dark);
    await page.getByLabel('Theme').selectOption('projector');
    await expect(html).toHaveAttribute('data-theme', 'projector');
    await page.reload();
    await drawn(page);
    await expect(html).toHaveAttribute('data-theme', 'projector');
    expect(new URL(page.url()).search).toBe('?view=overlay');
  });

  test('of the link come before a visitor’s', async ({ page }) => {
    await open(page, 'theme=dark&lang=zh');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.getByRole('button', { name: 'EN' }).click();
    await expectLink(page, 'lang=en&theme=dark');
  });
});
