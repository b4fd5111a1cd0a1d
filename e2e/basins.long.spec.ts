import { expect, type Locator, type Page, test } from '@playwright/test';
import { formatExperiment, parseExperiment } from '../src/experiment/index.ts';
import { study } from '../src/study/study.ts';
import { expectRedrawn, linked, open, pictureNow } from './page.ts';

const canvas = (page: Page, map = 0): Locator => page.locator('.map-card canvas').nth(map);
const hand = (page: Page, map = 0): Locator => page.locator('.map-hand').nth(map);
const cells = (page: Page, map = 0): Locator => page.locator('.trials-table tbody tr').nth(map).locator('td');

/** Waits until all cells of a map are there. Opens the table. */
async function whole(page: Page, map: number, all: number): Promise<void> {
  const summary = page.locator('.study-map summary');
  if (!(await page.locator('.study-map details').evaluate((element) => (element as HTMLDetailsElement).open)))
    await summary.click();
  await expect(cells(page, map).last()).toHaveText(new RegExp(`^${all}\\D+${all}$`));
}

/** A place in a map, in fractions of its cells from the left and from above. */
async function place(page: Page, across: number, down: number, map = 0): Promise<{ x: number; y: number }> {
  const box = await canvas(page, map).boundingBox();
  if (!box) throw new Error('The map cannot be seen.');
  // Numbers stand left of the cells and below them.
  return { x: box.x + 40 + (box.width - 46) * across, y: box.y + 6 + (box.height - 28) * down };
}

const BASINS =
  'surface=himmelblau&steps=100&run=sgd,lr:0.02&run=adam,lr:0.1&axis=start.x,from:-5,to:5,n:20&axis=start.y,from:-5,to:5,n:20';

test.describe('basins of attraction', () => {
  test('are one click away, coarse first, and stand in the link', async ({ page }) => {
    await open(page, 'surface=himmelblau&view=overlay&run=sgd,lr:0.01&run=adam,lr:0.1&steps=50');
    await page.getByRole('radio', { name: 'Basins', exact: true }).click();
    await expect
      .poll(() => linked(page).axes.map(({ id, n }) => [id, n]))
      .toEqual([
        ['start.x', 256],
        ['start.y', 256],
      ]);
    await expect(page.locator('.map-card')).toHaveCount(2);
    await whole(page, 1, 65_536);
    await page.getByRole('radio', { name: 'Rates', exact: true }).click();
    await expect.poll(() => linked(page).axes).toEqual([]);
    await expect(page.locator('.sensitivity')).toBeVisible();
  });

  test('have in their table the shares of the records that the command prints', async ({ page }) => {
    await open(page, `${BASINS}&view=study`);
    const { experiment } = parseExperiment(BASINS);
    const trials = [...study(experiment)].flatMap((record) => ('trial' in record ? [record] : []));
    for (const run of [0, 1]) {
      await whole(page, run, 400);
      const of = trials.filter((trial) => trial.run === run);
      const percent = (count: number): string => `${((100 * count) / of.length).toFixed(1)} %`;
      const shares = [0, 1, 2, 3].map((minimum) =>
        percent(of.filter((trial) => trial.minimum === minimum).length),
      );
      const diverged = percent(of.filter(({ status }) => status === 'diverged').length);
      const texts = await cells(page, run).allTextContents();
      expect(texts.slice(0, 4)).toEqual(shares);
      expect(texts[5]).toBe(diverged);
    }
  });

  test('show the way from where is pointed at, in all maps; a click makes it the start', async ({ page }) => {
    await open(page, `${BASINS}&view=study`);
    await whole(page, 1, 400);
    const before = [await pictureNow(canvas(page, 0)), await pictureNow(canvas(page, 1))];
    const at = await place(page, 0.3, 0.4);
    await page.mouse.move(at.x, at.y);
    await expectRedrawn(canvas(page, 0), before[0]);
    await expectRedrawn(canvas(page, 1), before[1]);
    await expect(page.locator('.plot-values')).toContainText(/SGD.*reaches [A-D] · \d+ steps/);
    await page.mouse.click(at.x, at.y);
    // Exactly that of a cell: what was read there is what the run does.
    const values = Array.from({ length: 20 }, (_, i) => -5 + (10 * i) / 19);
    await expect.poll(() => linked(page).start[0]).toBeLessThan(0);
    const [x, y] = linked(page).start;
    for (const coordinate of [x, y])
      expect(Math.min(...values.map((value) => Math.abs(value - coordinate)))).toBeLessThan(1e-12);
    expect(linked(page).axes).toHaveLength(2);
  });

  test('are read and set with the keyboard alone', async ({ page }) => {
    await open(page, `${BASINS}&start=-5,-5&view=study`);
    await whole(page, 0, 400);
    await hand(page).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowUp');
    const read = page.locator('.map-card [role=status]').first();
    await expect(read).toHaveText(/^start, x −4\.47, start, y 0\.263: (reaches [A-D]|no minimum) · /);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => linked(page).start.map((value) => Number(value.toFixed(3))))
      .toEqual([-4.474, 0.263]);
    await expect(page.locator('.step-count output')).toHaveText('0');
  });

  test('follow a rate while it is dragged, without a study that is begun anew for the start', async ({
    page,
  }) => {
    await open(page, `${BASINS}&view=study`);
    await whole(page, 1, 400);
    const before = await pictureNow(canvas(page, 0));
    await page.locator('.run-rate input[type="range"]').first().focus();
    for (let k = 0; k < 8; k++) await page.keyboard.press('ArrowLeft');
    await expectRedrawn(canvas(page, 0), before);
  });

  test('are read in a frame, which they fit', async ({ page }) => {
    await page.setViewportSize({ width: 640, height: 400 });
    await open(page, `${BASINS}&view=study&embed=1`);
    await expect(page.locator('.map-key')).toContainText('diverged');
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    const link = page.url();
    await hand(page).click();
    await expect(page.locator('.plot-values')).toContainText('Adam');
    expect(page.url()).toBe(link);
  });

  test('are set with a finger on a phone @phone', async ({ page }) => {
    await open(page, `${BASINS}&view=study`);
    await expect(page.locator('.map-key')).toContainText('diverged');
    await hand(page).scrollIntoViewIfNeeded();
    const at = await place(page, 0.3, 0.4);
    await page.touchscreen.tap(at.x, at.y);
    await expect.poll(() => linked(page).start[0]).toBeLessThan(-1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });
});

