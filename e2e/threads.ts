/** Whether the page is alive, and the thread that computes for it. */
import { expect, type Page } from '@playwright/test';
import { expectRedrawn, handle, landscape, middle, picture } from './page.ts';

export const RESTARTED = 'The computing thread had stopped. A new one has taken over.';
export const HERE = 'everything is computed here instead';

/** Moves the start and waits until the paths have followed. */
export async function expectLive(page: Page): Promise<void> {
  const before = await picture(landscape(page));
  const at = await middle(handle(page));
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 60, at.y + 60, { steps: 3 });
  await page.mouse.up();
  await page.mouse.move(5, 5);
  await expectRedrawn(landscape(page), before);
}

/** Asks what happened at a step: only a thread that answers can tell. */
export async function expectInspected(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'To the start' }).click();
  await expect(page.locator('.inspector tr.gradient td').first()).toHaveText('–');
  await page.getByRole('button', { name: 'One step forward' }).click();
  await expect(page.locator('.inspector tr.gradient td').first()).not.toHaveText('–');
}

export const thread = async (page: Page) => {
  // The thread of the runs is the first; a study has others.
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  return page.workers()[0];
};
