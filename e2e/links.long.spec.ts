import { expect, test } from '@playwright/test';
import { expectRedrawn, landscape, open, picture, step } from './page.ts';

test('a link of a million steps shows its paths as soon as they are computed, and can be left meanwhile', async ({
  page,
}) => {
  await open(page, `steps=1000000${'&run=adam'.repeat(12)}&view=overlay`);
  await page.getByRole('textbox', { name: /^Steps/ }).fill('300');
  await expect(page.locator('.step-count')).toContainText('/ 300');
  const before = await picture(landscape(page));
  await page.getByRole('textbox', { name: /^Steps/ }).fill('200000');
  await expectRedrawn(landscape(page), before);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await page.locator('.scrubber').press('End');
  await expect(step(page)).toHaveText('200000');
});