test.describe('two settings', () => {
  const MAP =
    'surface=quadratic&steps=100&run=sgd,lr:0.01&run=adam,lr:0.1&run=sgd,lr:0.02,momentum:0.5&axis=lr,from:1e-4,to:1,n:16&axis=momentum,from:0,to:0.9,n:10';

  test('are a map for each run that has both; a click sets both', async ({ page }) => {
    await open(page, `${MAP}&view=study`);
    await expect(page.locator('.map-card')).toHaveCount(2);
    await expect(page.getByText(/Without both settings.*Adam/)).toBeVisible();
    await expect(page.locator('.map-key')).toContainText('limit of stability');
    await whole(page, 1, 160);
    const { x, y } = await place(page, 0.6, 0.2, 1);
    await page.mouse.click(x, y);
    const args = (run: number): Record<string, unknown> => linked(page).runs[run].optimizer.args;
    await expect.poll(() => Number(args(2).momentum)).toBeGreaterThan(0.6);
    expect(Number(args(2).lr)).toBeGreaterThan(0.02);
    expect(args(0)).toEqual(parseExperiment(MAP).experiment.runs[0].optimizer.args);
  });

  test('have in their table the best that the command finds', async ({ page }) => {
    await open(page, `${MAP}&view=study&lang=zh`);
    await whole(page, 0, 160);
    const summaries = [...study(parseExperiment(MAP).experiment)].flatMap((record) =>
      'summary' in record ? [record.summary] : [],
    );
    const texts = await cells(page, 0).allTextContents();
    const best = summaries[0].best;
    expect(Number(texts[1])).toBeCloseTo(best?.at.lr ?? Number.NaN, 3);
    expect(Number(texts[2])).toBeCloseTo(best?.at.momentum ?? Number.NaN, 3);
    await expect(page.locator('.study-map h2')).toContainText('随');
  });

  test('are chosen in the page, and from menus; an axis can go to the other side', async ({ page }) => {
    await open(page, 'surface=quadratic&run=sgd,lr:0.01&run=adam,lr:0.1&view=overlay&steps=20');
    await page.getByRole('radio', { name: 'Two settings', exact: true }).click();
    const ids = (): readonly string[] => linked(page).axes.map(({ id }) => id);
    await expect.poll(ids).toEqual(['lr', 'momentum']);
    await page.getByLabel('Setting from below to above').selectOption('surface.condition');
    await expect.poll(ids).toEqual(['lr', 'surface.condition']);
    await expect(page.locator('.map-card')).toHaveCount(2);
    await page.getByLabel('Setting from left to right').selectOption('surface.condition');
    await expect.poll(ids).toEqual(['surface.condition', 'lr']);
    const { experiment } = parseExperiment(new URL(page.url()).search);
    expect(parseExperiment(formatExperiment(experiment)).experiment).toEqual(experiment);
  });
});
