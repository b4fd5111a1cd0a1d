/** The built page, served, with a browser to look at it: for pictures and benches. */
import { chromium } from '@playwright/test';
import { FLAGS, requireBrowser } from './browser.mjs';
import { buildPage } from './build/page.mjs';
import { serve } from './build/server.mjs';

/** Serves a folder on any free port and starts a browser. @param {string} folder */
export async function openFolder(folder) {
  const site = await serve(folder);
  const browser = await chromium.launch({ executablePath: requireBrowser(), args: FLAGS });
  return {
    url: site.url,
    browser,
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/** The same for the page, which is built first. */
export const openSite = async () => openFolder(await buildPage());

/**
 * Opens an experiment and waits until its picture is drawn.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} url of the site
 * @param {string} query without the question mark
 */
export async function openExperiment(page, url, query) {
  await page.goto(`${url}?${query}`);
  await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
}
