import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectRedrawn, handle, linked, middle, open, pictureNow, pictures, pixelsOf } from './page.ts';

const plot = (page: Page): Locator => page.locator('.sensitivity');
const canvas = (page: Page): Locator => page.locator('.sensitivity canvas');
const rate = (page: Page, run: number): number => Number(linked(page).runs[run].optimizer.args.lr);

/** Waits until the study at a glance shows a curve of the run in this slot. */
const studied = (page: Page, slot = 0): Promise<void> =>
  expect.poll(() => pixelsOf(canvas(page), slot)).not.toBeNull();

/** A place in the plot, in fractions of its width and height. */
async function place(page: Page, across: number, down: number): Promise<{ x: number; y: number }> {
  const box = await canvas(page).boundingBox();
  if (!box) throw new Error('The plot cannot be seen.');
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}

/** Notes how long tasks of the page take, from now on. */
const noteTasks = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const noted = window as unknown as { tasks: number[] };
    noted.tasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) noted.tasks.push(entry.duration);
    }).observe({ type: 'longtask' });
  });
const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks));

test.describe('rates at a glance', () => {
  test('a click sets the rate of the run nearest to it, a drag goes on doing so', async ({ page }) => {
    await open(page, 'run=sgd,lr:0.001&run=adam,lr:0.1');
    await studied(page, 1);
    const [sgd, adam] = [0, 1].map((run) => rate(page, run));
    // Where Adam's curve is far below the other, between 0.1 and 10.
    const from = await place(page, 0.86, 0.9);
    await page.mouse.click(from.x, from.y);
    await expect.poll(() => rate(page, 1)).not.toBe(adam);
    expect(rate(page, 1)).toBeGreaterThan(0.5);
    expect(rate(page, 0)).toBe(sgd);
    const to = await place(page, 0.5, 0.5);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => rate(page, 1)).toBeLessThan(0.05);
    expect(rate(page, 0)).toBe(sgd);
  });

  test('follows the start while it is dragged, and leaves the page free', async ({ page }) => {
    // Thirty million updates: seconds, if they were made on this thread at once.
    await open(page, 'view=overlay&steps=100000');
    await studied(page);
    const before = await pictureNow(canvas(page));
    await noteTasks(page);
    const at = await middle(handle(page));
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    let other = before;
    for (let k = 1; k <= 3; k++) {
      await page.mouse.move(at.x + 25 * k, at.y + 15 * k, { steps: 4 });
      await expectRedrawn(canvas(page), other);
      other = await pictureNow(canvas(page));
    }
    await page.mouse.up();
    await pictures(page, 10);
    // Far above what the page takes on a machine that is busy, far below what those updates would.
    expect(await longestTask(page)).toBeLessThan(1000);
  });

  test('gives every run its best, says what that cost, and takes it back', async ({ page }) => {
    await open(page, 'run=sgd,lr:0.0001,momentum:0.9&run=adam,lr:0.01&steps=500');
    await studied(page, 1);
    await page.getByRole('button', { name: 'Give every run its best' }).click();
    await expect(page.getByText('2 runs set to the best of 61 trials each, 122 in all.')).toBeVisible();
    await expect.poll(() => rate(page, 0)).not.toBe(0.0001);
    await expect(page.locator('.outcomes tbody tr').first().locator('td').first()).toHaveText('1.08e−7');
    await page.getByRole('button', { name: 'Take it back' }).click();
    await expect.poll(() => [rate(page, 0), rate(page, 1)]).toEqual([0.0001, 0.01]);
  });

  test('is read and set with the keyboard alone', async ({ page }) => {
    await open(page, 'run=sgd,lr:0.001&run=adam,lr:0.1');
    await studied(page, 1);
    await plot(page).focus();
    await expect(plot(page)).toHaveAttribute('aria-valuetext', /^Adam, learning rate 0\.100: 0\.00943$/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => rate(page, 1)).toBeCloseTo(10 ** -0.9, 9);
    await page.keyboard.press('ArrowUp');
    await expect(plot(page)).toHaveAttribute('aria-valuetext', /^SGD/);
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => rate(page, 0)).toBeCloseTo(1e-4, 9);
    await expect(page.locator('.step-count output')).toHaveText('0');
  });

  test('has a table of its numbers, in the visitor’s language', async ({ page }) => {
    await open(page, 'run=sgd,lr:0.001&run=adam,lr:0.1&lang=zh');
    await studied(page, 1);
    await page.locator('.glance summary').click();
    const cells = page.locator('.trials-table tbody tr').nth(1).locator('td');
    await expect(cells).toHaveText(['0.100', '2.00', '7.19e−6', /\d/, '0.318', /\d/, '0/61']);
    await expect(page.locator('.trials-table thead th').nth(4)).toHaveText('1 次后');
    await expect(page.getByRole('button', { name: '全部设为各自最优' })).toBeVisible();
  });

  test('shows any other setting, which then stands in the link', async ({ page }) => {
    await open(page, 'run=sgd,lr:0.001&run=adam,lr:0.1');
    await studied(page, 1);
    const before = await pictureNow(canvas(page));
    await page.getByLabel('Setting that is varied').selectOption('momentum');
    await expect.poll(() => linked(page).axes[0]?.id).toBe('momentum');
    await expectRedrawn(canvas(page), before);
    await plot(page).focus();
    await page.keyboard.press('ArrowUp');
    await expect(plot(page)).toHaveAttribute('aria-valuetext', /^SGD, momentum 0: \d/);
    await page.getByLabel('Setting that is varied').selectOption('lr');
    await expect.poll(() => linked(page).axes).toEqual([]);
  });

  test('of very many updates is computed when it is asked for', async ({ page }) => {
    await open(page, 'run=adam&steps=1000000&surface=booth');
    await expect(page.getByText('This study makes 61,000,000 updates.')).toBeVisible();
    expect(await pixelsOf(canvas(page), 0)).toBeNull();
  });

  test('is opened by hand on a phone, and set with a finger @phone', async ({ page }) => {
    await open(page, 'run=sgd,lr:0.001&run=adam,lr:0.1');
    await page.getByRole('tab', { name: 'Loss' }).click();
    await expect(page.locator('.glance')).toHaveCount(0);
    await page.getByText('How much the rate matters').click();
    await studied(page, 1);
    await plot(page).scrollIntoViewIfNeeded();
    const at = await place(page, 0.86, 0.9);
    await page.touchscreen.tap(at.x, at.y);
    await expect.poll(() => rate(page, 1)).toBeGreaterThan(0.5);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });
});

