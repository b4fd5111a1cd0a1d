import { expect, test } from '@playwright/test';
import { ask, complaints, heard, iframe, inside, latest, openHost, tell } from './hosts.ts';
import { colours } from './page.ts';

const QUERY = 'surface=booth&start=-5,5&run=sgd,lr:0.05&run=adam,lr:0.1&steps=100&embed=1';

test.describe('a frame on a page of another site', () => {
  test('is driven by messages, and tells where things stand', async ({ page, baseURL }) => {
    const wrong = complaints(page);
    await openHost(page, iframe(`${baseURL}?${QUERY}`));
    expect(await latest(page, 'ready')).toEqual({ adascope: 1, type: 'ready', version: 1 });
    await inside(page);

    const first = await ask(page, { type: 'get' });
    expect(first).toMatchObject({
      step: 0,
      playing: false,
      query: QUERY,
      runs: [
        { label: 'SGD', status: 'finished' },
        { label: 'Adam', status: 'finished' },
      ],
    });
    const [{ loss }] = first.runs as { loss: number }[];
    expect(loss).toBe((-5 + 10 - 7) ** 2 + (-10 + 5 - 5) ** 2);

    const sought = await ask(page, { type: 'seek', step: 60 });
    expect(sought.step).toBe(60);
    expect((sought.runs as { loss: number }[])[0].loss).toBeLessThan(loss / 10);

    const loaded = await ask(page, { type: 'load', query: 'surface=beale&run=rmsprop&steps=5000&t=12' });
    expect(loaded).toMatchObject({
      query: 'surface=beale&run=rmsprop&steps=5000&t=12&embed=1',
      step: 12,
      runs: [{ label: 'RMSprop' }],
    });

    await tell(page, { adascope: 1, type: 'play' });
    await expect.poll(async () => (await heard(page, 'state')).at(-1)?.playing).toBe(true);
    await expect.poll(async () => Number((await heard(page, 'state')).at(-1)?.step)).toBeGreaterThan(40);
    const paused = await ask(page, { type: 'pause' });
    expect(paused.playing).toBe(false);
    const { length } = await heard(page, 'state');
    expect(length).toBeLessThan(60);
    expect(wrong).toEqual([]);
  });

  test('is painted finished at once: no empty canvas, and the ring in its place', async ({
    page,
    baseURL,
  }) => {
    // Whatever would be drawn later, with an animation frame, is never drawn.
    await page.addInitScript(() => {
      if (window !== window.top) window.requestAnimationFrame = () => 0;
    });
    await openHost(page, iframe(`${baseURL}?${QUERY}`));
    const frame = page.frameLocator('iframe');
    const ring = frame.getByTestId('start-handle').first();
    await expect(ring).toBeVisible();
    const canvas = frame.locator('.landscape canvas').first();
    const { sized, box, ratio } = await canvas.evaluate((element: HTMLCanvasElement) => ({
      sized: [element.width, element.height],
      box: [element.clientWidth, element.clientHeight],
      ratio: devicePixelRatio,
    }));
    expect(sized).toEqual(box.map((length) => Math.round(length * ratio)));
    expect(await colours(canvas)).toBeGreaterThan(100);
    // The start of Booth's function, (−5, 5) of a plane from −10 to 10, is left of the middle and above it.
    const [at, map] = [await ring.boundingBox(), await canvas.boundingBox()];
    if (!at || !map) throw new Error('They cannot be seen.');
    const [x, y] = [at.x + at.width / 2 - map.x, at.y + at.height / 2 - map.y];
    const unit = (0.94 * Math.min(map.width, map.height)) / 20;
    expect(x).toBeCloseTo(map.width / 2 - 5 * unit, 0);
    expect(y).toBeCloseTo(map.height / 2 - 5 * unit, 0);
  });

  test('never plays by itself, and says how high it would like to be', async ({ page, baseURL }) => {
    await openHost(page, iframe(`${baseURL}?${QUERY}`));
    const { height } = await latest(page, 'resize');
    expect(height).toBeGreaterThan(250);
    expect(height).toBeLessThan(700);
    // Given the height it asks for, it does not ask for another.
    await page.locator('iframe').evaluate((frame, wanted) => {
      frame.setAttribute('height', String(wanted));
    }, Number(height));
    await ask(page, { type: 'get' });
    expect(await heard(page, 'resize')).toHaveLength(1);
    expect((await heard(page, 'state')).every(({ playing, step }) => playing === false && step === 0)).toBe(
      true,
    );
  });

  test('says what it repaired', async ({ page, baseURL }) => {
    await openHost(page, iframe(`${baseURL}?embed=1&steps=-4`));
    expect((await latest(page, 'problem')).problems).toEqual([
      { key: 'steps', given: '-4', used: '1', allowed: expect.any(String) },
    ]);
    await ask(page, { type: 'load', query: 'run=adam,lr:x' });
    expect((await latest(page, 'problem', 2)).problems).toMatchObject([{ key: 'run[0].lr', given: 'x' }]);
  });

  test('hears only the page it stands in, and only what is a message', async ({ page, baseURL }) => {
    // The second frame, of our own site, posts to the first.
    await openHost(page, iframe(`${baseURL}?${QUERY}`) + iframe(`${baseURL}?${QUERY}`));
    await inside(page);
    const stranger = await inside(page, 1);
    await stranger.evaluate(() =>
      window.parent.frames[0].postMessage({ adascope: 1, type: 'seek', step: 7 }, '*'),
    );
    for (const data of [
      null,
      'play',
      { type: 'seek', step: 8 },
      { adascope: 1, type: 'seek', step: '9' },
      { adascope: 1, type: 'load', query: { toString: 'x' } },
      { adascope: 1, type: 'eval', code: 'parent.hacked = true' },
    ]) {
      await tell(page, data);
    }
    expect((await ask(page, { type: 'get' })).step).toBe(0);
  });

  test('survives a flood', async ({ page, baseURL }) => {
    await openHost(page, iframe(`${baseURL}?${QUERY}`));
    await inside(page);
    const before = (await heard(page, 'state')).length;
    await page.evaluate(() => {
      const { contentWindow } = document.querySelectorAll('iframe')[0];
      for (let k = 0; k < 20_000; k++) {
        contentWindow?.postMessage({ adascope: 1, type: 'seek', step: k % 100 }, '*');
        contentWindow?.postMessage({ adascope: 1, type: 'get' }, '*');
        contentWindow?.postMessage({ adascope: k % 3, type: 'get', k: 'x'.repeat(50) }, '*');
      }
    });
    const state = await ask(page, { type: 'seek', step: 42 });
    await expect.poll(async () => (await heard(page, 'state')).at(-1)?.step).toBe(42);
    expect(state.playing).toBe(false);
    expect((await heard(page, 'state')).length - before).toBeLessThan(300);
  });
});

