import { describe, expect, it } from 'vitest';
import { formatExperiment, presets } from '../../experiment/index.ts';
import { parseExperiment } from '../../experiment/parse.ts';
import { codeOf, LONGEST } from './qr-code.ts';
import { readQr } from './testing/qr-reader.ts';

/** Reads what is drawn: the modules of the path. */
async function scanned(text: string): Promise<string> {
  const { size, path } = await codeOf(text);
  const dark = new Set(Array.from(path.matchAll(/M(\d+) (\d+)h1v1h-1z/g), ([, x, y]) => `${x},${y}`));
  return readQr(size, (x, y) => dark.has(`${x},${y}`));
}

describe('the code of a link', () => {
  it('is read back by something that did not make it', async () => {
    for (const { query } of presets) {
      const link = `https://example.org/adascope/?${formatExperiment(parseExperiment(query).experiment)}`;
      expect(await scanned(link)).toBe(link);
    }
  });

  it('is read back at every length for which one is shown', async () => {
    const long = `https://example.org/?title=${'Adam,%20step:1~2/3&n=0123456789 ABC%E5%AD%A6'.repeat(40)}`;
    for (let length = 1; length <= LONGEST; length += 31) {
      const link = long.slice(0, length);
      expect(await scanned(link)).toBe(link);
    }
  });
});
