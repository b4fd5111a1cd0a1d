/**
 * The smoke tests in Firefox (WebDriver BiDi, by puppeteer-core) and in WebKitGTK, which has Safari's engine (W3C WebDriver; the
 * mouse by xdotool): a part of `npm run test:long`. A browser that is not installed is passed over in one line. Writes its counts to the file that it
 * is given.
 */
import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { launch } from 'puppeteer-core';
import { executable } from '../browser.mjs';
import { buildPage } from '../build/page.mjs';
import { serve } from '../build/server.mjs';
import { startSession } from './webdriver.mjs';

/**
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{
 *   goto(url: string): Promise<unknown>,
 *   evaluate(expression: string): Promise<any>,
 *   drag?(points: readonly Point[]): Promise<unknown>,
 *   close(): Promise<unknown>,
 * }} Browser
 */

/** @param {readonly string[]} names */
const onPath = (names) =>
  names
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find(executable);

/** @returns {Promise<Browser | null>} */
async function firefox() {
  const executablePath = onPath(['firefox-esr', 'firefox']);
  if (!executablePath) return null;
  const browser = await launch({ browser: 'firefox', executablePath, headless: true });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  return {
    goto: (url) => page.goto(url),
    evaluate: (expression) => page.evaluate(expression),
    async drag([from, ...way]) {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      for (const { x, y } of way) await page.mouse.move(x, y);
      await page.mouse.up();
    },
    close: () => browser.close(),
  };
}

/** The program of WebKitGTK without a browser around it. */
const miniBrowser = () =>
  ['/usr/lib', ...readdirSync('/usr/lib').map((name) => `/usr/lib/${name}`)]
    .flatMap((folder) =>
      ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].map((name) => `${folder}/${name}/MiniBrowser`),
    )
    .find(executable);

/**
 * Drags with the mouse of the X server. Pointer actions of WebKitGTK's driver report success and reach no page; what the X server
 * sends is what a hand would do. Without a window manager the window stands at the corner of the screen, with the browser's own
 * bar above the page.
 *
 * @param {Pick<Browser, 'evaluate'>} session
 * @param {string} program xdotool
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly Point[]} points in the page
 */
async function dragOnScreen(session, program, env, [from, ...way]) {
  const { left, top } = await session.evaluate(
    '({ left: screenX + (outerWidth - innerWidth) / 2, top: screenY + outerHeight - innerHeight })',
  );
  /** @param {(string | number)[]} words */
  const mouse = (...words) => execFileSync(program, words.map(String), { env });
  /** Each event is waited for: what follows too closely is joined into one. @param {string} type @param {() => unknown} act */
  const heard = async (type, act) => {
    await session.evaluate(
      `(document.documentElement.dataset.heard = '', addEventListener('${type}', () => { document.documentElement.dataset.heard = '${type}'; }, { capture: true, once: true }), true)`,
    );
    act();
    await until(session, `document.documentElement.dataset.heard === '${type}'`, 10);
  };
  /** @param {Point} point */
  const to = ({ x, y }) =>
    heard('pointermove', () => mouse('mousemove', Math.round(left + x), Math.round(top + y)));
  await to({ x: from.x - 9, y: from.y - 9 });
  await to(from);
  await heard('pointerdown', () => mouse('mousedown', 1));
  for (const point of way) await to(point);
  await heard('pointerup', () => mouse('mouseup', 1));
}

