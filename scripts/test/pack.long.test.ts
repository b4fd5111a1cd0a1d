/** The package as `npm pack` makes it from the files of a clone, installed in an empty project. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseExperiment, trace } from '../../src/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'adascope-pack-'));
const clone = join(folder, 'clone');
const project = join(folder, 'project');

const npm = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
const node = (file: string): unknown =>
  JSON.parse(execFileSync(process.execPath, [file], { cwd: project, encoding: 'utf8' }));

const QUERY = 'surface=beale&run=adam,lr:0.05&run=custom&rule=x=x-lr*g&steps=20';

const PROGRAM = `
import { optimizers, parseExperiment, trace } from 'adascope';
import { AdascopeEmbed } from 'adascope/element';
const { experiment, problems } = parseExperiment(${JSON.stringify(QUERY)});
console.log(JSON.stringify({
  problems,
  records: [...trace(experiment)],
  optimizers: optimizers.length > 20,
  element: AdascopeEmbed.observedAttributes,
}));
`;

const EXPECTED = {
  problems: [],
  records: [...trace(parseExperiment(QUERY).experiment)],
  optimizers: true,
  element: ['query', 'src', 'title', 'height', 'sandbox'],
};

beforeAll(() => {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const deleted = execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: root, encoding: 'utf8' });
  const gone = new Set(deleted.split('\0'));
  for (const file of new Set(files.split('\0'))) {
    if (file === '' || gone.has(file)) continue;
    mkdirSync(join(clone, dirname(file)), { recursive: true });
    cpSync(join(root, file), join(clone, file));
  }
  // As after `npm ci`.
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'), 'junction');
  mkdirSync(project);
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'empty', private: true, type: 'module' }),
  );
  const printed = npm(clone, 'pack', '--silent', '--pack-destination', folder);
  const tarball = printed.trim().split('\n').at(-1) ?? '';
  // Without a registry: there is nothing to be asked for.
  npm(project, 'install', '--offline', '--no-audit', '--no-fund', join(folder, tarball));
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is one package, which holds modules and their types and nothing else', () => {
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  expect(Object.keys(packages)).toEqual(['', 'node_modules/adascope']);
  const [{ files }] = JSON.parse(npm(clone, 'pack', '--dry-run', '--json', '--ignore-scripts'));
  expect(files.map(({ path }: { path: string }) => path).sort()).toEqual([
    'LICENSE',
    'README.md',
    'lib/element.d.ts',
    'lib/element.js',
    'lib/index.d.ts',
    'lib/index.js',
    'package.json',
  ]);
});

it('is imported by Node', () => {
  writeFileSync(join(project, 'program.js'), PROGRAM);
  expect(node('program.js')).toEqual(EXPECTED);
});

it('is bundled into one file that prints the same', async () => {
  writeFileSync(join(project, 'bundled.js'), PROGRAM);
  await build({
    root: project,
    configFile: false,
    logLevel: 'silent',
    build: { lib: { entry: 'bundled.js', formats: ['es'], fileName: 'bundle' }, outDir: 'out' },
  });
  const code = readFileSync(join(project, 'out/bundle.js'), 'utf8');
  expect(code).not.toMatch(/^import\b/m);
  // Away from the package that it was made from.
  writeFileSync(join(folder, 'bundle.mjs'), code);
  expect(node(join(folder, 'bundle.mjs'))).toEqual(EXPECTED);
});

it.each([
  ['NodeNext', 'NodeNext'],
  ['ESNext', 'Bundler'],
])('has types for programs whose modules are %s and found as by %s', (module, moduleResolution) => {
  const check = (name: string, text: string, lib: string): string => {
    writeFileSync(join(project, name), text);
    const options = ['--noEmit', '--strict', '--target', 'es2023', '--lib', lib, '--types', ''];
    const { stdout } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/typescript/bin/tsc'),
        ...['--ignoreConfig', '--module', module, '--moduleResolution', moduleResolution, ...options, name],
      ],
      { cwd: project, encoding: 'utf8' },
    );
    return stdout;
  };
  const numbers = `
    import { type Experiment, parseExperiment, type Problem, trace } from 'adascope';
    const { experiment, problems }: { experiment: Experiment; problems: readonly Problem[] } = parseExperiment('run=adam');
    const losses: (number | null)[] = [...trace(experiment)].map(({ loss }) => loss);
    // @ts-expect-error: a record has no such key.
    export const wrong = [...trace(experiment)].map(({ lossy }) => lossy);
    export { losses, problems };`;
  expect(check('numbers.ts', numbers, 'es2023')).toBe('');
  const element = `
    import 'adascope/element';
    import type { EmbedState } from 'adascope/element';
    const frame = document.createElement('adascope-embed');
    export const state: Promise<EmbedState> = frame.get();
    frame.seek(3);
    // @ts-expect-error: steps are numbers.
    frame.seek('3');`;
  expect(check('element.ts', element, 'es2023,dom')).toBe('');
});
