import { expect, test } from '@playwright/test';
import {
  colours,
  commits,
  countCommits,
  drawn,
  expectHandleAt,
  expectLink,
  expectRedrawn,
  handle,
  landscape,
  linked,
  middle,
  open,
  picture,
  pictures,
  pixelsOf,
  placeIn,
  playButton,
  plots,
  step,
} from './page.ts';

test.describe('the first picture', () => {
  test('is finished at once, before any thread has answered', async ({ page }) => {
    await page.addInitScript(() => {
      // What is finished at once is what takes at most 20 ms: to this page its machine is not busy.
      const now = performance.now.bind(performance);
      performance.now = () => now() / 20;
      // A thread that never says anything.
      window.Worker = class extends EventTarget {
        postMessage() {}
        terminate() {}
      } as unknown as typeof Worker;
    });
    await open(page, 'run=adam,lr:0.1&view=overlay');
    const path = await pixelsOf(landscape(page), 0);
    // From (−1.5, 2) through the valley to the minimum: a path of many pixels, wide and high.
    expect(path?.count).toBeGreaterThan(300);
    expect(Number(path?.right) - Number(path?.left)).toBeGreaterThan(200);
    for (const plot of await plots(page).all()) expect((await pixelsOf(plot, 0))?.count).toBeGreaterThan(50);
    await expect(step(page)).toHaveText('0');
  });

  test('is the same when the threads have answered', async ({ page }) => {
    await open(page, 'surface=himmelblau');
    const before = await picture(landscape(page));
    await page.waitForLoadState('networkidle');
    await pictures(page, 20);
    expect(await picture(landscape(page))).toBe(before);
  });

  test('shows five cards on the same scales, nothing plays by itself, numbers that run are not read out, and a hidden run has no card', async ({
    page,
  }) => {
    await open(page);
    await expect(page.locator('.card')).toHaveCount(5);
    await expect(page.locator('.card canvas')).toHaveCount(20);
    await pictures(page, 10);
    await expect(step(page)).toHaveText('0');
    await expect(playButton(page)).toHaveAccessibleName('Play');
    for (const output of await page.locator('output').all())
      await expect(output).toHaveAttribute('aria-live', 'off');
    // A run that is hidden has no card.
    await page.getByRole('button', { name: 'Hide Adagrad' }).click();
    await expect(page.locator('.card h3')).toHaveText(['SGD', 'Momentum', 'RMSprop', 'Adam']);
  });

  test('stands at the step that the link says', async ({ page }) => {
    await open(page, 't=143');
    await expect(step(page)).toHaveText('143');
    await expect(page.locator('.scrubber')).toHaveValue('143');
  });
});

