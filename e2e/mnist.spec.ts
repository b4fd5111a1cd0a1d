import { expect, type Page, test } from '@playwright/test';
import { expectRedrawn, open, picture, playButton, step } from './page.ts';

/** Two small networks, of which a step takes a tenth of a millisecond. */
const SMALL = 'surface=mnist,hidden:8,batch:16&run=sgd,lr:0.1&run=adam';

const READY = 'Ready. Press play to train.';
const ready = (page: Page): Promise<void> =>
  expect(page.locator('.network-state')).toHaveText(READY, { timeout: 45_000 });

/** Stops tfjs from getting a WebGL context, in the worker where it runs. */
const withoutWebGL = (page: Page) =>
  page.route(/worker[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    const stub = `
      const getContext = OffscreenCanvas.prototype.getContext;
      OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
        return /webgl/.test(kind) ? null : getContext.call(this, kind, ...rest);
      };`;
    await route.fulfill({ response, body: `${stub}\n${await response.text()}` });
  });

test('a network loads with progress, trains, pauses, goes on, and comes to its end', async ({ page }) => {
  test.slow();
  // What is being done is shown for moments: it is written down as it comes.
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const text = document.querySelector('.network-state progress')?.getAttribute('aria-label');
      if (text && seen[seen.length - 1] !== text) seen.push(text);
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await open(page, `${SMALL}&steps=8000`);
  await ready(page);
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(seen).toContain('Drawing digits');
  expect(seen).toContain('Preparing the network');
  await expect(page.locator('.network-bar')).toContainText('computed with SIMD (no graphics card)');
  await expect(page.locator('.card')).toHaveCount(2);
  await expect(page.locator('.card .readout').first()).toHaveText(/%$/);

  const pictures = await page.locator('.card canvas').all();
  expect(pictures.length).toBeGreaterThanOrEqual(2 * 4);
  const before = await Promise.all(pictures.map(picture));
  await page.keyboard.press('Space');
  await expect(playButton(page)).toHaveAccessibleName('Pause');
  await page.keyboard.press('Space');
  await expect(playButton(page)).toHaveAccessibleName('Play');
  // Paused is when nothing comes any more: twice as long as reports are apart.
  await page.waitForFunction(
    () => {
      const now = document.querySelector('.step-count output')?.textContent;
      const known = window as unknown as { last: string; since: number };
      if (known.last !== now) Object.assign(known, { last: now, since: performance.now() });
      return performance.now() - known.since > 600;
    },
    null,
    { polling: 100 },
  );
  expect(Number(await step(page).textContent())).toBeLessThan(8000);
  await page.keyboard.press('Space');
  await expect(step(page)).toHaveText('8000', { timeout: 45_000 });
  await expect(playButton(page)).toHaveAccessibleName('Play');
  for (const [i, canvas] of pictures.entries()) await expectRedrawn(canvas, before[i]);
  await expect(page.locator('.card .readout').first()).toHaveText(/^\d+\.\d%$/);
  await expect(page.locator('.network-bar')).toContainText('10,000 training and 2,000 test images');

  // The record can be walked through, and the networks go back to their first weights.
  await page.keyboard.press('Home');
  await expect(step(page)).toHaveText('0');
  await page.keyboard.press('End');
  await expect(step(page)).toHaveText('8000');
  await page.getByRole('button', { name: 'Back to the initial weights' }).click();
  await expect(step(page)).toHaveText('0');
  await ready(page);
});

