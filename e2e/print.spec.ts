import { expect, type Page, test } from '@playwright/test';
import { open } from './page.ts';

/**
 * What the document shows while it is printed, of each canvas: how many device pixels a CSS pixel has, and whether anything
 * is drawn. `page.pdf()` ends the printing before anyone could look, so the browser's own event is looked at.
 */
const whilePrinting = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen = window as unknown as { printed: unknown };
    addEventListener('beforeprint', () => {
      const sheet = document.querySelector('.sheet');
      seen.printed = {
        text: sheet?.textContent ?? '',
        ground: sheet && getComputedStyle(sheet).backgroundColor,
        link: sheet?.querySelector('a')?.getAttribute('href'),
        code: sheet?.querySelector('svg[role="img"] path')?.getAttribute('d')?.length ?? 0,
        canvases: [...(sheet?.querySelectorAll('canvas') ?? [])].map((canvas) => {
          const context = canvas.getContext('2d') as CanvasRenderingContext2D;
          const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
          return {
            resolution: canvas.width / canvas.clientWidth,
            distortion: canvas.width / canvas.height / (canvas.clientWidth / canvas.clientHeight),
            cut: canvas.getBoundingClientRect().bottom > (sheet?.getBoundingClientRect().bottom ?? 0) + 1,
            painted: data.some((value, i) => i % 4 === 3 && value > 0),
            corner: data[3],
          };
        }),
      };
    });
  });

interface Printed {
  readonly text: string;
  readonly ground: string;
  readonly link: string;
  readonly code: number;
  readonly canvases: readonly {
    resolution: number;
    distortion: number;
    cut: boolean;
    painted: boolean;
    /** The opacity of the pixel at the top left. */
    corner: number;
  }[];
}

const printed = (where: Pick<Page, 'evaluate'>): Promise<Printed> =>
  where.evaluate(() => (window as unknown as { printed: Printed }).printed);

test('a dark page prints as a light worksheet, and is as before afterwards', async ({ page }) => {
  await open(
    page,
    'view=overlay&surface=beale&run=adam,lr:0.05&run=sgd,lr:0.001&theme=dark&title=Which+one&t=40&lang=en',
  );
  await page.waitForLoadState('networkidle');
  await whilePrinting(page);
  await page.pdf({ format: 'A4' });
  const sheet = await printed(page);
  expect(sheet.ground).toBe('rgb(255, 255, 255)');
  for (const words of ['Which one', 'Adam', 'lr 0.05', 'SGD', 'lr 0.001', 'Loss at step 40', 'Observations'])
    expect(sheet.text).toContain(words);
  expect(new URL(sheet.link).searchParams.get('t')).toBe('40');
  expect(sheet.code).toBeGreaterThan(1000);
  expect(sheet.canvases).toHaveLength(4);
  for (const { resolution, distortion, painted } of sheet.canvases) {
    expect(resolution).toBeGreaterThan(3);
    expect(distortion).toBeCloseTo(1, 1);
    expect(painted).toBe(true);
  }
  await expect(page.locator('.sheet')).toHaveCount(0);
});

test('split view prints a figure a run in rows that no page cuts, as is chosen', async ({ page }) => {
  const runs = Array.from({ length: 7 }, () => 'run=adam').join('&');
  await open(page, `lang=en&surface=beale&theme=dark&${runs}`);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() =>
    addEventListener('beforeprint', () => {
      Object.assign(window, {
        rows: [...document.querySelectorAll('.sheet-row')].map((row) => ({
          cards: row.querySelectorAll('article.card').length,
          whole: getComputedStyle(row).breakInside,
        })),
      });
    }),
  );
  await whilePrinting(page);
  await page.pdf({ format: 'Letter', landscape: true });
  expect(await page.evaluate(() => (window as unknown as { rows: unknown }).rows)).toEqual([
    { cards: 4, whole: 'avoid' },
    { cards: 3, whole: 'avoid' },
  ]);
  const sheet = await printed(page);
  // A map, two rates and a loss each.
  expect(sheet.canvases).toHaveLength(7 * 4);
  expect(sheet.canvases[0].corner).toBe(255);
  for (const { resolution, distortion, painted } of sheet.canvases) {
    expect(resolution).toBeGreaterThan(3);
    expect(distortion).toBeCloseTo(1, 1);
    expect(painted).toBe(true);
  }
});

test('3-D prints as it is turned, in the colours of paper, and is as before on the screen', async ({
  page,
}) => {
  await open(page, 'lang=en&surface=booth&view=3d&run=adam&theme=dark');
  const relief = page.locator('.relief-picture');
  await expect(relief).toHaveAttribute('data-ready', 'true');
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.start-handle')).toBeVisible();
  const before = await relief.screenshot();
  await whilePrinting(page);
  await page.pdf({ format: 'A4' });
  const sheet = await printed(page);
  // The relief, two rates and the loss.
  expect(sheet.canvases).toHaveLength(4);
  for (const { resolution, distortion, painted } of sheet.canvases) {
    expect(resolution).toBeGreaterThan(3);
    expect(distortion).toBeCloseTo(1, 1);
    expect(painted).toBe(true);
  }
  // A map fills its corners, a relief does not.
  expect(sheet.canvases[0].corner).toBe(0);
  await expect.poll(async () => (await relief.screenshot()).equals(before)).toBe(true);
});

test('before the sheet has been fetched the page itself prints: the same parts, nothing distorted or cut', async ({
  page,
}) => {
  await page.route(/\/sheet-[^/]*\.(?:js|css)$/, (route) => route.abort());
  await open(page, 'lang=en&surface=beale&run=adam&run=sgd');
  await page.waitForLoadState('networkidle');
  // As wide as paper is, where the window's own parts would give way to those of a phone.
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 703, height: 1032 });
  await expect(page.locator('.sheet')).toHaveCount(0);
  await expect(page.locator('.timeline')).toBeHidden();
  await expect(page.locator('article.card canvas')).toHaveCount(8);
  for (const canvas of await page.locator('article.card canvas').all()) {
    const box = await canvas.boundingBox();
    if (!box) throw new Error('It is not printed.');
    expect(box.x + box.width).toBeLessThanOrEqual(704);
    expect(box.height).toBeGreaterThan(80);
    expect(await canvas.evaluate((element) => getComputedStyle(element).objectFit)).toBe('contain');
  }
});

test('a frame prints with the page around it, though nobody has seen it', async ({ page }) => {
  await page.goto('./');
  const address = new URL('./?surface=himmelblau&run=adam&run=sgd&embed=1&theme=dark', page.url()).href;
  await page.setContent(
    `<p>${'far above<br>'.repeat(200)}</p><iframe src="${address}" width="640" height="400"></iframe>`,
  );
  await page.waitForLoadState('networkidle');
  const [, frame] = page.frames();
  await expect(frame.locator('canvas')).toHaveCount(0);
  await whilePrinting(frame as unknown as Page);
  await page.pdf({ format: 'A4' });
  const sheet = await printed(frame);
  // A card a run, each with its map, two rates and its loss.
  expect(sheet.canvases).toHaveLength(8);
  for (const { resolution, cut, painted } of sheet.canvases) {
    expect(resolution).toBeGreaterThan(3);
    expect(cut).toBe(false);
    expect(painted).toBe(true);
  }
});
