import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { complaints, inside, openHost } from './hosts.ts';

async function openDialog(page: Page, query: string): Promise<void> {
  await page.goto(`./?${query}`);
  await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Share this experiment' })).toBeVisible();
}

const way = (page: Page, name: string) =>
  page.getByRole('radio', { name, exact: true }).check({ force: true });

test.describe('the share dialog', () => {
  test('gives the link, with what was chosen in it, and a code of it', async ({ page, baseURL, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const wrong = complaints(page);
    await openDialog(page, 'surface=beale&run=adam,lr:0.05&t=30');
    const dialog = page.getByRole('dialog');
    const link = dialog.getByRole('textbox', { name: 'Link' });
    await expect(link).toHaveValue(`${baseURL}?surface=beale&run=adam,lr:0.05&t=30`);
    await dialog.getByLabel('Title').fill('Adam, (step 30)');
    await dialog.getByLabel('Opens at').selectOption('own');
    await dialog.getByLabel('Step, 0 to 500').fill('77');
    await expect(link).toHaveValue(/&t=77&/);
    await expect(dialog.getByRole('region', { name: 'What the link fixes' })).toContainText('step 77');
    await dialog.getByLabel('Opens at').selectOption('start');
    await dialog.getByLabel('Language').selectOption('zh');
    const address = `${baseURL}?surface=beale&run=adam,lr:0.05&lang=zh&title=Adam,%20%28step%2030%29`;
    await expect(link).toHaveValue(address);
    await expect(dialog.getByRole('img', { name: 'QR code' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Fill the screen' }).click();
    await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
    await dialog.getByRole('button', { name: 'Fill the screen' }).click();
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
    // Choices are for what is handed on: the page itself stays as it was.
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    expect(page.url()).toBe(`${baseURL}?surface=beale&run=adam,lr:0.05&t=30`);
    expect(wrong).toEqual([]);
  });

  test('copies without a clipboard of its own, and where nothing may be copied selects the text', async ({
    page,
  }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      Object.assign(window, { copied: '' });
      document.addEventListener('copy', () => Object.assign(window, { copied: String(getSelection()) }));
    });
    await openDialog(page, 'surface=beale');
    const dialog = page.getByRole('dialog');
    await way(page, 'Embed');
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { copied: string }).copied)).toContain(
      '<iframe src=',
    );

    await page.evaluate(() => {
      document.execCommand = () => false;
    });
    await way(page, 'Link');
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await expect(dialog.getByRole('button', { name: 'Press Ctrl+C' })).toBeVisible();
    const selected = await dialog
      .getByRole('textbox', { name: 'Link' })
      .evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));
    expect(selected).toContain('surface=beale');
  });

  test('shows the frame as it will be, and gives the text to paste for each platform', async ({ page }) => {
    await openDialog(page, 'surface=beale&run=adam,lr:0.05&view=overlay');
    const dialog = page.getByRole('dialog');
    await way(page, 'Embed');
    const frame = await inside(page);
    await expect(frame.getByRole('button', { name: 'Adam' })).toBeVisible();
    await dialog.getByLabel('names of runs').uncheck();
    await dialog.getByLabel('Size').selectOption('small');
    const preview = page.frameLocator('iframe');
    await expect(preview.getByRole('button', { name: 'Adam' })).toHaveCount(0);
    const code = dialog.locator('pre');
    await expect(code).toContainText('width="400" height="300"');
    await expect(code).toContainText('hide=runs');
    await expect(code).toContainText('title="Beale: Adam"');
    for (const [platform, text] of [
      ['lms', '<p><iframe'],
      ['markdown', '[Beale: Adam](http'],
      ['myst', ':::{iframe} http'],
      ['quarto', '```{=html}'],
      ['reveal', 'data-src='],
      ['react', 'style={{'],
      [
        'element',
        '<adascope-embed query="surface=beale&amp;run=adam,lr:0.05&amp;view=overlay&amp;hide=runs"',
      ],
      ['address', 'embed=1'],
    ]) {
      await dialog.getByLabel('Platform').selectOption(platform);
      await expect(code).toContainText(text);
    }
  });

  test('what it gives as HTML is a frame that works, with its title', async ({ page, context }) => {
    await openDialog(page, 'surface=beale&run=adam,lr:0.05&title=A "quoted" <title>&t=9');
    const dialog = page.getByRole('dialog');
    await way(page, 'Embed');
    const other = await context.newPage();
    for (const platform of ['html', 'lms', 'quarto', 'element']) {
      await dialog.getByLabel('Platform').selectOption(platform);
      const snippet = String(await dialog.locator('pre').textContent());
      await openHost(other, snippet.replace(/^```.*$/gm, ''));
      const frame = other.frameLocator('iframe');
      await expect(frame.getByRole('heading', { name: 'A "quoted" <title>' })).toBeVisible();
      await expect(frame.locator('.step-count output')).toHaveText('9');
      await expect(other.locator('iframe')).toHaveAttribute('title', 'A "quoted" <title>');
    }
  });

  test('saves the experiment as a file, which opens again', async ({ page }) => {
    await openDialog(page, 'surface=himmelblau&run=lion,lr:0.01&run=sgd&start=1,2&steps=123');
    await way(page, 'File');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save experiment' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe('adascope-himmelblau.json');
    const text = readFileSync(await file.path(), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ adascope: 1, experiment: { steps: 123 } });

    await openDialog(page, 'surface=booth');
    await way(page, 'File');
    const picker = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open a file' }).click();
    await (await picker).setFiles({
      name: 'no.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{}'),
    });
    await expect(page.getByRole('alert')).toContainText('“no.json” is JSON, but no experiment of Adascope');
    await expect(page).toHaveURL(/surface=booth$/);
    const again = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open a file' }).click();
    await (await again).setFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page).toHaveURL(/surface=himmelblau&start=1,2&run=lion,lr:0.01&run=sgd&steps=123$/);
    await page.goBack();
    await expect(page).toHaveURL(/surface=booth$/);
  });

  test('says when a link is too long', async ({ page }) => {
    await openDialog(page, `surface=beale&note=${'long%20'.repeat(250)}`);
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('too long for a QR code')).toBeVisible();
    await dialog.getByLabel('Note').fill('学'.repeat(600));
    await expect(dialog.getByText(/characters and is read up to 4000/)).toBeVisible();
  });
});

test('the share dialog fits on a phone', { tag: '@phone' }, async ({ page }) => {
  await openDialog(page, 'surface=beale');
  for (const name of ['Link', 'Embed', 'File']) {
    await way(page, name);
    const beyond = await page
      .locator('.share-body')
      .evaluate((body) => [
        body.scrollWidth - body.clientWidth,
        document.documentElement.scrollWidth - innerWidth,
      ]);
    expect(beyond).toEqual([0, 0]);
  }
});
