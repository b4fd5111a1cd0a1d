import { expect, test } from '@playwright/test';
import { handle, linked, middle, open } from './page.ts';

const LINK = 'run=sgd,lr:0.001&run=adam,lr:0.1&view=overlay&steps=100';
const UNDO = 'ControlOrMeta+z';
const REDO = 'ControlOrMeta+Shift+z';

test.describe('what a person changed', () => {
  test('is taken back and done again, by keys and by buttons that say what', async ({ page }) => {
    await open(page, LINK);
    const undo = page.getByRole('button', { name: /undo/i });
    await expect(undo).toHaveAccessibleName('Nothing to undo');
    await page.getByRole('button', { name: /^Menu of Adam/ }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(page.locator('.run')).toHaveCount(1);
    await expect(undo).toHaveAccessibleName('Undo: Adam removed');
    await page.getByLabel('Seed').fill('7');
    await page.getByLabel('Seed').press('Enter');
    // A text field that has the focus would take the keys for itself.
    await page.getByRole('combobox', { name: 'Surface' }).focus();
    await page.getByRole('combobox', { name: 'Surface' }).selectOption('beale');
    await expect(undo).toHaveAccessibleName('Undo: another surface');

    await page.keyboard.press(UNDO);
    await expect(undo).toHaveAccessibleName('Undo: seed');
    await expect(page.getByRole('status').filter({ hasText: 'Undone: another surface' })).toBeAttached();
    await undo.click();
    await undo.click();
    await expect(page.locator('.run')).toHaveCount(2);
    await expect
      .poll(() => linked(page))
      .toMatchObject({ seed: 1, runs: [{}, { optimizer: { id: 'adam' } }] });
    await expect(undo).toHaveAttribute('aria-disabled', 'true');

    await page.keyboard.press(REDO);
    await page.keyboard.press('ControlOrMeta+y');
    await page.getByRole('button', { name: 'Redo: another surface' }).click();
    await expect.poll(() => linked(page)).toMatchObject({ surface: { id: 'beale' }, seed: 7 });
    await expect(page.getByRole('button', { name: 'Nothing to redo' })).toBeAttached();
  });

  test('comes back a drag and a slider at a time', async ({ page }) => {
    await open(page, LINK);
    const { start } = linked(page);
    const from = await middle(handle(page));
    for (const [dx, dy] of [
      [60, 20],
      [-30, 40],
    ]) {
      const at = await middle(handle(page));
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      await page.mouse.move(at.x + dx, at.y + dy, { steps: 8 });
      await page.mouse.up();
    }
    const slider = page.locator('.run input[type=range]').last();
    const before = await slider.inputValue();
    await slider.click({ position: { x: 20, y: 8 } });
    await expect(slider).not.toHaveValue(before);

    // The slider has the focus, and no undo of its own.
    await page.keyboard.press(UNDO);
    await expect(slider).toHaveValue(before);
    await page.keyboard.press(UNDO);
    await page.keyboard.press(UNDO);
    await expect.poll(() => linked(page).start).toEqual(start);
    expect(await middle(handle(page))).toEqual(from);
    await expect(page.getByRole('button', { name: 'Nothing to undo' })).toBeAttached();
  });

  test('includes an example, and a text being typed keeps the undo of its field', async ({ page }) => {
    await open(page, 'surface=custom&f=x%5E2%2By%5E2');
    const field = page.getByRole('textbox', { name: /formula|f\(x/i }).first();
    await field.click();
    await field.press('End');
    await field.pressSequentially('+x');
    await expect.poll(() => linked(page).formula).toBe('x^2+y^2+x');
    await page.keyboard.press(UNDO);
    await expect(field).not.toHaveValue('x^2+y^2+x');
    await expect(field).toHaveValue(/^x\^2\+y\^2/);

    const { formula } = linked(page);
    await page.getByRole('combobox', { name: 'Examples' }).selectOption({ index: 2 });
    await expect(page.getByRole('button', { name: 'Undo: another experiment' })).toBeAttached();
    await page.getByRole('button', { name: 'Undo: another experiment' }).click();
    await expect.poll(() => linked(page)).toMatchObject({ surface: { id: 'custom' }, formula });
  });

  test('of a training brings back what was trained', async ({ page }) => {
    await open(page, 'surface=mnist,hidden:8&steps=20&run=adam,lr:0.003&run=sgd,lr:0.05&lang=en');
    await page.locator('.transport .play').click();
    await expect(page.locator('.step-count output')).toHaveText('20', { timeout: 60_000 });
    await page.getByRole('button', { name: /^Menu of Adam/ }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(page.locator('.run')).toHaveCount(1);
    await page.keyboard.press(UNDO);
    await expect(page.locator('.run')).toHaveCount(2);
    // Nothing has to be trained again.
    await expect(page.locator('.step-count output')).toHaveText('20');
    await page.keyboard.press('End');
    await expect(page.locator('.step-count output')).toHaveText('20');
  });

  test('comes back by keys in a frame, which loads nothing for it before something is pressed', async ({
    page,
  }) => {
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url()));
    await open(page, `${LINK}&embed=1`);
    const before = await middle(handle(page));
    expect(loaded.filter((url) => url.includes('attach'))).toEqual([]);
    await page.mouse.move(before.x, before.y);
    const asked = page.waitForResponse(/attach/);
    await page.mouse.down();
    await asked;
    await page.mouse.move(before.x + 50, before.y + 30, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.press(UNDO);
    await expect.poll(() => middle(handle(page))).toEqual(before);
  });

  test('can be taken back in a menu on a phone @phone', async ({ page }) => {
    await open(page, LINK);
    await page.getByRole('tab', { name: 'Runs' }).click();
    await page.getByRole('button', { name: 'Hide SGD' }).click();
    await page.locator('.tools').getByRole('button', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Undo: SGD shown or hidden' }).click();
    await expect(page.getByRole('button', { name: 'Hide SGD' })).toBeAttached();
  });
});

test.describe('the page of keyboard shortcuts', () => {
  test('comes with ?, lists every key that does something, and goes with Escape, which gives the focus back', async ({
    page,
  }) => {
    await open(page, `${LINK}&lang=zh`);
    await page.locator('body').press('?');
    const dialog = page.getByRole('dialog', { name: '键盘快捷键' });
    await expect(dialog.locator('dd')).toHaveCount(15);
    await expect(dialog.locator('dl').first().locator('dt')).toHaveText([
      '空格',
      '←',
      '→',
      'Home',
      'End',
      '?',
      /Z$/,
      /ShiftZ.*Y$/,
    ]);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await page.keyboard.press('End');
    await expect(page.locator('.step-count output')).toHaveText('100');
  });

  test('opens from its button, and in frames', async ({ page }) => {
    await open(page, `${LINK}&lang=en`);
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await open(page, `${LINK}&lang=en&embed=1`);
    await page.locator('body').press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  });
});
