import { expect, test } from '@playwright/test';
import { drawn, open, picture, playButton, plots } from './page.ts';
import { bar, go, now, reaches, SMALL, train } from './training.ts';

test.describe('a training', () => {
  test('goes on while the tab is in the background, and its plots are right on return', async ({ page }) => {
    // A tab in the background is given no animation frames.
    await page.addInitScript(() => {
      const real = window.requestAnimationFrame.bind(window);
      const waiting: FrameRequestCallback[] = [];
      const gate = { open: true };
      Object.assign(window, {
        background(on: boolean) {
          gate.open = !on;
          if (!on) for (const callback of waiting.splice(0)) real(callback);
        },
      });
      window.requestAnimationFrame = (callback) => (gate.open ? real(callback) : waiting.push(callback));
    });
    const background = (on: boolean): Promise<void> =>
      page.evaluate((on) => (window as unknown as { background(on: boolean): void }).background(on), on);
    // Long enough that the tab is left before the end.
    await open(
      page,
      'lang=en&surface=mnist,hidden:64,batch:64&view=overlay&run=sgd,lr:0.1&run=adam&steps=3000',
    );
    await train(page, 5);
    await background(true);
    const shown = await picture(plots(page).first());
    await expect(playButton(page)).toHaveAccessibleName('Play', { timeout: 40_000 });
    expect(await picture(plots(page).first())).toBe(shown);
    await background(false);
    await reaches(page, 3000);
    await expect.poll(() => picture(plots(page).first())).not.toBe(shown);
  });

  test('in which one run is no longer finite goes on with the others', async ({ page }) => {
    await open(
      page,
      'lang=en&surface=mnist,hidden:8,batch:16&view=split&run=sgd,lr:1e30&run=adam&steps=20000',
    );
    await train(page, 30);
    const cards = page.locator('article.card');
    await expect(cards.nth(0)).toContainText('diverged');
    await expect(cards.nth(1)).not.toContainText('diverged');
    await reaches(page, (await now(page)) + 20);
    await expect(cards.nth(1).locator('output.readout')).toHaveText(/%/);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('that would not fit into memory is refused with what it takes and what helps, in English and Chinese', async ({
    page,
  }) => {
    const runs = Array.from({ length: 12 }, () => 'run=adam').join('&');
    await open(page, `lang=en&surface=mnist,hidden:1024/1024,batch:1024&${runs}`);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(/12 runs of 1863690 weights in batches of 1024 take about \d\.\d GB/, {
      timeout: 40_000,
    });
    await expect(alert).toContainText(/take fewer runs, narrower layers/);
    // Only another experiment helps.
    await expect(alert.getByRole('button')).toHaveCount(1);
    await page.getByRole('button', { name: '中文' }).click();
    await expect(alert).toContainText(/12 个运行，每个 1863690 个权重，批量 1024，约需 \d\.\d GB 内存/);
    await expect(alert).toContainText(/请减少运行数/);
    await go(page, `lang=zh&${SMALL}`);
    await expect(alert).toHaveCount(0);
    await expect(bar(page)).toContainText('已就绪', { timeout: 40_000 });
  });
});

test.describe('a page of which no script comes, not even the one that helps', () => {
  /** What hosts say for files that are missing. */
  const ANSWERS = [
    { name: '404', status: 404, body: 'Not found' },
    { name: 'its own page', status: 200, body: '<!doctype html><title>Home</title>' },
  ] as const;
  for (const { name, status, body } of ANSWERS) {
    test(`says after a while that it has not started, and can be opened again (the host answers with ${name})`, async ({
      page,
    }) => {
      let complete = false;
      await page.route(/\.js$/, (route) =>
        complete ? route.continue() : route.fulfill({ status, contentType: 'text/html', body }),
      );
      await page.goto('./?surface=booth&lang=en');
      const said = page.locator('.unstarted');
      // Not at once: a slow line is no fault.
      await expect(said).toBeHidden();
      await page.evaluate(() => {
        for (const animation of document.getAnimations())
          if (animation.effect?.getTiming().iterations === 1) animation.finish();
      });
      await expect(said).toBeVisible();
      await expect(said.locator('[lang=en]')).toContainText('has not started yet');
      await expect(said.locator('[lang=zh-Hans]')).toContainText('尚未启动');
      complete = true;
      await said.getByRole('link', { name: 'Try again' }).click();
      await drawn(page);
      await expect(said).toHaveCount(0);
      expect(new URL(page.url()).search).toContain('surface=booth');
    });
  }

  test('says it at once where the style sheet is missing as well', async ({ page }) => {
    await page.route(/\.(?:js|css)$/, (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto('./');
    await expect(page.locator('.unstarted')).toBeVisible();
  });
});
