/** The package as other people get it: one module that needs nothing else, in Node or in their bundles. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as source from '../../src/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'adascope-package-'));
let code = '';
let imports: readonly string[] | null = null;

beforeAll(async () => {
  const built = await build({ root, mode: 'package', logLevel: 'silent', build: { write: false } });
  const [bundle] = [built].flat();
  if (!('output' in bundle)) throw new Error('The build is still watching.');
  const entry = bundle.output.find(({ fileName }) => fileName === 'index.js');
  if (entry?.type !== 'chunk') throw new Error('There is no index.js.');
  ({ code, imports } = entry);
  writeFileSync(join(folder, 'index.mjs'), code);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package', () => {
  it('is one module', () => expect(imports).toEqual([]));

  it('speaks of no page, no process and no clock, and executes no text', () => {
    const names =
      /\b(document|window|navigator|localStorage|process|Date|performance|eval|Function)\b\s*[.(]/g;
    expect(code.match(names)).toBeNull();
  });

  it('gives the numbers of the source it was built from', async () => {
    const built: typeof source = await import(pathToFileURL(join(folder, 'index.mjs')).href);
    expect(Object.keys(built).sort()).toEqual(Object.keys(source).sort());
    const query =
      'surface=custom&f=x^2%2Bsin(3*y)&start=1,1&run=custom&rule=x=x-lr*g&run=adam~cosine&steps=20';
    const [ours, theirs] = [source, built].map(({ parseExperiment, trace }) => [
      ...trace(parseExperiment(query).experiment),
    ]);
    expect(ours).toHaveLength(42);
    expect(theirs).toEqual(ours);
  });
});