test.describe('a frame among others', () => {
  test('does not take the scroll of the page it stands in', async ({ page, baseURL }) => {
    await openHost(
      page,
      `<div style="height:100px"></div>${iframe(`${baseURL}?${QUERY}&view=overlay`)}<div style="height:3000px">`,
    );
    const frame = await inside(page);
    await frame.waitForLoadState('networkidle');
    const box = await page.locator('iframe').boundingBox();
    const [x, y] = [Number(box?.x) + 150, Number(box?.y) + 150];
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, 120);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
    const reset = frame.getByRole('button', { name: 'Show the whole surface' }).first();
    await expect(reset).toBeDisabled();
    // With the control key it zooms, as a pinch on a trackpad does.
    await page.evaluate(() => scrollTo(0, 0));
    await page.mouse.move(x, y);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -240);
    await page.keyboard.up('Control');
    await expect(reset).toBeEnabled();
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test('rests while it is out of sight, and goes on when it is seen', async ({ page, baseURL }) => {
    await openHost(
      page,
      `${iframe(`${baseURL}?run=sgd&run=adam&steps=5000&speed=30&embed=1`)}<div style="height:3000px">`,
    );
    await inside(page);
    await tell(page, { adascope: 1, type: 'play' });
    await expect.poll(async () => (await heard(page, 'state')).at(-1)?.playing).toBe(true);
    await page.evaluate(() => scrollTo(0, 2500));
    await expect.poll(async () => (await heard(page, 'state')).at(-1)?.playing).toBe(false);
    const { step } = await ask(page, { type: 'get' });
    expect((await ask(page, { type: 'get' })).step).toBe(step);
    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(async () => (await heard(page, 'state')).at(-1)?.playing).toBe(true);
    await expect
      .poll(async () => Number((await heard(page, 'state')).at(-1)?.step))
      .toBeGreaterThan(Number(step));
  });

  test('rests while its slide is not shown, as reveal.js says', async ({ page, baseURL }) => {
    await openHost(page, iframe(`${baseURL}?${QUERY}&speed=5`));
    await inside(page);
    await tell(page, 'slide:start');
    await tell(page, { adascope: 1, type: 'play' });
    await expect.poll(async () => (await heard(page, 'state')).at(-1)?.playing).toBe(true);
    await tell(page, 'slide:stop');
    await expect.poll(async () => (await heard(page, 'state')).at(-1)?.playing).toBe(false);
    await tell(page, 'slide:start');
    await expect.poll(async () => (await heard(page, 'state')).at(-1)?.playing).toBe(true);
  });

  test('one of twenty draws its picture, needs no worker and no graphics context, and others do not care', async ({
    page,
    baseURL,
  }) => {
    test.setTimeout(120_000);
    await page.addInitScript(() => {
      const contexts: string[] = [];
      Object.assign(window, { contexts });
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
        contexts.push(String(args[0]));
        return Reflect.apply(getContext, this, args);
      } as typeof getContext;
    });
    const wrong = complaints(page);
    const surfaces = ['beale', 'booth', 'himmelblau', 'ackley', 'saddle'];
    await openHost(
      page,
      Array.from({ length: 20 }, (_, k) =>
        iframe(`${baseURL}?surface=${surfaces[k % 5]}&seed=${k}&embed=1`),
      ).join('<br>'),
    );
    for (let k = 0; k < 20; k++) {
      await page.locator('iframe').nth(k).scrollIntoViewIfNeeded();
      const frame = await inside(page, k);
      await expect(frame.locator('canvas').first()).toBeVisible();
      const drawn = await frame
        .locator('canvas')
        .first()
        .evaluate((canvas: HTMLCanvasElement) => {
          const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
          return new Set(pixels).size;
        });
      expect(drawn).toBeGreaterThan(20);
      expect(
        await frame.evaluate(() => [...new Set((window as unknown as { contexts: string[] }).contexts)]),
      ).toEqual(['2d']);
    }
    expect(page.workers()).toHaveLength(0);
    await ask(page, { type: 'seek', step: 9 }, 19);
    expect((await ask(page, { type: 'get' }, 0)).step).toBe(0);
    expect(wrong).toEqual([]);
  });
});

