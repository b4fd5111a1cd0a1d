/**
 * The types of the package as one text, `docs/api.d.ts`: what other programs may rely on. A change of it shows as a diff.
 *
 *     npm run api   # writes the report anew
 *
 * TypeScript emits the declarations of every module; from those of `src/index.ts` all that are reachable are gathered,
 * without comments, in an order that does not depend on files: exported names first, then the types that these are made of.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the report is kept. */
export const REPORT = join(root, 'docs/api.d.ts');

/** How a report that is out of date is written anew. */
export const REFRESH = 'npm run api';

const HEADER = `// What \`import … from 'adascope'\` gives, for reviews: a change of the package's types is a change of this file.
// Written by \`${REFRESH}\` from src/index.ts; docs/package.md tells how to use it.
`;

/**
 * A name of another module.
 * @typedef {{ file: string, name: string }} Place
 *
 * @typedef {object} Module
 * @property {Map<string, Place>} imported by the name used here
 * @property {Map<string, Place>} forwarded names exported from elsewhere
 * @property {Map<string, string>} declared the text of each declaration, without `export` and `declare`
 */

/** The lines of a text, gathered into statements: each begins in the first column. @param {string} text */
function statements(text) {
  const found = /** @type {string[]} */ ([]);
  for (const line of text.replace(/^[ \t]*\/\*\*[\s\S]*?\*\/\n/gm, '').split('\n')) {
    if (/^[A-Za-z]/.test(line)) found.push(line);
    else if (line !== '' && found.length > 0) found.push(`${found.pop()}\n${line}`);
  }
  return found;
}

/** What one file of declarations says. @param {string} file @returns {Module} */
function readModule(file) {
  const imported = new Map();
  const forwarded = new Map();
  const declared = new Map();
  for (const statement of statements(readFileSync(file, 'utf8'))) {
    // A module as a whole serves its code: no declaration of the package speaks of one.
    if (/^import \* as /.test(statement)) continue;
    const names = /^(import|export)(?: type)? \{([\s\S]*?)\}(?: from '(.+)')?;/.exec(statement);
    if (names) {
      const [, kind, list, from] = names;
      for (const entry of list.split(',').map((one) => one.trim().replace(/^type /, ''))) {
        if (entry === '') continue;
        const [name, alias = name] = entry.split(' as ');
        const at = from === undefined ? file : resolve(dirname(file), from.replace(/\.ts$/, '.d.ts'));
        (kind === 'import' ? imported : forwarded).set(alias, { file: at, name });
      }
      continue;
    }
    const text = statement.replace(/^export /, '').replace(/^declare /, '');
    const name = /^(?:const|function|interface|type|class) (\w+)/.exec(text)?.[1];
    if (name === undefined) throw new Error(`Not understood in ${file}: ${statement}`);
    // Overloads are statements of their own.
    declared.set(name, declared.has(name) ? `${declared.get(name)}\n${text}` : text);
  }
  return { imported, forwarded, declared };
}

/** Gathers declarations in a folder of them, from those that `index.d.ts` exports. @param {string} folder */
function gather(folder) {
  const modules = /** @type {Map<string, Module>} */ (new Map());
  /** @param {string} file @returns {Module} */
  const moduleAt = (file) => {
    const module = modules.get(file) ?? readModule(file);
    modules.set(file, module);
    return module;
  };
  /** Where a name is declared. @param {Place} place @returns {Place | null} */
  const home = ({ file, name }) => {
    const { imported, forwarded, declared } = moduleAt(file);
    if (declared.has(name)) return { file, name };
    const next = imported.get(name) ?? forwarded.get(name);
    return next ? home(next) : null;
  };
  const index = join(folder, 'index.d.ts');
  const entry = moduleAt(index);
  const exported = [...entry.forwarded.keys(), ...entry.declared.keys()];
  const texts = /** @type {Map<string, { file: string, text: string }>} */ (new Map());
  const waiting = exported.map((name) => ({ file: index, name }));
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const at = home(place);
    if (!at) continue;
    const known = texts.get(at.name);
    if (known && known.file !== at.file) throw new Error(`Two types are called ${at.name}: rename one.`);
    if (known) continue;
    const text = moduleAt(at.file).declared.get(at.name) ?? '';
    texts.set(at.name, { file: at.file, text });
    for (const [name] of text.matchAll(/\b[A-Za-z_]\w*\b/g)) waiting.push({ file: at.file, name });
  }
  return { exported, texts };
}

/** A text as the house formats it, so that line breaks of the source are no difference. @param {string} text */
function formatted(text) {
  // Where unions were broken depends on the comments that stood between their members.
  const input = text.replace(/\s*\n\s*\| /g, ' | ').replace(/= \n/g, '= ');
  const command = 'npx --no-install biome format --stdin-file-path=docs/api.d.ts';
  const { status, stdout, stderr } = spawnSync(command, { shell: true, cwd: root, encoding: 'utf8', input });
  if (status !== 0) throw new Error(`The report could not be formatted:\n${stderr}`);
  return stdout;
}

/** The report as it should be. @returns {string} */
export function apiReport() {
  const folder = mkdtempSync(join(tmpdir(), 'adascope-api-'));
  try {
    const emit = '--noEmit false --declaration --emitDeclarationOnly --rootDir src';
    const command = `npx --no-install tsc -p tsconfig.core.json ${emit} --outDir "${folder}"`;
    const { stdout } = spawnSync(command, { shell: true, cwd: root, encoding: 'utf8' });
    // An error of types elsewhere is for `npm run types` to tell: declarations are emitted all the same.
    if (!existsSync(join(folder, 'index.d.ts'))) throw new Error(`There are no declarations:\n${stdout}`);
    const { exported, texts } = gather(folder);
    /** @param {boolean} visible */
    const part = (visible) =>
      [...texts.keys()]
        .filter((name) => exported.includes(name) === visible)
        .sort()
        .map((name) => {
          const text = texts.get(name)?.text ?? '';
          const value = /^(?:const|function|class) /.test(text);
          return `${visible ? 'export ' : ''}${value ? 'declare ' : ''}${text}\n`;
        })
        .join('\n');
    const hidden = part(false);
    const rest = hidden === '' ? '' : `\n// Not exported, but part of the above.\n\n${hidden}`;
    return formatted(`${HEADER}\n${part(true)}${rest}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(REPORT, apiReport());
