import { expect, type Page, test } from '@playwright/test';
import { open } from './page.ts';

/** Text that can be seen and is smaller than 12 px, each with its size. Indices in formulas are set by their own rules. */
const small = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || !node.nodeValue?.trim() || element.closest('math, script, style')) continue;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < 12) found.push(`${size}px: ${node.nodeValue.trim().slice(0, 40)}`);
    }
    const axes = getComputedStyle(document.documentElement).getPropertyValue('--axis-size');
    if (Number.parseFloat(axes) < 12) found.push(`${axes}: axes`);
    return found;
  });

/** Size of text and of the labels that canvases draw, CSS pixels. */
const sizes = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const { fontSize } = getComputedStyle(document.body);
    const axes = getComputedStyle(document.documentElement).getPropertyValue('--axis-size');
    return [fontSize, axes].map(Number.parseFloat);
  });

test('no text is under 12 px, on the page, a phone and in a frame, and it grows on large screens', async ({
  page,
}) => {
  for (const [query, width, height] of [
    ['view=overlay&run=adam&run=sgd,lr:abc', 1440, 900],
    ['lang=zh&view=overlay', 390, 844],
    ['embed=1&view=overlay', 420, 420],
    // The last one is made larger below.
    ['lang=en', 1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await open(page, query);
    expect(await small(page), query).toEqual([]);
  }
  let before = await sizes(page);
  for (const [width, height] of [
    [1920, 1000],
    [2560, 1300],
  ]) {
    await page.setViewportSize({ width, height });
    const now = await sizes(page);
    expect(now[0], `text at ${width}`).toBeGreaterThan(before[0]);
    expect(now[1], `axes at ${width}`).toBeGreaterThan(before[1]);
    before = now;
  }
});
