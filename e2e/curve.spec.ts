import { expect, test } from '@playwright/test';
import {
  expectHandleAt,
  expectRedrawn,
  handle,
  landscape,
  linked,
  middle,
  open,
  picture,
  pixelsOf,
  plots,
} from './page.ts';

const LINK =
  'surface=custom&f=x%5E2&start=-9&run=sgd,lr:0.2&run=sgd,lr:0.95&steps=20&window=-11,11&view=overlay';

test.describe('a function of one variable', () => {
  test('is a curve with its runs; rates, steps and fields are those of x alone', async ({ page }) => {
    await open(page, `${LINK}&t=3`);
    await expect(plots(page)).toHaveCount(2);
    await expect.poll(async () => (await pixelsOf(landscape(page), 1))?.count ?? 0).toBeGreaterThan(300);
    await expect(page.locator('.start-fields input')).toHaveCount(1);
    await expect(page.locator('.inspector thead th')).toHaveText(['Quantity', 'x']);
  });

  test('has a start that is dragged along it, sideways only', async ({ page }) => {
    await open(page, LINK);
    await expect(handle(page)).toBeVisible();
    const before = await picture(landscape(page));
    const at = await middle(handle(page));
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 120, at.y - 60, { steps: 5 });
    await expectRedrawn(landscape(page), before);
    await page.mouse.up();
    await expect.poll(() => linked(page).start[0]).toBeGreaterThan(-9);
    const [x, y] = linked(page).start;
    expect(y).toBe(0);
    // The ring is on the curve: lower than it was, though the pointer went up.
    const now = await middle(handle(page));
    expect(now.y).toBeGreaterThan(at.y);
    await handle(page).press('ArrowRight');
    await expect.poll(() => linked(page).start[0]).toBeGreaterThan(x);
  });

  test('becomes a landscape when a y is typed, and a curve again without it', async ({ page }) => {
    await open(page, LINK);
    const field = page.getByRole('textbox', { name: 'f(x, y)' });
    await field.fill('x^2 + y^2');
    await expect.poll(() => linked(page).start).toEqual([-9, 1.5]);
    await expect(plots(page)).toHaveCount(3);
    await field.fill('x^2');
    await expect.poll(() => linked(page).start).toEqual([-9, 0]);
    await expect(plots(page)).toHaveCount(2);
  });

  test('zooms along x, about the runs', async ({ page }) => {
    await open(page, `${LINK}&t=20`);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect
      .poll(() => {
        const [x0, x1] = linked(page).window ?? [0, 0];
        return x1 - x0;
      })
      .toBeLessThan(16);
  });

  test('is shown in frames, in cards and as one picture', async ({ page }) => {
    await page.setViewportSize({ width: 800, height: 520 });
    for (const view of ['split', 'overlay', '3d']) {
      await open(page, `${LINK.replace('view=overlay', `view=${view}`)}&embed=1`);
      await expect.poll(async () => (await pixelsOf(landscape(page), 0))?.count ?? 0).toBeGreaterThan(50);
      const at = await middle(handle(page));
      await expectHandleAt(page, at, 1);
    }
  });
});
