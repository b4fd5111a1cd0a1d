/**
 * `npm run size`: what the built page weighs, chunk by chunk, gzipped as servers send it, and whether it keeps to its
 * budgets. Fails above one of them.
 *
 * What comes before the first picture is the script of index.html, the part of page or frame that it starts, the words of
 * one language, and all that these import statically, as Vite's manifests list them (`dist/.vite/`).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
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

/** @typedef {Record<string, { file: string, imports?: string[] }>} Manifest what Vite writes, by source file */

/**
 * The files that some sources become, with all that these import statically.
 *
 * @param {Manifest} manifest
 * @param {readonly string[]} sources
 * @returns {string[]} names of files in `assets/`
 */
function closure(manifest, sources) {
  const found = new Set(sources);
  for (const source of found) {
    const chunk = manifest[source];
    if (!chunk) throw new Error(`${source} is no part of the build.`);
    for (const imported of chunk.imports ?? []) found.add(imported);
  }
  return [...found].map((source) => basename(manifest[source].file));
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
    return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  });
  const gzip = new Map(files.map((file) => [file.name, file.gzip]));
  /** @param {string} name @returns {Manifest} */
  const manifest = (name) => JSON.parse(readFileSync(join(dist, '.vite', name), 'utf8'));
  const page = manifest('manifest.json');
  /** @param {readonly string[]} names */
  const sum = (names) => {
    const distinct = [...new Set(names)];
    return { names: distinct, gzip: distinct.reduce((total, name) => total + (gzip.get(name) ?? 0), 0) };
  };
  const start = closure(page, ['index.html']);
  const words = 'src/i18n/words-en.ts';
  return {
    files,
    frame: sum([...start, ...closure(manifest('frame-manifest.json'), ['src/frame.tsx', words])]),
    page: sum([...start, ...closure(page, ['src/page.tsx', words])]),
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
