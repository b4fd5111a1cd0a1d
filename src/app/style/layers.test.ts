import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const src = new URL('../..', import.meta.url).pathname;
const read = (file: string): string => readFileSync(join(src, file), 'utf8');

/** Without comments, and without what stands in braces. */
const topLevel = (text: string): string => {
  let depth = 0;
  return [...text.replaceAll(/\/\*.*?\*\//gs, '')]
    .filter((character) => {
      if (character === '}') depth--;
      const outside = depth === 0;
      if (character === '{') depth++;
      return outside;
    })
    .join('');
};

test('every style sheet of the page lies in a layer whose place is declared', () => {
  const declared = /@layer ([^;{]+);/.exec(read('app/style/index.css'))?.[1].split(/,\s*/) ?? [];
  // The outline is a page of its own, which is gone when these are there.
  const sheets = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.css') && !/(?:index|outline)\.css$/.test(file),
  );
  expect(sheets.length).toBeGreaterThan(10);
  for (const sheet of sheets) {
    const [, name, rest] = /^\s*@layer ([a-z]+) \{\}(.*)$/s.exec(topLevel(read(sheet))) ?? [];
    expect(declared, sheet).toContain(name);
    expect(rest?.trim(), sheet).toBe('');
  }
});
