import { expect, test } from '@playwright/test';
import { open } from './page.ts';

/** What style sheets and scripts make of the window: the size of type, and whether parts stand in tabs. */
for (const [width, height, narrow] of [
  [860, 900, true],
  [861, 900, false],
  [1000, 500, true],
  [1000, 501, false],
] as const) {
  test(`style sheets and scripts agree that ${width} × ${height} is ${narrow ? '' : 'not '}narrow`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await open(page, 'lang=en&view=overlay');
    await expect(page.getByRole('tablist')).toHaveCount(narrow ? 1 : 0);
    const size = await page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--size').trim(),
    );
    expect(size).toBe(narrow ? '14px' : '13px');
  });
}
