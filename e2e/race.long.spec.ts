import { expect, type Locator, type Page, test } from '@playwright/test';
import { linked, open, pixelsOf } from './page.ts';

/** Few problems, so that a busy machine has them soon. */
const RACE = 'view=study&run=sgd&run=adam&steps=200&study=race,trials:6,starts:2,surfaces:booth/beale/matyas';
const SEEDS =
  'view=study&surface=regression&run=sgd,lr:0.03&run=adam,lr:0.05&steps=200&axis=seed,from:1,to:10,n:10';

/** Waits until a picture shows something of the run in a slot. */
const drawn = (canvas: Locator, slot: number): Promise<void> =>
  expect.poll(() => pixelsOf(canvas, slot)).not.toBeNull();

const rows = (page: Page, table: string): Locator => page.locator(`${table} tbody tr`);

test.describe('a fair race', () => {
  test('is what its link says: profiles, standings, and problem by problem what each run needed', async ({
    page,
  }) => {
    await open(page, RACE);
    await drawn(page.locator('.race-profile canvas'), 1);
    await drawn(page.locator('.race-tuning canvas'), 0);
    await page.getByText('All problems').click();
    await expect(rows(page, '.race-problems')).toHaveCount(6);
    // The table has the numbers of the command, which another test holds against traces.
    const solved = await rows(page, '.race-problems').evaluateAll((all) =>
      [0, 1].map((run) => all.filter((row) => row.children[3 + run].textContent !== '–').length),
    );
    const said = await rows(page, '.race > .trials-table').evaluateAll((all) =>
      all.map((row) => row.children[1].textContent),
    );
    expect(said).toEqual(solved.map((count) => `${Math.round((100 * count) / 6)} %`));
  });

  test('is set up by its choices, which stand in the link', async ({ page }) => {
    await open(page, RACE);
    await drawn(page.locator('.race-profile canvas'), 1);
    await page.getByLabel('trials each').selectOption('10');
    await expect.poll(() => linked(page).study?.args.trials).toBe(10);
    await page.getByText('3 surfaces', { exact: true }).first().click();
    await page.getByLabel('Matyas').uncheck();
    await expect.poll(() => linked(page).study?.args.surfaces).toBe('beale/booth');
    await expect(page.getByText('4 problems, each a surface and a start.')).toBeVisible();
  });

  test('reads the share of problems under the pointer, and brings a run forward', async ({ page }) => {
    await open(page, RACE);
    await drawn(page.locator('.race-profile canvas'), 1);
    const box = await page.locator('.race-profile canvas').boundingBox();
    if (!box) throw new Error('The picture cannot be seen.');
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5);
    await expect(page.locator('.plot-values strong')).toHaveText(/^within \S+ × the best$/);
    await expect(page.locator('.plot-values b').first()).toHaveText(/^\d+ %$/);
  });

  test('is offered beside other studies', async ({ page }) => {
    await open(page, 'view=study&run=sgd&run=adam&steps=50');
    await page.getByRole('radio', { name: 'Race' }).check();
    await expect.poll(() => linked(page).study?.id).toBe('race');
    await drawn(page.locator('.race-profile canvas'), 1);
    await expect(page.getByText('72 problems, each a surface and a start.')).toBeVisible();
  });
});

test.describe('several seeds', () => {
  test('have a band, results with their deviation, and only the ranks that they allow to claim', async ({
    page,
  }) => {
    await open(page, SEEDS);
    await drawn(page.locator('.seeds-loss canvas'), 1);
    await drawn(page.locator('.seeds-rate canvas').nth(1), 1);
    await expect(page.getByText('n = 10 seeds a run.')).toBeVisible();
    const [, mean, , rank] = await rows(page, '.seeds').first().locator('td').allTextContents();
    expect(mean).toMatch(/^\S+ ± \S+$/);
    expect(['1', '2', '1–2']).toContain(rank);
    await page.locator('.seeds details summary').last().click();
    await expect(page.locator('.seeds-bands table')).toHaveCount(3);
  });

  test('are asked for with one button where something is a matter of chance', async ({ page }) => {
    await open(page, 'view=study&surface=regression&run=sgd&run=sgd&steps=50');
    await page.getByRole('button', { name: 'Repeat with 10 seeds' }).click();
    await expect.poll(() => linked(page).axes).toMatchObject([{ id: 'seed', from: 1, to: 10, n: 10 }]);
    // The same run twice.
    await expect(page.getByText(': not distinguishable with 10 seeds.')).toBeVisible();
    await page.getByLabel('How many seeds').selectOption('20');
    await expect.poll(() => linked(page).axes[0]?.n).toBe(20);
    await expect(page.getByText(': not distinguishable with 20 seeds.')).toBeVisible();
  });

  test('change nothing where nothing is a matter of chance, and the page says so', async ({ page }) => {
    await open(page, 'view=study&run=adam&steps=50&axis=seed,from:1,to:5,n:5&lang=zh');
    await expect(page.getByText('种子在这里不改变任何结果')).toBeVisible();
    await expect(rows(page, '.seeds').first().locator('td').nth(1)).toHaveText(/ ± 0$/);
  });

  test('of networks are trained when that is asked for', async ({ page }) => {
    await open(
      page,
      'view=study&surface=mnist,hidden:8,images:500&run=sgd&run=adam&steps=10&axis=seed,from:1,to:2,n:2',
    );
    await page.getByRole('button', { name: 'Compute it' }).click();
    await expect(page.getByText('n = 2 seeds a run.')).toBeVisible({ timeout: 60_000 });
    await drawn(page.locator('.seeds-loss canvas'), 1);
    await expect(page.locator('.seeds-rate')).toHaveCount(2);
  });
});
