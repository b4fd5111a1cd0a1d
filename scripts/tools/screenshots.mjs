/**
 * `npm run screenshot`: the pictures of the README.
 *
 * With queries or a folder, pictures of those, wide and narrow, light and dark, English and Chinese:
 *
 *     npm run screenshot -- --out pictures "surface=beale&view=overlay" "surface=himmelblau&t=50"
 */
import '../ready.mjs';

const { mkdirSync } = await import('node:fs');
const { join, relative } = await import('node:path');
const { parseArgs } = await import('node:util');
const { root } = await import('../build/page.mjs');
const { openExperiment, openSite } = await import('../site.mjs');

/** What the README shows: the page as it opens, some way along. */
const README = 'lang=en&t=260';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' } },
});

/** @typedef {{ name: string, query: string, phone: boolean }} Shot */

/** @returns {Shot[]} */
function readmeShots() {
  return ['light', 'dark'].map((theme) => ({
    name: `screenshot-${theme}`,
    query: `${README}&theme=${theme}`,
    phone: false,
  }));
}

/** @param {string[]} queries @returns {Shot[]} */
function everyShot(queries) {
  const shots = [];
  for (const [number, query] of queries.entries()) {
    for (const phone of [false, true]) {
      for (const theme of ['light', 'dark']) {
        for (const lang of ['en', 'zh']) {
          const name = `${number + 1}-${phone ? 'phone' : 'wide'}-${theme}-${lang}`;
          shots.push({
            name,
            query: [query, `theme=${theme}`, `lang=${lang}`].filter(Boolean).join('&'),
            phone,
          });
        }
      }
    }
  }
  return shots;
}

const asked = values.out !== undefined || positionals.length > 0;
const shots = asked ? everyShot(positionals.length > 0 ? positionals : ['']) : readmeShots();
const folder = values.out ?? join(root, asked ? 'test-results/pictures' : 'docs');
mkdirSync(folder, { recursive: true });

const { url, browser, close } = await openSite();
try {
  for (const { name, query, phone } of shots) {
    const context = await browser.newContext({
      viewport: phone ? NARROW : WIDE,
      deviceScaleFactor: phone ? 2 : 1,
      isMobile: phone,
      hasTouch: phone,
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
      locale: 'en-GB',
      timezoneId: 'UTC',
    });
    const page = await context.newPage();
    await openExperiment(page, url, query);
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path });
    await context.close();
    console.log(`${relative('.', path)}  ?${query}`);
  }
} finally {
  await close();
}
