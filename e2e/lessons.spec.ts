/** Lessons: the course, a lesson beside its experiment, its numbers, and that nothing is lost on the way. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { drawn, linked, open, playButton } from './page.ts';

const lesson = (page: Page): Locator => page.locator('.lesson');
const title = (page: Page): Locator => lesson(page).locator('h2');
const results = (page: Page): Locator => page.locator('.claim-result');
const focused = (page: Page): Locator => page.locator(':focus');

/** Presses Tab until the focus is on a control of that name. */
async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
  const named = (): Promise<boolean> =>
    page.evaluate(
      ([source, flags]) => {
        const element = document.activeElement as HTMLElement | null;
        const text = element?.getAttribute('aria-label') ?? element?.innerText ?? '';
        return new RegExp(source, flags).test(text);
      },
      typeof name === 'string' ? [name, ''] : [name.source, name.flags],
    );
  for (let presses = 0; presses < 120; presses++) {
    if (await named()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`No control named ${name} was reached by the keyboard.`);
}

/** Waits until every claim of the lesson has been computed, and holds. */
async function expectAllHold(page: Page, count: number): Promise<void> {
  await expect(page.locator('.claim-result .verdict')).toHaveText(Array(count).fill('✓'));
}

test('a lesson is gone through with the keyboard alone, in Chinese, on a phone @phone', async ({ page }) => {
  await open(page, 'surface=beale&run=adam,lr:0.05&lang=zh');
  await tabTo(page, '^课程$');
  await page.keyboard.press('Enter');
  const course = page.getByRole('dialog', { name: '课程' });
  await expect(course).toBeVisible();
  await expect(course.locator('.lesson-card')).toHaveCount(48);
  await expect(course.locator('.lesson-picture').first()).toHaveAttribute('data-drawn', 'true');
  await tabTo(page, '把山谷转 45 度');
  await page.keyboard.press('Enter');

  // The focus is where the reading begins, and the experiment is the lesson's.
  await expect(title(page)).toHaveText('把山谷转 45 度');
  await expect(title(page)).toBeFocused();
  expect(linked(page)).toMatchObject({ lesson: 'rotation', lang: 'zh', surface: { id: 'quadratic' } });
  await expect(lesson(page).locator('math').first()).toBeVisible();
  await expectAllHold(page, 8);
  await expect(results(page).first()).toContainText('267');
  await expect(results(page).nth(5)).toContainText('不会出现');

  // The sheet covers nothing of the experiment and of the transport.
  const boxes = await Promise.all(
    [lesson(page), page.locator('main'), page.locator('.timeline')].map((part) => part.boundingBox()),
  );
  const [sheet, main, timeline] = boxes.map((box) => box ?? { y: 0, height: 0 });
  expect(main.y + main.height).toBeLessThanOrEqual(sheet.y + 1);
  expect(sheet.y + sheet.height).toBeLessThanOrEqual(timeline.y + 1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  // The second step changes the experiment.
  await tabTo(page, '显示这个实验');
  await page.keyboard.press('Enter');
  await expect.poll(() => linked(page).surface.args.angle).toBe(45);
  await expect(page.locator('.lesson-step').nth(1)).toHaveAttribute('aria-current', 'step');

  // The answer is hidden until it is asked for.
  const answer = page.locator('.lesson-question details .lesson-prose');
  await expect(answer).toBeHidden();
  await tabTo(page, '^答案$');
  await page.keyboard.press('Enter');
  await expect(answer).toBeVisible();

  await tabTo(page, '下一课');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('只看符号：Lion 及其近亲');
  await expect(title(page)).toBeFocused();
  await expect.poll(() => linked(page).lesson).toBe('sign-steps');

  // Folded down and unfolded.
  await tabTo(page, '收起课文', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.lesson-body')).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(page.locator('.lesson-body')).toBeVisible();

  // Closed: the way back to what was there before has the focus.
  await tabTo(page, '关闭本课');
  await page.keyboard.press('Enter');
  await expect(lesson(page)).toHaveCount(0);
  await expect(focused(page)).toHaveText('回到之前的实验');
  await page.keyboard.press('Enter');
  await expect.poll(() => linked(page).surface.id).toBe('beale');
  expect(linked(page)).toMatchObject({ lesson: null, runs: [{ optimizer: { id: 'adam' } }] });
});

test('Back leads through every experiment in between, and Forward to the lesson again', async ({ page }) => {
  await open(page, 'surface=beale&run=adam,lr:0.05&lang=en');
  await page.getByRole('button', { name: 'Lessons' }).click();
  await page.getByRole('button', { name: /Turn the valley by 45°/ }).click();
  await expect.poll(() => linked(page).lesson).toBe('rotation');
  await page.getByRole('button', { name: 'Show this experiment' }).click();
  await expect.poll(() => linked(page).surface.args.angle).toBe(45);
  // An edit keeps the lesson.
  await page.getByRole('radio', { name: 'Overlay' }).check();
  await expect.poll(() => linked(page)).toMatchObject({ view: 'overlay', lesson: 'rotation' });
  await page.goBack();
  await expect
    .poll(() => linked(page))
    .toMatchObject({ lesson: 'rotation', surface: { args: { angle: 0 } } });
  await page.goBack();
  await expect(lesson(page)).toHaveCount(0);
  expect(linked(page).surface.id).toBe('beale');
  await page.goForward();
  await expect(title(page)).toHaveText('Turn the valley by 45°');
});

test('a link that says only the lesson opens its experiment, and one that says more keeps its own', async ({
  page,
}) => {
  await open(page, 'lesson=rotation&lang=en');
  await expect.poll(() => linked(page).surface.id).toBe('quadratic');
  await expectAllHold(page, 8);
  await page.goBack();
  expect(page.url()).toBe('about:blank');
  await open(page, 'surface=beale&lesson=rotation&lang=en');
  await expect(title(page)).toHaveText('Turn the valley by 45°');
  await expect(page.getByRole('button', { name: 'Show this experiment' })).toHaveCount(2);
  expect(linked(page).surface.id).toBe('beale');
});

test('a lesson that there is not is reported with the nearest one', async ({ page }) => {
  await open(page, 'lesson=rotatoin&lang=en');
  await page.getByText('One thing in the link was changed').click();
  await expect(page.locator('.banner table')).toContainText('rotatoin');
  await expect(page.locator('.banner table')).toContainText('did you mean rotation?');
  await expect(lesson(page)).toHaveCount(0);
});

test('numbers of networks are computed when asked for, with progress, and can be stopped', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await open(page, 'lesson=adagrad-digits&lang=en');
  await expect(page.getByText('Takes some seconds')).toBeVisible();
  await page.getByRole('button', { name: 'Train 3 networks and compute' }).click();
  await expect(page.getByRole('progressbar', { name: 'Training the networks' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Train 3 networks and compute' }).click();
  await expect(page.getByText('All 4 hold.')).toBeVisible({ timeout: 150_000 });
  await expect(results(page).first()).toContainText('0.775');
});

test('computing the numbers of a lesson leaves the main thread free', async ({ page }) => {
  await page.addInitScript(() => {
    const noted = window as unknown as { tasks: number[] };
    noted.tasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) noted.tasks.push(entry.duration);
    }).observe({ type: 'longtask' });
  });
  await open(page, 'lesson=rotation&lang=en');
  await expectAllHold(page, 8);
  await page.evaluate(() => {
    (window as unknown as { tasks: number[] }).tasks = [];
  });
  // Twenty runs of three hundred steps for each of five claims: a second of work.
  await page
    .getByRole('button', { name: /All lessons|48/ })
    .first()
    .click();
  await page.getByRole('button', { name: /Learning-rate schedules side by side/ }).click();
  await expectAllHold(page, 5);
  const longest = await page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks));
  // Far below the second, with room for a machine that does other things as well.
  expect(longest).toBeLessThan(800);
});