test.describe('the start', () => {
  test('dragged by the mouse bends every trajectory under the pointer, and is in the link after', async ({
    page,
  }) => {
    await open(page);
    const canvases = page.locator('.card .landscape canvas');
    await expect(canvases).toHaveCount(5);
    let before = await Promise.all((await canvases.all()).map(picture));
    const from = await middle(handle(page));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    for (const [dx, dy] of [
      [30, 20],
      [60, 60],
      [100, 90],
    ]) {
      await page.mouse.move(from.x + dx, from.y + dy);
      for (const [i, canvas] of (await canvases.all()).entries()) await expectRedrawn(canvas, before[i]);
      before = await Promise.all((await canvases.all()).map(picture));
      const at = await middle(handle(page));
      expect(Math.hypot(at.x - from.x - dx, at.y - from.y - dy)).toBeLessThan(2);
    }
    await page.mouse.up();
    const typed = await Promise.all(
      ['Start, x', 'Start, y'].map(async (name) => Number(await page.getByLabel(name).inputValue())),
    );
    expect(typed).not.toEqual([-1.5, 2]);
    await expect.poll(() => linked(page).start).toEqual(typed);
    // What the link says is what is seen: opened again, it is the same picture.
    const seen = await picture(canvases.nth(4));
    await page.mouse.move(0, 0);
    await page.reload();
    await drawn(page);
    expect(await picture(canvases.nth(4))).toBe(seen);
  });

  test('takes the heads of all runs along', async ({ page }) => {
    await open(page, 'run=sgd,lr:1e-12&view=overlay');
    const from = await middle(handle(page));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 150, from.y - 60, { steps: 5 });
    await page.mouse.up();
    const box = await landscape(page).boundingBox();
    if (!box) throw new Error('The landscape cannot be seen.');
    // This run hardly moves: all that is seen of it is its head.
    await expect
      .poll(async () => {
        const head = await pixelsOf(landscape(page), 0);
        if (!head) return 1000;
        const x = box.x + (head.left + head.right) / 2;
        const y = box.y + (head.top + head.bottom) / 2;
        return Math.hypot(x - from.x - 150, y - from.y + 60);
      })
      .toBeLessThan(3);
  });

  test('is moved by the arrow keys, further with Shift, without touching the playhead', async ({ page }) => {
    await open(page, 'view=overlay&t=20');
    await handle(page).focus();
    const before = await middle(handle(page));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    await expect.poll(async () => (await middle(handle(page))).x).toBeGreaterThan(before.x + 0.5);
    const small = await middle(handle(page));
    expect(small.x - before.x).toBeLessThan(5);
    expect(small.y).toBeLessThan(before.y);
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(async () => (await middle(handle(page))).x).toBeLessThan(before.x - 10);
    expect((await middle(handle(page))).y).toBeGreaterThan(before.y + 10);
    await expect(step(page)).toHaveText('20');
    await expect.poll(() => linked(page).start[0]).toBeLessThan(-1.5);
  });

  test('is typed as two numbers, and goes back to where the surface suggests', async ({ page }) => {
    await open(page, 'view=overlay');
    const before = await middle(handle(page));
    await page.getByLabel('Start, x').fill('0.5');
    await page.getByLabel('Start, y').fill('-0.25');
    await expectLink(page, 'start=0.5,-0.25&view=overlay');
    expect((await middle(handle(page))).x).toBeGreaterThan(before.x + 50);
    await page.getByRole('button', { name: 'Start where the surface suggests' }).click();
    await expectLink(page, 'view=overlay');
    expect(await middle(handle(page))).toEqual(before);
  });

  test('is set by a click on the landscape', async ({ page }) => {
    await open(page, 'view=overlay');
    await page.waitForLoadState('networkidle');
    const at = await placeIn(page, 0.6, 0.3);
    await page.mouse.click(at.x, at.y);
    await expectHandleAt(page, at, 2);
  });
});

