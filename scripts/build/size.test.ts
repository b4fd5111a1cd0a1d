import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { INITIAL, tooHeavy, weigh } from './size.mjs';

const dist = mkdtempSync(join(tmpdir(), 'adascope-size-'));
afterAll(() => rmSync(dist, { recursive: true }));

/** Text that does not get smaller when it is packed. */
const noise = (bytes: number): string =>
  Array.from({ length: bytes / 88 }, (_, k) => createHash('sha512').update(String(k)).digest('base64')).join(
    '',
  );

const put = (name: string, text: string): void => writeFileSync(join(dist, name), text);

describe('what the page weighs', () => {
  mkdirSync(join(dist, 'assets'));
  mkdirSync(join(dist, '.vite'));
  const chunk = (name: string, ...imports: readonly string[]) => ({ file: `assets/${name}`, imports });
  const words = { 'src/i18n/words-en.ts': chunk('words-en-e.js') };
  const page = {
    ...words,
    'index.html': chunk('index-a.js'),
    'src/page.tsx': chunk('page-f.js', '_shared-c.js', '_views-g.js'),
    'src/later.ts': chunk('later-d.js'),
    '_shared-c.js': chunk('shared-c.js'),
    '_views-g.js': chunk('views-g.js', '_shared-c.js'),
  };
  const frame = {
    ...words,
    'src/frame.tsx': chunk('frame-b.js', '_shared-c.js'),
    '_shared-c.js': chunk('shared-c.js'),
  };
  put('.vite/manifest.json', JSON.stringify(page));
  put('.vite/frame-manifest.json', JSON.stringify(frame));
  for (const { file } of Object.values({ ...page, ...frame })) put(file, 'export {};');

  it('before the first picture is what is imported statically, of frame and of page', () => {
    const { frame, page } = weigh(dist);
    expect(frame.names.sort()).toEqual(['frame-b.js', 'index-a.js', 'shared-c.js', 'words-en-e.js']);
    expect(page.names.sort()).toEqual([
      'index-a.js',
      'page-f.js',
      'shared-c.js',
      'views-g.js',
      'words-en-e.js',
    ]);
    expect(tooHeavy(weigh(dist))).toEqual([]);
  });

  it('is told, file by file and together, when it is too much', () => {
    put('assets/frame-b.js', `export const b = ${JSON.stringify(noise(300_000))};`);
    expect(tooHeavy(weigh(dist)).map((line) => line.replace(/[\d.]+ KB/, 'n KB'))).toEqual([
      'frame-b.js is n KB, allowed are 100 (a frame)',
      `a frame loads n KB of scripts before its first picture, allowed are ${INITIAL.frame}`,
    ]);
  });
});