test('a frame shows a lesson a part at a time beside the experiment, or the way to it where it is small', async ({
  page,
}) => {
  await page.setViewportSize({ width: 900, height: 520 });
  await open(page, 'lesson=rotation&lang=en&embed=1');
  const framed = page.locator('.framed-lesson');
  await expect(framed.getByRole('heading', { level: 2 })).toHaveText('Turn the valley by 45°');
  await expect(framed).toContainText('1 of 4');
  await framed.getByRole('button', { name: 'Next' }).click();
  await expect(framed).toContainText('Now the same valley');
  await expect.poll(() => linked(page).surface.args.angle).toBe(45);
  await expect(framed.getByRole('link', { name: 'Open the lesson' })).toHaveAttribute(
    'href',
    /lesson=rotation/,
  );
  await page.setViewportSize({ width: 460, height: 340 });
  await expect(framed).toHaveCount(0);
  await expect(page.locator('.lesson-line')).toContainText('Turn the valley by 45°');
  await expect(page.locator('.lesson-line').getByRole('link')).toBeVisible();
  const overflow = await page.evaluate(() => {
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
    return [scrollWidth - clientWidth, scrollHeight - clientHeight];
  });
  expect(overflow).toEqual([0, 0]);
  await expect(playButton(page)).toBeVisible();
});

test('lessons open in both languages, with formulas that are drawn and numbers that hold', async ({
  page,
}) => {
  test.setTimeout(120_000);
  for (const [id, lang] of [
    ['gd-one-variable', 'en'],
    ['conditioning', 'zh'],
    ['decoupled-decay', 'en'],
    ['stability-limit', 'zh'],
    ['tuned-rates', 'en'],
  ]) {
    await page.goto(`./?lesson=${id}&lang=${lang}`);
    await drawn(page);
    await expect(page.locator('.claims-sum')).toHaveText(
      lang === 'en' ? /^All \d+ hold\.$/ : /^\d+ 条全部成立。$/,
    );
    await expect(page.locator('.lesson .temml-error')).toHaveCount(0);
    await expect(page.locator('.lesson math').first()).toBeVisible();
  }
});
