/** Who may import whom, checked against the imports of every file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  allowed,
  approximateFiles,
  forbiddenImports,
  forbiddenLibraries,
  importCycles,
  importedTests,
  impureFiles,
  type LibraryRule,
  type Rule,
  readSource,
} from '../scripts/test/architecture.ts';

const COMPUTING = ['core', 'experiment', 'surface', 'network'];

const MODULES: Readonly<Record<string, Rule>> = {
  core: { may: [], why: 'the mathematics is the same in the page, in Node and in a test' },
  i18n: {
    may: [],
    mayTypes: ['core', 'experiment', 'network/diagnostic'],
    why: 'texts know nothing of what shows them',
  },
  experiment: { may: ['core'], why: 'a link is read without computing anything' },
  runtime: { may: [], why: 'it carries jobs to a worker, and does not know what they do' },
  surface: {
    may: ['core', 'experiment', 'runtime'],
    why: 'two-dimensional runs: their job, its messages, what is recorded',
  },
  network: {
    may: ['core', 'experiment', 'runtime'],
    why: 'engines yield loss and gradient, the rules are the core’s',
  },
  signal: { may: [], why: 'values that change sixty times a second, for everything on the page' },
  'surface/controller': {
    may: ['core', 'experiment', 'runtime', 'surface/record', 'signal', 'document'],
    mayTypes: ['surface'],
    why: 'the page’s side of two-dimensional runs: what is asked for, and what came of it',
  },
  'network/controller': {
    may: ['experiment', 'runtime', 'network/history', 'network/training/by-run', 'signal', 'document'],
    mayTypes: ['core', 'network'],
    why: 'the page’s side of trainings: what is asked for, recorded and kept',
  },
  ui: {
    may: ['i18n', 'signal'],
    why: 'canvases, plots, maps and controls know neither a slice nor what is edited',
  },
  document: {
    may: ['core', 'experiment', 'signal', 'ui', 'i18n'],
    mayTypes: ['network/diagnostic'],
    why: 'the experiment that is edited, its link, run list and playhead, whatever slice it is of',
  },
  'surface/views': {
    may: ['core', 'experiment', 'surface/record', 'signal', 'document', 'ui', 'i18n'],
    mayTypes: ['surface'],
    why: 'they draw what was recorded, wherever it was computed',
  },
  'network/views': {
    may: [
      'core',
      'experiment',
      'network/history',
      'network/data/images',
      'network/data/rasterizer',
      'signal',
      'document',
      'ui',
      'i18n',
    ],
    mayTypes: ['network'],
    why: 'they draw what was recorded, whatever trained it',
  },
  embed: {
    may: ['document', 'signal', 'experiment'],
    why: 'messages change what a person could have changed',
  },
  offline: { may: [], why: 'it keeps files and knows nothing of what is in them' },
  app: {
    may: [
      'core',
      'experiment',
      'runtime',
      'surface',
      'network/controller',
      'network/history',
      'network/views',
      'network/engines/tfjs/wasm-addresses',
      'study',
      'lesson',
      'report',
      'signal',
      'document',
      'ui',
      'embed',
      'offline',
      'i18n',
      'worker',
    ],
    mayTypes: ['network'],
    why: 'it composes slices and views, shares and prints',
  },
  study: {
    may: ['core', 'experiment', 'runtime', 'network/trace', 'network/data/source', 'network/engines/open'],
    why: 'what is tried and what it is worth does not depend on who computes it',
  },
  'study/controller': {
    may: ['core', 'experiment', 'runtime', 'signal', 'study'],
    why: 'the page’s side of studies: splits them over workers and keeps what comes back',
  },
  'study/views': {
    may: ['core', 'experiment', 'study', 'study/controller', 'signal', 'document', 'ui', 'i18n'],
    why: 'they draw what is known of a study, whoever computes it',
  },
  lesson: {
    may: ['core', 'experiment', 'runtime', 'surface/trace', 'study', 'network/trace', 'network/history'],
    why: 'claims are computed in the page, in Node and in a test',
  },
  'lesson/views': {
    may: ['core', 'experiment', 'runtime', 'lesson', 'signal', 'document', 'ui', 'i18n'],
    why: 'they show a lesson beside the experiment, whoever computes its claims',
  },
  report: {
    may: ['core', 'experiment', 'study', 'surface/trace', 'document/names', 'ui/format', 'i18n'],
    mayTypes: ['network'],
    why: 'an experiment and what came of it become text: programs, tables, reports, figures',
  },
  cli: {
    may: ['core', 'experiment', 'surface', 'network', 'study', 'lesson', 'report'],
    why: 'it runs in Node, without a page',
  },
  bench: { may: COMPUTING, why: 'it measures what runs in Node; browsers are measured from outside' },
  worker: { may: ['runtime', 'surface', 'network', 'study', 'lesson'], why: 'it only chooses the jobs' },
  main: { may: ['page'], why: 'it only chooses what to load' },
  page: { may: ['app'], why: 'it only mounts' },
  frame: { may: ['app'], why: 'it only mounts' },
  index: {
    may: ['core', 'experiment', 'surface/trace', 'study', 'lesson'],
    why: 'the package for other programs has no page',
  },
};

const LIBRARIES: readonly LibraryRule[] = [
  { library: /^@tensorflow\//, in: ['network'], why: 'its optimizers are no reference, and it is large' },
  {
    library: /^react(-dom)?(\/|$)/,
    in: ['app', 'document', 'ui', 'surface/views', 'network/views', 'study/views', 'lesson/views'],
    why: 'the rest runs without React',
  },
  {
    library: /^zustand(\/|$)/,
    in: ['document', 'surface/controller', 'network/controller', 'network/views/context'],
    why: 'state is kept in one place, and views reach it through one hook',
  },
  {
    library: /^d3(-|$)/,
    in: ['ui', 'surface/views', 'network/views', 'study/views', 'lesson/views', 'report/figure'],
    why: 'it draws',
  },
  { library: /^three(\/|$)/, in: ['surface/views/three'], why: 'it draws' },
  { library: /^lean-qr$/, in: ['app/share'], why: 'it makes QR codes' },
  { library: /^temml$/, in: ['ui/mathematics', 'report/document/html'], why: 'it shows formulas' },
  { library: /^virtual:frame$/, in: ['main'], why: 'the build makes it' },
  { library: /^node:/, in: ['cli', 'bench'], why: 'the rest also runs in a page' },
  { library: /^vite(st)?$/, in: ['bench'], why: 'tests and benches are not part of the program' },
];

const PURE = ['core', 'experiment', 'study', 'surface', 'network/history', 'i18n'];

/** Where the numbers of traces come from. */
const REPRODUCIBLE = ['core', 'experiment', 'surface', 'network', 'runtime', 'cli'];

