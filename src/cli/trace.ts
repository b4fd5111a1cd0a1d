/**
 * `npm run --silent trace -- "surface=beale&run=adam,lr:0.05"`: the numbers of an experiment, without a
 * browser.
 */
import { once } from 'node:events';
import { main } from './main.ts';

// Whoever reads may have seen enough: `trace … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

process.exitCode = await main(process.argv.slice(2), {
  async out(text) {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  },
  err(text) {
    process.stderr.write(text);
  },
});
