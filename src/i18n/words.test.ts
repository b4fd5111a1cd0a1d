import { describe, expect, it } from 'vitest';
import { en as english } from './en.ts';
import { zh as chinese } from './zh.ts';

type Words = { readonly [key: string]: Words | string | ((...args: never[]) => string) };

/** Every text of a language by its path; a function is called with arguments that are easily found again. */
function texts(words: Words, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === 'string') found.set(at, value);
    else if (typeof value !== 'function') for (const entry of texts(value, at)) found.set(...entry);
  }
  return found;
}

/** Every text with gaps, by its path. */
function gaps(words: Words, path = ''): Map<string, (...args: never[]) => string> {
  const found = new Map<string, (...args: never[]) => string>();
  for (const [key, value] of Object.entries(words)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === 'function') found.set(at, value);
    else if (typeof value === 'object') for (const entry of gaps(value, at)) found.set(...entry);
  }
  return found;
}

const en = english as unknown as Words;
const zh = chinese as unknown as Words;
/** Given what is not a text. */
const OTHER = ['problems.rule', 'problems.phrase', 'problems.formula', 'diagnostic'];

describe('the words of the interface', () => {
  it('are the same in both languages', () => {
    expect([...texts(zh).keys()].sort()).toEqual([...texts(en).keys()].sort());
    expect([...gaps(zh).keys()].sort()).toEqual([...gaps(en).keys()].sort());
  });

  it('are never empty', () => {
    for (const words of [en, zh]) {
      expect([...texts(words)].filter(([, text]) => text.trim() === '')).toEqual([]);
    }
  });

  it('say the same in both languages of what they are given', () => {
    for (const [path, say] of gaps(en)) {
      if (OTHER.includes(path)) continue;
      const translated = gaps(zh).get(path) as typeof say;
      const given = Array.from({ length: say.length }, (_, i) => String(7001 + i));
      // Some give several texts at once, by what happened.
      const parts = (said: unknown) => given.filter((part) => JSON.stringify(said).includes(part));
      expect(parts(translated(...(given as never[]))), path).toEqual(parts(say(...(given as never[]))));
    }
  });

  it('are Chinese in Chinese, but for names and numbers', () => {
    const words = (text: string) => text.match(/[a-z]{2,}/gi)?.length ?? 0;
    const untranslated = [...texts(zh)].filter(
      ([path, text]) => text === texts(en).get(path) && words(text) > 2 && !/\p{Script=Han}/u.test(text),
    );
    expect(untranslated).toEqual([]);
  });

  it('tell what is allowed in words, for every kind of rule', () => {
    const rules = [
      { kind: 'number', above: 0 },
      { kind: 'number', min: 0, below: 1 },
      { kind: 'number' },
      { kind: 'integer', min: 1, max: 12 },
      { kind: 'list', integer: true },
      { kind: 'choice', choices: ['a', 'b'] },
      { kind: 'point' },
      { kind: 'text', max: 80 },
      { kind: 'characters', max: 4000 },
      { kind: 'count', max: 12 },
      { kind: 'once' },
      { kind: 'only with', part: 'surface=custom' },
      { kind: 'together', words: 'so' },
    ] as const;
    for (const rule of rules) {
      expect(english.problems.rule(rule)).not.toBe('');
      expect(chinese.problems.rule(rule)).not.toBe('');
    }
    expect(english.problems.rule({ kind: 'number', min: 0, below: 1 })).toBe('0 ≤ … < 1');
    expect(english.problems.rule({ kind: 'number', above: 0 })).toBe('above 0');
    expect(chinese.problems.rule({ kind: 'number', above: 0 })).toBe('大于 0');
  });
});