/** @returns {Promise<Browser | null>} */
async function webkit() {
  const driver = onPath(['WebKitWebDriver']);
  const screen = onPath(['Xvfb']);
  const binary = process.platform === 'linux' ? miniBrowser() : undefined;
  if (!driver || !screen || !binary) return null;
  // It says on descriptor 3 which display it has got.
  const xvfb = spawn(screen, ['-displayfd', '3', '-screen', '0', '1280x900x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise((done, failed) => {
    xvfb.once('exit', () => failed(new Error('Xvfb did not start.')));
    xvfb.stdio[3]?.once('data', (text) => done(`:${String(text).trim()}`));
  });
  const env = { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11' };
  const session = await startSession(
    driver,
    { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation'] } },
    env,
  );
  const mouse = onPath(['xdotool']);
  return {
    ...session,
    ...(mouse && { drag: (points) => dragOnScreen(session, mouse, env, points) }),
    async close() {
      await session.close();
      xvfb.kill();
    },
  };
}

/**
 * Asks until an expression is true of the page.
 *
 * @param {Pick<Browser, 'evaluate'>} browser
 * @param {string} expression
 */
async function until(browser, expression, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; ; ) {
    if (await browser.evaluate(expression).catch(() => false)) return;
    if (Date.now() > end) throw new Error(`Not so after ${seconds} s: ${expression}`);
    await pause(100);
  }
}

const READY = `document.documentElement.dataset.ready === 'true'`;
const STEP = `Number(document.querySelector('.step-count output')?.textContent)`;
/** @param {Browser} browser @param {string} name */
const click = (browser, name) =>
  browser.evaluate(
    `[...document.querySelectorAll('button')].find((button) => (button.ariaLabel || button.getAttribute('aria-label') || button.textContent).trim() === '${name}').click()`,
  );

const DRAG = 'the start is dragged';

/** @type {readonly (readonly [name: string, test: (browser: Browser, site: string, host: string) => Promise<void>])[]} */
const TESTS = [
  [
    'the page opens with its picture',
    async (browser, site) => {
      await browser.goto(`${site}?lang=en&surface=beale&view=overlay&run=adam,lr:0.05&steps=300`);
      await until(browser, READY);
      await until(browser, `document.querySelector('.landscape canvas').width > 100`);
    },
  ],
  [
    DRAG,
    async (browser) => {
      const place = `(() => { const { x, y, width, height } = document.querySelector('[data-testid=start-handle]').getBoundingClientRect(); return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) }; })()`;
      const { x, y } = await browser.evaluate(place);
      await browser.drag?.([
        { x, y },
        { x: x + 20, y },
        { x: x + 60, y: y - 30 },
      ]);
      await until(browser, `location.search.includes('start=')`);
    },
  ],
  [
    'it plays, and seeks to the end',
    async (browser) => {
      await click(browser, 'Play');
      await until(browser, `${STEP} > 5`);
      await click(browser, 'To the end');
      await until(browser, `${STEP} === 300`);
    },
  ],
  [
    'the share dialog has the link',
    async (browser) => {
      await click(browser, 'Share');
      await until(
        browser,
        `[...document.querySelectorAll('dialog input, dialog textarea')].some(({ value }) => value.includes('surface=beale'))`,
      );
    },
  ],
  [
    'a network is trained',
    async (browser, site) => {
      await browser.goto(`${site}?lang=en&surface=mnist,hidden:8,batch:16&run=sgd,lr:0.1&run=adam&steps=10`);
      await until(browser, READY);
      await click(browser, 'Play');
      await until(browser, `${STEP} === 10`, 180);
    },
  ],
  [
    'a frame in a sandbox is driven by messages',
    async (browser, _, host) => {
      await browser.goto(host);
      await until(browser, `window.heard?.some(({ type }) => type === 'ready')`);
      await browser.evaluate(`frames[0].postMessage({ adascope: 1, type: 'seek', step: 42 }, '*')`);
      await until(browser, `window.heard.at(-1).step === 42 && window.heard.at(-1).runs.length === 2`);
    },
  ],
];

const report = { passed: 0, failed: 0 };
const site = await serve(await buildPage({ onlyIfMissing: true }));
const hostServer = createServer((_, response) => {
  const frame = `${site.url}?surface=booth&amp;run=sgd,lr:0.05&amp;run=adam&amp;steps=100&amp;embed=1`;
  response.writeHead(200, { 'Content-Type': 'text/html' });
  response.end(`<!doctype html><title>A course</title><script>
    heard = []; addEventListener('message', ({ data }) => { if (data.adascope === 1 && data.type !== 'resize') heard.push(data); });
    </script><iframe src="${frame}" sandbox="allow-scripts" width="640" height="400" title="A frame"></iframe>`);
});
await new Promise((done) => hostServer.listen(0, 'localhost', () => done(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (hostServer.address());

for (const [name, start] of /** @type {const} */ ([
  ['Firefox', firefox],
  ['WebKitGTK', webkit],
])) {
  const browser = await start();
  if (!browser) {
    console.log(
      `${name} is not installed: passed over (Debian: firefox-esr; webkit2gtk-driver, xvfb and xdotool).`,
    );
    continue;
  }
  for (const [what, test] of TESTS) {
    if (!browser.drag && what === DRAG) {
      console.log(
        `  – ${name}: ${what}: passed over, its driver moves no pointer and xdotool is not installed`,
      );
      continue;
    }
    try {
      await test(browser, site.url, `http://localhost:${port}/`);
      report.passed++;
      console.log(`  ✓ ${name}: ${what}`);
    } catch (error) {
      report.failed++;
      console.log(`  ✗ ${name}: ${what}\n    ${error}`);
    }
  }
  await browser.close();
}
hostServer.close();
hostServer.closeAllConnections();
await site.close();
if (process.argv[2]) writeFileSync(process.argv[2], JSON.stringify(report));
process.exitCode = report.failed > 0 ? 1 : 0;
