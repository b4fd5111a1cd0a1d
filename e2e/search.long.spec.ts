import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectRedrawn, linked, open, pictureNow } from './page.ts';

const LINK =
  'view=study&run=adam&run=sgd,lr:0.001&steps=200&study=tpe,trials:60' +
  '&axis=lr,from:0.0001,to:1&axis=beta1,from:0,to:0.999&axis=beta2,from:0.5,to:0.9999';

const lines = (page: Page): Locator => page.locator('.parallel canvas');
const rows = (page: Page): Locator => page.locator('.search-table tbody tr');
const cell = (page: Page, row: number, column: number): Locator =>
  rows(page).nth(row).locator('td').nth(column);

/** Waits until all trials of the chosen run are in the table. */
async function searched(page: Page, trials: number): Promise<void> {
  await expect(page.locator('.search-table')).toContainText(`Show ${Math.min(100, trials - 12)} more`, {
    timeout: 30_000,
  });
}

/** A place over the axes: which of them, and how far up, in fractions. */
async function onAxis(page: Page, axis: number, of: number, up: number): Promise<{ x: number; y: number }> {
  const box = await lines(page).boundingBox();
  if (!box) throw new Error('The lines cannot be seen.');
  // The insets of `parallel.ts`.
  const [left, right, top, bottom] = [44, 50, 52, 18];
  return {
    x: box.x + left + ((box.width - left - right) * axis) / of,
    y: box.y + box.height - bottom - up * (box.height - top - bottom),
  };
}

