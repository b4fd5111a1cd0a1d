import { expect, test } from '@playwright/test';
import { open } from './page.ts';
import { expectInspected, expectLive, RESTARTED, thread } from './threads.ts';

test('a thread that has died in silence is replaced when something is asked of it', async ({ page }) => {
  await page.clock.install();
  await open(page, 'view=overlay');
  await expectInspected(page);
  await (await thread(page)).evaluate(() => self.close());
  await page.getByLabel('Start, x').fill('0.5');
  await page.clock.fastForward(20_000);
  await expect(page.locator('.banner')).toContainText(RESTARTED);
  await expectLive(page);
  await expectInspected(page);
});
