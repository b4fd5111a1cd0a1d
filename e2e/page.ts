/** What the browser tests do with the page, in a person's words. */
import { expect, type Locator, type Page } from '@playwright/test';
import { type Experiment, parseExperiment } from '../src/experiment/index.ts';

/** Opens the page with a link and waits for its first picture. */
export async function open(page: Page, query = ''): Promise<void> {
  await page.goto(query === '' ? './' : `./?${query}`);
  await drawn(page);
}

export const drawn = (page: Page): Promise<void> =>
  expect(page.locator('html')).toHaveAttribute('data-ready', 'true');

/** The experiment that the address says. */
export const linked = (page: Page): Experiment => parseExperiment(new URL(page.url()).search).experiment;

/** Waits until the address says so. */
export const expectLink = (page: Page, query: string): Promise<void> =>
  expect.poll(() => new URL(page.url()).search).toBe(query === '' ? '' : `?${query}`);

/** The canvas of the landscape, or of the first of several. */
export const landscape = (page: Page): Locator => page.locator('.landscape canvas').first();
export const handle = (page: Page): Locator => page.getByTestId('start-handle').first();
/** The plots over steps. */
export const plots = (page: Page): Locator => page.locator('.plot:not(.glance .plot) canvas');

/** The step that the transport shows. */
export const step = (page: Page): Locator => page.locator('.step-count output');
export const playButton = (page: Page): Locator => page.locator('.transport .play');

/** A canvas's picture as a number, as it is now: another picture is another number. */
export const pictureNow = (canvas: Locator): Promise<number> =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const context = element.getContext('2d') as CanvasRenderingContext2D;
    const { data } = context.getImageData(0, 0, element.width, element.height);
    let hash = element.width;
    for (let i = 0; i < data.length; i++) hash = (Math.imul(hash, 31) + data[i]) | 0;
    return hash;
  });

/**
 * A canvas's picture once all that is shown with it is finished: a busy machine shows a coarse map, and paths and curves as far as
 * they are computed, first.
 */
export async function picture(canvas: Locator): Promise<number> {
  await expect(canvas.locator('xpath=ancestor::html').locator('[aria-busy=true]:visible')).toHaveCount(0);
  return pictureNow(canvas);
}

/** How many colours a canvas shows. */
export const colours = (canvas: Locator): Promise<number> =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const context = element.getContext('2d') as CanvasRenderingContext2D;
    const { data } = context.getImageData(0, 0, element.width, element.height);
    const seen = new Set<number>();
    for (let i = 0; i < data.length; i += 4) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    return seen.size;
  });

/** Waits until a canvas shows another picture than the one it showed. */
export const expectRedrawn = (canvas: Locator, before: number): Promise<void> =>
  expect.poll(() => pictureNow(canvas)).not.toBe(before);

/** Where a canvas shows the colour of a run, in CSS pixels; null where it does not. */
export const pixelsOf = (
  canvas: Locator,
  slot: number,
): Promise<{ count: number; left: number; right: number; top: number; bottom: number } | null> =>
  canvas.evaluate((element: HTMLCanvasElement, slot) => {
    const context = element.getContext('2d') as CanvasRenderingContext2D;
    const { width, height } = element;
    const { data } = context.getImageData(0, 0, width, height);
    context.save();
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(`--line-${slot}`).trim();
    const [r, g, b] = [1, 3, 5].map((i) => Number.parseInt(String(context.fillStyle).slice(i, i + 2), 16));
    context.restore();
    const ratio = width / element.clientWidth;
    let count = 0;
    let [left, right, top, bottom] = [width, 0, height, 0];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = 4 * (y * width + x);
        const off = Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b);
        if (off > 24 || data[i + 3] < 250) continue;
        count++;
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
    }
    if (count === 0) return null;
    return { count, left: left / ratio, right: right / ratio, top: top / ratio, bottom: bottom / ratio };
  }, slot);

/** Where a fraction of the landscape's width and height lies, in the page. */
export async function placeIn(page: Page, across: number, down: number): Promise<{ x: number; y: number }> {
  const box = await landscape(page).boundingBox();
  if (!box) throw new Error('The landscape cannot be seen.');
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}

/** Waits until the start's handle is less than `within` pixels from a place. */
export const expectHandleAt = (page: Page, at: { x: number; y: number }, within: number): Promise<void> =>
  expect
    .poll(async () => {
      const now = await middle(handle(page));
      return Math.hypot(now.x - at.x, now.y - at.y);
    })
    .toBeLessThan(within);

/** The middle of an element, in the page, once what was done to the page before has been drawn. */
export async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  await pictures(locator.page(), 2);
  const box = await locator.boundingBox();
  if (!box) throw new Error('It cannot be seen.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Counts how often React commits, as its developer tools would: before the page is opened. */
export const countCommits = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const counted = window as unknown as { commits: number; __REACT_DEVTOOLS_GLOBAL_HOOK__: unknown };
    counted.commits = 0;
    counted.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberRoot() {
        counted.commits++;
      },
      onCommitFiberUnmount() {},
      onPostCommitFiberRoot() {},
      checkDCE() {},
    };
  });

export const commits = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { commits: number }).commits);

/** Lets the page show so many pictures. */
export const pictures = (page: Page, count: number): Promise<void> =>
  page.evaluate(
    (count) =>
      new Promise<void>((resolve) => {
        let left = count;
        const next = (): void => {
          if (left-- <= 0) resolve();
          else requestAnimationFrame(next);
        };
        next();
      }),
    count,
  );

/** The step of the training that this browser keeps; 0 where it keeps none. */
export const keptStep = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('adascope');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('trainings').objectStore('trainings').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result[0]?.checkpoint.step ?? 0);
          };
        };
      }),
  );
