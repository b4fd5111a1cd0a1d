import { expect, type Locator, type Page, test } from '@playwright/test';
import { drawn, landscape, linked, open, picture } from './page.ts';

const rate = (page: Page, index: number): Locator =>
  page.locator('.run-list > li').nth(index).locator('input.number').first();
const rates = (page: Page): unknown[] => linked(page).runs.map(({ optimizer }) => optimizer.args.lr);

test.describe('what people type', () => {
  test('is a number in whatever way they spell it, in every field', async ({ page }) => {
    await open(page, 'surface=beale&run=sgd,lr:0.002~multistep&run=adam,lr:0.1&view=overlay&steps=200');
    const spellings: [string, number][] = [
      ['0,05', 0.05],
      ['０．０６', 0.06],
      ['１', 1],
      ['0。1', 0.1],
      ['2×10⁻³', 2e-3],
    ];
    for (const [text, value] of spellings) {
      await rate(page, 1).fill(text);
      await rate(page, 1).press('Enter');
      await expect(rate(page, 1)).toHaveValue(String(value));
      await expect.poll(() => rates(page)[1]).toBe(value);
    }
    const x = page.getByRole('textbox', { name: 'Start, x' });
    await x.fill('−1,25');
    await x.press('Enter');
    await expect.poll(() => linked(page).start[0]).toBe(-1.25);
    await x.evaluate((field: HTMLInputElement) => {
      const data = new DataTransfer();
      data.setData('text', '(−1.5, ２)');
      field.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await expect.poll(() => linked(page).start).toEqual([-1.5, 2]);
    await page.getByRole('textbox', { name: /^Steps/ }).fill('１，０００');
    await expect.poll(() => linked(page).steps).toBe(1000);
    await page.locator('.run-name').first().click();
    const milestones = page.locator('.part').getByRole('textbox').first();
    await milestones.fill('10、40，90');
    await milestones.press('Enter');
    await expect(milestones).toHaveValue('10/40/90');
    await expect.poll(() => linked(page).runs[0].schedules[0].args.at).toEqual([10, 40, 90]);
  });

  test('is not applied before it is finished, and Escape brings back what was', async ({ page }) => {
    await open(page, 'run=sgd,lr:0.001&run=adam,lr:0.1&view=overlay&steps=200');
    const seen: string[] = [];
    page.on('framenavigated', () => seen.push(page.url()));
    await rate(page, 1).click();
    await rate(page, 1).press('ControlOrMeta+a');
    await rate(page, 1).pressSequentially('0,25');
    await expect.poll(() => rates(page)[1]).toBe(0.25);
    await expect(rate(page, 1)).toHaveValue('0,25');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await rate(page, 1).press('Escape');
    await expect(rate(page, 1)).toHaveValue('0.1');
    await expect.poll(() => rates(page)[1]).toBe(0.1);
    for (const url of seen) expect(url).not.toMatch(/adam,lr:(0|0\.2|2)(&|$)/);
    // Half a number stays one, however long it stands there.
    await rate(page, 1).fill('3,');
    await rate(page, 0).fill('7e-4');
    await expect.poll(() => rates(page)[0]).toBe(7e-4);
    expect(rates(page)[1]).toBe(3);
  });

  test('is told to be wrong without a control being covered', async ({ page }) => {
    await open(page, 'run=sgd,lr:0.001&run=adam,lr:0.1&view=overlay&steps=200');
    await rate(page, 0).fill('fast');
    await page.getByRole('textbox', { name: 'Start, x' }).fill('left');
    await page.getByRole('textbox', { name: 'Start, y' }).fill('up');
    await expect(page.getByRole('alert')).toHaveCount(3);
    const covered = await page.evaluate(() => {
      const alerts = [...document.querySelectorAll('[role="alert"]')].map((it) => it.getBoundingClientRect());
      return [...document.querySelectorAll('button, input, select')]
        .filter((control) => {
          const box = control.getBoundingClientRect();
          return alerts.some(
            (it) => box.left < it.right && it.left < box.right && box.top < it.bottom && it.top < box.bottom,
          );
        })
        .map((control) => control.outerHTML);
    });
    expect(covered).toEqual([]);
  });

  test('is left as it is typed by phones and browsers', async ({ page }) => {
    await open(page, 'surface=custom&f=x^2%2By^2&run=custom&rule=x = x - lr*g&view=overlay');
    // The keyboards with digits alone have no minus on some phones.
    for (const name of ['Start, x', 'Start, y'])
      await expect(page.getByRole('textbox', { name })).toHaveAttribute('inputmode', 'text');
    await expect(rate(page, 0)).toHaveAttribute('inputmode', 'decimal');
    await page.locator('.run-name').first().click();
    for (const field of [
      ...(await page.locator('textarea').all()),
      ...(await page.locator('.number').all()),
    ]) {
      await expect(field).toHaveAttribute('autocapitalize', 'off');
      await expect(field).toHaveAttribute('autocorrect', 'off');
      await expect(field).toHaveAttribute('spellcheck', 'false');
    }
    const formula = page.getByRole('textbox', { name: 'f(x, y)' });
    await formula.fill('x^4 + y^2');
    await expect.poll(() => linked(page).formula).toBe('x^4 + y^2');
    await formula.press('Escape');
    await expect.poll(() => linked(page).formula).toBe('x^2+y^2');
  });
});

test.describe('what is put away', () => {
  const focused = (page: Page): Promise<string> =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.className ?? '',
    );

  test('leaves nothing highlighted, the focus on a neighbour, and the start where it was', async ({
    page,
  }) => {
    await open(
      page,
      'run=sgd,lr:0.001~cosine~clip&run=adam,lr:0.1&run=rmsprop&view=overlay&steps=200&title=A',
    );
    const menu = (name: string): Locator =>
      page.getByRole('button', { name: new RegExp(`^Menu of ${name}`) });
    await page.mouse.move(5, 5);
    await menu('RMSprop').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect.poll(() => focused(page)).toMatch(/^Menu of Adam/);
    // All others are drawn as before, not pale.
    await page.mouse.move(700, 890);
    await expect.poll(() => linked(page).runs.length).toBe(2);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await drawn(other);
    const fresh = await picture(landscape(other));
    await other.close();
    await expect.poll(() => picture(landscape(page))).toBe(fresh);

    await page.locator('.run-name').first().click();
    await page.getByRole('button', { name: 'Remove Cosine' }).click();
    await expect.poll(() => focused(page)).toBe('Add a schedule…');
    await page.getByRole('button', { name: /^Remove .*lipping/ }).click();
    await expect.poll(() => focused(page)).toBe('Add a stage…');
    await page.locator('.caption button').click();
    expect(await focused(page)).not.toBe('');

    const map = await landscape(page).boundingBox();
    if (!map) throw new Error('There is no map.');
    const press = () => page.mouse.click(map.x + map.width * 0.3, map.y + map.height * 0.3);
    const start = linked(page).start;
    await menu('Adam').click();
    await press();
    await expect(page.locator(':popover-open')).toHaveCount(0);
    await rate(page, 1).fill('0,02');
    await press();
    await expect.poll(() => rates(page)[1]).toBe(0.02);
    expect(linked(page).start).toEqual(start);
    await press();
    await expect.poll(() => linked(page).start).not.toEqual(start);
  });
});

test('with forced colours, what is chosen, the tracks of sliders and Play are seen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, 'run=sgd,lr:0.001&run=adam,lr:0.1&view=overlay&steps=200');
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const backgroundOf = (selector: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  for (const selector of ['.views :checked + span', '.transport .play']) {
    const background = await backgroundOf(selector);
    expect(background).not.toBe(ground);
    expect(background).not.toBe('rgba(0, 0, 0, 0)');
  }
  // A track is a line of another colour than the ground.
  for (const slider of [page.locator('.run-rate input[type="range"]').first(), page.locator('.scrubber')]) {
    const colours = await coloursAcross(page, slider);
    expect(colours).toBeGreaterThan(1);
  }
});

/** How many colours there are in a line down through an element, a quarter from its right, where only its track is. */
async function coloursAcross(page: Page, slider: Locator): Promise<number> {
  const box = await slider.boundingBox();
  if (!box) throw new Error('It cannot be seen.');
  const clip = { x: box.x + box.width * 0.95, y: box.y, width: 1, height: box.height };
  const picture = await page.screenshot({ clip });
  return page.evaluate(
    async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      if (!context) throw new Error('There is no canvas.');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const seen = new Set<string>();
      for (let i = 0; i < data.length; i += 4) seen.add(data.slice(i, i + 3).join());
      return seen.size;
    },
    [...picture],
  );
}

test('results are a table that is copied, and the whole run is played in ten seconds', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'surface=beale&run=sgd,lr:0.01&run=sgd,lr:0.5&run=adam,lr:0.1&view=overlay&steps=400');
  const table = page.getByRole('region', { name: 'Results' }).getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(4);
  await expect(table.getByRole('row').nth(2)).toContainText('diverged at step');
  await page.getByRole('button', { name: 'Copy as CSV' }).click();
  const csv = await page.evaluate(() => navigator.clipboard.readText());
  expect(csv.split('\n')[0]).toBe('run,final_loss,best_loss,best_step,distance_to_minimum,steps,status');
  expect(csv).toMatch(/^SGD 0\.01,[\d.e-]+,/m);
  const speed = page.locator('.speed select');
  await speed.selectOption('whole');
  await expect.poll(() => linked(page).speed).toBe(40);
  await page.getByRole('textbox', { name: /^Steps/ }).fill('1000');
  await expect.poll(() => linked(page).speed).toBe(100);
  await expect(speed).toHaveValue('whole');
});
