import { expect, test } from '@playwright/test';
import { iframe, openHost } from './hosts.ts';

test('twenty frames in 3-D lose no picture: each gives its graphics context back while it is out of sight', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const lost: string[] = [];
  page.on('console', (message) => {
    if (/context/i.test(message.text())) lost.push(message.text());
  });
  const query = 'surface=beale&view=3d&run=adam,lr:0.05&hide=rates/loss/inspector/timeline&embed=1';
  const frames = Array.from({ length: 20 }, (_, k) => iframe(`${baseURL}?${query}&seed=${k}`));
  await openHost(page, `<style>iframe { display: block; height: 320px }</style>${frames.join('')}`);
  const relief = (at: number) =>
    page.frameLocator('iframe').nth(at).locator('.relief-picture[data-ready=true]');
  for (let at = 0; at < 20; at++) {
    await page.locator('iframe').nth(at).scrollIntoViewIfNeeded();
    await expect(relief(at)).toBeVisible();
  }
  await expect(relief(0)).toHaveCount(0);
  await page.locator('iframe').first().scrollIntoViewIfNeeded();
  await expect(relief(0)).toBeVisible();
  expect(lost).toEqual([]);
});