test.describe('a search', () => {
  test('shows its trials, its best, what matters, and adds a trial as a run without searching anew', async ({
    page,
  }) => {
    await open(page, LINK);
    await searched(page, 60);
    await expect(page.locator('.picked')).toContainText(/Best trial.*β₁.*→/);
    await expect(page.locator('.importance tbody tr')).toHaveCount(4);
    await expect(page.locator('.importance tbody tr').first()).toContainText(/η learning rate.*\d+ %/);
    const best = await rows(page).first().textContent();
    await rows(page).first().getByRole('button', { name: 'Add as a run' }).click();
    await expect(page.locator('.picked-said')).toContainText('is added as a run of Adam.');
    await expect.poll(() => linked(page).runs.length).toBe(3);
    const [adam, , added] = linked(page).runs;
    expect(added.optimizer.id).toBe('adam');
    expect(added.optimizer.args.beta1).not.toBe(adam.optimizer.args.beta1);
    // The same trials are still there, and no other run is searched.
    expect(await rows(page).first().textContent()).toBe(best);
    await expect(page.locator('.search-runs label')).toHaveCount(3);
    await page.locator('.picked-said').getByRole('button', { name: 'Take it back' }).click();
    await expect.poll(() => linked(page).runs.length).toBe(2);
  });

  test('sets the run to a trial with as few digits as do as well', async ({ page }) => {
    await open(page, LINK);
    await searched(page, 60);
    const value = Number((await cell(page, 0, 3).textContent())?.replace('−', '-'));
    await page.locator('.picked-actions').getByRole('button', { name: 'Use these settings' }).click();
    await expect.poll(() => linked(page).runs[0].optimizer.args.lr).not.toBe(0.001);
    expect(linked(page).runs).toHaveLength(2);
    expect(String(linked(page).runs[0].optimizer.args.beta1).length).toBeLessThan(9);
    const final = page.locator('.outcomes tbody tr').first().locator('td').first();
    await expect
      .poll(async () => Number((await final.textContent())?.replace('−', '-')))
      .toBeLessThanOrEqual(value * 1.01);
  });

  test('keeps the trials of a range that is dragged along an axis, or set with the keyboard', async ({
    page,
  }) => {
    await open(page, LINK);
    await searched(page, 60);
    const before = await pictureNow(lines(page));
    const [from, to] = [await onAxis(page, 0, 3, 0.9), await onAxis(page, 0, 3, 0.5)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    await expectRedrawn(lines(page), before);
    await expect(page.locator('.search-hint')).toContainText(/\d+ of 60 trials/);
    for (const row of await rows(page).all()) {
      expect(Number(await row.locator('td').first().textContent())).toBeGreaterThan(0.009);
    }
    await page.getByRole('button', { name: 'Show all trials' }).click();
    await expect(page.locator('.search-hint')).not.toContainText('of 60');
    const handle = page.getByRole('slider', { name: 'final loss: trials up to' });
    await handle.focus();
    for (let k = 0; k < 8; k++) await page.keyboard.press('Shift+ArrowDown');
    await expect(handle).toHaveAttribute('aria-valuenow', '20');
    await expect(page.locator('.search-hint')).toContainText(/\d+ of 60 trials/);
    await page.keyboard.press('Escape');
    await expect(handle).toHaveAttribute('aria-valuenow', '100');
  });

  test('adds the trial of a line that is clicked', async ({ page }) => {
    await open(page, LINK);
    await searched(page, 60);
    const box = await lines(page).boundingBox();
    if (!box) throw new Error('The lines cannot be seen.');
    // Between two axes, where many lines pass.
    for (let up = 0.3; linked(page).runs.length === 2 && up < 0.9; up += 0.05) {
      await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * up);
      if ((await page.locator('.picked-said').textContent()) !== '') break;
    }
    await expect.poll(() => linked(page).runs.length).toBe(3);
  });

  test('is set in the page, and the link follows', async ({ page }) => {
    await open(page, 'view=study&run=adam&steps=100');
    await page.getByRole('radio', { name: 'Search' }).check();
    await expect.poll(() => linked(page).study?.id).toBe('tpe');
    expect(linked(page).axes.map(({ id }) => id)).toEqual(['lr', 'beta1', 'beta2']);
    await page.getByLabel('How trials are chosen').selectOption('quasi');
    await expect.poll(() => linked(page).study?.id).toBe('quasi');
    await page.getByLabel('trials', { exact: true }).fill('40');
    await page.keyboard.press('Enter');
    await expect.poll(() => linked(page).study?.args.trials).toBe(40);
    await page.getByLabel('measured by').selectOption('steps');
    await page.getByLabel('target', { exact: true }).fill('0.5');
    await page.keyboard.press('Enter');
    await expect.poll(() => linked(page).study?.args.to).toBe(0.5);
    await page.getByRole('button', { name: /^Do not vary .*squared/ }).click();
    await expect.poll(() => linked(page).axes.length).toBe(2);
    await page.getByRole('button', { name: 'Vary another setting' }).click();
    await expect.poll(() => linked(page).axes.length).toBe(3);
    await page.getByLabel('learning rate: Values').selectOption('list');
    await expect.poll(() => linked(page).axes[0].at?.length).toBe(5);
    await page.getByLabel('learning rate: values, joined by /').fill('0.01/0.1/1');
    await page.keyboard.press('Enter');
    await expect.poll(() => linked(page).axes[0].at).toEqual([0.01, 0.1, 1]);
    await searched(page, 40);
  });

  test('is ordered by any column, and leaves as CSV', async ({ page }) => {
    await open(page, LINK);
    await searched(page, 60);
    await page.locator('.search-table thead').getByRole('button', { name: 'η' }).click();
    await expect(page.locator('.search-table th[aria-sort]')).toHaveAttribute('aria-sort', 'ascending');
    const rates = await page.locator('.search-table tbody td:nth-child(2)').allTextContents();
    const numbers = rates.map((text) => Number(text.replace('−', '-')));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    await page.getByRole('button', { name: 'Show 48 more' }).click();
    await expect(rows(page)).toHaveCount(60);
  });

  test('fits a phone, and opens its fields there @phone', async ({ page }) => {
    await open(page, LINK);
    await page.locator('.search-editor summary').click();
    await expect(page.getByLabel('trials', { exact: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });
});

test('networks are pruned by halving, and nothing is lost on a reload', async ({ page }) => {
  test.slow();
  await open(
    page,
    'surface=mnist,hidden:8&steps=1800&view=study&run=adam&study=halving,trials:9&axis=lr,from:0.0001,to:1' +
      '&axis=beta1,from:0,to:0.99',
  );
  const bar = page.locator('.long-study');
  await bar.getByRole('button', { name: 'Compute it' }).click();
  await expect(rows(page).first()).toBeVisible({ timeout: 60_000 });
  await bar.getByRole('button', { name: 'Pause' }).click();
  const before = await rows(page).allTextContents();
  await page.reload();
  // Shown as it was left, and it waits.
  await expect(bar.getByRole('button', { name: 'Go on' })).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => rows(page).count()).toBeGreaterThanOrEqual(before.length);
  await bar.getByRole('button', { name: 'Go on' }).click();
  await expect(bar).toHaveCount(0, { timeout: 60_000 });
  await expect(rows(page)).toHaveCount(9);
  const steps = await page.locator('.search-table tbody tr td:nth-last-child(3)').allTextContents();
  expect(steps.map(Number).sort((a, b) => b - a)).toEqual([1800, 600, 600, 200, 200, 200, 200, 200, 200]);
  await page.reload();
  await expect(rows(page)).toHaveCount(9, { timeout: 30_000 });
  await expect(bar).toHaveCount(0);
});

test('a range test shows how far beyond the limit its least loss lies, and sets a run to what it suggests', async ({
  page,
}) => {
  await open(
    page,
    'surface=quadratic,condition:20,angle:0&run=sgd,lr:0.047&steps=340&view=study&axis=lr,from:0.0001,to:2.25,n:61',
  );
  await page.getByText('Range test', { exact: true }).click();
  const row = page.locator('.range-study tbody tr').first();
  await expect(row.locator('td').nth(0)).toHaveText('0.470');
  await expect(row.locator('td').nth(1)).toHaveText('0.047');
  await expect(row.locator('td').nth(2)).toHaveText('0.100');
  await expect(row.locator('td').nth(3)).toHaveText('4.7 ×');
  await expect(page.locator('.range-study .caveat')).toContainText('It is no verdict.');
  await page.getByRole('button', { name: /^Use 0\.047 for / }).click();
  await expect.poll(() => linked(page).runs[0].optimizer.args.lr).toBe(0.047);
});
