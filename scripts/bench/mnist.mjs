/**
 * What the engines are worth: networks 784-H-10 trained side by side by each of them, and the same ones after another by tf.train
 * on WebAssembly, in turns in one browser. All have the same weights, batches and rates (Adam), so that they end at the same loss.
 * Prints tables, and fails where losses differ.
 *
 *     npm run bench:mnist -- [--networks 1,3,6,12] [--hidden 32,64] [--engines simd,cores,wasm] [--rounds 9] [--steps 20] [--write]
 *
 * `cores` is `simd` with its runs split over the cores, also where the page would find that not to be faster. With `--write` the table of
 * docs/speed.md is made.
 */
import '../ready.mjs';

const { join } = await import('node:path');
const { parseArgs } = await import('node:util');
const { build } = await import('vite');
const { root } = await import('../build/page.mjs');
const { compileSimd } = await import('../build/simd.mjs');
const { openFolder } = await import('../site.mjs');
const { machine, median, writeTable } = await import('./table.mjs');

const { values } = parseArgs({
  options: {
    networks: { type: 'string', default: '1,3,6,12' },
    hidden: { type: 'string', default: '32,64' },
    engines: { type: 'string', default: 'simd,cores,wasm' },
    rounds: { type: 'string', default: '9' },
    steps: { type: 'string', default: '20' },
    write: { type: 'boolean', default: false },
  },
});
const [rounds, steps] = [values.rounds, values.steps].map(Number);
const engines = /** @type {import('./mnist-page.ts').Entrant[]} */ (values.engines.split(','));
/** Losses of float32 in another order of sums, after some hundred steps. */
const SAME = 1e-3;

/**
 * Puts the table of docs/speed.md in its place.
 *
 * @param {string} conditions What was measured.
 * @param {readonly string[]} rows
 */
function write(conditions, rows) {
  const columns =
    '| networks | tf.train, ms | simd, ms | × | simd on cores, ms | × | tfjs wasm stacked, ms | × | loss of all |';
  const table = [`${conditions} ${machine()}`, '', columns, '|---|---|---|---|---|---|---|---|---|', ...rows];
  writeTable('npm run bench:mnist -- --write', table.join('\n'));
}

await compileSimd();
const folder = join(root, '.cache/bench-mnist');
await build({
  configFile: false,
  root: join(root, 'scripts/bench'),
  base: './',
  logLevel: 'warn',
  build: {
    target: 'es2022',
    outDir: folder,
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: join(root, 'scripts/bench/mnist.html') },
  },
});
const site = await openFolder(folder);
try {
  /** @type {string[]} */
  const rows = [];
  const conditions =
    `Networks 784-H-10, batches of 64, Adam; medians of ${rounds} rounds in which each has a turn of ${steps} steps.\n` +
    `Chromium ${site.browser.version()},`;
  console.log(conditions);
  for (const hidden of values.hidden.split(',').map(Number)) {
    /** @type {Record<string, Record<string, string>>} */
    const table = {};
    for (const networks of values.networks.split(',').map(Number)) {
      const page = await site.browser.newPage();
      page.on('pageerror', (error) => console.error(error));
      await page.goto(`${site.url}mnist.html`);
      await page.waitForFunction('typeof measure === "function"');
      const found = await page.evaluate(
        ({ engines, networks, hidden, rounds, steps }) =>
          globalThis.measure(engines, networks, hidden, rounds, steps),
        { engines, networks, hidden, rounds, steps },
      );
      await page.close();
      const [reference, ...others] = found;
      /** @type {Record<string, string>} */
      const row = { 'tf.train on wasm, ms': median(reference.milliseconds).toFixed(2) };
      for (const { name, milliseconds, loss } of others) {
        const times = median(reference.milliseconds.map((whole, round) => whole / milliseconds[round]));
        row[`${name}, ms`] = median(milliseconds).toFixed(2);
        row[`${name}, times as fast`] = times.toFixed(1);
        if (!(Math.abs(loss / reference.loss - 1) < SAME)) {
          throw new Error(
            `${networks} networks end at the loss ${loss} on ${name} and at ${reference.loss} by tf.train.`,
          );
        }
      }
      row['loss of all'] = reference.loss.toFixed(4);
      const cell = (/** @type {string} */ name) =>
        `${row[`${name}, ms`] ?? '–'} | ${row[`${name}, times as fast`] ?? '–'}`;
      rows.push(
        `| ${networks} × 784-${hidden}-10 | ${row['tf.train on wasm, ms']} | ${['simd', 'simd on cores', 'wasm'].map(cell).join(' | ')} | ${row['loss of all']} |`,
      );
      table[`${networks} × 784-${hidden}-10`] = row;
    }
    console.table(table);
  }
  if (values.write) write(conditions, rows);
} finally {
  await site.close();
}
console.log(
  '\nms: milliseconds for a step of all networks. The engines write the effective rate of every weight at each step.',
);
