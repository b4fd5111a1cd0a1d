/** Runs programs for TensorFlow.js in one process of Node, with tfjs-core and its cpu backend in the place of the whole package. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/** What `@tensorflow/tfjs` gives programs: its core with all gradients, and a backend that runs everywhere. */
const LIBRARY = `
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
export * from '@tensorflow/tfjs-core';
`;

/** The library in one file: Node cannot read tfjs' modules as they are. */
let bundled: Promise<string> | undefined;
const libraryCode = (): Promise<string> => {
  bundled ??= (async () => {
    const entry = join(mkdtempSync(join(tmpdir(), 'adascope-')), 'tfjs.js');
    writeFileSync(entry, LIBRARY);
    const made = await build({
      configFile: false,
      logLevel: 'silent',
      plugins: [
        {
          name: 'from-our-modules',
          resolveId(id, importer) {
            return importer === entry && id.startsWith('@tensorflow')
              ? this.resolve(id, import.meta.filename)
              : null;
          },
        },
      ],
      build: { write: false, minify: false, ssr: entry, rolldownOptions: { output: { format: 'cjs' } } },
      ssr: { noExternal: true },
    });
    const { output } = made as { readonly output: readonly { readonly code: string }[] };
    return output[0].code;
  })();
  return bundled;
};

/** A folder in which modules find `@tensorflow/tfjs`. */
export async function folderWithTfjs(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'adascope-'));
  const library = join(folder, 'node_modules', '@tensorflow', 'tfjs');
  mkdirSync(library, { recursive: true });
  writeFileSync(join(library, 'package.json'), '{"main":"index.cjs"}');
  writeFileSync(join(library, 'index.cjs'), await libraryCode());
  return folder;
}

const RUNNER = `
const results = [];
for (let i = 0; i < Number(process.argv[2]); i++) {
  const lines = [];
  console.log = (line) => lines.push(line);
  try {
    await import('./program' + i + '.mjs');
  } catch (error) {
    lines.push(String(error.stack));
  }
  results.push(lines.join('\\n'));
}
process.stdout.write(JSON.stringify(results));
`;

/** What each program prints; the error where it fails. */
export async function runModules(programs: readonly string[]): Promise<readonly string[]> {
  const folder = await folderWithTfjs();
  programs.forEach((program, i) => {
    writeFileSync(join(folder, `program${i}.mjs`), program);
  });
  writeFileSync(join(folder, 'runner.mjs'), RUNNER);
  const { stdout, stderr, status } = spawnSync('node', ['runner.mjs', String(programs.length)], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as readonly string[];
}
