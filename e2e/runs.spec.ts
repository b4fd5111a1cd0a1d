import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectLink, expectRedrawn, landscape, linked, open, picture, pixelsOf, plots } from './page.ts';

const rows = (page: Page): Locator => page.locator('.run-list > li');
const names = (page: Page): Locator => page.locator('.run-list .run-name .name');

/** Opens what can be done with a whole run. */
const menu = async (page: Page, index: number): Promise<Locator> => {
  await rows(page)
    .nth(index)
    .getByRole('button', { name: /^Menu of / })
    .click();
  return page.locator('[popover]:popover-open');
};

/** Opens the settings of a run. */
const settings = async (page: Page, index: number): Promise<Locator> => {
  await rows(page).nth(index).locator('.run-name').click();
  return rows(page).nth(index).locator('.run-settings');
};

const TWO = 'run=sgd,lr:0.001&run=adam,lr:0.1&view=overlay&steps=200';

test.describe('the list of runs', () => {
  test('gets another run from the menu of all optimizers', async ({ page }) => {
    await open(page, TWO);
    const before = await picture(landscape(page));
    await page.getByLabel('Add a run').selectOption('lion');
    await expect(names(page)).toHaveText(['SGD', 'Adam', 'Lion']);
    await expectRedrawn(landscape(page), before);
    // With a rate that suits the surface, which stands in the link like any other.
    await expect.poll(() => linked(page).runs[2]?.optimizer.args.lr).toBeGreaterThan(1e-3);
    await page.getByLabel('Add a run').selectOption('nesterov');
    await expect(names(page)).toHaveText(['SGD', 'Adam', 'Lion', 'Nesterov']);
    await expect.poll(() => linked(page).runs[3]?.optimizer.args).toMatchObject({ nesterov: 1, lr: 0.001 });
    await expect(page.locator('.inspector select')).toHaveText(/SGD\s*Adam\s*Lion\s*Nesterov/);
  });

  test('is full at twelve', async ({ page }) => {
    await open(page, `${'run=adam&'.repeat(11)}run=sgd`);
    await expect(rows(page)).toHaveCount(12);
    await expect(page.getByText('Twelve runs at most.')).toBeVisible();
    await expect(page.getByLabel('Add a run')).toHaveCount(0);
    const open_ = await menu(page, 0);
    await expect(open_.getByRole('button', { name: 'Duplicate' })).toBeDisabled();
  });

  test('loses a run, and keeps the last', async ({ page }) => {
    await open(page, TWO);
    await (await menu(page, 0)).getByRole('button', { name: 'Remove' }).click();
    await expect(names(page)).toHaveText(['Adam']);
    await expectLink(page, 'run=adam,lr:0.1,colour:2&steps=200&view=overlay');
    expect(await pixelsOf(landscape(page), 0)).toBeNull();
    await expect((await menu(page, 0)).getByRole('button', { name: 'Remove' })).toBeDisabled();
  });

  test('offers the rates of another surface, and takes them back', async ({ page }) => {
    await open(page, TWO);
    await page.getByLabel('Surface', { exact: true }).selectOption('goldstein-price');
    const offer = page.locator('.rates-offer');
    await expect(offer).toContainText('The rates are those for Rosenbrock.');
    const rates = (): unknown[] => linked(page).runs.map(({ optimizer }) => optimizer.args.lr);
    await offer.getByRole('button', { name: 'Suit the rates' }).click();
    await expect.poll(rates).toEqual([5e-6, 0.1]);
    await offer.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(rates).toEqual([0.001, 0.1]);
  });

  test('gets a copy of a run, numbered, in a colour of its own', async ({ page }) => {
    await open(page, TWO);
    await (await menu(page, 1)).getByRole('button', { name: 'Duplicate' }).click();
    await expect(names(page)).toHaveText(['SGD', 'Adam 1', 'Adam 2']);
    const markers = await page
      .locator('.run-list .run-name .marker')
      .evaluateAll((all) => all.map((marker) => marker.innerHTML + getComputedStyle(marker).color));
    expect(new Set(markers).size).toBe(3);
    await expectLink(page, 'run=sgd,lr:0.001&run=adam,lr:0.1&run=adam,lr:0.1&steps=200&view=overlay');
  });

  test('is put in another order, and every run keeps its colour and its path', async ({ page }) => {
    await open(page, 'run=sgd,lr:1e-12&run=adam,lr:0.1&view=overlay');
    const paths = async () =>
      Promise.all([0, 1].map(async (slot) => (await pixelsOf(landscape(page), slot))?.right));
    const before = await paths();
    await (await menu(page, 0)).getByRole('button', { name: 'Move down' }).click();
    await expect(names(page)).toHaveText(['Adam', 'SGD']);
    await expectLink(page, 'run=adam,lr:0.1,colour:2&run=sgd,lr:1e-12&view=overlay');
    await page.mouse.move(5, 5);
    await expect.poll(paths).toEqual(before);
    const first = await menu(page, 0);
    await expect(first.getByRole('button', { name: 'Move up' })).toBeDisabled();
    await expect(first.getByRole('button', { name: 'Move down' })).toBeEnabled();
  });

  test('hides a run everywhere, shows it again, and gives it another colour and marker', async ({ page }) => {
    await open(page, TWO);
    const everywhere = [landscape(page), ...(await plots(page).all())];
    await page.mouse.move(5, 5);
    for (const canvas of everywhere) expect(await pixelsOf(canvas, 1)).not.toBeNull();
    await page.getByRole('button', { name: 'Hide Adam' }).click();
    await page.mouse.move(5, 5);
    for (const canvas of everywhere) await expect.poll(() => pixelsOf(canvas, 1)).toBeNull();
    await page.getByRole('button', { name: 'Show Adam' }).click();
    for (const canvas of everywhere) await expect.poll(() => pixelsOf(canvas, 1)).not.toBeNull();

    expect(await pixelsOf(landscape(page), 6)).toBeNull();
    await (await menu(page, 1)).getByRole('button', { name: 'Colour and marker 7' }).click();
    await page.keyboard.press('Escape');
    await page.mouse.move(5, 5);
    await expect.poll(() => pixelsOf(landscape(page), 6)).not.toBeNull();
    await expect.poll(() => pixelsOf(landscape(page), 1)).toBeNull();
  });
});

