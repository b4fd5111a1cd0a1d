import { expect, type Page, test } from '@playwright/test';
import { drawn, expectRedrawn, handle, landscape, middle, pictureNow, pictures, step } from './page.ts';

/** Updates of a hundred million gradients each, and line searches on a tower of powers: hours of work. */
const COSTLY = {
  gradients:
    'surface=regression,n:10000,batch:10000&steps=5000' +
    '&run=sgd,lr:1e-9~accumulate,every:10000'.repeat(12),
  tower:
    `surface=custom&f=${encodeURIComponent(`${'(1.01+x*x/100)^'.repeat(60)}y`)}&start=1,1&steps=5000` +
    '&run=lbfgs,lr:1e-6'.repeat(12),
};

/** Notes how long tasks of the page take, from its beginning. */
const noteTasks = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const noted = window as unknown as { tasks: number[] };
    noted.tasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) noted.tasks.push(entry.duration);
    }).observe({ type: 'longtask', buffered: true });
  });
const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks));

/** Far above what the page takes on a machine that is busy, far below what these links would hold it up. */
const MOST_MS = 3000;

for (const [name, query] of Object.entries(COSTLY)) {
  for (const [where, more] of [
    ['page', '&view=overlay'],
    ['frame', '&view=overlay&embed=1'],
  ] as const) {
    test(`a costly link does not freeze the ${where}: ${name}`, async ({ page }) => {
      await noteTasks(page);
      await page.goto(`./?${query}${more}`);
      await drawn(page);
      // It lives: pictures come, and the start follows the pointer.
      await pictures(page, 10);
      const before = await pictureNow(landscape(page));
      const at = await middle(handle(page));
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      await page.mouse.move(at.x + 30, at.y + 20, { steps: 3 });
      await page.mouse.up();
      await pictures(page, 10);
      await page.getByRole('button', { name: 'One step forward' }).click();
      await expect(step(page)).toHaveText('1');
      if (name === 'tower') await expectRedrawn(landscape(page), before);
      expect(await longestTask(page)).toBeLessThan(MOST_MS);
      await expect(page.locator('.banner.failure')).toHaveCount(0);
      await expect(page.getByText('The computing thread had stopped')).toHaveCount(0);
    });
  }
}
