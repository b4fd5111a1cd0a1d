/** Reading what source files import, and checking it against a table of who may import whom. */
import { posix } from 'node:path';
import { parseSync, Visitor } from 'vite';

export interface Import {
  /** As written, without a `?worker` or the like. */
  readonly from: string;
  /** Gone at run time: `import type …`, `export type … from`, `typeof import(…)`. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** Relative to src, with slashes: `core/run.ts`. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** What is taken from the world outside: `Math.random`, `performance.now`, `new Date`. */
  readonly impurities: readonly string[];
  /** What engines compute each in its own way: `Math.exp`, `**`, and `Math` itself where it is handed on. */
  readonly approximations: readonly string[];
}

export interface Rule {
  /** What it may import: the beginnings of paths relative to src. */
  readonly may: readonly string[];
  /** What it may import types of, besides. */
  readonly mayTypes?: readonly string[];
  readonly why: string;
}

/** A library, by the beginning of its name, and the beginnings of the paths that may import it. */
export interface LibraryRule {
  readonly library: RegExp;
  readonly in: readonly string[];
  readonly why: string;
}

/** Objects whose use makes a result depend on the clock, on chance or on the page. */
const OUTSIDE = new Set(['document', 'window', 'globalThis', 'self', 'performance', 'crypto', 'console']);

/** What ECMAScript fixes to the last bit, of `Math`: all its constants and what rounds correctly. Chance is looked after above. */
const EXACT = new Set(
  [
    'E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2 random',
    'abs ceil clz32 floor fround imul max min round sign sqrt trunc',
  ].flatMap((names) => names.split(' ')),
);

const isTestFile = (path: string): boolean => /\.test\.tsx?$/.test(path);

/** Tests, and what only they use: suites and generators, in folders of their own. */
const isTest = (path: string): boolean => isTestFile(path) || /\/(testing|contract)\//.test(path);

const within = (path: string, places: readonly string[]): boolean =>
  places.some((place) => path === place || path.startsWith(`${place}/`) || path.startsWith(`${place}.`));

/**
 * The module of a file: its first folder, or its own name when it lies in src itself. What a slice has for the page, its
 * controller and its views, are modules of their own.
 */
const moduleOf = (path: string): string =>
  /^\w+\/(?:controller|views)(?=\/)/.exec(path)?.[0] ?? path.split('/')[0].replace(/\.tsx?$/, '');

/** The target of a relative import, relative to src; null for a library. */
const target = (file: SourceFile, from: string): string | null =>
  from.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file.path), from)) : null;

/** Parses one file. @throws Error when it does not parse. */
export function readSource(path: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`src/${path} does not parse: ${errors[0].message}`);
  const imports: Import[] = [];
  const add = (from: string, typeOnly: boolean): void => {
    imports.push({ from: from.replace(/\?.*$/, ''), typeOnly });
  };
  for (const { moduleRequest, entries } of module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType));
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) if (moduleRequest) add(moduleRequest.value, isType);
  }
  const impurities: string[] = [];
  const approximations: string[] = [];
  // `Math` in any place but before the name of a member could hand on all its functions.
  let bare = 0;
  new Visitor({
    Identifier({ name }) {
      if (name === 'Math') bare++;
    },
    BinaryExpression({ operator, left }) {
      // Powers of 2 written out are exact in every engine.
      if (operator === '**' && !(left.type === 'Literal' && left.value === 2)) approximations.push('**');
    },
    AssignmentExpression({ operator }) {
      if (operator === '**=') approximations.push(operator);
    },
    ImportExpression({ source }) {
      if (source.type === 'Literal' && typeof source.value === 'string') add(source.value, false);
    },
    TSImportType({ source }) {
      add(source.value, true);
    },
    MemberExpression({ object, property, computed }) {
      if (object.type !== 'Identifier' || computed || property.type !== 'Identifier') return;
      const name = `${object.name}.${property.name}`;
      if (object.name === 'Math') {
        bare--;
        if (!EXACT.has(property.name)) approximations.push(name);
      }
      if (OUTSIDE.has(object.name) || name === 'Math.random' || name === 'Date.now') impurities.push(name);
    },
    NewExpression({ callee }) {
      if (callee.type === 'Identifier' && callee.name === 'Date') impurities.push('new Date');
    },
  }).visit(program);
  if (bare > 0) approximations.push('Math itself');
  return { path, imports, impurities, approximations };
}

