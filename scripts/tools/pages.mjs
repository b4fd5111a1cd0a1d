/**
 * `npm run pages -- --site https://example.org/adascope/`: a page of its own for every ready experiment, in the built site.
 *
 * `p/<id>/` and `p/<id>/zh/` are the same page as all others, and open with their experiment; they have its title and its
 * lesson as description, and a picture of it, for search engines and for the cards that chats make of links. `--site` is
 * where the site will be: cards want whole addresses. The page of all gets such a card too. `--only <id>` makes one of
 * them, `--only home` that of all.
 */
import '../ready.mjs';

const { mkdirSync, readFileSync, writeFileSync } = await import('node:fs');
const { join } = await import('node:path');
const { parseArgs } = await import('node:util');
const { buildPage } = await import('../build/page.mjs');
const { openFolder } = await import('../site.mjs');
const { formatExperiment, parseExperiment, presets } = await import('../../src/experiment/index.ts');
const { escapeHtml } = await import('../../src/app/share/snippets.ts');

/** The size that cards show. */
const CARD = { width: 1200, height: 630 };

/** Enough for the picture of a training to show something. */
const NETWORK_STEPS = 60;

const { values } = parseArgs({
  options: { site: { type: 'string', default: '' }, only: { type: 'string' } },
});
const folder = await buildPage({ onlyIfMissing: true });
/** What this script has put into the page of all before, between these marks. */
const MARKS = ['<!-- card -->', '<!-- /card -->'];
const template = readFileSync(join(folder, 'index.html'), 'utf8').replace(
  new RegExp(`\\s*${MARKS.join('[^]*')}`),
  '',
);

/**
 * @param {string} html
 * @param {RegExp} place
 * @param {string} text
 */
function put(html, place, text) {
  if (!place.test(html)) throw new Error(`index.html has no ${place}.`);
  return html.replace(place, () => text);
}

/** @param {string} property @param {string} content */
const meta = (property, content) => `<meta property="${property}" content="${escapeHtml(content)}" />`;

/** Where the site will be, or nothing. */
const home = values.site ? new URL(values.site).href.replace(/\/*$/, '/') : '';

/** What a card says. @param {{ path: string, title: string, description: string }} page @returns {string[]} */
const cardOf = ({ path, title, description }) => [
  ...(home ? [`<link rel="canonical" href="${escapeHtml(new URL(path, home).href)}" />`] : []),
  meta('og:type', 'website'),
  meta('og:site_name', 'Adascope'),
  meta('og:title', title),
  meta('og:description', description),
  ...(home ? [meta('og:url', new URL(path, home).href)] : []),
  meta('og:image', home ? new URL(`${path}card.png`, home).href : 'card.png'),
  meta('og:image:width', String(CARD.width)),
  meta('og:image:height', String(CARD.height)),
  '<meta name="twitter:card" content="summary_large_image" />',
];

/**
 * @param {{ path: string, up: string, lang: string, title: string, description: string, query: string }} page
 */
function pageOf({ path, up, lang, title, description, query }) {
  const name = `${title} · Adascope`;
  const head = [
    `<meta name="adascope-experiment" content="${escapeHtml(query)}" />`,
    `<meta name="adascope-home" content="${up}" />`,
    ...cardOf({ path, title, description }),
  ];
  let html = template;
  html = put(html, /<html lang="en">/, `<html lang="${lang}">`);
  // All addresses of the page are relative to the site.
  html = put(html, /<meta charset="utf-8" \/>/, `<meta charset="utf-8" />\n    <base href="${up}" />`);
  html = put(html, /<a href="">/, `<a href="${path}">`).replace('<a href="">', `<a href="${path}">`);
  html = put(html, /content="An interactive playground[^"]*"/, `content="${escapeHtml(description)}"`);
  return put(
    html,
    /<title>Adascope<\/title>/,
    `<title>${escapeHtml(name)}</title>\n    ${head.join('\n    ')}`,
  );
}

/** The page of all, with a card of its own. */
function homePage() {
  const description = /content="(An interactive playground[^"]*)"/.exec(template)?.[1] ?? '';
  const card = cardOf({ path: '', title: 'Adascope', description });
  const head = [MARKS[0], ...card, MARKS[1]].join('\n    ');
  return put(template, /<title>Adascope<\/title>/, `<title>Adascope</title>\n    ${head}`);
}

const pages = presets
  .filter(({ id }) => values.only === undefined || id === values.only)
  .flatMap(({ id, query, title, lesson }) =>
    /** @type {const} */ (['en', 'zh']).map((lang) => {
      const { experiment } = parseExperiment(query);
      return {
        path: lang === 'en' ? `p/${id}/` : `p/${id}/zh/`,
        up: lang === 'en' ? '../../' : '../../../',
        lang: lang === 'zh' ? 'zh-Hans' : 'en',
        title: title[lang],
        description: lesson[lang],
        // English is what visitors get who speak neither: their own choice holds.
        experiment: {
          ...experiment,
          title: title[lang],
          note: lesson[lang],
          lang: lang === 'zh' ? lang : null,
        },
      };
    }),
  );

const all = {
  path: '',
  html: homePage(),
  experiment: { ...parseExperiment('').experiment, title: 'Adascope: what adaptive learning rates do' },
};
const made = [
  ...(values.only === undefined || values.only === 'home' ? [all] : []),
  ...pages.map(({ experiment, ...page }) => ({
    path: page.path,
    html: pageOf({ ...page, query: formatExperiment(experiment) }),
    experiment,
  })),
];

const site = await openFolder(folder);
try {
  const context = await site.browser.newContext({
    viewport: CARD,
    reducedMotion: 'reduce',
    colorScheme: 'light',
    locale: 'en-GB',
    serviceWorkers: 'block',
  });
  for (const { path, html, experiment } of made) {
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, 'index.html'), html);
    const network = experiment.surface.id === 'mnist';
    const card = formatExperiment({
      ...experiment,
      note: null,
      embed: true,
      theme: 'projector',
      hide: network ? ['inspector'] : ['timeline', 'inspector'],
      steps: network ? NETWORK_STEPS : experiment.steps,
      // The losses beside the names are those of the end.
      t: network ? 0 : experiment.steps,
    });
    const tab = await context.newPage();
    await tab.goto(`${site.url}?${card}`);
    await tab.waitForSelector('html[data-ready=true]', { state: 'attached' });
    if (network) {
      await tab.keyboard.press('Space');
      await tab
        .locator('.step-count output', { hasText: String(NETWORK_STEPS) })
        .waitFor({ timeout: 120_000 });
      // A card has no buttons.
      for (const part of ['.timeline', '.embed-head']) {
        await tab.locator(part).evaluate((node) => node.style.setProperty('display', 'none'));
      }
    }
    // Two pictures: the words are on both, fonts and layout have come to rest on the second.
    await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await tab.screenshot({ path: join(folder, path, 'card.png') });
    await tab.close();
    console.log(path || 'home');
  }
} finally {
  await site.close();
}
