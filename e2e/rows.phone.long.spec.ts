/** Header and transport are one row each on every small screen, and nothing that they have no room for is lost. */
import { expect, type Locator, test } from '@playwright/test';
import { landscape, linked, open } from './page.ts';

const height = async (part: Locator): Promise<number> => (await part.boundingBox())?.height ?? 0;

for (const [width, tall] of [
  [360, 640],
  [844, 390],
  [1024, 768],
] as const) {
  test(`one row each for header and transport at ${width}×${tall}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: tall });
    for (const lang of ['en', 'zh']) {
      await open(page, `steps=5000&t=5000&lang=${lang}`);
      expect(await height(page.locator('.top'))).toBeLessThan(52);
      expect(await height(page.locator('.timeline'))).toBeLessThan(56);
      for (const part of ['.top', '.timeline', 'body']) {
        const hidden = await page
          .locator(part)
          .evaluate((element) => element.scrollWidth - element.clientWidth);
        expect(hidden, part).toBeLessThanOrEqual(0);
      }
      expect((await page.locator('.scrubber').boundingBox())?.width).toBeGreaterThan(72);
    }
    // What the header has no room for, by keyboard.
    await page.locator('.tools [popovertarget]').focus();
    await page.keyboard.press('Enter');
    const menu = page.locator('.tools .menu');
    await expect(menu).toBeVisible();
    await expect(menu).toBeInViewport({ ratio: 1 });
    // On phones, undo and redo are there too.
    for (let k = 0; k < (width === 360 ? 4 : 2); k++) await page.keyboard.press('Tab');
    await expect(menu.getByRole('button', { name: 'EN' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(menu.getByRole('button', { name: '中文' })).toBeFocused();
    await menu.getByLabel('Theme').selectOption('dark');
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await expect(page.getByRole('button', { name: 'More', exact: true })).toBeFocused();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

    if (width === 360) {
      await page.getByRole('button', { name: 'Playback settings' }).click();
      const settings = page.locator('.timeline .menu');
      await expect(settings).toBeInViewport({ ratio: 1 });
      await settings.getByLabel('Speed', { exact: true }).selectOption('15');
      await settings.getByRole('button', { name: 'Future' }).click();
      await expect.poll(() => [linked(page).speed, linked(page).future]).toEqual([15, false]);
      await page.keyboard.press('Escape');
      await page.getByLabel('Examples').selectOption({ index: 2 });
      await expect(page.locator('.caption')).toBeVisible();
    }
    if (width === 844) {
      const [map, tabs] = await Promise.all(
        [landscape(page), page.locator('.tabs')].map((part) => part.boundingBox()),
      );
      if (!map || !tabs) throw new Error('They cannot be seen.');
      expect(map.x + map.width).toBeLessThanOrEqual(tabs.x + 1);
      expect(map.height).toBeGreaterThan(240);
    }
    if (width === 1024) return;
    for (const tab of ['Rates', 'Loss']) {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      await expect(page.locator('.tabs .legend button').first()).toBeInViewport();
    }
  });
}

test('the header is one row in every wider window, too, in both languages and for the projector', async ({
  page,
}) => {
  for (const theme of ['light', 'projector']) {
    for (const lang of ['en', 'zh']) {
      await page.setViewportSize({ width: 1280, height: 768 });
      await open(page, `theme=${theme}&lang=${lang}`);
      for (const width of [900, 1024, 1150, 1280, 1366, 1440, 1600]) {
        await page.setViewportSize({ width, height: 768 });
        expect(await height(page.locator('.top')), `${theme}, ${lang}, ${width}`).toBeLessThan(58);
        const hidden = await page
          .locator('.top')
          .evaluate((element) => element.scrollWidth - element.clientWidth);
        expect(hidden, `${theme}, ${lang}, ${width}`).toBeLessThanOrEqual(0);
      }
    }
  }
});

test('over the table of results a band of cards is whole in a low window', async ({ page }) => {
  for (const [width, tall] of [
    [1024, 768],
    [1366, 768],
    [1280, 720],
  ]) {
    await page.setViewportSize({ width, height: tall });
    await open(page, 'theme=projector');
    const [cards, last] = await Promise.all(
      [page.locator('.split'), page.locator('.split .card .plot').nth(2)].map((part) => part.boundingBox()),
    );
    if (!cards || !last) throw new Error('They cannot be seen.');
    expect(last.y + last.height).toBeLessThanOrEqual(cards.y + cards.height + 1);
    await page.locator('.outcomes tbody tr').last().scrollIntoViewIfNeeded();
    await expect(page.locator('.outcomes tbody tr').last()).toBeInViewport();
  }
});

test('the wheel scrolls the list of cards, and with Ctrl it zooms a map in it', async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 700 });
  await open(page, 'steps=50');
  await page.getByRole('tab', { name: 'Cards' }).click();
  const card = page.locator('.card .landscape canvas').first();
  await card.hover();
  await page.mouse.wheel(0, 120);
  await expect
    .poll(() =>
      page.locator('.split').evaluate((list) => Math.max(list.scrollTop, list.parentElement?.scrollTop ?? 0)),
    )
    .toBeGreaterThan(0);
  expect(linked(page).window).toBeNull();
  await card.hover();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect.poll(() => linked(page).window).not.toBeNull();
});
