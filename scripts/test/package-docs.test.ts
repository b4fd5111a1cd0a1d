/** The examples of docs/package.md: each is run, and prints what stands under it. */
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import * as adascope from '../../src/index.ts';

const text = readFileSync(new URL('../../docs/package.md', import.meta.url), 'utf8');

/** An example's title, code and output. */
const examples = text.split(/^## /m).flatMap((section) => {
  const title = section.slice(0, section.indexOf('\n'));
  return [...section.matchAll(/^```js\n([\s\S]*?)^```\n\n```text\n([\s\S]*?)^```$/gm)].map(
    ([, code, output], i) => ({ title: `${title}, ${i + 1}`, code, output }),
  );
});

/** What a module prints that imports nothing but the package. */
function printed(code: string): string {
  const lines: string[] = [];
  const say = (...values: readonly unknown[]) => {
    lines.push(values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '));
  };
  const body = code.replace(/^import (\{.+\}) from 'adascope';$/m, 'const $1 = adascope;');
  new Function('adascope', 'console', `'use strict';\n${body}`)(adascope, { log: say });
  return `${lines.join('\n')}\n`;
}

it('has an output for every example', () => {
  expect(examples).toHaveLength(text.split('```js').length - 1);
  expect(examples.length).toBeGreaterThan(8);
});

it.each(examples)('prints what it says: $title', ({ code, output }) => {
  expect(printed(code)).toBe(output);
});
