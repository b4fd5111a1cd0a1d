import { expect, type Page, test } from '@playwright/test';

/** Everything the page complains about: errors of scripts, of the console, and files that are not there. */
function complaints(page: Page): string[] {
  const list: string[] = [];
  page.on('pageerror', (error) => list.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') list.push(message.text());
  });
  page.on('requestfailed', (request) => list.push(`${request.url()} failed`));
  page.on('response', (response) => {
    if (response.status() >= 400) list.push(`${response.url()} ${response.status()}`);
  });
  return list;
}

for (const { where, tag } of [
  { where: 'on a wide screen', tag: [] },
  { where: 'on a phone', tag: ['@phone'] },
]) {
  test(`the page opens ${where} with its picture drawn and without a complaint`, { tag }, async ({
    page,
  }) => {
    const heard = complaints(page);
    await page.goto('./');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Adascope');
    await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
    await expect(page.locator('canvas').first()).toBeVisible();
    expect(heard).toEqual([]);
  });
}
