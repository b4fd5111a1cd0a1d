import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { drawn, expectLink, handle, landscape, open, step } from './page.ts';
import { expectInspected, expectLive, HERE, RESTARTED, thread } from './threads.ts';

test.describe('a thread', () => {
  test('has a first module that no other imports, which WebKit would run twice', () => {
    const assets = fileURLToPath(new URL('../dist/assets', import.meta.url));
    const importers = readdirSync(assets).filter(
      (name) =>
        name.endsWith('.js') &&
        /\b(?:from|import)\s*\(?\s*["'`]\.\/worker-/.test(readFileSync(`${assets}/${name}`, 'utf8')),
    );
    expect(importers).toEqual([]);
  });

  test('that crashes is replaced; the page says so and goes on', async ({ page }) => {
    await open(page, 'view=overlay');
    await expectInspected(page);
    const first = await thread(page);
    await first.evaluate(() => {
      setTimeout(() => {
        throw new Error('A crash.');
      });
    });
    await expect(page.locator('.banner')).toContainText(RESTARTED);
    await expectLive(page);
    await expectInspected(page);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByText(RESTARTED)).toHaveCount(0);
  });

  test('that is refused is not needed', async ({ page }) => {
    await page.addInitScript(() => {
      window.Worker = class {
        constructor() {
          throw new DOMException('Workers are refused here.', 'SecurityError');
        }
      } as unknown as typeof Worker;
    });
    await open(page, 'view=overlay');
    await expect(page.locator('.banner')).toContainText(HERE);
    await expectLive(page);
    await expectInspected(page);
    await page.getByLabel('Surface', { exact: true }).selectOption('mnist');
    await expect(page.getByRole('alert')).toContainText('Networks cannot be trained here');
    await page.getByLabel('Surface', { exact: true }).selectOption('beale');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expectLive(page);
  });

  test('whose program does not arrive is not needed either', async ({ page }) => {
    await page.route(/\/worker-[^/]*\.js/, (route) => route.abort());
    await open(page, 'view=overlay');
    await expect(page.locator('.banner')).toContainText(HERE);
    await expectLive(page);
    await expectInspected(page);
  });
});

test.describe('a page', () => {
  test('without storage opens, and forgets what was chosen', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('Storage is refused here.', 'SecurityError');
        },
      });
    });
    await open(page);
    await page.getByRole('button', { name: '中文' }).click();
    await expect(page.getByRole('button', { name: '播放' })).toBeVisible();
    await page.reload();
    await drawn(page);
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  });

  test('whose later parts do not arrive keeps what it has', async ({ page }) => {
    await page.route(/(temml|gestures)[^/]*\.js/, (route) => route.abort());
    await open(page, 'view=overlay');
    await expectLive(page);
    await page.keyboard.press('End');
    await expect(step(page)).toHaveText('500');
  });

  test('is redrawn when its window changes, and keeps start and step', async ({ page }) => {
    await open(page, 'view=overlay&t=50');
    for (const size of [
      { width: 1000, height: 700 },
      { width: 700, height: 900 },
      { width: 1440, height: 900 },
    ]) {
      await page.setViewportSize(size);
      await expect
        .poll(async () => {
          const canvas = await landscape(page).evaluate((element: HTMLCanvasElement) => [
            element.width - Math.round(element.clientWidth * devicePixelRatio),
            element.height - Math.round(element.clientHeight * devicePixelRatio),
          ]);
          return canvas;
        })
        .toEqual([0, 0]);
      await expect(handle(page)).toBeInViewport();
      await expect(step(page)).toHaveText('50');
    }
    await expectLink(page, 'view=overlay&t=50');
  });

  test('survives being hammered: surfaces, views, runs and steps in quick succession', async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await open(page);
    for (const surface of ['beale', 'saddle', 'regression', 'custom', 'himmelblau', 'reddi']) {
      await page.getByLabel('Surface', { exact: true }).selectOption(surface);
      await page.keyboard.press('Escape');
      await page.getByLabel('Add a run').selectOption('newton');
      await page.getByRole('radio', { name: surface.length % 2 ? 'Overlay' : 'Split' }).check();
      await page.locator('.transport .play').click();
      await page.locator('.scrubber').fill('77');
    }
    await expect(page.locator('.run-list > li')).toHaveCount(11);
    await expect(page.locator('.crash')).toHaveCount(0);
    await expectLive(page);
    expect(errors).toEqual([]);
  });
});
