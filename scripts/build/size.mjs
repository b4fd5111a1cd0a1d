/**
 * `npm run size`: what the built page weighs, chunk by chunk, gzipped as servers send it, and whether it keeps to its
 * budgets. Fails above one of them.
 *
 * What comes before the first picture is the script of index.html, the part of page or frame that it starts, the words of
 * one language, and all that these import statically.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'vite';
import { root } from './page.mjs';

const KB = 1024;

/**
 * In kilobytes, gzipped. The first pattern that a file's name fits is its budget; every script has one, so that none grows
 * unseen.
 *
 * @type {readonly (readonly [pattern: RegExp, budget: number, what: string])[]}
 */
export const BUDGETS = [
  [/^index-.*\.js$/, 3, 'what chooses between page and frame'],
  [/^frame-.*\.js$/, 100, 'a frame'],
  [/^page-.*\.js$/, 200, 'the page'],
  [/^words-/, 20, 'the words of one language'],
  [/^worker-.*\.js$/, 1, 'the start of the thread'],
  [/^engine-.*\.js$/, 60, 'the engine in its thread'],
  [/^temml-/, 65, 'formulas'],
  [/^(?:relief-view|three)-/, 190, 'the 3-D view'],
  [/^trainer-/, 40, 'networks, without tfjs'],
  [/^tfjs-.*\.wasm$/, 160, 'tfjs in WebAssembly'],
  [/\.js$/, 80, 'loaded when first needed'],
  [/\.css$/, 12, 'a style sheet'],
];

/** All JavaScript before the first picture of a frame, and of the whole page. */
export const INITIAL = { frame: 130, page: 225 };

/** What a module imports statically, as names of files. @param {string} code @param {string} name */
function imports(code, name) {
  const { module } = parseSync(name, code);
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
    ),
  ].map((from) => basename(from));
}

/**
 * The files of a built page with their sizes.
 *
 * @param {string} dist
 */
export function weigh(dist) {
  const assets = join(dist, 'assets');
  const files = readdirSync(assets).map((name) => {
    const bytes = readFileSync(join(assets, name));
    const text = name.endsWith('.js') ? bytes.toString('utf8') : '';
    return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, text };
  });
  const byName = new Map(files.map((file) => [file.name, file]));
  /** @param {readonly string[]} names @returns {Set<string>} */
  const closure = (names) => {
    const found = new Set(names.filter((name) => byName.has(name)));
    for (const name of found) {
      for (const next of imports(byName.get(name)?.text ?? '', name)) if (byName.has(next)) found.add(next);
    }
    return found;
  };
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const entry = [...html.matchAll(/(?:src|href)="[^"]*?assets\/([^"]+\.js)"/g)].map((match) => match[1]);
  const start = (/** @type {RegExp} */ pattern) =>
    files.map(({ name }) => name).filter((name) => pattern.test(name));
  const words = start(/^words-en-.*\.js$/);
  const frame = closure([...entry, ...start(/^frame-.*\.js$/), ...words]);
  const page = closure([...entry, ...start(/^page-.*\.js$/), ...words]);
  /** @param {Set<string>} names */
  const sum = (names) => [...names].reduce((total, name) => total + (byName.get(name)?.gzip ?? 0), 0);
  return {
    files: files.map(({ name, raw, gzip }) => ({ name, raw, gzip })),
    frame: { names: [...frame], gzip: sum(frame) },
    page: { names: [...page], gzip: sum(page) },
  };
}

/** Everything above its budget, in words. @param {ReturnType<typeof weigh>} weights @returns {string[]} */
export function tooHeavy({ files, frame, page }) {
  const kb = (/** @type {number} */ bytes) => (bytes / KB).toFixed(1);
  const heavy = files.flatMap(({ name, gzip }) => {
    const found = BUDGETS.find(([pattern]) => pattern.test(name));
    return found && gzip > found[1] * KB
      ? [`${name} is ${kb(gzip)} KB, allowed are ${found[1]} (${found[2]})`]
      : [];
  });
  for (const [what, { gzip }, budget] of /** @type {const} */ ([
    ['a frame', frame, INITIAL.frame],
    ['the page', page, INITIAL.page],
  ])) {
    if (gzip > budget * KB)
      heavy.push(`${what} loads ${kb(gzip)} KB of scripts before its first picture, allowed are ${budget}`);
  }
  return heavy;
}

/** Libraries that nothing loads before it is needed, by a name that survives in their code. */
const HEAVY = /gl_FragColor|WebGLRenderer|registerBackend/;

if (process.argv[1] && import.meta.url.endsWith(basename(process.argv[1]))) {
  const dist = join(root, process.argv[2] ?? 'dist');
  if (!existsSync(join(dist, 'index.html'))) {
    console.error('Nothing is built: npm run build comes first.');
    process.exit(1);
  }
  const weights = weigh(dist);
  const initial = new Set(weights.frame.names);
  const later = new Set(weights.page.names);
  console.log('   gzip      raw');
  for (const { name, raw, gzip } of [...weights.files].sort((a, b) => b.gzip - a.gzip)) {
    const mark = initial.has(name) ? '  ● first' : later.has(name) ? '  ○ page' : '';
    console.log(
      `${(gzip / KB).toFixed(1).padStart(7)}  ${(raw / KB).toFixed(1).padStart(7)}  ${name}${mark}`,
    );
  }
  console.log(
    `\nBefore the first picture: a frame ${(weights.frame.gzip / KB).toFixed(1)} KB of ${INITIAL.frame},`,
  );
  console.log(`the page ${(weights.page.gzip / KB).toFixed(1)} KB of ${INITIAL.page} (scripts, gzipped).`);
  const heavy = tooHeavy(weights);
  for (const name of weights.frame.names) {
    if (HEAVY.test(readFileSync(join(dist, 'assets', name), 'utf8')))
      heavy.push(`${name} holds a library that frames do not need`);
  }
  for (const line of heavy) console.error(line);
  process.exitCode = heavy.length > 0 ? 1 : 0;
}