test.describe('a run', () => {
  test('is called what a person calls it, and becomes another optimizer, which keeps what both understand', async ({
    page,
  }) => {
    await open(page, TWO.replace('overlay', 'split'));
    const panel = await settings(page, 1);
    await panel.getByLabel('Name').fill('Mine, 50%');
    await expect(names(page)).toHaveText(['SGD', 'Mine, 50%']);
    await expect.poll(() => linked(page).runs[1].label).toBe('Mine, 50%');
    await panel.getByLabel('Name').fill('');
    await expect(names(page)).toHaveText(['SGD', 'Adam']);
    await panel.getByLabel('Optimizer').selectOption('adamw');
    await expect(names(page)).toHaveText(['SGD', 'AdamW']);
    await expectLink(page, 'run=sgd,lr:0.001&run=adamw,lr:0.1&steps=200');
  });

  test('moves with its slider, live, by pointer and by arrow keys', async ({ page }) => {
    await open(page, TWO);
    const slider = rows(page).nth(1).getByRole('slider');
    const field = rows(page).nth(1).locator('input.number');
    let before = await picture(landscape(page));
    const box = await slider.boundingBox();
    if (!box) throw new Error('The slider cannot be seen.');
    await page.mouse.move(box.x + box.width * 0.66, box.y + box.height / 2);
    await page.mouse.down();
    for (const at of [0.5, 0.4]) {
      await page.mouse.move(box.x + box.width * at, box.y + box.height / 2);
      await expectRedrawn(landscape(page), before);
      before = await picture(landscape(page));
    }
    await page.mouse.up();
    const value = Number(await field.inputValue());
    expect(value).toBeLessThan(0.1);
    await expect.poll(() => linked(page).runs[1].optimizer.args.lr).toBe(value);
    await slider.press('ArrowRight');
    await expect.poll(async () => Number(await field.inputValue())).toBeGreaterThan(value);
  });

  test('takes a number as it is typed, and says what is allowed when it makes no sense', async ({ page }) => {
    await open(page, TWO);
    const field = rows(page).nth(1).locator('input.number');
    const problem = rows(page).nth(1).getByRole('alert');
    const before = await picture(landscape(page));
    for (const nonsense of ['-1', '0', 'fast', '']) {
      await field.fill(nonsense);
      await expect(problem).toContainText('above 0');
      await expect(problem).toContainText('0.1');
      await expect(field).toHaveValue(nonsense);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
    }
    await field.fill('1e');
    await field.blur();
    await expect(field).toHaveValue('1e');
    await expect(problem).toBeVisible();
    expect(linked(page).runs[1].optimizer.args.lr).toBe(0.1);
    await page.mouse.move(5, 5);
    await expect.poll(() => picture(landscape(page))).toBe(before);

    await field.press('Escape');
    await expect(field).toHaveValue('0.1');
    await expect(problem).toHaveCount(0);

    // Beyond what the slider shows.
    await field.fill('2e-7');
    await expect.poll(() => linked(page).runs[1].optimizer.args.lr).toBe(2e-7);
    await expect(field).toHaveValue('2e-7');
    await field.blur();
    await expect(field).toHaveValue('2e-7');
  });

  test('shows a slider and a field for every hyper-parameter, and follows both', async ({ page }) => {
    await open(page, 'run=rmsprop,lr:0.01&view=overlay');
    const panel = await settings(page, 0);
    await panel.getByRole('textbox', { name: /squared gradients α/ }).fill('0.9');
    await expect.poll(() => linked(page).runs[0].optimizer.args.alpha).toBe(0.9);
    await panel.locator('.flag').getByRole('checkbox').check();
    await expect.poll(() => linked(page).runs[0].optimizer.args.centered).toBe(1);
    for (const control of await panel.locator('input, select').all()) {
      await expect(control).toHaveAccessibleName(/\S/);
    }
  });

  test('gets a schedule that spans the experiment, loses it, and gets stages of its gradient', async ({
    page,
  }) => {
    await open(page, TWO);
    const panel = await settings(page, 1);
    const before = await picture(landscape(page));
    await panel.getByLabel('Add a schedule…').selectOption('cosine');
    await expectLink(page, 'run=sgd,lr:0.001&run=adam,lr:0.1~cosine,steps:200&steps=200&view=overlay');
    await expectRedrawn(landscape(page), before);
    await panel.getByLabel('Add a schedule…').selectOption('warmup');
    await expect
      .poll(() =>
        linked(page)
          .runs[1].schedules.map(({ id }) => id)
          .sort(),
      )
      .toEqual(['cosine', 'warmup']);
    for (let left = 1; left >= 0; left--) {
      await panel
        .locator('.part')
        .first()
        .getByRole('button', { name: /^Remove/ })
        .click();
      await expect(panel.locator('.part')).toHaveCount(left);
    }
    await expectLink(page, 'run=sgd,lr:0.001&run=adam,lr:0.1&steps=200&view=overlay');

    // Gradient noise and clipping, in one of its two ways.
    await panel.getByLabel('Add a stage…').selectOption('noise');
    await panel.getByLabel('Add a stage…').selectOption('clip');
    await expect.poll(() => linked(page).runs[1].stages.map(({ id }) => id)).toEqual(['noise', 'clip']);
    await expect(panel.locator('.part')).toHaveCount(2);
    const boxes = panel.locator('.part').nth(1).getByRole('checkbox');
    await expect(boxes).toHaveCount(2);
    const checked = await Promise.all((await boxes.all()).map((box) => box.isChecked()));
    expect(checked.filter(Boolean)).toHaveLength(1);
  });

  test('of one’s own rule begins with one that works, and says where another cannot be read', async ({
    page,
  }) => {
    await open(page, 'run=sgd,lr:0.001&view=overlay');
    await page.getByLabel('Add a run').selectOption('custom');
    await expect.poll(() => linked(page).rules).toHaveLength(1);
    const panel = await settings(page, 1);
    const field = panel.getByRole('textbox', { name: 'Rule' });
    await field.fill('x = x - lr*g');
    await expect.poll(() => linked(page).rules).toEqual(['x = x - lr*g']);
    await field.fill('x = x - lr*');
    await expect(panel.getByRole('alert')).toBeVisible();
    await expect(field).toHaveValue('x = x - lr*');
    expect(linked(page).rules).toEqual(['x = x - lr*g']);
  });
});

