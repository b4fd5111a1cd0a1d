/** Building the page from a script. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The folder of package.json. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param {{ onlyIfMissing?: boolean }} [options]
 * @returns {Promise<string>} the folder that holds the built page
 */
export async function buildPage({ onlyIfMissing = false } = {}) {
  const folder = join(root, 'dist');
  if (!onlyIfMissing || !existsSync(join(folder, 'index.html'))) await build({ root, logLevel: 'warn' });
  return folder;
}
