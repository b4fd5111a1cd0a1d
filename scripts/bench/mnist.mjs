/**
 * What stacking is worth: networks 784-32-10 trained side by side, and the same ones after another by tf.train, in turns
 * in one browser on the same backend. Prints tables and judges nothing.
 *
 *     npm run bench:mnist -- [--networks 6] [--rounds 7] [--steps 10] [--backends webgl,wasm]
 */
import '../ready.mjs';

const { join } = await import('node:path');
const { parseArgs } = await import('node:util');
const { build } = await import('vite');
const { root } = await import('../build/page.mjs');
const { openFolder } = await import('../site.mjs');

const { values } = parseArgs({
  options: {
    networks: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '7' },
    steps: { type: 'string', default: '10' },
    backends: { type: 'string', default: 'webgl,wasm' },
  },
});
const [networks, rounds, steps] = [values.networks, values.rounds, values.steps].map(Number);

/** @typedef {import('./mnist-page.ts').Turn} Turn */
/** @typedef {import('../../src/network/messages.ts').BackendChoice} BackendChoice */

/** @param {readonly Turn[]} turns @param {keyof Turn} what */
function median(turns, what) {
  const sorted = turns.map((turn) => turn[what]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

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
  console.log(
    `Chromium ${site.browser.version()}; ${networks} networks 784-32-10, batches of 64; medians of ${rounds} turns of ${steps} steps`,
  );
  for (const choice of values.backends.split(',')) {
    const page = await site.browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(`${site.url}mnist.html`);
    await page.waitForFunction('typeof measure === "function"');
    const found = await page.evaluate(
      ({ choice, networks, rounds, steps }) => globalThis.measure(choice, networks, rounds, steps),
      { choice: /** @type {BackendChoice} */ (choice), networks, rounds, steps },
    );
    await page.close();

    /** @param {readonly Turn[]} turns */
    const row = (turns) => {
      const whole = median(turns, 'milliseconds');
      /** @param {'read' | 'update' | 'upload'} what */
      const share = (what) => `${((100 * median(turns, what)) / whole).toFixed(0)} %`;
      return {
        'ms a step': whole.toFixed(1),
        'draw calls a step': Math.round(median(turns, 'draws')),
        read: share('read'),
        update: share('update'),
        upload: share('upload'),
      };
    };
    const ratios = found.separate
      .map((turn, k) => turn.milliseconds / found.stacked[k].milliseconds)
      .sort((a, b) => a - b);
    console.log(`\n${found.backend}${found.software ? ' (software)' : ''}`);
    console.table({ stacked: row(found.stacked), 'tf.train, one after another': row(found.separate) });
    console.log(
      `one after another takes ${ratios[Math.floor(ratios.length / 2)].toFixed(2)} times as long ` +
        `(${ratios[0].toFixed(2)} to ${ratios[ratios.length - 1].toFixed(2)} in turns side by side); ` +
        `losses at the end ${found.losses.map((loss) => loss.toFixed(3)).join(' and ')}`,
    );
  }
} finally {
  await site.close();
}
console.log(
  '\nRead: waiting for the backend and copying from it. Upload: the calls that hand over weights and images. Update: the rules\nof this program; tf.train updates on the backend. Only WebGL tells the first two and the draw calls.',
);
