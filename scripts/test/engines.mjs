/**
 * The same bits everywhere: the built package computes links of every kind in V8 (Node, with and without WebAssembly), SpiderMonkey
 * and JavaScriptCore, and the hashes of all numbers must be equal. A part of `npm run test:long`; needs `npm run build:package`.
 * A shell that is not installed is passed over in one line. Writes its counts to the file that it is given.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { executable } from '../browser.mjs';

const script = fileURLToPath(new URL('engine-hashes.mjs', import.meta.url));

/** @param {readonly string[]} names */
const find = (names) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(executable);

/** The lines that an engine prints: hash, count, link. @param {string} command @param {readonly string[]} options */
function hashes(command, options) {
  const { stdout, stderr, status } = spawnSync(command, [...options, script], {
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });
  if (status !== 0) throw new Error(`${command} failed (${status}):\n${stderr || stdout}`);
  return stdout.trim().split('\n');
}

const report = { passed: 0, failed: 0 };
const expected = hashes(process.execPath, []);

/** @type {readonly (readonly [name: string, command: string | undefined, options: readonly string[], packageName: string])[]} */
const others = [
  [
    'Node without WebAssembly',
    process.execPath,
    ['--import', 'data:text/javascript,delete globalThis.WebAssembly'],
    '',
  ],
  ['Node without its optimizing compilers', process.execPath, ['--no-opt', '--no-sparkplug'], ''],
  ['SpiderMonkey', find(['js128', 'js115', 'js102', 'js']), ['-m'], 'libmozjs-102-dev'],
  ['JavaScriptCore', find(['jsc']), ['-m'], 'libjavascriptcoregtk-4.0-bin'],
];
for (const [name, command, options, packageName] of others) {
  if (!command) {
    console.log(`${name} is not installed: passed over (Debian: ${packageName}).`);
    continue;
  }
  try {
    const found = hashes(command, options);
    const different = expected.filter((line, i) => line !== found[i]);
    report.passed += expected.length - different.length;
    report.failed += different.length;
    console.log(
      `  ${different.length ? '✗' : '✓'} ${name}: ${expected.length - different.length} of ${expected.length} links have the bits that Node computes`,
    );
    for (const line of different) console.log(`    not ${line}`);
  } catch (error) {
    report.failed++;
    console.log(`  ✗ ${name}: ${error instanceof Error ? error.message : error}`);
  }
}
if (process.argv[2]) writeFileSync(process.argv[2], JSON.stringify(report));
process.exitCode = report.failed > 0 ? 1 : 0;
