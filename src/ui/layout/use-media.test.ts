import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NARROW } from './use-media.ts';

const src = new URL('../..', import.meta.url).pathname;

/** Every media query of every style sheet. */
const queries = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css'))
  .flatMap((file) =>
    [...readFileSync(join(src, file), 'utf8').matchAll(/@media ([^{]+?)\s*\{/g)].map(([, query]) => ({
      file,
      query: query.replaceAll(/\s+/g, ' '),
    })),
  );

test('style sheets and scripts agree on what a narrow window is', () => {
  const narrow = queries.filter(({ query }) => query.includes('860px'));
  expect(new Set(narrow.map(({ file }) => file.split(/[\\/]/).at(-1)))).toContain('outline.css');
  expect(narrow.filter(({ query }) => query !== NARROW)).toEqual([]);
});
