/**
 * How long the main thread is busy at a stretch, in time of the processor: what other programs take of it does not count, and a
 * busy machine only makes caches colder.
 */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { drawn, handle, middle, pictures, playButton } from './page.ts';

const RUNS = Array.from({ length: 12 }, (_, k) => `run=adam,lr:${(0.01 * (k + 1)).toFixed(2)}`).join('&');
const QUERY = `lang=en&steps=1000&speed=500&${RUNS}`;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The longest task of a page's main thread while something is done, in milliseconds of the processor. */
async function longestTask(browser: Browser, page: Page, act: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await act();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  const place = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(place),
  );
  const tasks = traceEvents.filter(
    (event) => event.ph === 'X' && event.name === 'ThreadControllerImpl::RunTask' && mains.has(place(event)),
  );
  expect(tasks.length).toBeGreaterThan(50);
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
}

test('opening twelve runs has no task of 100 ms', async ({ browser, page }) => {
  // The browser's own first tasks are not the page's.
  await page.goto('about:blank');
  const longest = await longestTask(browser, page, async () => {
    await page.goto(`./?${QUERY}`);
    await drawn(page);
    await pictures(page, 30);
  });
  expect(longest).toBeLessThan(100);
});

test('dragging the start of twelve runs has no task of 50 ms, playing them neither', async ({
  browser,
  page,
}) => {
  await page.goto(`./?${QUERY}`);
  await drawn(page);
  const { x, y } = await middle(handle(page));
  await page.mouse.move(x, y);
  await pictures(page, 60);
  const dragging = await longestTask(browser, page, async () => {
    await page.mouse.down();
    for (let k = 1; k <= 120; k++) {
      const angle = (4 * Math.PI * k) / 120;
      await page.mouse.move(x - 60 + 60 * Math.cos(angle), y + 60 * Math.sin(angle));
    }
    await page.mouse.up();
    await pictures(page, 10);
  });
  expect(dragging).toBeLessThan(50);
  const playing = await longestTask(browser, page, async () => {
    await playButton(page).evaluate((button: HTMLButtonElement) => button.click());
    await expect(page.locator('.step-count output')).toHaveText('1000', { timeout: 60_000 });
  });
  expect(playing).toBeLessThan(50);
});
