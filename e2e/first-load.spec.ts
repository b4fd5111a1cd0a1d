/** The first seconds on a slow line: an outline of the page stands until its first picture. */
import { expect, type Frame, type Page, test } from '@playwright/test';
import { hostPage, iframe, inside, serveHost } from './hosts.ts';
import { drawn } from './page.ts';

/** Holds back all scripts but the small one that the outline has (public/outline.js). @returns what lets them come */
async function holdScripts(page: Page): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((done) => {
    release = done;
  });
  await page.route(/(?<!\/outline)\.js$/, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

const painted = (frame: Page | Frame): Promise<void> =>
  expect
    .poll(() => frame.evaluate(() => performance.getEntriesByName('first-contentful-paint').length))
    .toBe(1);

/** Notes whether the outline is there in the frame that is marked ready, and the largest shift of the layout. */
const watch = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const seen = { together: null as boolean | null, shift: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        seen.shift = Math.max(seen.shift, (entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
    const look = (): void => {
      // The frame after the one that drew: what stands now was painted with the picture.
      if (document.documentElement?.dataset.ready)
        seen.together ??= document.getElementById('outline') !== null;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
};

const seen = (frame: Page | Frame) =>
  frame.evaluate(() => (window as unknown as { seen: { together: boolean | null; shift: number } }).seen);

test('an outline is painted before the scripts come, and gone with the first picture', async ({ page }) => {
  await watch(page);
  const release = await holdScripts(page);
  await page.goto('./', { waitUntil: 'commit' });
  await painted(page);
  await expect(page.locator('#outline')).toBeVisible();
  await expect(page.locator('.outline-name')).toHaveText('Adascope');
  await expect(page.locator('canvas')).toHaveCount(0);
  release();
  await drawn(page);
  await expect(page.locator('#outline')).toHaveCount(0);
  await expect.poll(async () => (await seen(page)).together).toBe(false);
  expect((await seen(page)).shift).toBeLessThan(0.05);

  // Where every picture is hidden, none is waited for.
  await page.goto('./?embed=1&hide=surface,rates,loss,inspector');
  await expect(page.locator('#outline')).toHaveCount(0);
});

for (const [query, scheme, ground, blocks] of [
  ['theme=dark&view=split', 'light', 'rgb(20, 23, 27)', 5],
  ['theme=light&view=overlay', 'dark', 'rgb(253, 253, 252)', 1],
  ['view=3d', 'dark', 'rgb(20, 23, 27)', 1],
] as const) {
  test(`the outline has the theme and the view of ?${query} where the system is ${scheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await watch(page);
    const release = await holdScripts(page);
    await page.goto(`./?${query}`, { waitUntil: 'commit' });
    await painted(page);
    const name = page.locator('.outline-name');
    const grounds = (): Promise<string> =>
      name.evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await grounds()).toBe(ground);
    await expect(page.locator('.outline-cards > div:visible')).toHaveCount(blocks);
    const outlined = await page.locator('.outline-cards i:visible').first().boundingBox();
    const head = await name.boundingBox();
    release();
    await drawn(page);
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(
      ground,
    );
    // What was outlined stands where the outline was.
    const map = await page.locator('.landscape').first().boundingBox();
    const top = await page.locator('.top').boundingBox();
    if (!outlined || !map || !head || !top) throw new Error('They cannot be seen.');
    for (const side of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs(outlined[side] - map[side]), side).toBeLessThan(6);
    expect(Math.abs(head.height + 1 - top.height)).toBeLessThan(2);
    expect((await seen(page)).shift).toBeLessThan(0.02);
  });
}

test('@phone the outline leaves as much room for the transport as it takes', async ({ page }) => {
  await watch(page);
  for (const [width, height] of [
    [390, 844],
    [844, 390],
  ]) {
    await page.setViewportSize({ width, height });
    const release = await holdScripts(page);
    await page.goto('./?theme=dark', { waitUntil: 'commit' });
    await painted(page);
    const between = await page.locator('.outline-page').boundingBox();
    release();
    await drawn(page);
    const transport = await page.locator('.timeline').boundingBox();
    if (!between || !transport) throw new Error('They cannot be seen.');
    expect(Math.abs(between.y + between.height - transport.y)).toBeLessThan(2);
    expect((await seen(page)).shift).toBeLessThan(0.02);
    await page.unrouteAll();
  }
});

test('a theme that was chosen before is that of the outline', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('adascope.theme', 'dark'));
  await holdScripts(page);
  await page.goto('./', { waitUntil: 'commit' });
  await painted(page);
  await expect(page.locator('.outline-name')).toHaveCSS('background-color', 'rgb(20, 23, 27)');
});

test('so it is in a frame without an origin', async ({ page, baseURL }) => {
  await watch(page);
  const release = await holdScripts(page);
  const url = new URL('./?embed=1', baseURL).href;
  const body = hostPage(iframe(url, 'sandbox="allow-scripts"'));
  await page.goto(await serveHost(page, () => ({ type: 'text/html', body })), { waitUntil: 'commit' });
  const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
  if (!frame) throw new Error('There is no frame.');
  await painted(frame);
  await expect(frame.locator('.outline-frame')).toBeVisible();
  await expect(frame.locator('.outline-name')).toBeHidden();
  release();
  await inside(page);
  await expect(frame.locator('#outline')).toHaveCount(0);
  await expect.poll(async () => (await seen(frame)).together).toBe(false);
  expect((await seen(frame)).shift).toBeLessThan(0.05);
});

test('the message that nothing came opens the same experiment again, also one in the fragment', async ({
  page,
}) => {
  await page.route(/\.js$/, (route) =>
    route.request().url().endsWith('/outline.js') ? route.fallback() : route.abort(),
  );
  await page.goto('./?steps=70#surface=beale&run=adam');
  const before = page.url();
  const reloaded = page.waitForRequest((request) => request.isNavigationRequest());
  // It is shown after 15 s only.
  await page
    .locator('.unstarted a')
    .first()
    .evaluate((link: HTMLAnchorElement) => link.click());
  await reloaded;
  await page.waitForLoadState();
  expect(page.url()).toBe(before);
});
