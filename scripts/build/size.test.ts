import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tooHeavy, weigh } from './size.mjs';

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
  put('index.html', '<script type="module" src="./assets/index-a.js"></script>');
  put('assets/index-a.js', 'export const a = 1;');
  put('assets/frame-b.js', 'import { c } from "./shared-c.js"; import("./later-d.js"); export { c };');
  put('assets/shared-c.js', 'export const c = 3;');
  put('assets/later-d.js', 'export const d = 4;');
  put('assets/words-en-e.js', 'export const e = 5;');
  put('assets/page-f.js', 'import "./shared-c.js"; export * from "./views-g.js";');
  put('assets/views-g.js', 'export const g = 7;');

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
      'a frame loads n KB of scripts before its first picture, allowed are 130',
    ]);
  });
});
