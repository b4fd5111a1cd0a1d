import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { complaints } from './hosts.ts';

async function openPanel(page: Page, query: string, share = 'Share', name = 'Take away'): Promise<void> {
  await page.goto(`./?${query}`);
  await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
  await page.getByRole('button', { name: share, exact: true }).click();
  await page.getByRole('radio', { name, exact: true }).check({ force: true });
}

test.describe('taking an experiment away', () => {
  test('shows a program for each library, and saves it', async ({ page }) => {
    const wrong = complaints(page);
    await openPanel(page, 'surface=beale&run=adam,lr:0.05&steps=50');
    const what = page.getByLabel('As what', { exact: true }).and(page.locator('select'));
    const preview = page.locator('.share-take pre');
    await expect(preview).toContainText('torch.optim.Adam([theta], lr=0.05');
    const ids = await what
      .locator('option')
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    expect(ids).toEqual(
      expect.arrayContaining(['pytorch', 'optax', 'tfjs', 'optuna', 'ray', 'report-html', 'svg']),
    );
    for (const id of ids) {
      await what.selectOption(id);
      await expect(page.locator('.share-take').getByRole('button', { name: 'Download' })).toBeVisible();
    }
    await what.selectOption('optuna');
    await expect(preview).toContainText('GridSampler');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe('adascope-beale.py');
    expect(readFileSync(await file.path(), 'utf8')).toBe(await preview.textContent());
    expect(wrong).toEqual([]);
  });

  test('makes a report over several seeds in the language of the page', async ({ page }) => {
    await openPanel(
      page,
      'surface=regression&run=sgd,lr:0.1&run=adam,lr:0.05&steps=200&lang=zh',
      '分享',
      '导出',
    );
    await page.getByLabel('导出为', { exact: true }).and(page.locator('select')).selectOption('report-html');
    await page.getByLabel('随机种子数').selectOption('5');
    await expect(page.locator('.share-take pre')).toContainText('以下结论依据 5 个种子');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载' }).click();
    const html = readFileSync(await (await saved).path(), 'utf8');
    expect(html).toContain('<html lang="zh-Hans">');
    expect(html.match(/<svg/g)).toHaveLength(3);
  });

  test('says why something cannot be, and gives the command for networks', async ({ page }) => {
    await openPanel(page, 'run=adam&axis=start.x,from:-2,to:2');
    await page.getByLabel('As what', { exact: true }).and(page.locator('select')).selectOption('optuna');
    await expect(page.getByText('Not possible: axis=start.x')).toBeVisible();
    await openPanel(page, 'surface=mnist&run=sgd&run=adagrad&steps=20');
    await expect(page.locator('.share-take pre')).toHaveText(
      /npm run --silent export -- "surface=mnist&run=sgd&run=adagrad&steps=20" --to pytorch --out training/,
    );
  });
});
