/**
 * What the page costs in a browser, beside an empty page in the same browser, in turns: absolute times say little about
 * another machine, ratios more. Prints a table and judges nothing.
 *
 *     npm run bench:browser -- [--rounds 5] [--query "…"] [--handle selector]
 */
import '../ready.mjs';

const { setTimeout } = await import('node:timers/promises');
const { parseArgs } = await import('node:util');
const { openExperiment, openSite } = await import('../site.mjs');

const TWELVE = Array.from({ length: 12 }, (_, i) => `run=adam,lr:${(0.01 * (i + 1)).toFixed(2)}`).join('&');
const STEPS = 1000;
/** Steps per second while playing. */
const SPEED = 500;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    query: { type: 'string', default: `lang=en&${TWELVE}&steps=${STEPS}&speed=${SPEED}` },
    handle: { type: 'string', default: '[data-testid=start-handle]' },
  },
});
const rounds = Number(values.rounds);

/** Moves of one drag: two laps of a circle, a move every so many milliseconds, which is oftener than there are frames. */
const MOVES = 240;
const PACE = 8;
const RADIUS = 60;

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ intervals: number[], longest: number }} Measurement */

/** Installed in both pages: notes every frame, and every task of the main thread that is longer than 50 ms. */
function meter() {
  let frames = /** @type {number[]} */ ([]);
  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: 'longtask' });
  requestAnimationFrame(function note(time) {
    frames.push(time);
    requestAnimationFrame(note);
  });
  Object.assign(globalThis, {
    meter: {
      start() {
        frames = [];
        longest = 0;
      },
      stop: () => ({ intervals: frames.slice(1).map((time, i) => time - frames[i]), longest }),
    },
  });
}

/**
 * Measures a page while something is done to it.
 *
 * @param {Page} page
 * @param {() => Promise<void>} act
 * @returns {Promise<Measurement>}
 */
async function measure(page, act) {
  await page.bringToFront();
  await page.evaluate('meter.start()');
  await act();
  return page.evaluate('meter.stop()');
}

/**
 * Drags from a point in circles and back. The pointer does not wait for the page, as a hand does not.
 *
 * @param {Page} page
 * @param {{ x: number, y: number }} from CSS pixels
 */
async function drag(page, { x, y }) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  const moves = [];
  for (let i = 0; i <= MOVES; i++) {
    const angle = (4 * Math.PI * i) / MOVES;
    moves.push(page.mouse.move(x - RADIUS + RADIUS * Math.cos(angle), y + RADIUS * Math.sin(angle)));
    await setTimeout(PACE);
  }
  await Promise.all(moves);
  await page.mouse.move(x, y);
  await page.mouse.up();
}

/** Plays from the first step to the last. @param {Page} page */
async function play(page) {
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.getByRole('button', { name: 'Play' }).waitFor();
}

/**
 * Opens an address in a page of its own: when its picture stands, when all runs are computed, and its longest task up to then, in
 * milliseconds. An empty page counts as drawn with its first frame.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {string} address
 * @param {import('@playwright/test').BrowserContextOptions} options
 */
async function opening(browser, address, options) {
  const page = await browser.newPage(options);
  await page.addInitScript(meter);
  const begun = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  if (address.startsWith('data:')) await page.evaluate('new Promise(requestAnimationFrame)');
  else await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
  const picture = performance.now() - begun;
  await page.waitForSelector('[aria-busy=true]', { state: 'detached', timeout: 300_000 });
  const whole = performance.now() - begun;
  const { longest } = /** @type {Measurement} */ (await page.evaluate('meter.stop()'));
  await page.close();
  return { picture, whole, longest };
}

/** @param {number[]} values */
const median = (values) =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/**
 * How long page and frame take to open beside an empty page, in turns, and how that grows with steps and runs.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 * @param {import('@playwright/test').BrowserContextOptions} options
 */