describe('the source tree', () => {
  const src = fileURLToPath(new URL('.', import.meta.url));
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .sort()
    .map((path) => readSource(path.replaceAll(sep, '/'), readFileSync(join(src, path), 'utf8')));

  it('is read', () => {
    expect(files.map(({ path }) => path)).toContain('core/run.ts');
    expect(files.flatMap(({ imports }) => imports).length).toBeGreaterThan(20);
  });
  it('keeps to the table of modules', () => expect(forbiddenImports(files, MODULES)).toEqual([]));
  it('is described by the same table in CONTRIBUTING.md', () => {
    const text = readFileSync(join(src, '../CONTRIBUTING.md'), 'utf8');
    const shown = text
      .split('\n')
      .filter((line) => /^\| [a-z0-9/]+ \| .* \| .* \|$/.test(line) && !/^\| folder /.test(line));
    expect(shown).toEqual(
      Object.entries(MODULES).map(([name, rule]) => `| ${name} | ${allowed(rule)} | ${rule.why} |`),
    );
  });
  it('keeps every library in its module', () => expect(forbiddenLibraries(files, LIBRARIES)).toEqual([]));
  it('keeps clock, chance and page out of what is pure', () => expect(impureFiles(files, PURE)).toEqual([]));
  it('computes numbers the same way in every engine', () =>
    expect(approximateFiles(files, REPRODUCIBLE)).toEqual([]));
  it('never imports a test', () => expect(importedTests(files)).toEqual([]));
  it('has no cycles', () => expect(importCycles(files)).toEqual([]));
});

