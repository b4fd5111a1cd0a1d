import { expect, type Page, test, type Worker } from '@playwright/test';
import { drawn, keptStep, open, picture, playButton, plots, step } from './page.ts';

const SMALL = 'surface=mnist,hidden:8,batch:16&view=overlay&run=sgd,lr:0.1&run=adam&steps=20000';

const now = async (page: Page): Promise<number> =>
  Number((await step(page).textContent())?.replace(/\D/g, '') ?? Number.NaN);
/** Waits until so many steps are made. */
const reaches = (page: Page, count: number): Promise<void> =>
  expect.poll(() => now(page), { timeout: 40_000 }).toBeGreaterThanOrEqual(count);
const bar = (page: Page) => page.locator('.network-bar');

async function thread(page: Page): Promise<Worker> {
  await expect.poll(() => page.workers().length).toBe(1);
  return page.workers()[0];
}

/** Goes to another experiment without loading the page again. */
const go = (page: Page, query: string): Promise<void> =>
  page.evaluate((query) => {
    history.pushState(null, '', `?${query}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, query);

async function train(page: Page, steps: number): Promise<void> {
  await expect(bar(page)).toContainText('Ready', { timeout: 40_000 });
  await playButton(page).click();
  await reaches(page, steps);
}

/** The smallest step shown while `act` goes on and until so many steps are made. */
async function lowest(page: Page, until: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  await expect
    .poll(
      async () => {
        const shown = await now(page);
        least = Math.min(least, shown);
        return shown;
      },
      { timeout: 40_000, intervals: [50] },
    )
    .toBeGreaterThanOrEqual(until);
  return least;
}

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
    expect(page.workers()).toEqual([worker]);
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
    await open(page, `lang=en&${SMALL.replace('20000', '150')}`);
    await train(page, 5);
    await background(true);
    const shown = await picture(plots(page).first());
    await expect(playButton(page)).toHaveAccessibleName('Play', { timeout: 40_000 });
    expect(await picture(plots(page).first())).toBe(shown);
    await background(false);
    await reaches(page, 150);
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

  for (const [lang, given, advice] of [
    [
      'en',
      /12 runs of 1863690 weights in batches of 1024 take about \d\.\d GB/,
      /take fewer runs, narrower layers/,
    ],
    ['zh', /12 个运行，每个 1863690 个权重，批量 1024，约需 \d\.\d GB 内存/, /请减少运行数/],
  ] as const) {
    test(`that would not fit into memory is refused with what it takes and what helps, in ${lang}`, async ({
      page,
    }) => {
      const runs = Array.from({ length: 12 }, () => 'run=adam').join('&');
      await open(page, `lang=${lang}&surface=mnist,hidden:1024/1024,batch:1024&${runs}`);
      const alert = page.getByRole('alert');
      await expect(alert).toContainText(given, { timeout: 40_000 });
      await expect(alert).toContainText(advice);
      // Only another experiment helps.
      await expect(alert.getByRole('button')).toHaveCount(1);
      await go(page, `lang=${lang}&${SMALL}`);
      await expect(alert).toHaveCount(0);
      await expect(bar(page)).toContainText(lang === 'en' ? 'Ready' : '已就绪', { timeout: 40_000 });
    });
  }

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
    expect(await lowest(page, kept + 10)).toBeGreaterThanOrEqual(kept - 1);
    await expect(page.getByRole('button', { name: /Continue from step/ })).toHaveCount(0);
  });

  test('where there is little room is kept without the paths on the plane, which is said', async ({
    page,
    baseURL,
  }) => {
    const wide = `lang=en&surface=mnist,hidden:64,batch:16&view=overlay&run=sgd,lr:0.1&run=adam&steps=40`;
    const session = await page.context().newCDPSession(page);
    const quotaSize = 8e6;
    await session.send('Storage.overrideQuotaForOrigin', {
      origin: new URL(baseURL ?? '').origin,
      quotaSize,
    });
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
