import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { smallFiles } from '../src/network/data/testing/fixture.ts';
import { expectRedrawn, middle, open, picture, playButton, step } from './page.ts';

/** Two small networks, and few steps. */
const SMALL = 'surface=mnist,hidden:8,batch:16&run=sgd,lr:0.1&run=adam,lr:0.01&steps=40';
const OWN = /\/data\/mnist\//;
const MIRROR = /cdn\.jsdelivr\.net/;

/** A data set of 120 and 40 images, packed as the site and the mirror serve it. */
const files = new Map<string, Buffer>(
  smallFiles().map(({ name, bytes }) => [`${name}.gz`, gzipSync(bytes as Uint8Array)] as const),
);
const packed = (url: string): Buffer => files.get(url.split('/').at(-1) ?? '') ?? Buffer.alloc(0);
const GIVEN = { contentType: 'application/gzip', headers: { 'access-control-allow-origin': '*' } };

const ready = (page: Page): Promise<void> =>
  expect(page.locator('.network-state')).toHaveText('Ready. Press play to train.', { timeout: 45_000 });
const forward = (page: Page) => page.getByRole('button', { name: 'One step of training' });
const part = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).check();

async function trained(page: Page): Promise<void> {
  await ready(page);
  await playButton(page).click();
  await expect(step(page)).toHaveText('40', { timeout: 45_000 });
  await expect(playButton(page)).toHaveAccessibleName('Play');
}

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

test('what is wrong with images is said in Chinese on a Chinese page', async ({ page }) => {
  await page.route(OWN, (route) => route.fulfill({ status: 404 }));
  await page.route(MIRROR, (route) => route.abort());
  await open(page, `lang=zh&${SMALL.replace('mnist,', 'mnist,data:mnist,')}`);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('无法获得图像：');
  await expect(alert).toContainText(/无法取得 https:\/\/cdn\.jsdelivr\.net\S+：连接失败/);
  await expect(alert).not.toContainText(/could not|Failed|server/);

  const [images] = smallFiles();
  const buffer = Buffer.from((images.bytes as Uint8Array).slice(0, 1000));
  const mimeType = 'application/octet-stream';
  await page.locator('.file input').setInputFiles([{ name: images.name, mimeType, buffer }]);
  await expect(alert).toContainText(
    'train-images-idx3-ubyte：文件不完整，文件头之后有 984 字节，应为 94080。',
  );
  await alert.getByRole('button', { name: '改用程序绘制的数字' }).click();
  await expect(page.locator('.network-state')).toHaveText('已就绪，按播放开始训练。', { timeout: 45_000 });
});

test.describe('fashion', () => {
  const FASHION = SMALL.replace('mnist,', 'mnist,data:fashion,');
  const OWN_FASHION = /\/data\/fashion\//;
  const ITS_MIRROR = /raw\.githubusercontent\.com\/zalandoresearch\/fashion-mnist\//;

  for (const [how, ending] of [
    ['packed', '.gz'],
    ['unpacked', ''],
  ]) {
    test(`comes from the site’s own folder, ${how}, and its classes are called by their names`, async ({
      page,
    }) => {
      const elsewhere: string[] = [];
      await page.route(ITS_MIRROR, (route) => {
        elsewhere.push(route.request().url());
        return route.abort();
      });
      await page.route(OWN_FASHION, async (route) => {
        const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
        const given = smallFiles().find((file) => `${file.name}${ending}` === name);
        const body = given && (ending ? packed(name) : Buffer.from(given.bytes as Uint8Array));
        await route.fulfill(body ? { ...GIVEN, body } : { status: 404 });
      });
      await open(page, FASHION);
      await trained(page);
      await expect(page.locator('.network-state')).toHaveText('120 training and 40 test images');
      await part(page, 'Digits');
      await expect(
        page.getByRole('img', { name: /^Test image: (T-shirt|trousers|pullover|dress)/ }).first(),
      ).toBeVisible();
      expect(elsewhere).toEqual([]);
    });
  }

  test('that cannot be reached says where it was looked for, and digits can be trained on instead', async ({
    page,
  }) => {
    await page.route(OWN_FASHION, (route) => route.fulfill({ status: 404 }));
    await page.route(ITS_MIRROR, (route) => route.abort());
    await open(page, FASHION);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('The images could not be had');
    await expect(alert).toContainText('zalandoresearch/fashion-mnist');
    await expect(alert).toContainText('continue with drawn digits');
    await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
    await alert.getByRole('button', { name: 'Continue with drawn digits' }).click();
    await expect(alert).toHaveCount(0);
    await trained(page);
    await expect(page.locator('.network-state')).toHaveText('10,000 training and 2,000 test images');
    expect(new URL(page.url()).search).not.toContain('fashion');
  });
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
