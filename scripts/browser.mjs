/**
 * Which Chromium the browser tests, the pictures and the benches use, and with which flags.
 *
 * Nothing is installed: `.ci/run` does that, and people are told what to install.
 */
import { accessSync, constants } from 'node:fs';
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
  'No Chromium was found: install Chromium or Chrome (Debian: apt-get install chromium; anywhere: npx playwright install chromium), or set CHROMIUM_PATH to its program.';

/** Whether a program can be run. @param {string} path */
export function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a Chromium that is already here, or undefined. */
function findBrowser() {
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

/** The path of a Chromium. @throws Error with one line that says what to install. */
export function requireBrowser() {
  const found = findBrowser();
  if (!found) throw new Error(ADVICE);
  return found;
}

/** Options of Playwright's `launch`. Without a browser Playwright says itself how to get one. */
export function launchOptions() {
  const executablePath = findBrowser();
  return { args: FLAGS, ...(executablePath === undefined ? {} : { executablePath }) };
}