async function openings(browser, url, options) {
  const empty = 'data:text/html,<!doctype html><title>Empty</title>';
  /** @type {[name: string, query: string][]} */
  const kinds = [
    ['page', 'lang=en'],
    ['page, 3-D', 'lang=en&view=3d'],
    ['frame', 'lang=en&embed=1'],
    ...[1, 12].flatMap((runs) =>
      [3, 4, 5, 6].map(
        (power) =>
          /** @type {[string, string]} */ ([
            `${runs} × 10^${power} steps`,
            `lang=en&steps=${10 ** power}&${TWELVE.split('&').slice(0, runs).join('&')}`,
          ]),
      ),
    ),
  ];
  const measured = new Map(
    kinds.map(([name]) => [name, /** @type {Awaited<ReturnType<typeof opening>>[]} */ ([])]),
  );
  const empties = [];
  for (let round = 0; round < rounds; round++) {
    for (const [name, query] of kinds) {
      empties.push((await opening(browser, empty, options)).picture);
      measured.get(name)?.push(await opening(browser, `${url}?${query}`, options));
    }
  }
  const base = median(empties);
  return Object.fromEntries(
    [...measured].map(([name, found]) => {
      const [picture, whole, longest] = /** @type {const} */ (['picture', 'whole', 'longest']).map((key) =>
        median(found.map((one) => one[key])),
      );
      return [
        name,
        {
          'picture, ms': picture.toFixed(0),
          'over an empty page': (picture / base).toFixed(1),
          'all computed, ms': whole.toFixed(0),
          'longest task ms': longest === 0 ? 'below 50' : longest.toFixed(0),
        },
      ];
    }),
  );
}

/** The JavaScript heap in use after a collection, in MB; a worker's own is not part of it. @param {Page} page */
async function heap(page) {
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('HeapProfiler.collectGarbage');
  const { usedSize } = await inspector.send('Runtime.getHeapUsage');
  await inspector.detach();
  return usedSize / 2 ** 20;
}

/** @param {number[]} sorted @param {number} fraction */
const quantile = (sorted, fraction) =>
  sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))];

/** @param {Measurement[]} measurements */
function summary(measurements) {
  const intervals = measurements.flatMap((one) => one.intervals).sort((a, b) => a - b);
  return {
    // Not the median: a page that needs 20 ms for a frame shows four frames of 16.7 ms and one of 33.3.
    mean: intervals.reduce((sum, interval) => sum + interval, 0) / intervals.length,
    high: quantile(intervals, 0.95),
    longest: Math.max(...measurements.map((one) => one.longest)),
  };
}

const { url, browser, close } = await openSite();
try {
  // What keeps the page for offline use would fetch all of it while something else is measured.
  const options = { viewport: { width: 1440, height: 900 }, serviceWorkers: /** @type {const} */ ('block') };
  const empty = await browser.newPage(options);
  await empty.addInitScript(meter);
  await empty.goto('data:text/html,<!doctype html><title>Empty</title>');
  const page = await browser.newPage(options);
  await page.addInitScript(meter);
  await openExperiment(page, url, values.query);

  const handle = await page.locator(values.handle).first().boundingBox({ timeout: 5000 });
  if (!handle) throw new Error(`Nothing to drag is seen at ${values.handle}.`);
  const from = { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 };

  const measured = {
    emptyDrag: /** @type {Measurement[]} */ ([]),
    drag: /** @type {Measurement[]} */ ([]),
    emptyPlay: /** @type {Measurement[]} */ ([]),
    play: /** @type {Measurement[]} */ ([]),
  };
  await drag(page, from);
  for (let round = 0; round < rounds; round++) {
    measured.emptyDrag.push(await measure(empty, () => drag(empty, from)));
    measured.drag.push(await measure(page, () => drag(page, from)));
  }
  const opened = await openings(browser, url, options);
  const before = await heap(page);
  for (let round = 0; round < 3; round++) {
    measured.emptyPlay.push(await measure(empty, () => setTimeout((1000 * STEPS) / SPEED)));
    measured.play.push(await measure(page, () => play(page)));
  }
  const after = await heap(page);

  /** @param {Measurement[]} ours @param {Measurement[]} theirs */
  const row = (ours, theirs) => {
    const [a, b] = [summary(ours), summary(theirs)];
    return {
      'frame, mean ms': a.mean.toFixed(1),
      '95 % ms': a.high.toFixed(1),
      'empty page, mean ms': b.mean.toFixed(1),
      'empty 95 % ms': b.high.toFixed(1),
      'ratio of means': (a.mean / b.mean).toFixed(2),
      'ratio of 95 %': (a.high / b.high).toFixed(2),
      'longest task ms': a.longest === 0 ? 'below 50' : a.longest.toFixed(0),
    };
  };
  console.log(`Chromium ${browser.version()}, 1440×900, ?${values.query}`);
  console.table({
    'dragging the start': row(measured.drag, measured.emptyDrag),
    playing: row(measured.play, measured.emptyPlay),
  });
  console.log('Opened, in turns with an empty page:');
  console.table(opened);
  console.log(
    `JavaScript heap of the page: ${before.toFixed(1)} MB, after playing three times ${after.toFixed(1)} MB (ratio ${(after / before).toFixed(2)})`,
  );
} finally {
  await close();
}
