/** Cards side by side, and runs so long that not every step of them is kept. */
import { expect, test } from '@playwright/test';
import { createObjective } from '../src/core/objective.ts';
import { createRun } from '../src/core/run.ts';
import { parseExperiment } from '../src/experiment/index.ts';
import { short } from '../src/ui/format.ts';
import { open } from './page.ts';

/** The losses of all runs of a link at a step, by a plain loop. */
function lossesAt(query: string, step: number): string[] {
  const { surface, formula, seed, start, runs, rules } = parseExperiment(query).experiment;
  const objective = createObjective(surface, formula, seed);
  return runs.map((spec) => {
    const run = createRun(spec, objective, start, seed, rules);
    while (run.step < step) run.advance();
    return short(run.loss);
  });
}

test('rows of cards have one heading each and one colour key, on wide and narrow screens', async ({
  page,
}) => {
  for (const [width, height, bands] of [
    [1440, 900, 1],
    [1024, 768, 2],
    [390, 844, 3],
  ]) {
    await page.setViewportSize({ width, height });
    await open(page, 'lang=en&view=split');
    if (width < 860) await page.getByRole('tab', { name: 'Cards' }).click();
    await expect(page.locator('.card')).toHaveCount(5);
    for (const title of ['effective rate, x', 'effective rate, y', 'loss'])
      await expect(page.locator('.row-heading', { hasText: title })).toHaveCount(bands);
    await expect(page.locator('.colour-key')).toHaveCount(1);
    // Every plot stands under the heading of its row, and none is covered by it.
    const tops = await page.evaluate(() => {
      const at = (selector: string, side: 'top' | 'bottom') =>
        [...document.querySelectorAll(selector)].map((part) =>
          Math.round(part.getBoundingClientRect()[side]),
        );
      return { plots: [...new Set(at('.card > .plot', 'top'))], headings: at('.row-heading', 'bottom') };
    });
    expect(tops.plots).toHaveLength(3 * bands);
    for (const bottom of tops.headings) {
      expect(tops.plots.some((top) => Math.abs(top - bottom) <= 2)).toBe(true);
    }
    for (const heading of await page.locator('.row-heading').all()) {
      const size = await heading.evaluate((part) => Number.parseFloat(getComputedStyle(part).fontSize));
      expect(size).toBeGreaterThanOrEqual(13);
    }
    await expect(
      page.getByText('See how optimizers adapt their learning rates').locator('visible=true'),
    ).toHaveCount(1);
  }
});

const LONG =
  'lang=en&view=split&surface=rosenbrock&run=adagrad,lr:0.3&run=sgd,lr:0.001,momentum:0.9&run=adam,lr:0.01';

for (const steps of [20_000, 1_000_000]) {
  test(`of ${steps} steps the losses are those of the step that is shown, kept or not`, async ({ page }) => {
    test.slow();
    const query = `${LONG}&steps=${steps}`;
    await open(page, query);
    await expect(page.locator('.sampled')).toContainText('every step up to 2000');
    const losses = page.locator('.card .readout');
    for (const step of [9985, 9986, 15_001]) {
      await page.locator('.scrubber').fill(String(step));
      await expect(losses).toHaveText(lossesAt(query, step), { timeout: 30_000 });
    }
  });
}

test('a run of which every step is kept needs no such words', async ({ page }) => {
  await open(page, 'lang=en&steps=10000&run=adam');
  await expect(page.locator('.plot').first()).toBeVisible();
  await expect(page.locator('.sampled')).toHaveCount(0);
});

test('after an offer is taken the keyboard goes on to what follows', async ({ page }) => {
  await open(page, 'lang=en&surface=custom&f=log(x)%2By%5E2&start=-2,1.5&run=adam');
  const offer = page.locator('.advice button');
  await offer.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.advice')).toHaveCount(0);
  await expect(page.locator('textarea').first()).toBeFocused();
});

test('the ring of one frame no longer asks once that of another was dragged, where they share storage', async ({
  page,
}) => {
  const frame = '<iframe src="./?embed=1&view=overlay&run=adam" width="640" height="360"></iframe>';
  await page.goto('./');
  await page.setContent(frame + frame);
  const [first, second] = [0, 1].map((k) => page.frameLocator('iframe').nth(k));
  await expect(first.locator('.drag-me')).toBeVisible();
  await expect(second.locator('.drag-me')).toBeVisible();
  await second.getByTestId('start-handle').first().press('ArrowLeft');
  await expect(second.locator('.drag-me')).toHaveCount(0);
  await expect(first.locator('.drag-me')).toHaveCount(0);
});

test('in a frame the ring asks to be dragged until it was, where its map has room', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 400 });
  await open(page, 'embed=1&lang=en&view=overlay');
  const words = page.locator('.drag-me');
  await expect(words).toBeVisible();
  await page.getByTestId('start-handle').focus();
  await page.keyboard.press('ArrowRight');
  await expect(words).toHaveCount(0);
  await page.evaluate(() => localStorage.clear());
  await page.setViewportSize({ width: 260, height: 180 });
  await page.reload();
  await expect(page.getByTestId('start-handle')).toBeVisible();
  await expect(words).toBeHidden();
});
