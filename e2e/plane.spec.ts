import { expect, test } from '@playwright/test';
import { expectRedrawn, inked, open, picture, playButton, step } from './page.ts';

const LINK = 'lang=en&surface=mnist,hidden:8,batch:16&view=overlay&run=sgd,lr:0.3&run=adam,lr:0.01&steps=60';

test.describe('the plane of a network’s weights', () => {
  test.setTimeout(120_000);

  test('shows every run’s way over the loss, says what it explains, and follows the playhead', async ({
    page,
  }) => {
    await open(page, LINK);
    const canvas = page.locator('.plane-stage canvas');
    const caption = page.locator('.plane-caption');
    await expect(page.locator('.network-bar')).toContainText('Ready', { timeout: 40_000 });
    await playButton(page).click();
    await expect(step(page)).toHaveText('60', { timeout: 60_000 });
    await expect(caption).toContainText(/together \d+ %/);
    // Coarse, then fine, then done.
    await expect(caption.locator('progress')).toHaveCount(0, { timeout: 60_000 });
    for (const slot of [0, 1]) expect((await inked(canvas, slot))?.count).toBeGreaterThan(20);

    const atEnd = await picture(canvas);
    const heads = await inked(canvas, 1);
    await page.keyboard.press('Home');
    await expectRedrawn(canvas, atEnd);
    expect(await inked(canvas, 1)).not.toEqual(heads);
    await page.keyboard.press('End');
    await expect.poll(() => inked(canvas, 1)).toEqual(heads);

    await page.getByRole('radio', { name: 'random' }).check({ force: true });
    await expect(caption).toContainText('random directions miss nearly all');
    await page.getByRole('radio', { name: 'off' }).check({ force: true });
    await expect(canvas).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});