test.describe('the view of the landscape', () => {
  test('is zoomed by the wheel round the pointer, and by buttons, and shown whole again', async ({
    page,
  }) => {
    await open(page, 'view=overlay');
    await page.waitForLoadState('networkidle');
    const whole = await picture(landscape(page));
    const start = await middle(handle(page));
    const reset = page.getByRole('button', { name: 'Show the whole surface' });
    await expect(reset).toBeDisabled();

    // Thirty pixels from the start the distance grows with the zoom, and its direction stays.
    await page.mouse.move(start.x - 30, start.y);
    await page.mouse.wheel(0, -300);
    await expectRedrawn(landscape(page), whole);
    await expect.poll(async () => (await middle(handle(page))).x - start.x).toBeGreaterThan(5);
    expect(Math.abs((await middle(handle(page))).y - start.y)).toBeLessThan(2);
    await expect(reset).toBeEnabled();
    await reset.click();
    await page.mouse.move(5, 5);
    await expect.poll(() => picture(landscape(page))).toBe(whole);

    // Over the start itself, which stays where it is.
    await page.mouse.move(start.x, start.y);
    await page.mouse.wheel(0, -300);
    await expectRedrawn(landscape(page), whole);
    await expect(reset).toBeEnabled();
    expect((await middle(handle(page))).x).toBeCloseTo(start.x, 0);
    await reset.click();
    await page.mouse.move(5, 5);
    await expect.poll(() => picture(landscape(page))).toBe(whole);

    // Buttons go to where the runs are: eight presses bring their start, left of the centre, to the middle.
    const distance = async () => (await middle(landscape(page))).x - (await middle(handle(page))).x;
    const before = await distance();
    expect(before).toBeGreaterThan(100);
    for (let press = 0; press < 8; press++) await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(distance).toBeLessThan(20);
    // However close, tones and contours are those of what is shown, and the link says what that is.
    await page.mouse.move(5, 5);
    expect(await colours(landscape(page))).toBeGreaterThan(100);
    const linkedWindow = () => linked(page).window ?? [0, 0, 0, 0];
    // The link is written when the presses have ended.
    await expect.poll(() => linkedWindow()[1] - linkedWindow()[0]).toBeCloseTo(4 / 0.94 / 1.5 ** 8, 3);
    const [x0, x1, y0, y1] = linkedWindow();
    expect([x0 < -1.5, x1 > -1.5, y0 < 2, y1 > 2]).toEqual([true, true, true, true]);
    const close = await picture(landscape(page));
    await page.reload();
    await drawn(page);
    // A busy machine shows a coarse map first.
    await expect.poll(() => picture(landscape(page))).toBe(close);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await expectRedrawn(landscape(page), close);
    await reset.click();
    await page.mouse.move(5, 5);
    await expect.poll(() => picture(landscape(page))).toBe(whole);
    await expect.poll(() => linked(page).window).toBeNull();
    expect(linked(page).start).toEqual([-1.5, 2]);
  });

  test('stays sharp when only the pixel ratio changes, and so do plots and relief', async ({ page }) => {
    await open(page, 'view=overlay&run=adam,lr:0.1');
    const client = await page.context().newCDPSession(page);
    const ratioOf = (selector: string): Promise<number[]> =>
      page
        .locator(selector)
        .evaluateAll((canvases) =>
          canvases.map((canvas) => (canvas as HTMLCanvasElement).width / canvas.clientWidth),
        );
    const size = page.viewportSize() ?? { width: 1280, height: 720 };
    const change = (deviceScaleFactor: number) =>
      client.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor, mobile: false });
    for (const ratio of [2, 1.25, 1]) {
      await change(ratio);
      await expect
        .poll(async () => {
          const ratios = await ratioOf('.stage:not(.glance .stage) > canvas');
          return ratios.length >= 4 && Math.max(...ratios.map((each) => Math.abs(each - ratio)));
        })
        .toBeLessThan(0.01);
      // Drawn for that many pixels, not just resized.
      expect((await pixelsOf(landscape(page), 0))?.count).toBeGreaterThan(300 * ratio);
    }
    await page.getByRole('radio', { name: '3-D' }).check();
    await expect(page.locator('.relief-picture')).toHaveAttribute('data-ready', 'true');
    await change(2);
    // Half a pixel of the box more or less is no blur.
    const apart = async () =>
      (await ratioOf('.relief-picture canvas')).map((each) => Math.abs(each - 2) < 0.01);
    await expect.poll(apart).toEqual([true, true]);
  });

  test('shows nothing beyond the playhead where the future is hidden', async ({ page }) => {
    await open(page, 'view=overlay&run=adam,lr:0.1&future=0');
    // At the start only the head is drawn, and no curve.
    const head = await pixelsOf(landscape(page), 0);
    expect(Number(head?.right) - Number(head?.left)).toBeLessThan(16);
    expect((await pixelsOf(plots(page).last(), 0))?.count ?? 0).toBeLessThan(60);
    await page.keyboard.press('End');
    await expect
      .poll(async () => {
        const path = await pixelsOf(landscape(page), 0);
        return Number(path?.right) - Number(path?.left);
      })
      .toBeGreaterThan(200);
  });

  test('plots read the values of every run, at the pointer and by keys', async ({ page }) => {
    await open(page, 'view=overlay&run=sgd,lr:0.0001&run=adam,lr:0.1&steps=100');
    const loss = page.locator('.plot').nth(2);
    const values = page.locator('.plot-values');
    await expect(values).toHaveCount(0);
    const at = await middle(loss);
    await page.mouse.move(at.x, at.y);
    await expect(values).toContainText(/Step \d\d/);
    await expect(values).toContainText('SGD');
    await expect(values).toContainText('Adam');
    await page.mouse.move(5, 5);
    await expect(values).toHaveCount(0);
    // (1 + 1.5)² + 100·(2 − 1.5²)² = 12.5 at the start.
    await page.locator('.plot').nth(1).focus();
    await page.keyboard.press('Tab');
    await expect(values).toContainText('Step 0');
    await expect(values).toContainText('12.50');
    await page.keyboard.press('ArrowRight');
    await expect(values).toContainText('Step 1');
    await page.keyboard.press('Escape');
    await expect(values).toHaveCount(0);
  });

  test('is moved by dragging, which does not set the start', async ({ page }) => {
    await open(page, 'view=overlay');
    await page.waitForLoadState('networkidle');
    const before = await middle(handle(page));
    const centre = await middle(landscape(page));
    await page.mouse.move(centre.x + 60, centre.y + 60);
    await page.mouse.down();
    await page.mouse.move(centre.x + 100, centre.y + 90, { steps: 6 });
    await page.mouse.up();
    await expect.poll(async () => (await middle(handle(page))).x).toBeCloseTo(before.x + 40, 0);
    expect((await middle(handle(page))).y).toBeCloseTo(before.y + 30, 0);
    await expect(page.getByLabel('Start, x')).toHaveValue('-1.5');
  });
});

