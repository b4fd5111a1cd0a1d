/**
 * Wrong code must break the clause about its text, also in what a rule calls: every module behind the rules
 * whose texts are in matrices, with one thing in its source changed.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { transformWithOxc } from 'vite';
import { describe, expect, it } from 'vitest';
import * as elementary from '../elementary/index.ts';
import type { Optimizer } from '../types.ts';
import { contractOf } from './contract/clauses.ts';

fc.configureGlobal({ seed: 7, endOnFailure: true });

type Sources = ReadonlyMap<string, string>;

/** Has tests of its own, and is taken as it is. */
const ELEMENTARY = '../elementary/index.ts';

/** The module and those of this folder that it imports, as JavaScript without comments. */
async function sourcesOf(name: string, known = new Map<string, string>()): Promise<Sources> {
  if (known.has(name) || name === ELEMENTARY) return known;
  const path = new URL(name, import.meta.url);
  const { code } = await transformWithOxc(readFileSync(path, 'utf8'), name);
  known.set(name, code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''));
  for (const [, , from] of code.matchAll(IMPORT)) await sourcesOf(from, known);
  return known;
}

const IMPORT = /^import \{([^}]*)\} from "(.+)";$/gm;
const EXPORT = /^export (?=(?:const|function) (\w+))/gm;

/** What a module exports, its imports being executed anew. */
function execute(name: string, sources: Sources): Record<string, unknown> {
  if (name === ELEMENTARY) return elementary;
  const source = sources.get(name) as string;
  const imports = [...source.matchAll(IMPORT)].map(
    ([, names, from]) => [names, execute(from, sources)] as const,
  );
  const exported = [...source.matchAll(EXPORT)].map(([, one]) => one);
  const body = source.replace(IMPORT, '').replace(EXPORT, '');
  const bound = imports.map(([names], k) => `const {${names}} = imports[${k}];`);
  const run = new Function('imports', `${bound.join('\n')}\n${body}\nreturn { ${exported.join(', ')} };`);
  return run(imports.map(([, values]) => values));
}

const CHANGES: readonly [from: RegExp, to: string][] = [
  [/ \+ /g, ' - '],
  [/ - /g, ' + '],
  [/ \* /g, ' / '],
  [/ \/ /g, ' * '],
  [/\bpow\(/g, 'Math.min('],
  [/\bsquare\(/g, 'Math.abs('],
  [/ \+= /g, ' -= '],
  [/ -= /g, ' += '],
  [/ \*= /g, ' /= '],
  [/ \/= /g, ' *= '],
  [/ <= /g, ' > '],
  [/ > /g, ' <= '],
  [/ === /g, ' !== '],
  [/(?<=[(= ])-(?=\w)/g, ''],
  [/Math\.(sqrt|abs)\(/g, '('],
  [/\b\d+\.\d+\b|\b\d+e-\d+\b/g, '0.05'],
  [/Math\.max\(/g, 'Math.min('],
  [/Math\.min\(/g, 'Math.max('],
];

/**
 * What is not code: the text itself, the TeX, the parameters and the source. Sizes of buffers and ends of loops only have to be enough.
 */
const OTHER =
  /formula: `[^`]*`|(?:tex|parameters): \[(?:.*|\n[\s\S]*?\n\t)\],|source: .*|between\("c".*|new Float64Array\(.*|for \(.*?\)/g;

function mutantsOf(source: string): readonly { title: string; code: string }[] {
  const texts = [...source.matchAll(OTHER)].map(({ 0: text, index }) => [index, index + text.length]);
  return CHANGES.flatMap(([from, to]) =>
    [...source.matchAll(from)]
      .filter(({ index }) => !texts.some(([start, end]) => index >= start && index < end))
      .map(({ 0: found, index }) => {
        const line = source.slice(source.lastIndexOf('\n', index) + 1, source.indexOf('\n', index)).trim();
        const code = source.slice(0, index) + to + source.slice(index + found.length);
        return { title: `${found.trim()} becomes ${to.trim()} in ${line}`, code };
      }),
  );
}

/**
 * Changes of no consequence: buffers and loops that are long enough remain so, and one side of a row is its
 * length.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  '- becomes + in columns: to - from,',
  '- becomes + in const length = to - from;',
  '- becomes + in const size = Math.max(...blocks.map(({ from, to }) => to - from));',
  'Math.min( becomes Math.max( in const side = Math.max(' +
    '...plans.map(({ rows, columns }) => Math.min(rows, columns)));',
  // The clause about rates and directions reads it.
  '* becomes / in decay: ({ weightDecay }, lr) => lr * weightDecay,',
]);

/** Whether a rule does what its text says. */
function keeps(rule: Optimizer): boolean {
  const clause = contractOf(rule).find(({ name }) => name === 'does what its formula says');
  try {
    clause?.check();
    return true;
  } catch {
    return false;
  }
}

describe.each([
  ['armijo', ['armijo']],
  ['newton', ['newton']],
  ['lbfgs', ['lbfgs', 'line-search']],
  ['muon', ['muon', 'newton-schulz']],
  ['shampoo', ['shampoo', 'kronecker']],
])('%s', async (id, changed) => {
  const sources = await sourcesOf(`./${id}.ts`);
  const rule = (all: Sources) => execute(`./${id}.ts`, all)[id] as Optimizer;

  it('does what its text says when its code is read back from its source', () => {
    expect(keeps(rule(sources))).toBe(true);
  });

  it.each(changed)('does not with any one operation of %s changed', (name) => {
    const path = `./${name}.ts`;
    const mutants = mutantsOf(sources.get(path) as string).filter(({ title }) => !HARMLESS.has(title));
    expect(mutants.length).toBeGreaterThan(5);
    const survivors = mutants.filter(({ code }) => keeps(rule(new Map([...sources, [path, code]]))));
    expect(survivors.map(({ title }) => title)).toEqual([]);
  });
});