test.describe('the study of a link', () => {
  const LINK = 'view=study&run=sgd,lr:0.001,momentum:0.9&run=adam,lr:0.1&axis=lr,from:0.00001,to:10,n:61';

  test('is shown large, beside the start, which it follows', async ({ page }) => {
    await open(page, LINK);
    await studied(page, 1);
    const box = await canvas(page).boundingBox();
    expect(box?.width).toBeGreaterThan(600);
    expect(box?.height).toBeGreaterThan(300);
    await expect(page.locator('.banner')).toHaveCount(0);
    const before = await pictureNow(canvas(page));
    const at = await middle(handle(page));
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 30, at.y + 20, { steps: 3 });
    await page.mouse.up();
    await expectRedrawn(canvas(page), before);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Link' })).toHaveValue(
      /view=study&axis=lr,from:0\.00001,to:10,n:61/,
    );
  });

  test('in a frame is to be read, and fits', async ({ page }) => {
    await page.setViewportSize({ width: 480, height: 300 });
    await open(page, `${LINK}&embed=1`);
    await studied(page, 1);
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    await expect(page.locator('.transport')).toHaveCount(0);
    const link = page.url();
    await canvas(page).click();
    await expect(page.locator('.plot-values')).toContainText('Adam');
    expect(page.url()).toBe(link);
  });

  test('says what of its axes makes no sense', async ({ page }) => {
    await open(page, 'view=study&run=adam&axis=lr,n:0&axis=wings');
    await expect(page.locator('.banner')).toContainText('axis');
    await studied(page);
  });
});

test('networks are studied when that is asked for, with progress, a pause, and the same table', async ({
  page,
}) => {
  await open(
    page,
    'surface=mnist,hidden:8&steps=150&view=study&run=sgd,lr:0.1&run=adam,lr:0.01&axis=lr,at:0.001/0.01/0.1',
  );
  const bar = page.locator('.long-study');
  await expect(bar).toContainText('This study trains 6 networks, 150 steps each.');
  await bar.getByRole('button', { name: 'Compute it' }).click();
  await bar.getByRole('button', { name: 'Pause' }).click();
  await expect(bar.getByRole('progressbar')).toBeVisible();
  await bar.getByRole('button', { name: 'Go on' }).click();
  await expect(bar).toHaveCount(0, { timeout: 50_000 });
  await studied(page, 1);
  await page.locator('.glance summary').click();
  // Adam at 0.01 learns much in 150 steps, gradient descent at 0.001 next to nothing.
  const best = page.locator('.trials-table tbody tr').nth(1).locator('td').nth(2);
  await expect.poll(async () => Number(await best.textContent())).toBeLessThan(1);
});