test('on a graphics card a short trial decides, and WebGL computes when it is asked for', async ({
  page,
}) => {
  test.slow();
  await open(page, 'lang=en');
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  // Here the processor draws WebGL: the name of a card is all that is not real.
  await page.workers()[0].evaluate(() => {
    const { getParameter } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.getParameter = function (name: number) {
      const found = Reflect.apply(getParameter, this, [name]);
      return /SwiftShader/.test(found) ? 'A graphics card' : found;
    };
  });
  await page.evaluate((query) => {
    history.pushState(null, '', `?${query}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `lang=en&${SMALL}&steps=20`);
  const bar = page.locator('.network-bar');
  await expect(bar).toContainText('computed with SIMD (the fastest in a short trial)', {
    timeout: 60_000,
  });
  await page.getByLabel('Compute with').selectOption('webgl');
  await expect(bar).toContainText('computed with WebGL', { timeout: 60_000 });
  await ready(page);
  await page.keyboard.press('Space');
  await expect(step(page)).toHaveText('20', { timeout: 45_000 });
});

test('play pressed while it loads trains as soon as it can; learning shows', async ({ page }) => {
  test.slow();
  await open(page, 'surface=mnist,hidden:16,batch:32&run=adam,lr:0.01&steps=120');
  await playButton(page).click();
  await expect(step(page)).toHaveText('120', { timeout: 90_000 });
  // A tenth would be chance.
  await expect
    .poll(async () => Number.parseFloat((await page.locator('.readout').first().textContent()) ?? '0'))
    .toBeGreaterThan(50);
});

test('without WebGL the page says so; files that are no images are named, and training goes on with drawn digits', async ({
  page,
}) => {
  test.slow();
  await withoutWebGL(page);
  await open(page, `${SMALL}&steps=30`);
  await ready(page);
  await expect(page.locator('.network-bar')).toContainText('computed with SIMD (WebGL is not available)');
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['not an image of a digit'], 'holiday.jpg'));
    return data;
  });
  await page.locator('main').dispatchEvent('dragover', { dataTransfer: dropped });
  await page.locator('main').dispatchEvent('drop', { dataTransfer: dropped });
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('holiday.jpg');
  await expect(page.locator('.network-bar progress')).toHaveCount(0);
  await alert.getByRole('button', { name: 'Continue with drawn digits' }).click();
  await expect(alert).toHaveCount(0);
  await ready(page);
  await page.keyboard.press('Space');
  await expect(step(page)).toHaveText('30', { timeout: 45_000 });
});

test('a thread that crashes while it trains is replaced, and nothing that was recorded is lost', async ({
  page,
}) => {
  test.slow();
  await withoutWebGL(page);
  await open(page, `${SMALL.replace('hidden:8,batch:16', 'hidden:64,batch:64')}&steps=20000`);
  await ready(page);
  await playButton(page).click();
  const reached = async (): Promise<number> => Number(await step(page).textContent());
  await expect.poll(reached).toBeGreaterThan(20);
  await page.workers()[0].evaluate(() => {
    setTimeout(() => {
      throw new Error('A crash.');
    });
  });
  await expect(page.locator('.banner')).toContainText('A new one has taken over.');
  const crashed = await reached();
  await expect(playButton(page)).toHaveAccessibleName('Pause');
  await expect.poll(reached, { timeout: 45_000 }).toBeGreaterThan(crashed);
  // One can look back meanwhile.
  await page.keyboard.press('Home');
  await expect(step(page)).toHaveText('0');
  await expect(playButton(page)).toHaveAccessibleName('Pause');
  await playButton(page).click();
  await expect(playButton(page)).toHaveAccessibleName('Play');
});

test('a training that is left at any moment goes on from there; its engine is kept, and more steps go on', async ({
  page,
  context,
}) => {
  test.slow();
  const link = `${SMALL}&steps=20000`;
  await open(page, link);
  await page.getByLabel('Compute with').selectOption('wasm');
  await ready(page);
  await playButton(page).click();
  // Long enough for a checkpoint to have been written: what lasts less than a second may be lost whole.
  const begun = performance.now();
  const reached = async (): Promise<number> => Number(await step(page).textContent());
  await expect.poll(reached, { timeout: 45_000 }).toBeGreaterThan(600);
  const left = await reached();
  /** The steps that are made in a second: what is lost is less. */
  const second = Math.ceil((1000 * left) / (performance.now() - begun));
  await page.reload();
  const offer = page.getByRole('button', { name: /^Continue from step/ });
  const offered = async (): Promise<number> => Number((await offer.textContent())?.replace(/\D/g, ''));
  await expect(offer).toBeVisible({ timeout: 45_000 });
  expect(await offered()).toBeGreaterThan(left - second);
  await expect(page.getByLabel('Compute with')).toHaveValue('wasm');

  await offer.click();
  await expect.poll(reached, { timeout: 45_000 }).toBeGreaterThan(left + 50);
  const closedAt = await reached();
  await page.close();
  const next = await context.newPage();
  await open(next, link.replace('20000', '19000'));
  const again = next.getByRole('button', { name: /^Continue from step/ });
  await expect(again).toBeVisible({ timeout: 45_000 });
  expect(Number((await again.textContent())?.replace(/\D/g, ''))).toBeGreaterThan(closedAt - second);
});