test.describe('the surface', () => {
  test('bends with its arguments, live', async ({ page }) => {
    await open(page, TWO);
    const before = await picture(landscape(page));
    await page.locator('.surface-settings').getByRole('slider').nth(1).press('ArrowRight');
    await expectRedrawn(landscape(page), before);
    await expect.poll(() => linked(page).surface.args.b).not.toBe(100);
  });

  test('is a formula that a person types, with what is wrong said in place', async ({ page }) => {
    await open(page, 'view=overlay');
    await page.getByLabel('Surface', { exact: true }).selectOption('custom');
    const field = page.getByRole('textbox', { name: 'f(x, y)' });
    await expect(field).not.toHaveValue('');
    await expect(page.getByRole('alert')).toHaveCount(0);
    const before = await picture(landscape(page));
    await field.fill('sin(x)*cos(y) + (x^2 + y^2)/20');
    await expectRedrawn(landscape(page), before);
    await expect.poll(() => linked(page).formula).toBe('sin(x)*cos(y) + (x^2 + y^2)/20');
    await field.fill('sin(x');
    await expect(page.getByRole('alert')).toBeVisible();
    expect(linked(page).formula).toBe('sin(x)*cos(y) + (x^2 + y^2)/20');
  });

  test('lets the steps and the seed be chosen', async ({ page }) => {
    await open(page, 'run=sgd~noise,sigma:20&view=overlay');
    await page.getByRole('textbox', { name: /^Steps/ }).fill('50');
    await expect(page.locator('.step-count')).toContainText('/ 50');
    const before = await picture(landscape(page));
    await page.getByRole('textbox', { name: /^Seed/ }).fill('2');
    await expectRedrawn(landscape(page), before);
    await expectLink(page, 'run=sgd~noise,sigma:20&steps=50&seed=2&view=overlay');
  });
});
