import { expect, test } from '@playwright/test';
import { drawn, keptStep, open, playButton, step } from './page.ts';
import { bar, go, lowest, now, reaches, SMALL, thread, train } from './training.ts';

test.describe('a training', () => {
  test('goes on when the graphics context is lost', async ({ page }) => {
    await open(page, 'lang=en&view=overlay');
    const worker = await thread(page);
    await worker.evaluate(() => {
      const contexts: unknown[] = [];
      Object.assign(self, { contexts });
      const { getContext } = OffscreenCanvas.prototype;
      OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...given: unknown[]) {
        const context = Reflect.apply(getContext, this, given);
        contexts.push(context);
        return context;
      } as typeof getContext;
    });
    await go(page, `lang=en&${SMALL}`);
    await page.getByLabel('Compute with').selectOption('webgl');
    await train(page, 5);
    await expect(bar(page)).toContainText('WebGL (software)');
    for (let k = 0; k < 2; k++) {
      const before = await now(page);
      await worker.evaluate(() => {
        for (const context of (self as unknown as { contexts: WebGL2RenderingContext[] }).contexts)
          if (context && !context.isContextLost()) context.getExtension('WEBGL_lose_context')?.loseContext();
      });
      expect(await lowest(page, before + 10)).toBeGreaterThanOrEqual(before);
    }
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(page.workers()).toContain(worker);
  });

  test('goes on in another thread when its own crashes', async ({ page }) => {
    await open(page, `lang=en&${SMALL}`);
    await train(page, 60);
    await expect.poll(() => now(page), { timeout: 20_000 }).toBeGreaterThan(60);
    const before = await now(page);
    await (await thread(page)).evaluate(() => {
      setTimeout(() => {
        throw new Error('A crash.');
      });
    });
    await expect(page.getByText('A new one has taken over')).toBeVisible();
    expect(await lowest(page, before + 20)).toBeGreaterThanOrEqual(before);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('goes on in another thread when its own falls silent', async ({ page }) => {
    await page.clock.install();
    await open(page, `lang=en&${SMALL}`);
    await train(page, 20);
    const first = await thread(page);
    const before = await now(page);
    await first.evaluate(() => self.close());
    await page.clock.fastForward(60_000);
    await expect(page.getByText('A new one has taken over')).toBeVisible();
    expect(await lowest(page, before + 20)).toBeGreaterThanOrEqual(before);
  });

  test('is continued after the page is loaded again', async ({ page }) => {
    await open(page, `lang=en&${SMALL}`);
    await train(page, 40);
    await playButton(page).click();
    await expect(playButton(page)).toHaveAccessibleName('Play');
    await expect.poll(() => now(page)).toBeGreaterThan(0);
    const kept = await now(page);
    // It is kept in a moment.
    await expect.poll(() => keptStep(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(kept);
    await expect(async () => {
      await page.reload();
      await drawn(page);
      await expect(page.getByRole('button', { name: /Continue from step/ })).toBeVisible({ timeout: 5000 });
    }).toPass({ timeout: 30_000 });
    await expect(bar(page)).toContainText('Ready', { timeout: 40_000 });
    await page.getByRole('button', { name: /Continue from step/ }).click();
    // The playhead is at the step that was kept as soon as the training stands again, and goes on from there.
    await expect(step(page)).not.toHaveText('0', { timeout: 40_000 });
    expect(await lowest(page, kept + 10)).toBeGreaterThanOrEqual(kept - 1);
    await expect(page.getByRole('button', { name: /Continue from step/ })).toHaveCount(0);
  });

  test('where there is little room is kept without the paths on the plane, which is said', async ({
    page,
  }) => {
    const wide = `lang=en&surface=mnist,hidden:64,batch:16&view=overlay&run=sgd,lr:0.1&run=adam&steps=40`;
    // The browser's own store, in which one transaction has room for so many bytes of weights: what counts towards a real quota
    // differs from run to run.
    await page.addInitScript((room) => {
      const used = new WeakMap<IDBTransaction, number>();
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (this: IDBObjectStore, value, ...key) {
        const kept: readonly (Float32Array | null)[] = value?.theta ?? [];
        const weights = kept.reduce((sum, theta) => sum + (theta?.byteLength ?? 0), 0);
        const bytes = (used.get(this.transaction) ?? 0) + weights;
        used.set(this.transaction, bytes);
        if (bytes > room) {
          this.transaction.abort();
          throw new DOMException('There is no more room.', 'QuotaExceededError');
        }
        return Reflect.apply(put, this, [value, ...key]);
      };
    }, 2e6);
    await open(page, wide);
    await train(page, 40);
    await expect(bar(page)).toContainText('This browser has little room', { timeout: 20_000 });
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect.poll(() => keptStep(page), { timeout: 20_000 }).toBe(40);
    await page.reload();
    await drawn(page);
    await page.getByRole('button', { name: 'Continue from step 40' }).click();
    await reaches(page, 40);
    await expect(page.locator('.plane-caption')).toContainText(/together \d+ %/, { timeout: 40_000 });
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('in a frame that may store nothing works, and says that nothing is kept', async ({
    page,
    baseURL,
  }) => {
    const address = `${baseURL}around.html`;
    const around = `<iframe sandbox="allow-scripts" width="1000" height="700" src="./?embed=1&lang=en&${SMALL}"></iframe>`;
    await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: around }));
    await page.goto(address);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(frame.locator('.network-bar')).toContainText('keeps nothing here', { timeout: 40_000 });
    await expect(frame.getByRole('alert')).toHaveCount(0);
  });
});
