import { expect, type Page, test } from '@playwright/test';
import { drawn, expectRedrawn, keptStep, open, picture, pixelsOf, playButton, step } from './page.ts';

const LINK = 'lang=en&surface=mnist,hidden:8,batch:16&view=overlay&run=sgd,lr:0.3&run=adam,lr:0.01&steps=60';

const canvasOf = (page: Page) => page.locator('.plane-stage canvas');
const explained = (page: Page): Promise<void> =>
  expect(page.locator('.plane-caption')).toContainText(/together \d+ %/, { timeout: 60_000 });
async function trained(page: Page): Promise<void> {
  await open(page, LINK);
  await expect(page.locator('.network-bar')).toContainText('Ready', { timeout: 40_000 });
  await playButton(page).click();
  await expect(step(page)).toHaveText('60', { timeout: 60_000 });
  await explained(page);
}
/** How much of the plane every run's path covers. */
const paths = async (page: Page): Promise<number[]> =>
  Promise.all([0, 1].map(async (slot) => (await pixelsOf(canvasOf(page), slot))?.count ?? 0));

/** The steps of which this browser keeps the weights. */
const keptSteps = (page: Page): Promise<number[]> =>
  page.evaluate(
    () =>
      new Promise<number[]>((resolve, reject) => {
        const opening = indexedDB.open('adascope');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const keys = opening.result.transaction('visits').objectStore('visits').getAllKeys();
          keys.onsuccess = () => {
            opening.result.close();
            resolve(keys.result.map((key) => (key as [string, number])[1]));
          };
        };
      }),
  );

test.describe('the plane of a network’s weights', () => {
  test.setTimeout(120_000);

  test('has every path from its beginning after the page is loaded again', async ({ page }) => {
    await trained(page);
    const before = await paths(page);
    await expect.poll(() => keptStep(page), { timeout: 20_000 }).toBe(60);
    await page.reload();
    await drawn(page);
    await expect(page.getByRole('button', { name: 'Continue from step 60' })).toBeVisible();
    const even = Array.from({ length: 30 }, (_, k) => 2 * (k + 1));
    // Run by run.
    expect(await keptSteps(page)).toEqual([...even, ...even]);
    await page.getByRole('button', { name: 'Continue from step 60' }).click();
    await expect(step(page)).toHaveText('60', { timeout: 40_000 });
    await explained(page);
    // Without what was kept of them, paths would be two places at their ends.
    for (const slot of [0, 1]) {
      await expect.poll(async () => (await paths(page))[slot]).toBeGreaterThan(0.6 * before[slot]);
    }
  });

  test('can be asked for in other directions after the thread died that had trained to the end', async ({
    page,
  }) => {
    await trained(page);
    const before = await paths(page);
    await page.workers()[0].evaluate(() => {
      setTimeout(() => {
        throw new Error('A crash.');
      });
    });
    await expect(page.getByText('A new one has taken over')).toBeVisible();
    await page.getByRole('radio', { name: 'random' }).check({ force: true });
    await expect(page.locator('.plane-caption')).toContainText('random directions', { timeout: 60_000 });
    await expect(step(page)).toHaveText('60');
    await page.getByRole('radio', { name: 'principal' }).check({ force: true });
    await explained(page);
    for (const slot of [0, 1]) {
      await expect.poll(async () => (await paths(page))[slot]).toBeGreaterThan(0.6 * before[slot]);
    }
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('shows every run’s way over the loss, says what it explains, and follows the playhead', async ({
    page,
  }) => {
    await open(page, LINK);
    const canvas = page.locator('.plane-stage canvas');
    const caption = page.locator('.plane-caption');
    await expect(page.locator('.network-bar')).toContainText('Ready', { timeout: 40_000 });
    await playButton(page).click();
    await expect(step(page)).toHaveText('60', { timeout: 60_000 });
    await expect(playButton(page)).toHaveAccessibleName('Play');
    await expect(caption).toContainText(/together \d+ %/);
    // Coarse, then fine, then done.
    await expect(caption.locator('progress')).toHaveCount(0, { timeout: 60_000 });
    for (const slot of [0, 1]) expect((await pixelsOf(canvas, slot))?.count).toBeGreaterThan(20);

    const atEnd = await picture(canvas);
    const heads = await pixelsOf(canvas, 1);
    await page.keyboard.press('Home');
    await expectRedrawn(canvas, atEnd);
    expect(await pixelsOf(canvas, 1)).not.toEqual(heads);
    await page.keyboard.press('End');
    await expect.poll(() => pixelsOf(canvas, 1)).toEqual(heads);

    await page.getByRole('radio', { name: 'random' }).check({ force: true });
    await expect(caption).toContainText('random directions miss nearly all');
    await page.getByRole('radio', { name: 'off' }).check({ force: true });
    await expect(canvas).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});