describe('the check', () => {
  const tree = (sources: Record<string, string>) =>
    Object.entries(sources).map(([path, text]) => readSource(path, text));

  it('finds every way to import', () => {
    const [file] = tree({
      'core/a.ts': `
        import x, { type Y } from './static.ts';
        import type { T } from './type.ts';
        import { type U } from './inline-type.ts';
        import './effect.css';
        import W from './worker.ts?worker&inline';
        export * from './star.ts';
        export { z } from './named.ts';
        export type { Q } from './exported-type.ts';
        export const later = () => import('./dynamic.ts');
        export type V = import('./type-expression.ts').V;`,
    });
    expect(file.imports.filter(({ typeOnly }) => !typeOnly).map(({ from }) => from)).toEqual([
      './static.ts',
      './effect.css',
      './worker.ts',
      './star.ts',
      './named.ts',
      './dynamic.ts',
    ]);
    expect(file.imports.filter(({ typeOnly }) => typeOnly).map(({ from }) => from)).toEqual([
      './type.ts',
      './inline-type.ts',
      './exported-type.ts',
      './type-expression.ts',
    ]);
  });

  it('names file, import and rule when a module reaches too far', () => {
    const files = tree({
      'core/x.ts': `import { y } from '../ui/y.ts';`,
      'core/deep/z.ts': `import { r } from '../run.ts'; type F = import('../../surface/record/record.ts').F;`,
      'attic/old.ts': '',
    });
    expect(forbiddenImports(files, MODULES)).toEqual([
      `src/core/x.ts imports ../ui/y.ts: core may import nothing of ours (${MODULES.core.why})`,
      `src/core/deep/z.ts imports ../../surface/record/record.ts: core may import nothing of ours (${MODULES.core.why})`,
      'src/attic/old.ts lies in "attic", a module that the table does not have',
    ]);
  });

  it('lets a module use one file of another, and types of a third', () => {
    const files = tree({
      'network/controller/good.ts': `import { c } from '../training/by-run.ts'; import type { Row } from '../../core/types.ts';`,
      'network/controller/bad.ts': `import { w } from '../trace.ts'; import { run } from '../../core/run.ts';`,
    });
    const problems = forbiddenImports(files, MODULES);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain(
      'src/network/controller/bad.ts imports ../trace.ts: network/controller may import experiment, ',
    );
    expect(problems[1]).toContain('src/network/controller/bad.ts imports ../../core/run.ts: ');
  });

  it('leaves tests and their helpers free, and the program may not import them', () => {
    const files = tree({
      'document/a.test.ts': `import { s } from '../network/trace.ts'; import { it } from 'vitest';`,
      'document/testing/fake.ts': `import fc from 'fast-check';`,
      'document/b.ts': `import { fake } from './a.test.ts'; import { other } from './testing/fake.ts';`,
      'document/c.test.ts': `import { fake } from './testing/fake.ts';`,
    });
    expect(forbiddenImports(files, MODULES)).toEqual([]);
    expect(forbiddenLibraries(files, LIBRARIES)).toEqual([]);
    expect(importedTests(files)).toEqual([
      'src/document/b.ts imports ./a.test.ts: nobody imports a test',
      'src/document/b.ts imports ./testing/fake.ts: that is for tests only',
    ]);
  });

  it('finds libraries out of place and unknown ones', () => {
    const files = tree({
      'core/x.ts': `import * as tf from '@tensorflow/tfjs-core';`,
      'runtime/y.ts': `const d3 = await import('d3-array');`,
      'embed/bridge.ts': `import { useState } from 'react';`,
      'document/context.ts': `import { useState } from 'react'; import { createStore } from 'zustand/vanilla';`,
      'ui/z.ts': `import _ from 'lodash';`,
    });
    expect(forbiddenLibraries(files, LIBRARIES).map((problem) => problem.split(':')[0])).toEqual([
      'src/core/x.ts imports @tensorflow/tfjs-core',
      'src/runtime/y.ts imports d3-array',
      'src/embed/bridge.ts imports react',
      'src/ui/z.ts imports lodash',
    ]);
  });

  it('finds clock, chance and page, but not words that only look like them', () => {
    const files = tree({
      'core/x.ts': `
        const a = Math.random() + Date.now() + performance.now() + +new Date();
        document.title = window.name;
        const window = row.window; const { document } = row; Math.sqrt(window); // Math.random`,
      'surface/views/y.ts': 'document.title = "";',
    });
    expect(impureFiles(files, PURE)).toEqual(
      ['Math.random', 'Date.now', 'performance.now', 'new Date', 'document.title', 'window.name'].map(
        (name) => expect.stringContaining(`src/core/x.ts uses ${name}: core is pure`),
      ),
    );
  });

  it('finds functions that engines compute differently, however they are reached', () => {
    const files = tree({
      'core/x.ts': `
        const a = Math.exp(1) + 3 ** x + 2 ** -52 + Math.sqrt(Math.PI) + Math.fround(x);
        let b = 1; b **= 0.5; // Math.cos
        const { sin } = Math; const f = Math['cos']; const tables = { power: Math.pow };
        type M = typeof Math.abs;`,
      'surface/views/y.ts': 'Math.log(2 ** x);',
    });
    expect(approximateFiles(files, ['core'])).toEqual(
      ['Math.exp', '**', '**=', 'Math.pow', 'Math itself'].map((name) =>
        expect.stringContaining(`src/core/x.ts uses ${name}, whose last bits differ`),
      ),
    );
    expect(readSource('core/z.ts', 'Math.max(2 ** 53, 1)').approximations).toEqual([]);
  });

  it('finds cycles, of types too', () => {
    const files = tree({
      'core/a.ts': `import { b } from './b.ts';`,
      'core/b.ts': `import { c, type C } from './deep/c.ts';`,
      'core/deep/c.ts': `export { a } from '../a.ts';`,
      'core/d.ts': `import { a } from './a.ts'; import { e } from './e.ts';`,
      'core/e.ts': `import type { D } from './d.ts';`,
    });
    expect(importCycles(files)).toEqual([
      'src/core/a.ts → src/core/b.ts → src/core/deep/c.ts → src/core/a.ts',
      'src/core/d.ts → src/core/e.ts → src/core/d.ts',
    ]);
  });
});
