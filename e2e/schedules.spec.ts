import { expect, type Page, test } from '@playwright/test';
import { expectRedrawn, linked, open, pictureNow } from './page.ts';

const curve = (page: Page) => page.locator('.schedule-curve canvas');
const openSettings = (page: Page) => page.locator('.run-list .run-name').first().click();

test.describe('the schedule of a run', () => {
  test('is a curve beside its settings, which says start, peak and end, and changes with them', async ({
    page,
  }) => {
    await open(page, 'run=adam,lr:0.1~warmup,steps:50,wait:1~cosine,steps:450');
    await openSettings(page);
    const said = page.getByRole('img', { name: /starts at 0.0100, is greatest at step 51 with 0.100/ });
    await expect(said).toBeVisible();
    const before = await pictureNow(curve(page));
    await page.getByRole('textbox', { name: /Updates to rise/ }).fill('100');
    await expectRedrawn(curve(page), before);
    await expect(page.getByRole('img', { name: /greatest at step 101/ })).toBeVisible();
    await expect.poll(() => linked(page).runs[0].schedules[0].args.steps).toBe(100);
  });

  test('that follows the losses is drawn as it came out', async ({ page }) => {
    await open(page, 'surface=booth&run=sgd,lr:0.01~plateau,patience:3,factor:0.5&steps=400');
    await openSettings(page);
    await expect(page.getByText('As it came out')).toBeVisible();
    await expect(page.getByRole('img', { name: /starts at 0.0100.*ends at \d/ })).toBeVisible();
  });

  test('has no curve where there is none', async ({ page }) => {
    await open(page, 'run=sgd');
    await openSettings(page);
    await expect(page.getByRole('combobox', { name: 'Add a schedule…' })).toBeVisible();
    await expect(curve(page)).toHaveCount(0);
  });
});
