import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectRedrawn, handle, landscape, linked, middle, open, pictureNow, pixelsOf } from './page.ts';

const largest = (page: Page): Locator => page.locator('.stability-largest canvas').first();
const BOWL = 'surface=quadratic,condition:20,angle:0&run=sgd,lr:0.099&run=sgd,lr:0.101&run=lion&steps=60';

/** Waits until the first stability plot shows a curve of the run in this slot. */
const measured = (page: Page, slot = 0): Promise<void> =>
  expect.poll(() => pixelsOf(largest(page), slot)).not.toBeNull();

test.describe('stability beside the rates', () => {
  test('is a choice of its own, in the link, with a sentence, the limits and the runs without one', async ({
    page,
  }) => {
    await open(page, `${BOWL}&view=overlay`);
    await page.getByRole('radio', { name: 'stability' }).check();
    await measured(page);
    await expect.poll(() => linked(page).rates).toBe('stability');
    await expect(page.getByText('Above its limit')).toBeVisible();
    await expect(page.getByText('No limit is known for Lion')).toBeVisible();
    await expect(page.locator('.measures > .plot')).toHaveCount(4);
  });

  test('has its numbers in a table that follows the playhead, and every step as CSV', async ({ page }) => {
    await page.addInitScript(() => {
      const noted = window as unknown as { copied: string };
      Object.defineProperty(navigator, 'clipboard', {
        value: {
          writeText: (text: string) => {
            noted.copied = text;
            return Promise.resolve();
          },
        },
      });
    });
    await open(page, `${BOWL}&view=overlay&rates=stability&t=60`);
    await measured(page);
    await page.getByText('Numbers').click();
    const rows = page.locator('.stability-numbers tbody tr');
    await expect(rows.nth(0).locator('td')).toHaveText(['2.00', '1.98', '0.0990', '1.98', '20.0', '0 of 60']);
    await expect(rows.nth(1).locator('td')).toHaveText(['2.00', '2.02', '0.101', '2.02', '20.0', '60 of 60']);
    await expect(rows.nth(2).locator('td').first()).toHaveText('–');
    await page.getByRole('button', { name: 'Copy all steps as CSV' }).click();
    const copied = await page.evaluate(() => (window as unknown as { copied: string }).copied);
    const lines = copied.trim().split('\n');
    expect(lines[0]).toBe('run,step,preconditioned,x,y,sharpness,limit');
    expect(lines).toHaveLength(1 + 3 * 60);
    expect(Number(lines[60].split(',')[2])).toBeCloseTo(1.98, 12);
  });

  test('is read at the pointer and by the keyboard, with the sharpness', async ({ page }) => {
    await open(page, `${BOWL}&view=overlay&rates=stability&t=3`);
    await measured(page);
    await page.getByRole('group', { name: /rate × curvature, largest eigenvalue/ }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('.plot-values')).toContainText('1.980 · sharpness 20.0');
  });

  test('follows the start while it is dragged, in cards too', async ({ page }) => {
    await open(page, 'run=sgd&run=adam&rates=stability&view=split');
    await measured(page);
    await expect(page.locator('.card .plot')).toHaveCount(8);
    const before = await pictureNow(largest(page));
    const at = await middle(handle(page));
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 40, at.y + 20, { steps: 4 });
    await expectRedrawn(largest(page), before);
    await page.mouse.up();
  });

  test('is shown in frames and in Chinese', async ({ page }) => {
    await page.setViewportSize({ width: 720, height: 480 });
    await open(page, `${BOWL}&embed=1&view=overlay&rates=stability&lang=zh`);
    await measured(page);
    await expect(page.getByRole('group', { name: /学习率 × 曲率/ })).toHaveCount(3);
  });

  test('of one step is said beside its numbers, with its gradient, direction and step on the map', async ({
    page,
  }) => {
    const at = 'surface=quadratic,condition:20,angle:0&start=0.5,1&view=overlay&t=1&steps=20';
    await open(page, `${at}&run=sgd,lr:0.02&run=sgd,lr:0.08`);
    const said = page.locator('.along-step output');
    await expect(said).toContainText(
      'It crossed the floor to the other wall, lower than before: 160 % of the way.',
    );
    await expect(page.locator('.along-step canvas')).toBeVisible();
    const before = await pictureNow(landscape(page));
    await page.locator('.inspector select').selectOption({ index: 0 });
    await expect(said).toContainText('It stayed on its side: 40 % of the way to the floor.');
    await expectRedrawn(landscape(page), before);
  });
});
