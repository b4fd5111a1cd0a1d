import { expect, type Locator, type Page, test } from '@playwright/test';
import { handle, linked, middle, pictures } from './page.ts';

const relief = (page: Page): Locator => page.locator('.relief-picture');
const unavailable = (page: Page): Locator => page.locator('.relief-unavailable');
/** It can be pressed once the camera has left its first place. */
const reset = (page: Page): Locator => page.getByRole('button', { name: 'Show it as at first' });

async function openRelief(page: Page, query: string): Promise<void> {
  await page.goto(`./?${query}`);
  await expect(relief(page)).toHaveAttribute('data-ready', 'true');
}

/** Complaints of scripts and of the console, warnings of the graphics library included. */
function complaints(page: Page): string[] {
  const list: string[] = [];
  page.on('pageerror', (error) => list.push(String(error)));
  page.on('console', (message) => {
    // Taking a screenshot is itself reported as slow.
    if (message.text().includes('GPU stall due to ReadPixels')) return;
    // Playwright says so itself, some seconds after a page has opened.
    if (message.text() === 'Service Worker registration blocked by Playwright') return;
    if (['error', 'warning'].includes(message.type())) list.push(message.text());
  });
  return list;
}

/** Remembers the WebGL contexts that the page takes; `refuse` gives none. */
const watchContexts = (page: Page, refuse = false): Promise<unknown> =>
  page.addInitScript((refuse) => {
    const taken: WebGL2RenderingContext[] = [];
    Object.assign(window, { taken });
    const original = HTMLCanvasElement.prototype.getContext as (...given: unknown[]) => unknown;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
      if (!String(given[0]).startsWith('webgl')) return original.apply(this, given);
      if (refuse) return null;
      const context = original.apply(this, given) as WebGL2RenderingContext;
      taken.push(context);
      return context;
    } as typeof HTMLCanvasElement.prototype.getContext;
  }, refuse);

interface Watched {
  taken: WebGL2RenderingContext[];
}

/** For each context that was taken, whether it has been given back. */
const givenBack = (page: Page): Promise<boolean[]> =>
  page.evaluate(() => (window as unknown as Watched).taken.map((context) => context.isContextLost()));

interface PaintedPixels {
  /** Different colours, roughly. */
  readonly colours: number;
  /** The share of the picture that is not the page's ground. */
  readonly painted: number;
  readonly hash: number;
}

/** Leaves the picture alone, without buttons over it and without the ring of the focus; or puts them back. */
const bare = (page: Page, alone: boolean): Promise<void> =>
  page.evaluate((alone) => {
    // Through the elements' own styles: the page's policy forbids sheets that are not its own.
    for (const element of document.querySelectorAll<HTMLElement>('.relief .camera')) {
      element.style.visibility = alone ? 'hidden' : '';
    }
    for (const element of document.querySelectorAll<HTMLElement>('.relief, .relief *')) {
      element.style.outline = alone ? 'none' : '';
    }
  }, alone);

/** What a screenshot of the relief shows. */
async function look(page: Page): Promise<PaintedPixels> {
  await bare(page, true);
  const png = (await relief(page).screenshot()).toString('base64');
  await bare(page, false);
  return page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const counts = new Map<number, number>();
    let hash = 0;
    for (let i = 0; i < data.length; i += 4) {
      const colour = ((data[i] >> 3) << 10) | ((data[i + 1] >> 3) << 5) | (data[i + 2] >> 3);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
      hash = (Math.imul(hash, 31) + colour) | 0;
    }
    const ground = counts.get(((data[0] >> 3) << 10) | ((data[1] >> 3) << 5) | (data[2] >> 3)) ?? 0;
    return { colours: counts.size, painted: 1 - (4 * ground) / data.length, hash };
  }, png);
}

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('a link opens the relief with trajectories on it; nothing complains, and nothing is drawn while nothing changes', async ({
  page,
}) => {
  const heard = complaints(page);
  await watchContexts(page);
  await openRelief(page, 'view=3d&surface=beale');
  const { colours, painted } = await look(page);
  expect(painted).toBeGreaterThan(0.3);
  expect(colours).toBeGreaterThan(60);
  await expect(relief(page).getByRole('img')).toHaveAccessibleName(
    /Beale as a relief.*Adam.*\(1\.00, 1\.50\)/,
  );
  await page.waitForLoadState('networkidle');
  await pictures(page, 10);
  const drawn = await page.evaluate(async () => {
    const [context] = (window as unknown as Watched).taken;
    let count = 0;
    const original = context.drawElements.bind(context);
    context.drawElements = (...given) => {
      count++;
      original(...given);
    };
    for (let k = 0; k < 20; k++) await new Promise(requestAnimationFrame);
    return count;
  });
  expect(drawn).toBe(0);
  expect(heard).toEqual([]);
});

