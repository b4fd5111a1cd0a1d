/** `node scripts/tools/icons.mjs`: the icon in the sizes that systems want, from public/icon.svg. */
import '../ready.mjs';

const { readFileSync, writeFileSync } = await import('node:fs');
const { join } = await import('node:path');
const { chromium } = await import('@playwright/test');
const { requireBrowser, FLAGS } = await import('../browser.mjs');
const { root } = await import('../build/page.mjs');

const svg = readFileSync(join(root, 'public/icon.svg'), 'utf8');

/** A maskable icon is cut to a circle or a rounded square: it has a background, and a margin round the drawing. */
const SHOTS = [
  { name: 'icon-192', size: 192, share: 0.9, ground: 'transparent' },
  { name: 'icon-512', size: 512, share: 0.9, ground: 'transparent' },
  { name: 'icon-180', size: 180, share: 0.7, ground: '#fdfdfc' },
  { name: 'icon-maskable-512', size: 512, share: 0.58, ground: '#fdfdfc' },
];

const browser = await chromium.launch({ executablePath: requireBrowser(), args: FLAGS });
for (const { name, size, share, ground } of SHOTS) {
  const page = await browser.newPage({ viewport: { width: size, height: size }, colorScheme: 'light' });
  const side = Math.round(size * share);
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-content:center;background:${ground}">` +
      svg.replace('<svg', `<svg width="${side}" height="${side}"`),
  );
  writeFileSync(join(root, `public/${name}.png`), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