test.describe('seeking', () => {
  for (const view of ['overlay', 'split'] as const) {
    test(`works by a click and by dragging in every plot of the ${view} view`, async ({ page }) => {
      await open(page, `view=${view}&run=sgd,lr:0.001&run=adam,lr:0.1&steps=100`);
      const all = await plots(page).all();
      expect(all.length).toBe(view === 'overlay' ? 3 : 6);
      for (const plot of all) {
        const box = await plot.boundingBox();
        if (!box) throw new Error('A plot cannot be seen.');
        const y = box.y + box.height / 2;
        await page.mouse.move(box.x + box.width - 9, y);
        await page.mouse.down();
        await expect(step(page)).toHaveText(/^(99|100)$/);
        await page.mouse.move(box.x + 2, y, { steps: 4 });
        await expect(step(page)).toHaveText('0');
        await page.mouse.up();
      }
      await expect(page.locator('.scrubber')).toHaveValue('0');
    });
  }

  test('moves the hairline in every plot and the heads in every landscape; zooming moves all maps', async ({
    page,
  }) => {
    await open(page);
    const canvases = await page.locator('.card canvas').all();
    const before = await Promise.all(canvases.map(picture));
    await page.locator('.scrubber').fill('250');
    for (const [i, canvas] of canvases.entries()) await expectRedrawn(canvas, before[i]);
    await expectLink(page, 't=250');
    const last = page.locator('.card .landscape canvas').last();
    const shown = await picture(last);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expectRedrawn(last, shown);
  });

  test('works by the keyboard, arrows, Shift, Home, End, unless a field has the focus, and by the buttons of the transport', async ({
    page,
  }) => {
    await open(page, 'steps=60');
    const press = async (key: string, expected: string): Promise<void> => {
      await page.keyboard.press(key);
      await expect(step(page)).toHaveText(expected);
    };
    await press('ArrowRight', '1');
    await press('Shift+ArrowRight', '11');
    await press('ArrowLeft', '10');
    await press('End', '60');
    await press('ArrowRight', '60');
    await press('Shift+ArrowLeft', '50');
    await press('Home', '0');
    await press('ArrowLeft', '0');
    // The timeline's slider has the same keys when it has the focus.
    await page.locator('.scrubber').focus();
    await press('Shift+ArrowRight', '10');
    await press('ArrowLeft', '9');
    await press('End', '60');

    await page.getByLabel('Start, x').focus();
    for (const key of ['End', 'ArrowLeft', 'Home']) await press(key, '60');

    const click = async (name: string, expected: string): Promise<void> => {
      await page.getByRole('button', { name, exact: true }).click();
      await expect(step(page)).toHaveText(expected);
    };
    await click('To the start', '0');
    await click('One step forward', '1');
    await click('To the end', '60');
    await click('One step back', '59');
  });

  test('leaves the space bar to play wherever a slider has the focus', async ({ page }) => {
    await open(page, 'steps=5000');
    for (const slider of [
      page.locator('.scrubber'),
      page.getByRole('slider', { name: /learning rate/ }).first(),
    ]) {
      await slider.focus();
      await page.keyboard.press('Space');
      await expect(playButton(page)).toHaveAccessibleName('Pause');
      await page.keyboard.press('Space');
      await expect(playButton(page)).toHaveAccessibleName('Play');
    }
  });
});

