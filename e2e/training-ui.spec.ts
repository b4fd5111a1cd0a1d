import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { smallFiles } from '../src/network/data/testing/fixture.ts';
import { expectRedrawn, middle, open, picture, playButton, step } from './page.ts';
import {
  expectFashion,
  forward,
  GIVEN,
  MIRROR,
  OWN,
  packed,
  part,
  ready,
  SMALL,
  trained,
} from './training-ui.ts';

test('the site’s own images come first, with their bytes counted; single steps train on them', async ({
  page,
}) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(OWN, async (route) => {
    const url = route.request().url();
    // The second of the large files waits until the bytes of the first have been read on the page.
    if (url.includes('train-labels')) await held;
    const body = packed(url);
    await route.fulfill(body.length > 0 ? { ...GIVEN, body } : { status: 404 });
  });
  await open(page, SMALL.replace('mnist,', 'mnist,data:mnist,'));
  await expect(page.locator('.network-state')).toContainText('of 11.6 MB');
  release();
  await ready(page);
  await forward(page).click();
  await expect(step(page)).toHaveText('1');
  await forward(page).click();
  await expect(step(page)).toHaveText('2');
  await expect(page.locator('.network-state')).toHaveText('120 training and 40 test images');
  await expect(playButton(page)).toHaveAccessibleName('Play');
});

test('images that cannot be reached are asked for again, those that were tampered with are refused', async ({
  page,
}) => {
  await page.route(OWN, (route) => route.fulfill({ status: 404 }));
  await page.route(MIRROR, (route) => route.abort());
  await open(page, SMALL.replace('mnist,', 'mnist,data:mnist,'));
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The images could not be had');
  await expect(alert).toContainText('cdn.jsdelivr.net');

  await page.unroute(MIRROR);
  await page.route(MIRROR, (route) => route.fulfill({ ...GIVEN, body: packed(route.request().url()) }));
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toContainText('is not the file that was published');

  await page.getByRole('button', { name: 'Continue with drawn digits' }).click();
  await ready(page);
  await expect(alert).toHaveCount(0);
});

test('a dropped file that is cut short is named, with what is wrong', async ({ page }) => {
  await open(page, SMALL);
  await ready(page);
  const given = smallFiles();
  const cut = given.map(({ name, bytes }, i) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(i === 2 ? (bytes as Uint8Array).slice(0, 1000) : (bytes as Uint8Array)),
  }));
  await page.locator('.file input').setInputFiles(cut);
  await expect(page.getByRole('alert')).toContainText('t10k-images-idx3-ubyte: is cut short');
  await page.locator('.file input').setInputFiles(
    given.map(({ name, bytes }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes as Uint8Array),
    })),
  );
  await ready(page);
  await forward(page).click();
  await expect(page.locator('.network-state')).toHaveText('120 training and 40 test images');
});

test('a dropped folder is read, wherever the files are in it; one without images says so and stops nothing', async ({
  page,
}, info) => {
  const [empty, full] = ['empty', 'full/MNIST/raw'].map((name) => info.outputPath(name));
  for (const folder of [empty, full]) mkdirSync(folder, { recursive: true });
  writeFileSync(`${empty}/notes.txt`, 'no images');
  writeFileSync(`${full}/notes.txt`, 'no images');
  for (const { name, bytes } of smallFiles()) {
    writeFileSync(`${full}/${name.replace('-idx', '.idx')}.gz`, gzipSync(bytes as Uint8Array));
  }
  await open(page, SMALL);
  await ready(page);
  // No script can make a folder to drop: the browser's own way to drag files in.
  const browser = await page.context().newCDPSession(page);
  const drop = async (path: string): Promise<void> => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      const data = { items: [], files: [path], dragOperationsMask: 1 };
      await browser.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
    }
  };
  await drop(empty);
  await expect(page.getByRole('alert')).toContainText('The folder empty holds no IDX files.');
  await ready(page);
  await drop(info.outputPath('full'));
  await expect(page.locator('.file')).toContainText('train-images.idx3-ubyte.gz');
  await ready(page);
  await forward(page).click();
  await expect(page.locator('.network-state')).toHaveText('120 training and 40 test images');
});

test('fashion comes from the site’s own folder, and its classes are called by their names', async ({
  page,
}) => {
  await expectFashion(page, '.gz');
});

