/** The built page, served, with a browser to look at it: for pictures and benches. */
import { chromium } from '@playwright/test';
import { FLAGS, requireBrowser } from './browser.mjs';
import { buildPage } from './build/page.mjs';
import { serve } from './build/server.mjs';

/** Builds the page, serves it on any free port and starts a browser. */
export async function openSite() {
  const site = await serve(await buildPage());
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