test.describe('playing', () => {
  test('moves to the end and stops there', async ({ page }) => {
    await open(page, 'steps=40&speed=240');
    await page.keyboard.press('Space');
    await expect(step(page)).toHaveText('40');
    await expect(playButton(page)).toHaveAccessibleName('Play');
    await expectLink(page, 'steps=40&t=40&speed=240');
  });

  test('from the end starts over, by the button and by space, which presses it once', async ({ page }) => {
    await open(page, 'steps=5000&t=5000&speed=60');
    await playButton(page).click();
    await expect(playButton(page)).toHaveAccessibleName('Pause');
    await page.keyboard.press('Space');
    await expect(playButton(page)).toHaveAccessibleName('Play');
    expect(Number(await step(page).textContent())).toBeLessThan(4000);
  });

  test('goes as fast as is chosen', async ({ page }) => {
    await page.clock.install({ time: 0 });
    await open(page, 'steps=5000');
    // From here on time passes when it is told to.
    await page.clock.pauseAt(3_600_000);
    const after = async (speed: string, seconds: number): Promise<number> => {
      await page.getByLabel('Speed', { exact: true }).selectOption(speed);
      const before = Number(await step(page).textContent());
      await playButton(page).click();
      await page.clock.runFor(seconds * 1000);
      await playButton(page).click();
      await page.clock.runFor(50);
      return Number(await step(page).textContent()) - before;
    };
    for (const [speed, seconds] of [
      [60, 2],
      [600, 1],
      [5, 4],
    ]) {
      const made = await after(String(speed), seconds);
      expect(Math.abs(made - speed * seconds)).toBeLessThanOrEqual(speed / 20 + 1);
    }
  });

  test('a hundred pictures does not make React commit once', async ({ page }) => {
    await countCommits(page);
    await open(page, 'steps=5000&view=overlay');
    await page.waitForLoadState('networkidle');
    await playButton(page).click();
    await expect(playButton(page)).toHaveAccessibleName('Pause');
    await pictures(page, 3);
    const before = { commits: await commits(page), step: Number(await step(page).textContent()) };
    const shown = await picture(landscape(page));
    await pictures(page, 100);
    expect(await commits(page)).toBe(before.commits);
    // It did play, and React can commit.
    expect(Number(await step(page).textContent())).toBeGreaterThan(before.step + 20);
    expect(await picture(landscape(page))).not.toBe(shown);
    await playButton(page).click();
    await expect(playButton(page)).toHaveAccessibleName('Play');
    expect(await commits(page)).toBeGreaterThan(before.commits);
  });

  test('stops for a step that is asked for', async ({ page }) => {
    await open(page, 'steps=5000');
    await playButton(page).click();
    await expect(step(page)).not.toHaveText('0');
    await page.keyboard.press('Home');
    await expect(playButton(page)).toHaveAccessibleName('Play');
    await expect(step(page)).toHaveText('0');
  });
});

test.describe('a run that diverges', () => {
  test('says so, keeps its line, leaves the scales of the others readable, and is marked at the edge where it went', async ({
    page,
  }) => {
    await open(page, 'run=sgd,lr:1&run=adam,lr:0.1&view=overlay&steps=40');
    const rows = page.locator('.run-list > li');
    await expect(rows.nth(0)).toContainText('diverged');
    await expect(rows.nth(1)).not.toContainText('diverged');
    const loss = plots(page).last();
    const height = (await loss.boundingBox())?.height ?? 0;
    const adam = await pixelsOf(loss, 1);
    const sgd = await pixelsOf(loss, 0);
    // It ends with a cross at the upper edge, after a few of the forty steps.
    expect(sgd?.count).toBeGreaterThan(0);
    expect(sgd?.right).toBeLessThan(150);
    // Adam's loss takes most of the plot, though the other's grew to 10⁸⁰ and more.
    expect(Number(adam?.bottom) - Number(adam?.top)).toBeGreaterThan(height * 0.4);
    expect(Number(adam?.right)).toBeGreaterThan(250);
    await page.keyboard.press('End');
    await expect(step(page)).toHaveText('40');
  });
});

