import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../src/experiment/index.ts';
import { POLICY } from './server.mjs';

const read = (name: string): string => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

describe.each(['links.md', 'embedding.md'])('docs/%s', (name) => {
  const text = read(name);

  it('shows links that need no repair', () => {
    const links = [...text.matchAll(/(?:\?|-- ")([a-z]+=[^\s`"]+)/g)]
      .map(([, query]) => query.replaceAll('&amp;', '&'))
      // The spreadsheet's and the program's are put together from pieces.
      .filter((query) => !/[{}]/.test(query));
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) expect(parseExperiment(link).problems, link).toEqual([]);
  });

  it('names commands that exist, and files that are there', () => {
    for (const [, command] of text.matchAll(/npm run (?:--silent )?([\w:]+)/g))
      expect(scripts).toHaveProperty(command);
    for (const [, file] of text.matchAll(/\]\(((?!https?:)[^)#]+)\)/g)) {
      expect(readFileSync(new URL(`../docs/${file}`, import.meta.url)).length, file).toBeGreaterThan(0);
    }
  });
});

describe('the link of the spreadsheet', () => {
  it('needs no repair, for any student', () => {
    for (let student = 1; student < 300; student++) {
      const x = (((student * 37) % 80) / 10 - 4).toFixed(1);
      const y = (((student * 53) % 80) / 10 - 4).toFixed(1);
      const rate = (0.002 + (student % 5) * 0.002).toFixed(3);
      const link = `?surface=himmelblau&start=${x},${y}&run=sgd,lr:${rate}&run=adam,lr:0.1&seed=${student}`;
      expect(parseExperiment(link).problems, link).toEqual([]);
    }
  });
});

describe('the policy in docs/embedding.md', () => {
  it('is the one that is sent', () => {
    const block = /default-src 'self'[^`]*?form-action 'none'/.exec(read('embedding.md'))?.[0] ?? '';
    expect(block.replace(/\s+/g, ' ')).toBe(POLICY);
  });
});
