/** Twelve runs of a million steps: there at once, computed beside the page, any step of them in a moment, in little memory. */
import { expect, type Page, test } from '@playwright/test';
import { createObjective } from '../src/core/objective.ts';
import { createRun } from '../src/core/run.ts';
import { parseExperiment } from '../src/experiment/index.ts';
import { short } from '../src/ui/format.ts';
import { open } from './page.ts';

const RUNS = [
  ...['sgd,lr:0.001', 'sgd,lr:0.001,momentum:0.9', 'adagrad,lr:0.3', 'rmsprop,lr:0.001', 'adam,lr:0.001'],
  ...['adadelta', 'nadam,lr:0.001', 'adamax', 'lion,lr:0.0001', 'lbfgs,lr:0.01', 'shampoo,lr:0.01', 'armijo'],
];
const STEPS = 1_000_000;
const QUERY = `lang=en&view=split&surface=rosenbrock&steps=${STEPS}&${RUNS.map((run) => `run=${run}`).join('&')}`;
/** In no order, near and far, and the last but one. */
const SEEKS = [777_777, 3_901, 999_999, 123_456, 123_455, 650_001];
/** What the page and its worker may take together, in MB: everything that is theirs, script and pictures. */
const MOST_MEGABYTES = 150;

/** The losses of all runs at each of some steps, by a plain loop, as the page shows them. */
function lossesAt(steps: readonly number[]): Map<number, string[]> {
  const { surface, formula, seed, start, runs, rules } = parseExperiment(QUERY).experiment;
  const objective = createObjective(surface, formula, seed);
  const found = new Map<number, string[]>(steps.map((step) => [step, []]));
  for (const spec of runs) {
    const run = createRun(spec, objective, start, seed, rules);
    for (const step of [...steps].sort((a, b) => a - b)) {
      while (run.step < step && run.advance());
      found.get(step)?.push(short(run.loss));
    }
  }
  return found;
}

/** Megabytes of the page with its worker, as the browser counts them for a site. */
const memory = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const measured = (
      performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ bytes: number }> }
    ).measureUserAgentSpecificMemory;
    return (await measured.call(performance)).bytes / 1e6;
  });

test('twelve runs of a million steps', async ({ page }) => {
  test.slow();
  // Browsers tell how much memory is used only to pages that are isolated from others.
  await page.route(/\/(\?|$)/, async (route) => {
    const response = await route.fetch();
    const headers = {
      ...response.headers(),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    };
    await route.fulfill({ response, headers });
  });
  await open(page, QUERY);
  // The picture stands, and the work is under way.
  const notice = page.locator('.sampled');
  await expect(notice).toContainText(/^\d+ % is computed\./);
  await expect(page.locator('.card')).toHaveCount(RUNS.length);
  // The page can be used meanwhile: a step that was computed is shown.
  await page.locator('.scrubber').fill('1000');
  await expect(page.locator('.step-count output')).toHaveText('1000');
  expect(await memory(page)).toBeLessThan(MOST_MEGABYTES);
  await expect(notice).not.toContainText('is computed', { timeout: 240_000 });
  const expected = lossesAt(SEEKS);
  for (const step of SEEKS) {
    await page.locator('.scrubber').fill(String(step));
    await expect(page.locator('.card .readout')).toHaveText(expected.get(step) as string[]);
  }
  expect(await memory(page)).toBeLessThan(MOST_MEGABYTES);
});
