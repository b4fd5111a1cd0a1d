/** Trains networks on `simd` and prints sums of all bits: run in other engines' shells by `everywhere.long.test.ts`. */
import { optimizers } from '../../../../core/optimizers/index.ts';
import { random } from '../../../../core/random.ts';
import { defaults } from '../../../../core/tables.ts';
import { createTraining } from '../../../training/training.ts';
import { openSimd } from '../engine.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** What shells lack. */
function decoded(text: string): string {
  let [bits, count, out] = [0, 0, ''];
  for (const letter of text.replaceAll('=', '')) {
    bits = (bits << 6) | LETTERS.indexOf(letter);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += String.fromCharCode((bits >> count) & 255);
  }
  return out;
}

const { print = console.log } = globalThis as { print?: (line: string) => void };
globalThis.atob ??= decoded;

/** A sum of the bits of float32 numbers (FNV-1a). */
function bitsOf(vectors: readonly ArrayBufferView[]): string {
  let sum = 0x811c9dc5;
  for (const { buffer, byteOffset, byteLength } of vectors) {
    for (const word of new Uint32Array(buffer, byteOffset, byteLength / 4))
      sum = Math.imul(sum ^ word, 16_777_619);
  }
  return (sum >>> 0).toString(16);
}

/** Images of noise. */
const chance = random(7, 97);
const pixels = Uint8Array.from({ length: 200 * 784 }, () =>
  chance.uniform() < 0.2 ? Math.floor(256 * chance.uniform()) : 0,
);
const images = { count: 200, pixels, labels: Uint8Array.from({ length: 200 }, (_, i) => i % 10) };

async function main(): Promise<void> {
  const engine = await openSimd(null);
  if (!engine) throw new Error('WebAssembly has no SIMD here.');
  for (const row of optimizers) {
    const training = createTraining({
      runs: [{ optimizer: { id: row.id, args: defaults(row) }, schedules: [], stages: [] }],
      args: { data: 'digits', hidden: [18, 8], batch: 24, dropout: 0.25 },
      seed: 3,
      rules: ['m = 0.9*m + 0.1*g; x = x - lr*m'],
      dataset: { train: images, test: images },
      engine,
    });
    for (let step = 0; step < 60; step++) training.advance();
    const evaluation = training.evaluate(
      images,
      Uint32Array.from({ length: images.count }, (_, i) => i),
    );
    while (!evaluation.advance());
    const sums = [training.theta, training.updaters.map(({ rate }) => rate)].map(bitsOf);
    print(`${row.id} ${sums.join(' ')} ${evaluation.loss[0]} ${training.trainLoss[0]}`);
  }
}

main().catch((error: unknown) => print(`failed: ${error}`));
