/**
 * Compiles the AssemblyScript of the networks' own engine into `binary.generated.ts`, a module that has the WebAssembly as text:
 * so it is there wherever the engine is, in a worker, in one file, in Node. Does nothing when that is already of the present source.
 *
 *     node scripts/build/simd.mjs
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = new URL('../../', import.meta.url);
const FOLDER = 'src/network/engines/simd';
const target = new URL(`${FOLDER}/binary.generated.ts`, root);
const assembly = new URL(`${FOLDER}/assembly/`, root);
/** Only what the standard fixes to the last bit: no relaxed SIMD. */
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd'];

/** What the result depends on. */
function fingerprint() {
  const hash = createHash('sha256').update(OPTIONS.join(' '));
  for (const name of readdirSync(assembly).sort())
    hash.update(name).update(readFileSync(new URL(name, assembly)));
  const lock = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8'));
  return hash.update(lock.packages['node_modules/assemblyscript'].version).digest('hex');
}

async function compile() {
  const { default: asc } = await import('assemblyscript/asc');
  /** @type {Uint8Array | undefined} */
  let binary;
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'simd.wasm', ...OPTIONS], {
    // Its own library it finds by itself.
    readFile: (/** @type {string} */ name) => {
      const file = new URL(name, assembly);
      return existsSync(file) ? readFileSync(file, 'utf8') : null;
    },
    writeFile: (/** @type {string} */ _name, /** @type {string | Uint8Array} */ contents) => {
      binary = /** @type {Uint8Array} */ (contents);
    },
  });
  if (error || !binary) throw new Error(`The engine for networks does not compile:\n${stderr}${error ?? ''}`);
  return binary;
}

/** Sees to it that the compiled engine is there and up to date. */
export async function compileSimd() {
  const head = `// Made by scripts/build/simd.mjs of ${fingerprint()}\n`;
  if (existsSync(target) && readFileSync(target, 'utf8').startsWith(head)) return;
  const text = Buffer.from(await compile()).toString('base64');
  // Several builds may run at a time: what is there is always whole.
  const draft = fileURLToPath(target).replace(/ts$/, `${randomUUID()}.tmp`);
  writeFileSync(draft, `${head}export const binary = '${text}';\n`);
  renameSync(draft, target);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await compileSimd();