test.describe('the frame itself', () => {
  test('opens the full page with the same state, in a new tab', async ({ page, baseURL }) => {
    await openHost(page, iframe(`${baseURL}?${QUERY}&hide=inspector`));
    const frame = await inside(page);
    await ask(page, { type: 'seek', step: 33 });
    const opened = page.context().waitForEvent('page');
    await frame.getByRole('link', { name: /page of its own/ }).click();
    const full = await opened;
    await full.waitForSelector('html[data-ready=true]', { state: 'attached' });
    expect(full.url()).toBe(
      `${baseURL}?surface=booth&start=-5,5&run=sgd,lr:0.05&run=adam,lr:0.1&steps=100&t=33`,
    );
    await expect(full.getByRole('heading', { level: 1 })).toContainText('Adascope');
  });

  test('shows which line is whose, and hides a run that is clicked', async ({ page, baseURL }) => {
    await openHost(page, iframe(`${baseURL}?${QUERY}&view=overlay`));
    const frame = await inside(page);
    const run = frame.getByRole('button', { name: 'Adam' });
    await expect(run).toHaveAttribute('aria-pressed', 'true');
    await run.click();
    await expect(run).toHaveAttribute('aria-pressed', 'false');
  });

  test('shows only what the link does not hide', async ({ page, baseURL }) => {
    await page.setViewportSize({ width: 640, height: 400 });
    await page.goto(`${baseURL}?${QUERY}&view=overlay&hide=runs/rates/loss/inspector/timeline&title=A+bowl`);
    await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
    await expect(page.locator('canvas')).toHaveCount(1);
    await expect(page.getByRole('heading', { name: 'A bowl' })).toBeVisible();
    await expect(page.getByRole('slider')).toHaveCount(0);
    await expect(page.getByRole('banner')).toHaveCount(0);
  });

  test('fits into every usual size without scrolling', async ({ page, baseURL }) => {
    await page.setViewportSize({ width: 640, height: 400 });
    await page.goto(`${baseURL}?embed=1`);
    await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
    for (const [width, height] of [
      [640, 400],
      [400, 300],
      [800, 500],
      [320, 240],
      [360, 640],
    ]) {
      await page.setViewportSize({ width, height });
      const beyond = () =>
        page.evaluate(() => {
          const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
          const out = [...document.querySelectorAll('button, a, input, canvas')].filter((element) => {
            const { right, bottom, width } = element.getBoundingClientRect();
            return width > 0 && (right > clientWidth + 1 || bottom > clientHeight + 1);
          });
          return [innerWidth, scrollWidth - clientWidth, scrollHeight - clientHeight, out.length];
        });
      await expect.poll(beyond, `${width} × ${height}`).toEqual([width, 0, 0, 0]);
    }
  });
});

