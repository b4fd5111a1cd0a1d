/**
 * Which Chromium the browser tests, the pictures and the benches use, and with which flags.
 *
 * `findBrowser` looks, `ensureBrowser` also installs.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/**
 * WebGL on a machine without a graphics card, and no traffic but the page's own. Only WebGL is drawn by SwiftShader: as a
 * compositor of pages it is many times slower than Chromium's own in software.
 */
export const FLAGS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
];

const ADVICE =
  'No Chromium was found and none could be installed: install Chromium or Chrome, or set CHROMIUM_PATH to its program.';

/** @param {string} path */
function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a Chromium that is already here, or undefined. */
export function findBrowser() {
  const wish = process.env.CHROMIUM_PATH;
  if (wish) {
    if (!executable(wish)) throw new Error(`CHROMIUM_PATH is "${wish}", which is no program.`);
    return wish;
  }
  const onPath = COMMANDS.flatMap((command) =>
    (process.env.PATH ?? '')
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, command)),
  );
  return [chromium.executablePath(), ...onPath, ...PLACES].find(executable);
}

/**
 * Runs a command that may fail, its output shown.
 *
 * @param {string} command
 * @param {number} minutes after which it is given up
 */
function attempt(command, minutes) {
  console.log(`$ ${command}`);
  return spawnSync(command, { shell: true, stdio: 'inherit', timeout: minutes * 60_000 }).status === 0;
}

/** Whether a browser starts: a downloaded one may lack the system's libraries. @param {string} path */
const starts = (path) =>
  spawnSync(path, ['--headless', '--no-sandbox', '--dump-dom', 'about:blank'], { timeout: 60_000 }).status ===
  0;

/** Downloads Playwright's own Chromium, and the libraries that it needs when it does not start without. */
function installPlaywrights() {
  if (!attempt('npx playwright install --no-shell chromium', 3)) return undefined;
  const path = chromium.executablePath();
  return starts(path) || attempt('npx playwright install-deps chromium', 5) ? path : undefined;
}

/** On Debian and its kin, as root: the distribution's Chromium. */
function installDebians() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const install = 'DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium';
  return attempt(`apt-get update -q && ${install}`, 8) ? '/usr/bin/chromium' : undefined;
}

/**
 * The path of a Chromium, installed when there is none.
 *
 * @throws Error with one line of advice when that is not possible.
 */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  console.log('No Chromium here: installing one.');
  const path = installPlaywrights() ?? installDebians();
  if (!path) throw new Error(ADVICE);
  return path;
}

/** Options of Playwright's `launch`. Without a browser Playwright says itself how to get one. */
export function launchOptions() {
  const executablePath = findBrowser();
  return { args: FLAGS, ...(executablePath === undefined ? {} : { executablePath }) };
}
