import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/index.ts';

const root = new URL('../../', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');
const { scripts } = JSON.parse(read('package.json'));
const readme = read('README.md');

const queries = [...readme.matchAll(/\?([a-z]+=[^\s`"]+)/g)].map(([, query]) => query);

it('has links to try', () => expect(queries.length).toBeGreaterThan(5));

it.each(queries)('shows links that need no repair: %s', (query) => {
  expect(parseExperiment(query).problems).toEqual([]);
});

describe.each([
  ['README.md', readme],
  ['CONTRIBUTING.md', read('CONTRIBUTING.md')],
])('%s', (_, text) => {
  it('names commands that exist', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names files that exist', () => {
    const paths = /`((?:src|scripts|docs|e2e|\.ci)\/[\w./-]*)`|\]\((?!https?:)([^)#]+)\)/g;
    const named = [...text.matchAll(paths)].map(([, inCode, linked]) => inCode ?? linked);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !existsSync(new URL(name, root)))).toEqual([]);
  });
});
