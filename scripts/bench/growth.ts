/**
 * How the computing of runs for the page grows with the number of steps and of runs: the time of a step beside that of one run of a
 * thousand steps, and what is kept of the runs.
 *
 *     npm run bench:growth -- [--rounds 5] [--write]
 *
 * Rounds are interleaved, and what counts is the median of their ratios. With `--write` the table of `docs/speed.md` is made.
 */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { computation, parseExperiment } from '../../src/experiment/index.ts';
import { createRecordings, loadingFor } from '../../src/surface/recordings.ts';
import { machine, median, writeTable } from './table.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, write: { type: 'boolean', default: false } },
});
const ROUNDS = Number(values.rounds);
const STEPS = [1000, 10_000, 100_000, 1_000_000];
const RUNS = [1, 3, 12];
/** Rules as people compare them; rates with which none diverges. */
const RULES = ['sgd,lr:0.0005', 'adam,lr:0.01', 'adagrad,lr:0.1', 'rmsprop,lr:0.001'];

/** All runs as the page's worker makes them: nanoseconds of a step, and the megabytes of what the page is given. */
function record(runs: number, steps: number): { nanoseconds: number; megabytes: number } {
  const query = Array.from({ length: runs }, (_, k) => `run=${RULES[k % RULES.length]}`).join('&');
  const asked = computation(parseExperiment(`${query}&steps=${steps}`).experiment);
  const begun = performance.now();
  const recordings = createRecordings(asked, () => performance.now());
  while (!recordings.advance(Number.POSITIVE_INFINITY));
  const nanoseconds = ((performance.now() - begun) * 1e6) / (runs * steps);
  const bytes = recordings.finished().reduce((sum, { record }) => sum + record.buffer.byteLength, 0);
  return { nanoseconds, megabytes: bytes / 2 ** 20 };
}

await loadingFor(Number.POSITIVE_INFINITY);
// The first asks for the machine code, which is there after a while; then all have been asked for before.
record(RULES.length, STEPS[0]);
await setTimeout(1000);
record(RULES.length, STEPS[0]);

const rounds = Array.from({ length: ROUNDS + 1 }, () => {
  const first = record(1, STEPS[0]).nanoseconds;
  return STEPS.map((steps) =>
    RUNS.map((runs) => {
      const { nanoseconds, megabytes } = record(runs, steps);
      return { ratio: nanoseconds / first, nanoseconds, megabytes };
    }),
  );
}).slice(1); // The first warms up.

const cell = (row: number, column: number): string => {
  const found = rounds.map((round) => round[row][column]);
  const time = median(found.map(({ nanoseconds }) => nanoseconds)).toFixed(0);
  return `${time} | ${median(found.map(({ ratio }) => ratio)).toFixed(2)} | ${found[0].megabytes.toFixed(1)}`;
};
const table = [
  `SGD, Adam, Adagrad and RMSprop in turn, on Rosenbrock; medians of ${ROUNDS} rounds. Node ${process.version}, ${machine()}`,
  '',
  `| steps | ${RUNS.map((runs) => `${runs === 1 ? 'one run' : `${runs} runs`}, ns a step | × | MB`).join(' | ')} |`,
  `|---${'|---|---|---'.repeat(RUNS.length)}|`,
  ...STEPS.map(
    (steps, row) => `| ${steps.toLocaleString('en')} | ${RUNS.map((_, k) => cell(row, k)).join(' | ')} |`,
  ),
].join('\n');
console.log(table);
if (values.write) writeTable('npm run bench:growth -- --write', table);