test.describe('a network in a frame', () => {
  const NETWORK = 'surface=mnist,hidden:8,batch:16&run=sgd,lr:0.1&run=adagrad&run=adam&steps=6&embed=1';

  test('says what it would train, and trains when it is told to', async ({ page, baseURL }) => {
    test.setTimeout(120_000);
    const wrong = complaints(page);
    await openHost(page, iframe(`${baseURL}?${NETWORK}`));
    const frame = await inside(page);
    await expect(frame.getByText('784 → 8 → 10')).toBeVisible();
    await expect(frame.locator('.legend')).toContainText('Adagrad');
    expect(page.workers()).toHaveLength(0);
    await frame.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(frame.locator('.step-count output')).toHaveText('6', { timeout: 90_000 });
    await expect(frame.locator('.pixels canvas')).toHaveCount(3);
    await expect(frame.locator('.plots .plot')).toHaveCount(4);
    expect(wrong).toEqual([]);
  });

  for (const [query, sizes] of [
    [
      '',
      [
        [640, 420],
        [360, 300],
        [390, 640],
      ],
    ],
    ['&view=overlay&title=Three%20rules', [[360, 300]]],
    ['&hide=runs/rates', [[800, 560]]],
  ] as const) {
    test(`fits into ${sizes.map((size) => size.join(' × ')).join(', ')}${query}`, async ({
      page,
      baseURL,
    }) => {
      test.setTimeout(120_000);
      await page.setViewportSize({ width: sizes[0][0], height: sizes[0][1] });
      await page.goto(`${baseURL}?${NETWORK}${query}`);
      await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
      await page.getByRole('button', { name: 'Play', exact: true }).click();
      await expect(page.locator('.step-count output')).toHaveText('6', { timeout: 90_000 });
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        const beyond = () =>
          page.evaluate(() => {
            const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
            const bar = document.querySelector('.embed-bar')?.getBoundingClientRect().top ?? 0;
            const out = [...document.querySelectorAll('.embed-main :is(button, canvas)')].filter(
              (element) => {
                const { right, bottom, width } = element.getBoundingClientRect();
                return width > 0 && (right > clientWidth + 1 || bottom > bar + 1);
              },
            );
            const low = [...document.querySelectorAll('.embed-main canvas')].filter(
              ({ clientHeight }) => clientHeight < 28,
            );
            return [
              innerWidth,
              scrollWidth - clientWidth,
              scrollHeight - clientHeight,
              out.length,
              low.length,
            ];
          });
        await expect.poll(beyond, `${width} × ${height}`).toEqual([width, 0, 0, 0, 0]);
      }
    });
  }
});