/** What a module may import, in words. */
export const allowed = ({ may, mayTypes = [] }: Rule): string =>
  [...may, ...mayTypes.map((place) => `types of ${place}`)].join(', ') || 'nothing of ours';

/**
 * Imports that the table of modules does not allow. Tests are free: they may use together what the program
 * keeps apart.
 */
export function forbiddenImports(
  files: readonly SourceFile[],
  rules: Readonly<Record<string, Rule>>,
): string[] {
  const problems: string[] = [];
  for (const file of files) {
    if (isTest(file.path)) continue;
    const module = moduleOf(file.path);
    const rule = rules[module];
    if (!rule) {
      problems.push(`src/${file.path} lies in "${module}", a module that the table does not have`);
      continue;
    }
    for (const { from, typeOnly } of file.imports) {
      const to = target(file, from);
      if (to === null || moduleOf(to) === module || within(to, rule.may)) continue;
      if (typeOnly && within(to, rule.mayTypes ?? [])) continue;
      problems.push(`src/${file.path} imports ${from}: ${module} may import ${allowed(rule)} (${rule.why})`);
    }
  }
  return problems;
}

/** Libraries imported where they do not belong, and libraries that the table does not have. Tests are free. */
export function forbiddenLibraries(files: readonly SourceFile[], rules: readonly LibraryRule[]): string[] {
  const problems: string[] = [];
  for (const file of files) {
    if (isTest(file.path)) continue;
    for (const { from } of file.imports) {
      if (from.startsWith('.')) continue;
      const rule = rules.find(({ library }) => library.test(from));
      if (!rule) problems.push(`src/${file.path} imports ${from}: a library that the table does not have`);
      else if (!within(file.path, rule.in)) {
        problems.push(`src/${file.path} imports ${from}: only ${rule.in.join(', ')} may (${rule.why})`);
      }
    }
  }
  return problems;
}

/** Uses of the clock, of chance or of the page in modules that are to be pure. */
export function impureFiles(files: readonly SourceFile[], modules: readonly string[]): string[] {
  return files
    .filter(({ path }) => !isTest(path) && within(path, modules) && !moduleOf(path).endsWith('/views'))
    .flatMap(({ path, impurities }) =>
      impurities.map((name) => `src/${path} uses ${name}: ${moduleOf(path)} is pure`),
    );
}

/** Uses of what engines compute differently in modules whose numbers are to be the same in all of them. */
export function approximateFiles(files: readonly SourceFile[], modules: readonly string[]): string[] {
  return files
    .filter(({ path }) => !isTest(path) && modules.includes(moduleOf(path)))
    .flatMap(({ path, approximations }) =>
      approximations.map(
        (name) => `src/${path} uses ${name}, whose last bits differ between engines: see core/elementary`,
      ),
    );
}

/** Imports of tests by anyone, and of what only tests use by the program. */
export function importedTests(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.imports.flatMap(({ from }) => {
      const to = target(file, from) ?? '';
      if (isTestFile(to)) return [`src/${file.path} imports ${from}: nobody imports a test`];
      if (isTest(to) && !isTest(file.path))
        return [`src/${file.path} imports ${from}: that is for tests only`];
      return [];
    }),
  );
}

/** Cycles of imports among files, of types too, each as the way round. */
export function importCycles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const way: string[] = [];
  const cycles = new Set<string>();
  const visit = (path: string): void => {
    const file = byPath.get(path);
    if (!file || done.has(path)) return;
    const before = way.indexOf(path);
    if (before >= 0) {
      cycles.add([...way.slice(before), path].map((step) => `src/${step}`).join(' → '));
      return;
    }
    way.push(path);
    for (const { from } of file.imports) {
      const to = target(file, from);
      if (to !== null) visit(to);
    }
    way.pop();
    done.add(path);
  };
  for (const { path } of files) visit(path);
  return [...cycles];
}