test.describe('looking closer', () => {
  test('the numbers of a step are those of the update', async ({ page }) => {
    await open(page, 'surface=booth&start=0,0&run=sgd,lr:0.01&view=overlay&t=1');
    const row = (name: string) => page.locator(`.inspector tr.${name} td`);
    // Booth's gradient at the origin is (−34, −38).
    await expect(row('gradient')).toHaveText(['−34.0000', '−38.0000']);
    await expect(row('before')).toHaveText(['0.0000', '0.0000']);
    await expect(row('after')).toHaveText(['0.3400', '0.3800']);
    await expect(row('rate')).toHaveText(['0.0100', '0.0100']);
    await page.keyboard.press('Home');
    await expect(row('gradient')).toHaveText(['–', '–']);
  });

  test('a rule is shown statement by statement, with its source', async ({ page }) => {
    await open(page, 'run=adam,lr:0.1&run=lion&view=overlay');
    const details = page.locator('.inspector details');
    await expect(details.locator('math')).toHaveCount(0);
    await page.locator('.inspector').getByLabel('Run').selectOption({ label: 'Adam' });
    await details.getByText('As it is computed').click();
    await expect(details).toContainText('Kingma');
    await expect(details.locator('math')).toHaveCount(8);
    await page.locator('.inspector').getByLabel('Run').selectOption({ label: 'Lion' });
    await expect(details).toContainText('Chen');
    await expect(details.locator('math')).toHaveCount(5);
  });

  test('pointing at a run anywhere brings it forward everywhere; rates are shown as they are used, or as they turned out', async ({
    page,
  }) => {
    await open(page, 'view=overlay');
    const everywhere = [landscape(page), ...(await plots(page).all())];
    const calm = await Promise.all(everywhere.map(picture));
    await page.locator('.run-list > li').nth(4).hover();
    for (const [i, canvas] of everywhere.entries()) await expectRedrawn(canvas, calm[i]);
    await page.mouse.move(5, 5);
    for (const [i, canvas] of everywhere.entries()) await expect.poll(() => picture(canvas)).toBe(calm[i]);

    // At the end of the loss plot Adam's curve is the lowest but one: pointing at it lights up its row.
    const loss = plots(page).last();
    const line = await pixelsOf(loss, 4);
    const box = await loss.boundingBox();
    if (!line || !box) throw new Error('The loss cannot be seen.');
    await page.mouse.move(box.x + line.right - 2, box.y + line.bottom - 2);
    await expect(page.locator('.run-list > li').nth(4)).toHaveClass(/highlighted/);

    const rate = plots(page).first();
    const before = await picture(rate);
    await page.getByRole('radio', { name: 'realized' }).check();
    await expectRedrawn(rate, before);
  });
});

const CONTROLS = ['button', 'input', 'select', 'textarea', 'summary', 'a[href]']
  .map((control) => `${control}:visible`)
  .join();

test.describe('anyone can use it', () => {
  for (const query of ['view=overlay', 'view=split&run=rmsprop~cosine~clip', 'surface=custom&view=overlay']) {
    test(`every canvas has a text, every control a name, and both are large enough: ?${query}`, async ({
      page,
    }) => {
      await open(page, query);
      await page.locator('.run-list .run-name').first().click();
      for (const canvas of await page.locator('canvas').all())
        await expect(canvas).toHaveAccessibleName(/\S{3}/);
      for (const control of await page.locator(CONTROLS).all()) {
        await expect(control).toHaveAccessibleName(/\S/);
      }
      const small = await page.locator(CONTROLS).evaluateAll((all) =>
        all.flatMap((element) => {
          const box = (element.closest('label') ?? element).getBoundingClientRect();
          const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
          const size = `${Math.round(box.width)}×${Math.round(box.height)}`;
          return box.width < 24 || box.height < 24 ? [`${element.tagName} ${name} ${size}`] : [];
        }),
      );
      expect(small).toEqual([]);
    });
  }

  test('the focus is seen wherever the Tab key goes, and reaches everything', async ({ page }) => {
    await open(page, 'run=sgd&run=adam&view=overlay');
    const reached: string[] = [];
    for (let k = 0; k < 60; k++) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const outlined = (candidate: Element | null): boolean => {
          if (!candidate) return false;
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(candidate);
          return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
        };
        const shown =
          outlined(element) || outlined(element.nextElementSibling) || outlined(element.closest('label'));
        const name = element.getAttribute('aria-label') ?? element.textContent ?? element.id;
        return { name: `${element.tagName} ${name}`.slice(0, 60), shown };
      });
      if (!seen) break;
      expect(seen.shown, seen.name).toBe(true);
      reached.push(seen.name);
    }
    for (const name of [
      'Surface',
      'Start, x',
      'Start point',
      'Adam',
      'Play',
      'Step',
      'Add a run',
      'Zoom in',
    ]) {
      expect(
        reached.some((other) => other.includes(name)),
        `${name} in ${reached.join(' | ')}`,
      ).toBe(true);
    }
  });
});
