import { expect, type Page, test } from '@playwright/test';
import {
  expectHandleAt,
  expectRedrawn,
  handle,
  landscape,
  linked,
  middle,
  open,
  picture,
  pixelsOf,
  placeIn,
  playButton,
  step,
} from './page.ts';

/** A finger that touches, moves and lifts, as the browser sees it. */
async function drag(
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
  meanwhile?: () => Promise<void>,
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [from]);
  for (let k = 1; k <= 8; k++) {
    await touch('touchMove', [
      { x: from.x + ((to.x - from.x) * k) / 8, y: from.y + ((to.y - from.y) * k) / 8 },
    ]);
  }
  await meanwhile?.();
  await touch('touchEnd', []);
  await session.detach();
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test('the landscape is on top, and the transport at the bottom, within reach', async ({ page }) => {
  await open(page);
  const canvas = await landscape(page).boundingBox();
  const button = await playButton(page).boundingBox();
  if (!canvas || !button) throw new Error('They cannot be seen.');
  expect(canvas.y).toBeLessThan(120);
  expect(canvas.width).toBeGreaterThan(380);
  expect(button.y).toBeGreaterThan(700);
  expect(button.y + button.height).toBeLessThanOrEqual(844);
  for (const slot of [0, 1, 2, 3, 4]) expect(await pixelsOf(landscape(page), slot)).not.toBeNull();
});

/** Pages with much to show: long names, many problems, a network. */
const FULL = [
  'view=overlay',
  'surface=regression&run=muon&run=custom',
  'surface=nope&steps=x&run=y',
  'surface=mnist,hidden:8,batch:16&run=adam',
  `run=adam,label:${'M'.repeat(60)}&run=adam&title=${'W'.repeat(90)}&note=${'M'.repeat(200)}`,
] as const;

/** Looks at every tab of the page, in one language. */
async function expectNoOverflow(page: Page, lang: 'en' | 'zh', queries: readonly string[]): Promise<void> {
  for (const query of queries) {
    await open(page, `${query}&lang=${lang}`);
    for (const tab of await page.getByRole('tab').all()) {
      await tab.tap();
      await expect(tab).toHaveAttribute('aria-selected', 'true');
      expect(await overflow(page), `${query} ${await tab.textContent()}`).toBeLessThanOrEqual(0);
      const panel = page.getByRole('tabpanel');
      const wide = await panel.evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(wide, `${query} ${await tab.textContent()}`).toBeLessThanOrEqual(0);
      const runs = page.locator('.run-list .run-name');
      if (await runs.count()) {
        await runs.first().tap();
        expect(await overflow(page), 'settings of a run').toBeLessThanOrEqual(0);
      }
      await expect(playButton(page)).toBeInViewport();
    }
  }
}

test('nothing scrolls sideways on any tab', async ({ page }) => {
  await expectNoOverflow(page, 'en', FULL);
});

// What differs by language are the words: of controls, and of what was repaired.
test('nothing scrolls sideways in Chinese', async ({ page }) => {
  await expectNoOverflow(page, 'zh', [FULL[0], FULL[2], FULL[3]]);
});

test('the start follows a finger, live, and does not scroll the page', async ({ page }) => {
  await open(page);
  const before = await picture(landscape(page));
  const from = await middle(handle(page));
  const to = { x: from.x + 120, y: from.y + 60 };
  await drag(page, from, to, async () => {
    await expectRedrawn(landscape(page), before);
    const now = await middle(handle(page));
    expect(Math.hypot(now.x - to.x, now.y - to.y)).toBeLessThan(4);
  });
  await expect.poll(() => linked(page).start).not.toEqual([-1.5, 2]);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('a tap on the landscape sets the start', async ({ page }) => {
  await open(page);
  await page.waitForLoadState('networkidle');
  const at = await placeIn(page, 0.7, 0.4);
  await page.touchscreen.tap(at.x, at.y);
  await expectHandleAt(page, at, 3);
});

test('a finger on a plot seeks', async ({ page }) => {
  await open(page, 'steps=100');
  await page.getByRole('tab', { name: 'Loss' }).tap();
  const plot = await page.locator('.plot canvas').boundingBox();
  if (!plot) throw new Error('The plot cannot be seen.');
  const y = plot.y + plot.height / 2;
  await drag(page, { x: plot.x + 60, y }, { x: plot.x + plot.width - 9, y });
  await expect(step(page)).toHaveText(/^(99|100)$/);
});

test('it plays and stops by touch', async ({ page }) => {
  await open(page, 'steps=5000');
  await playButton(page).tap();
  await expect(step(page)).not.toHaveText('0');
  await playButton(page).tap();
  await expect(playButton(page)).toHaveAccessibleName('Play');
});

test('tabs are walked by arrow keys', async ({ page }) => {
  await open(page);
  await page.getByRole('tab').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab').nth(1)).toBeFocused();
  await expect(page.getByRole('tab').nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tab').last()).toBeFocused();
  await expect(step(page)).toHaveText('0');
});

test('everything that is touched is large enough', async ({ page }) => {
  await open(page);
  for (const tab of await page.getByRole('tab').all()) {
    await tab.tap();
    const small = await page
      .locator('button:visible, select:visible, summary:visible, a:visible, input:visible')
      .evaluateAll((all) =>
        all.flatMap((element) => {
          const box = (element.closest('label') ?? element).getBoundingClientRect();
          const name = element.getAttribute('aria-label') ?? element.textContent ?? element.id;
          return box.width < 24 || box.height < 24
            ? [`${element.tagName} ${name} ${box.width}×${box.height}`]
            : [];
        }),
      );
    expect(small).toEqual([]);
  }
});
