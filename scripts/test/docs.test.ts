import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/index.ts';
import { POLICY } from '../build/policy.mjs';

const read = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

describe.each(['links.md', 'embedding.md', 'studies.md'])('docs/%s', (name) => {
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
      expect(readFileSync(new URL(`../../docs/${file}`, import.meta.url)).length, file).toBeGreaterThan(0);
    }
  });
});

describe('the formula of the spreadsheet', () => {
  const formula = /^ {4}=("https:[\s\S]*?)\n\n/m.exec(read('links.md'))?.[1] ?? '';
  // What a spreadsheet makes of it: & joins texts, and a format of so many digits rounds to them.
  const code = formula.replaceAll(/"[^"]*"|&/g, (part) => (part === '&' ? '+' : part));
  const linkOf = new Function('A2', 'MOD', 'TEXT', `return ${code}`) as (
    student: number,
    mod: (a: number, b: number) => number,
    text: (value: number, format: string) => string,
  ) => string;

  it('gives every student a link that needs no repair, and hardly any two the same', () => {
    const links = Array.from({ length: 300 }, (_, student) =>
      linkOf(
        student + 1,
        (a, b) => a % b,
        (value, format) => value.toFixed(format.length - 2),
      ),
    );
    for (const link of links) {
      const { experiment, problems } = parseExperiment(new URL(link).search);
      expect(problems, link).toEqual([]);
      expect(experiment).toMatchObject({ surface: { id: 'himmelblau' }, runs: [{}, {}] });
    }
    expect(new Set(links).size).toBe(300);
    expect(links[6]).toBe(
      'https://example.org/adascope/?surface=himmelblau&start=-2.1,1.1&run=sgd,lr:0.006&run=adam,lr:0.1&seed=7',
    );
  });
});

describe.each(['embedding.md', '../README.md'])('the policy in %s', (name) => {
  it('is the one that is sent', () => {
    const block = /default-src 'self'[^`]*?form-action 'none'/.exec(read(name))?.[0] ?? '';
    expect(block.replace(/\s+/g, ' ')).toBe(POLICY);
  });
});
