/** One file that holds everything, opened from a disk. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { ask, complaints, heard, hostPage, iframe, inside, latest, runsInlineScript, tell } from './hosts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Opens a file from the disk; nothing else may be asked for. */
async function openFile(page: Page, path: string): Promise<string[]> {
  const wrong = complaints(page);
  const url = pathToFileURL(path).href;
  page.on('request', (request) => {
    if (!/^(?:blob|data):/.test(request.url()) && !request.url().startsWith(url)) wrong.push(request.url());
  });
  await page.goto(url);
  await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
  return wrong;
}

test('npm run single makes a file that opens from the disk, computes in its worker, and keeps its link', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'adascope-single-'));
  const path = join(folder, 'a lesson.html');
  const query = 'surface=beale&run=adam,lr:0.05&run=sgd,lr:0.01&steps=300&title=A+"lesson"+</script>';
  writeFileSync(
    path,
    execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/tools/single.mjs', query], {
      cwd: root,
      maxBuffer: 2 ** 26,
    }),
  );
  const wrong = await openFile(page, path);
  await expect(page.getByRole('heading', { name: 'A "lesson" </script>' })).toBeVisible();
  await page.getByRole('slider', { name: 'Steps' }).fill('700');
  await page.getByRole('button', { name: 'To the end' }).click();
  // Both changes stand in the address before it is loaded again.
  await expect(page).toHaveURL(/a%20lesson\.html\?surface=beale&.*&steps=(\d+)&t=\1&/);
  const last = new URL(page.url()).searchParams.get('t') ?? '';
  await expect
    .poll(() => [...new Set(page.workers().map((worker) => worker.url().slice(0, 5)))])
    .toEqual(['blob:']);
  await expect(page.locator('.banner')).toHaveCount(0);
  // Its address is a link to itself.
  await page.reload();
  await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
  await expect(page.locator('.step-count output')).toHaveText(last);
  await page.getByRole('radio', { name: 'Overlay' }).check({ force: true });
  await expect(page.locator('math').first()).toBeVisible();
  expect(wrong).toEqual([]);
  expect(await runsInlineScript(page)).toBe(false);
  rmSync(folder, { recursive: true, force: true });
});

test('such a file is a frame as well: a page on the same disk drives it in a sandbox', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'adascope-single-'));
  const query = 'surface=booth&start=-5,5&run=sgd,lr:0.05&steps=100';
  writeFileSync(
    join(folder, 'lesson.html'),
    execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/tools/single.mjs', query], {
      cwd: root,
      maxBuffer: 2 ** 26,
    }),
  );
  const path = join(folder, 'course.html');
  writeFileSync(path, hostPage(iframe(`lesson.html?${query}&embed=1`, 'sandbox="allow-scripts"')));
  const wrong = complaints(page);
  await page.goto(pathToFileURL(path).href);
  await latest(page, 'ready');
  const frame = await inside(page);
  expect(await ask(page, { type: 'get' })).toMatchObject({
    query: `${query}&embed=1`,
    step: 0,
    playing: false,
  });
  expect(await ask(page, { type: 'seek', step: 60 })).toMatchObject({ step: 60 });
  await tell(page, { adascope: 1, type: 'play' });
  await expect.poll(async () => Number((await heard(page, 'state')).at(-1)?.step)).toBeGreaterThan(61);
  await ask(page, { type: 'pause' });
  const long = 'surface=beale&run=adam,lr:0.001&steps=300000&t=300000';
  await ask(page, { type: 'load', query: long });
  await expect
    .poll(async () => (await heard(page, 'state')).at(-1)?.runs, { timeout: 30_000 })
    .toMatchObject([{ status: 'finished' }]);
  await expect(frame.locator('.embed')).toBeVisible();
  expect(wrong).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

test('such a file of a network trains it', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'adascope-single-'));
  const path = join(folder, 'network.html');
  writeFileSync(
    path,
    execFileSync(
      process.execPath,
      [
        'node_modules/tsx/dist/cli.mjs',
        'scripts/tools/single.mjs',
        'surface=mnist,hidden:8&run=adam&steps=30&lang=en',
      ],
      {
        cwd: root,
        maxBuffer: 2 ** 26,
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    ),
  );
  const wrong = await openFile(page, path);
  const bar = page.locator('.network-bar');
  await expect(bar).toContainText('Ready', { timeout: 45_000 });
  await expect(bar).toContainText('computed with SIMD');
  await page.keyboard.press('Space');
  await expect(page.locator('.step-count output')).toHaveText('30', { timeout: 45_000 });
  // What the file is without is said.
  await page.getByLabel('Compute with').selectOption('wasm');
  await expect(bar).toContainText('computed with SIMD (this file is without TensorFlow.js)');
  await page.getByLabel('Surface', { exact: true }).selectOption('beale');
  await expect(page.locator('.landscape canvas').first()).toBeVisible();
  expect(wrong).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

test('the share dialog saves such a file, whose links lead to the site', async ({
  page,
  baseURL,
  context,
}) => {
  await page.goto('./?surface=booth&run=adam&t=5');
  await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('radio', { name: 'File', exact: true }).check({ force: true });
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as one page' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('adascope-booth.html');
  const folder = mkdtempSync(join(tmpdir(), 'adascope-single-'));
  const path = join(folder, 'booth.html');
  await file.saveAs(path);
  expect(readFileSync(path, 'utf8')).toContain('<title>Booth: Adam</title>');
  const other = await context.newPage();
  const wrong = await openFile(other, path);
  await expect(other.locator('.step-count output')).toHaveText('5');
  await other.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(other.getByRole('textbox', { name: 'Link' })).toHaveValue(
    `${baseURL}?surface=booth&run=adam&t=5`,
  );
  await other.getByRole('radio', { name: 'File', exact: true }).check({ force: true });
  await expect(other.getByRole('button', { name: 'Save as one page' })).toHaveCount(0);
  expect(wrong).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});