test('its code is fetched when it is first shown, not before', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto('./?view=overlay');
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
  await page.waitForLoadState('networkidle');
  expect(fetched.filter((url) => /relief-view.*\.js/.test(url))).toEqual([]);
  await page.getByRole('radio', { name: '3-D' }).check();
  await expect(relief(page)).toHaveAttribute('data-ready', 'true');
  expect(fetched.filter((url) => /relief-view.*\.js/.test(url))).not.toEqual([]);
  await expect.poll(() => linked(page).view).toBe('3d');
});

test('dragging the start over the ground moves it in the link and bends the trajectories', async ({
  page,
}) => {
  await openRelief(page, 'view=3d&surface=himmelblau&t=500');
  const before = await look(page);
  const { x, y } = await middle(handle(page));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 90, { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => linked(page).start).not.toEqual([0.4, 4.6]);
  const [sx, sy] = linked(page).start;
  expect(Math.max(Math.abs(sx), Math.abs(sy))).toBeLessThanOrEqual(5);
  // The handle is where it was dropped.
  const dropped = await middle(handle(page));
  expect(Math.hypot(dropped.x - x - 60, dropped.y - y - 90)).toBeLessThan(4);
  expect((await look(page)).hash).not.toBe(before.hash);
});

test('arrow keys move the focused start, and typed numbers move it too', async ({ page }) => {
  await openRelief(page, 'view=3d&surface=booth');
  await handle(page).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => linked(page).start[0]).toBeGreaterThan(-7);
  expect(linked(page).start[1]).toBe(-3);
  const before = await middle(handle(page));
  await page.getByLabel('Start, y').fill('5');
  await page.keyboard.press('Enter');
  await expect.poll(() => linked(page).start[1]).toBe(5);
  await expect.poll(async () => (await middle(handle(page))).y).toBeLessThan(before.y - 20);
});

test('it is turned by dragging, keys and buttons, zoomed by the wheel, and goes back to the first view', async ({
  page,
}) => {
  await openRelief(page, 'view=3d&surface=booth');
  const first = await look(page);
  await expect(reset(page)).toBeDisabled();
  const { x, y } = await middle(relief(page));
  const changes: (() => Promise<unknown>)[] = [
    async () => {
      await page.mouse.move(x, y + 100);
      await page.mouse.down();
      await page.mouse.move(x + 120, y + 60, { steps: 3 });
      await page.mouse.up();
    },
    async () => {
      await relief(page).focus();
      await page.keyboard.press('ArrowLeft');
    },
    () => page.getByRole('button', { name: 'Turn to the right' }).click(),
    async () => {
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, -300);
    },
  ];
  for (const change of changes) {
    await change();
    await expect(reset(page)).toBeEnabled();
    await pictures(page, 2);
    expect((await look(page)).hash).not.toBe(first.hash);
    await reset(page).click();
    await expect(reset(page)).toBeDisabled();
    await page.mouse.move(x, 5);
    await expect.poll(async () => (await look(page)).hash).toBe(first.hash);
  }
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect(reset(page)).toBeEnabled();
  await relief(page).dblclick({ position: { x: 40, y: 40 } });
  await expect(reset(page)).toBeDisabled();
  // Keys that turn the picture do not move the playhead.
  await expect(page.locator('.step-count output')).toHaveText('0');
});

test('the wheel scrolls what the relief stands in, where that has more to show, and zooms with Ctrl', async ({
  page,
}) => {
  await openRelief(page, 'view=3d&surface=booth');
  // A host's own arrangement, or a window so low that the parts are in a list.
  await page.locator('.landscape-frame').evaluate((frame) => {
    frame.style.overflowY = 'auto';
    frame.style.display = 'block';
    (frame.querySelector('.relief') as HTMLElement).style.height = '500px';
    frame.append(Object.assign(document.createElement('p'), { style: 'height: 2000px' }));
  });
  const { x, y } = await middle(relief(page));
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 120);
  await expect
    .poll(() => page.locator('.landscape-frame').evaluate((frame) => frame.scrollTop))
    .toBeGreaterThan(50);
  await expect(reset(page)).toBeDisabled();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect(reset(page)).toBeEnabled();
});

