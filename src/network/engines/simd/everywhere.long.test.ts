/** The same networks in V8, SpiderMonkey and JavaScriptCore, as far as their shells are installed: the same bits. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'adascope-bits-'));
const script = join(folder, 'everywhere.js');
const linesOf = (command: string): string[] =>
  execFileSync(command, [script], { encoding: 'utf8' }).trim().split('\n');
const installed = (command: string): boolean => spawnSync(command, ['-e', '1']).error === undefined;

let expected: string[] = [];
beforeAll(async () => {
  const entry = fileURLToPath(new URL('testing/everywhere.ts', import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'everywhere' } },
  });
  const [{ output }] = result as { output: { code: string }[] }[];
  writeFileSync(script, output[0].code);
  expected = linesOf(process.execPath);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('networks trained by every rule', () => {
  it('are trained in Node', () => {
    expect(expected.map((line) => line.split(' ')[0])).toEqual(optimizers.map(({ id }) => id));
  });

  it.each(['js102', 'jsc'])('have the same bits in %s', (command) => {
    if (!installed(command)) {
      console.log(`${command} is not installed.`);
      return;
    }
    expect(linesOf(command)).toEqual(expected);
  });
});
