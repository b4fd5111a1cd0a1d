/**
 * `npm start`: builds the page and serves it.
 *
 * PORT is the wished-for port (4173), HOST the interface (127.0.0.1). With `--built` what is already in dist/ is served,
 * and built only when there is nothing.
 */
import '../ready.mjs';

const { buildPage } = await import('./page.mjs');
const { serve } = await import('./server.mjs');

const folder = await buildPage({ onlyIfMissing: process.argv.includes('--built') });

const wish = Number(process.env.PORT || 4173);
if (!Number.isInteger(wish) || wish < 0 || wish > 65_535) {
  console.error(`PORT must be a number from 0 to 65535 and is "${process.env.PORT}".`);
  process.exit(1);
}
const { url, close } = await serve(folder, { port: wish, host: process.env.HOST || '127.0.0.1' });
console.log(`Adascope: ${url} (Ctrl-C ends it)`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => close().then(() => process.exit(0)));
}