test('test digits, pictures and results are those at the playhead; results are taken along as text', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, SMALL);
  await trained(page);
  const pixels = page.locator('.pixels canvas').first();
  const late = await picture(pixels);
  await page.keyboard.press('Home');
  await expectRedrawn(pixels, late);
  await page.keyboard.press('End');

  await part(page, 'Digits');
  const rows = page.locator('.sample tbody tr');
  await expect(rows).toHaveCount(2);
  const adam = rows.nth(1).locator('.sum');
  await expect(adam).toHaveText(/^\d+ \/ 16$/);
  const right = await adam.textContent();
  expect(await rows.nth(1).locator('td.right').count()).toBe(Number(right?.split(' ')[0]));
  await page.locator('.scrubber').fill('0');
  await expect(adam).not.toHaveText(right ?? '');
  await page.locator('.scrubber').fill('40');
  await expect(adam).toHaveText(right ?? '');

  await part(page, 'Results');
  const cells = page.locator('.results tbody tr').nth(1).locator('td');
  await expect(cells.nth(6)).toHaveText('40');
  await expect(cells.nth(2)).toHaveText(/^\d+\.\d\d%$/);
  await page.getByRole('button', { name: 'Copy as CSV' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const csv = await page.evaluate(() => navigator.clipboard.readText());
  expect(csv.split('\r\n')[0]).toBe(
    'run,trainLoss,loss,accuracy,evaluatedAt,testAccuracy,testedAt,steps,seconds,lr',
  );
  expect(csv.split('\r\n')[2]).toMatch(/^Adam,[\d.]+,[\d.]+,[\d.]+,40,[\d.]+,40,40,[\d.]+,0\.01$/);

  // Pages without https have no clipboard of their own.
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.addEventListener('copy', () => Object.assign(window, { copied: String(getSelection()) }));
  });
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { copied: string }).copied)).toContain('| Adam |');
});

test('a digit drawn on the pad is read by every run, and again when it has learned', async ({ page }) => {
  await open(page, SMALL);
  await ready(page);
  await part(page, 'Digits');
  const read = page.locator('.bars tbody .sum');
  await expect(read).toHaveText(['–', '–']);
  const pad = page.getByRole('img', { name: /^A pad/ });
  const { x, y } = await middle(pad);
  await page.mouse.move(x, y - 70);
  await page.mouse.down();
  await page.mouse.move(x, y + 70, { steps: 8 });
  await page.mouse.up();
  await expect(read).toHaveText([/^\d$/, /^\d$/]);
  await expect(page.locator('.bars .hint')).toHaveText('Read by the weights after step 0, the newest.');
  await forward(page).click();
  await expect(page.locator('.bars .hint')).toHaveText('Read by the weights after step 1, the newest.');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(read).toHaveText(['–', '–']);
});

test('a weight picked from the picture is followed over the steps, until it is let go', async ({ page }) => {
  await open(page, SMALL);
  await ready(page);
  await forward(page).click();
  await expect(step(page)).toHaveText('1');
  const picked = page.locator('.followed article');
  await page.locator('.pixels').first().click();
  await expect(picked).toHaveCount(1);
  await expect(picked.locator('.hint')).toHaveText('from the next step on');
  await forward(page).click();
  await expect(picked.locator('.hint')).toHaveText('from step 2');
  const plot = picked.locator('.plot canvas').first();
  const before = await picture(plot);
  await forward(page).click();
  await expectRedrawn(plot, before);
  await part(page, 'realized');
  await expect(picked.locator('.plot canvas').first()).toHaveAttribute('aria-label', /realized rate/);
  await page.getByRole('button', { name: /^Stop following/ }).click();
  await expect(picked).toHaveCount(0);
});

test('the picture of one hidden unit is another than that of the mean', async ({ page }) => {
  await open(page, SMALL);
  await ready(page);
  await forward(page).click();
  await expect(step(page)).toHaveText('1');
  const pixels = page.locator('.pixels canvas').nth(1);
  const mean = await picture(pixels);
  await page.getByLabel('Pictures:').selectOption('hidden unit 3');
  await expectRedrawn(pixels, mean);
  await page.getByLabel('Pictures:').selectOption('mean of all hidden units');
  await expect.poll(() => picture(pixels)).toBe(mean);
});

test('on a phone a digit is drawn with a finger', { tag: '@phone' }, async ({ page }) => {
  await open(page, SMALL);
  await ready(page);
  await page.getByRole('tab', { name: 'Digits' }).click();
  const pad = page.getByRole('img', { name: /^A pad/ });
  await pad.scrollIntoViewIfNeeded();
  await pad.tap();
  await expect(page.locator('.bars tbody .sum')).toHaveText([/^\d$/, /^\d$/]);
});