test('the playhead, hidden runs and the theme are the same as everywhere', async ({ page }) => {
  await openRelief(page, 'view=3d&surface=beale&t=20');
  const seen = new Set([(await look(page)).hash]);
  const changed = async (): Promise<void> => {
    await expect.poll(async () => seen.has((await look(page)).hash)).toBe(false);
    seen.add((await look(page)).hash);
  };
  await page.keyboard.press('Shift+ArrowRight');
  await changed();
  await page.getByRole('button', { name: 'Hide' }).first().click();
  await page.mouse.move(5, 5);
  await changed();
  await page.getByLabel('Theme').selectOption('dark');
  await changed();
});

test('one context is taken when the view is opened and given back when it is left', async ({ page }) => {
  const heard = complaints(page);
  await watchContexts(page);
  await page.goto('./?view=overlay&surface=booth');
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
  expect(await givenBack(page)).toEqual([]);
  for (const opened of [1, 2]) {
    await page.getByRole('radio', { name: '3-D' }).check();
    await expect(relief(page)).toHaveAttribute('data-ready', 'true');
    expect((await givenBack(page)).filter((back) => !back)).toHaveLength(1);
    await page.getByRole('radio', { name: 'Overlay' }).check();
    await expect.poll(() => givenBack(page)).toEqual(Array.from({ length: opened }, () => true));
  }
  expect(heard).toEqual([]);
});

test('another surface keeps the context', async ({ page }) => {
  await watchContexts(page);
  await openRelief(page, 'view=3d&surface=booth');
  const before = await look(page);
  await page.getByLabel('Surface', { exact: true }).selectOption('himmelblau');
  await expect.poll(async () => (await look(page)).hash).not.toBe(before.hash);
  expect(await givenBack(page)).toEqual([false]);
});

test('a lost context is said, the map stands in, and the relief comes back', async ({ page }) => {
  const heard = complaints(page);
  await watchContexts(page);
  await openRelief(page, 'view=3d&surface=booth');
  const before = await look(page);
  await page.evaluate(() => {
    const [context] = (window as unknown as Watched).taken;
    const extension = context.getExtension('WEBGL_lose_context');
    Object.assign(window, { restore: () => extension?.restoreContext() });
    extension?.loseContext();
  });
  await expect(unavailable(page)).toContainText('taken away');
  await expect(page.locator('.landscape > canvas')).toBeVisible();
  await page.evaluate(() => (window as unknown as { restore(): void }).restore());
  await expect(unavailable(page)).toBeHidden();
  await expect(relief(page)).toBeVisible();
  await expect(relief(page)).toHaveAttribute('data-ready', 'true');
  expect((await look(page)).hash).toBe(before.hash);
  expect(heard).toEqual([]);
});

test('without WebGL the map is shown with a word why, in English and Chinese', async ({ page }) => {
  const heard = complaints(page);
  await watchContexts(page, true);
  await page.goto('./?view=3d&surface=booth');
  await expect(unavailable(page)).toContainText('No 3-D here');
  await expect(page.locator('.landscape > canvas')).toBeVisible();
  await expect(relief(page)).toHaveCount(0);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(unavailable(page)).toContainText('无法显示三维视图');
  await unavailable(page).getByRole('button').first().click();
  await expect(unavailable(page)).toHaveCount(0);
  expect(heard).toEqual([]);
});

test('code that does not arrive is said, and asked for again', async ({ page }) => {
  await page.route(/relief-view.*\.js/, (route) => route.abort());
  await page.goto('./?view=3d&surface=booth');
  await expect(unavailable(page)).toContainText('could not be loaded');
  await expect(page.locator('.landscape > canvas')).toBeVisible();
  await page.unroute(/relief-view.*\.js/);
  await unavailable(page).getByRole('button', { name: 'Try again' }).click();
  await expect(relief(page)).toHaveAttribute('data-ready', 'true');
});

test('two fingers turn and zoom it on a phone, and nothing scrolls sideways', { tag: '@phone' }, async ({
  page,
}) => {
  await openRelief(page, 'view=3d&surface=himmelblau&lang=en');
  const { painted } = await look(page);
  expect(painted).toBeGreaterThan(0.3);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await expect(reset(page)).toBeDisabled();
  const { x, y } = await middle(relief(page));
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number, along = 0): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        type === 'touchEnd'
          ? []
          : [
              { x: x - apart + along, y, id: 1 },
              { x: x + apart + along, y, id: 2 },
            ],
    });
  const before = await look(page);
  await touch('touchStart', 40);
  for (const apart of [50, 60, 70]) await touch('touchMove', apart, 20);
  await touch('touchEnd', 0);
  await expect(reset(page)).toBeEnabled();
  expect((await look(page)).hash).not.toBe(before.hash);
});
