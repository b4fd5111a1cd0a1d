/** The output of this process. */
import { once } from 'node:events';
import type { Output } from './output.ts';

export function standardOutput(): Output {
  // Whoever reads may have seen enough: `trace … | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  return {
    async out(text) {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    },
    err(text) {
      process.stderr.write(text);
    },
  };
}
