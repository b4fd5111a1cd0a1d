import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/index.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

const queries = [...readme.matchAll(/\?([a-z]+=[^\s`"]+)/g)].map(([, query]) => query);

it('has links to try', () => expect(queries.length).toBeGreaterThan(5));

it.each(queries)('shows links that need no repair: %s', (query) => {
  expect(parseExperiment(query).problems).toEqual([]);
});

it('names commands that exist', () => {
  const named = [...readme.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
