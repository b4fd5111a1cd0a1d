/** What the browser tests do with a training, in a person's words. */
import { expect, type Page } from '@playwright/test';
import { playButton, step } from './page.ts';

/** Two networks, and steps for some seconds. */
export const SMALL = 'surface=mnist,hidden:64,batch:64&view=overlay&run=sgd,lr:0.1&run=adam&steps=20000';

export const now = async (page: Page): Promise<number> =>
  Number((await step(page).textContent())?.replace(/\D/g, '') ?? Number.NaN);
/** Waits until so many steps are made. */
export const reaches = (page: Page, count: number): Promise<void> =>
  expect.poll(() => now(page), { timeout: 40_000 }).toBeGreaterThanOrEqual(count);
export const bar = (page: Page) => page.locator('.network-bar');

export { thread } from './threads.ts';

/** Goes to another experiment without loading the page again. */
export const go = (page: Page, query: string): Promise<void> =>
  page.evaluate((query) => {
    history.pushState(null, '', `?${query}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, query);

export async function train(page: Page, steps: number): Promise<void> {
  await expect(bar(page)).toContainText('Ready', { timeout: 40_000 });
  await playButton(page).click();
  await reaches(page, steps);
}

/** The smallest step shown while `act` goes on and until so many steps are made. */
export async function lowest(page: Page, until: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  await expect
    .poll(
      async () => {
        const shown = await now(page);
        least = Math.min(least, shown);
        return shown;
      },
      { timeout: 40_000, intervals: [50] },
    )
    .toBeGreaterThanOrEqual(until);
  return least;
}
