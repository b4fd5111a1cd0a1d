/**
 * How fast the trials of a study are computed on Rosenbrock: kernels (`core/kernel`) and the reference loop (`core/run.ts`) beside a
 * plain loop in C that keeps the same numbers (-O2, compiled on the spot where there is `cc`).
 *
 *     npm run bench:kernels -- [--rounds 9] [--write]
 *
 * Rounds are interleaved, and what counts is the median of their ratios. With `--write` the table of `docs/speed.md` is made.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { KernelRun } from '../../src/core/kernel/compile.ts';
import { createBatch, type KernelBatch } from '../../src/core/kernel/kernel.ts';
import { createRecording } from '../../src/core/kernel/recording.ts';
import { createObjective } from '../../src/core/objective.ts';
import { createRun } from '../../src/core/run.ts';
import { parseExperiment } from '../../src/experiment/index.ts';
import { runTrial } from '../../src/study/trial.ts';
import { machineSource } from '../../src/surface/record/machine.ts';
import { createRecorder } from '../../src/surface/record/recorder.ts';
import { createRows } from '../../src/surface/record/rows.ts';
import { type RowSource, referenceSource } from '../../src/surface/record/sources.ts';
import { machine, median, writeTable } from './table.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, write: { type: 'boolean', default: false } },
});
const ROUNDS = Number(values.rounds);
const STEPS = 500;
/** Rates for which no rule diverges, so that all make every step. */
const RATES = Array.from({ length: 61 }, (_, i) => 1e-5 * 1.08 ** i);

/**
 * The rules, as runs of a link, and as statements of C for one coordinate, c of 0 and 1, with its gradient g; for the loop that records
 * they leave its effective rate in w.
 */
const RULES = [
  ['SGD', 'sgd', 'p[c] -= lr*g[c];', 'w[c] = lr; p[c] -= lr*g[c];'],
  [
    'momentum',
    'sgd,momentum:0.9',
    'a[c] = t == 1 ? g[c] : 0.9*a[c] + g[c]; p[c] -= lr*a[c];',
    'w[c] = lr; a[c] = t == 1 ? g[c] : 0.9*a[c] + g[c]; p[c] -= lr*a[c];',
  ],
  [
    'Adagrad',
    'adagrad',
    'a[c] += g[c]*g[c]; p[c] -= lr/(sqrt(a[c]) + 1e-10)*g[c];',
    'a[c] += g[c]*g[c]; w[c] = lr/(sqrt(a[c]) + 1e-10); p[c] -= w[c]*g[c];',
  ],
  [
    'RMSprop',
    'rmsprop',
    'a[c] = 0.99*a[c] + 0.01*g[c]*g[c]; p[c] -= lr/(sqrt(a[c]) + 1e-8)*g[c];',
    'a[c] = 0.99*a[c] + 0.01*g[c]*g[c]; w[c] = lr/(sqrt(a[c]) + 1e-8); p[c] -= w[c]*g[c];',
  ],
  [
    'Adam',
    'adam',
    'a[c] = 0.9*a[c] + 0.1*g[c]; b[c] = 0.999*b[c] + 0.001*g[c]*g[c]; p[c] -= lr/(sqrt(b[c]/(1 - q)) + 1e-8)*(a[c]/(1 - r));',
    'a[c] = 0.9*a[c] + 0.1*g[c]; b[c] = 0.999*b[c] + 0.001*g[c]*g[c]; w[c] = lr/(1 - r)/(sqrt(b[c]/(1 - q)) + 1e-8); p[c] -= w[c]*a[c];',
  ],
] as const;

const program = `
#include <math.h>
#include <stdio.h>
#include <time.h>
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec*1e9 + t.tv_nsec; }
struct trial { double x, y, loss, best; int bestStep, reached; };
${RULES.map(
  ([, , update], i) => `
static struct trial rule${i}(double lr) {
  double p[2] = {-1.5, 2}, a[2] = {0, 0}, b[2] = {0, 0}, q = 1, r = 1;
  struct trial out = {0, 0, 0, 12.5, 0, -1};
  for (int t = 1; t <= ${STEPS}; t++) {
    double ridge = p[1] - p[0]*p[0];
    double g[2] = {-2*(1 - p[0]) - 400*p[0]*ridge, 200*ridge};
    q *= 0.999; r *= 0.9;
    for (int c = 0; c < 2; c++) { ${update} }
    ridge = p[1] - p[0]*p[0];
    double loss = (1 - p[0])*(1 - p[0]) + 100*ridge*ridge;
    if (!isfinite(p[0] + p[1]) || !isfinite(loss)) break;
    if (loss < out.best) { out.best = loss; out.bestStep = t; }
    if (out.reached < 0 && loss <= 1e-3) out.reached = t;
    out.loss = loss;
  }
  out.x = p[0]; out.y = p[1];
  return out;
}`,
).join('\n')}
/* Ten columns of a row a step, as they are recorded for the page. */
static double columns[10][${STEPS}];
${RULES.map(
  ([, , , update], i) => `
static double record${i}(double lr) {
  double p[2] = {-1.5, 2}, a[2] = {0, 0}, b[2] = {0, 0}, w[2], q = 1, r = 1, loss = 0;
  for (int t = 1; t <= ${STEPS}; t++) {
    double ridge = p[1] - p[0]*p[0];
    double g[2] = {-2*(1 - p[0]) - 400*p[0]*ridge, 200*ridge}, before[2] = {p[0], p[1]};
    q *= 0.999; r *= 0.9;
    for (int c = 0; c < 2; c++) { ${update} }
    ridge = p[1] - p[0]*p[0];
    loss = (1 - p[0])*(1 - p[0]) + 100*ridge*ridge;
    columns[2][t - 1] = loss; columns[3][t - 1] = lr;
    for (int c = 0; c < 2; c++) {
      columns[c][t - 1] = p[c]; columns[4 + c][t - 1] = g[c]; columns[6 + c][t - 1] = w[c];
      columns[8 + c][t - 1] = (before[c] - p[c])/g[c];
    }
    if (!isfinite(p[0] + p[1]) || !isfinite(loss)) break;
  }
  return loss;
}`,
).join('\n')}
int main(void) {
  double rates[${RATES.length}] = {${RATES.join(', ')}}, sum = 0;
  struct trial (*rules[])(double) = {${RULES.map((_, i) => `rule${i}`).join(', ')}};
  for (int k = 0; k < ${RULES.length}; k++) {
    double least = 1e18;
    for (int again = 0; again < 20; again++) {
      double begun = now();
      for (int i = 0; i < ${RATES.length}; i++) { struct trial one = rules[k](rates[i]); sum += one.loss + one.best; }
      double took = now() - begun;
      if (took < least) least = took;
    }
    printf("%.17g\\n", least/${RATES.length * STEPS});
  }
  double (*records[])(double) = {${RULES.map((_, i) => `record${i}`).join(', ')}};
  for (int k = 0; k < ${RULES.length}; k++) {
    double least = 1e18;
    for (int again = 0; again < 20; again++) {
      double begun = now();
      for (int i = 0; i < ${RATES.length}; i++) sum += records[k](rates[i]) + columns[9][again];
      double took = now() - begun;
      if (took < least) least = took;
    }
    printf("%.17g\\n", least/${RATES.length * STEPS});
  }
  return sum == 0;
}`;

/** Nanoseconds of a step by each rule in C, first those that record nothing; null where there is no compiler. */
function compiledC(): (() => readonly number[]) | null {
  const folder = mkdtempSync(join(tmpdir(), 'adascope-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const [source, binary] = [join(folder, 'loop.c'), join(folder, 'loop')];
  writeFileSync(source, program);
  try {
    execFileSync('cc', ['-O2', '-o', binary, source, '-lm'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return () => execFileSync(binary, { encoding: 'utf8' }).trim().split('\n').map(Number);
}

const { experiment } = parseExperiment(RULES.map(([, run]) => `run=${run}`).join('&'));

const runsOf = (rule: number): readonly KernelRun[] =>
  RATES.map((lr) => {
    const run = experiment.runs[rule];
    const optimizer = { ...run.optimizer, args: { ...run.optimizer.args, lr } };
    const { surface, formula, rules, start } = experiment;
    return { surface, formula, rules, start, run: { optimizer, schedules: [], stages: [] } };
  });

/** The least time of some tries, in nanoseconds a step. */
function least(tries: number, steps: number, work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < tries; i++) {
    const begun = performance.now();
    work();
    best = Math.min(best, performance.now() - begun);
  }
  return (best * 1e6) / steps;
}

function begin(runs: readonly KernelRun[]): KernelBatch {
  const batch = createBatch(runs, { to: 1e-3, area: false });
  if (!batch) throw new Error('There is no machine code here.');
  return batch;
}

const kernel = (runs: readonly KernelRun[]): number => {
  const batches = Array.from({ length: 20 }, () => begin(runs));
  return least(20, RATES.length * STEPS, () => batches.pop()?.advance(STEPS));
};

const preparation = (runs: readonly KernelRun[]): number =>
  least(20, RATES.length * STEPS, () => {
    begin(runs);
  });

const reference = (runs: readonly KernelRun[]): number => {
  const some = runs.slice(0, 8);
  return least(2, some.length * STEPS, () => {
    for (const { run } of some) {
      const alone = { ...run, label: null, hidden: false, colour: null };
      runTrial({ ...experiment, steps: STEPS, runs: [alone] }, 'final', 1e-3);
    }
  });
};

/** The runs of a study one after another, recorded as for the page, but for what is prepared for each. */
function recorded(runs: readonly KernelRun[], source: (spec: KernelRun) => RowSource): number {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 20; tries++) {
    let took = 0;
    for (const run of runs) {
      const recorder = createRecorder(source(run), STEPS, createRows(STEPS + 1));
      const begun = performance.now();
      while (!recorder.advance(STEPS));
      recorder.finish();
      took += performance.now() - begun;
    }
    best = Math.min(best, took);
  }
  return (best * 1e6) / (runs.length * STEPS);
}

const recordingPreparation = (runs: readonly KernelRun[]): number =>
  least(20, runs.length * STEPS, () => {
    for (const run of runs) createRecorder(byMachine(run), STEPS, createRows(STEPS + 1));
  });

function byMachine(spec: KernelRun): RowSource {
  const run = runOf(spec);
  const made = createRecording(spec, run.loss);
  if (!made) throw new Error('There is no machine code here.');
  return machineSource(made, run, STEPS);
}

const runOf = ({ surface, formula, rules, run, start }: KernelRun) =>
  createRun(run, createObjective(surface, formula, 1), start, 1, rules);

const byLoop = (spec: KernelRun): RowSource => referenceSource(runOf(spec), STEPS);

const inC = compiledC();
const rounds = Array.from({ length: ROUNDS + 1 }, () => {
  const c = inC?.() ?? [...RULES, ...RULES].map(() => Number.NaN);
  return RULES.map((_, rule) => {
    const runs = runsOf(rule);
    return {
      c: c[rule],
      kernel: kernel(runs),
      preparation: preparation(runs),
      reference: reference(runs),
      recordedC: c[RULES.length + rule],
      recording: recorded(runs, byMachine),
      recordingPreparation: recordingPreparation(runs),
      recordedByLoop: recorded(runs.slice(0, 8), byLoop),
    };
  });
}).slice(1); // The first warms up.

const times = (ratio: number): string => (Number.isNaN(ratio) ? '–' : ratio.toFixed(2));
type Round = (typeof rounds)[number][number];

/** A row of the table for each rule: medians of what `picks` take from the rounds. */
const rowsOf = (picks: readonly ((round: Round) => number)[]): string[] =>
  RULES.map(([name], rule) => {
    const numbers = picks.map((pick) => times(median(rounds.map((round) => pick(round[rule])))));
    return `| ${[name, ...numbers].join(' | ')} |`;
  });
const whole = least(5, 1, () => {
  for (const rule of RULES.keys()) kernelOnce(rule);
});

/** One study of a rule, its preparation included. */
function kernelOnce(rule: number): void {
  begin(runsOf(rule)).advance(STEPS);
}

const table = [
  `Rosenbrock, ${RATES.length} rates × ${STEPS} steps; medians of ${ROUNDS} rounds. Node ${process.version}, ${machine()}`,
  `All five rules, ${RATES.length * STEPS * RULES.length} steps, with the preparation of each trial: ${(whole / 1e6).toFixed(1)} ms.`,
  '',
  '| rule | C, ns a step | kernel, ns | kernel beside C, × | preparation, ns | reference, ns | kernel beside reference, × |',
  '|---|---|---|---|---|---|---|',
  ...rowsOf([
    ({ c }) => c,
    ({ kernel }) => kernel,
    ({ c, kernel }) => c / kernel,
    ({ preparation }) => preparation,
    ({ reference }) => reference,
    ({ reference, kernel }) => reference / kernel,
  ]),
  '',
  'With all columns recorded as for the page, run after run:',
  '',
  '| rule | C that records, ns a step | kernel, ns | kernel beside C, × | preparation, ns | reference, ns | kernel beside reference, × |',
  '|---|---|---|---|---|---|---|',
  ...rowsOf([
    ({ recordedC }) => recordedC,
    ({ recording }) => recording,
    ({ recordedC, recording }) => recordedC / recording,
    ({ recordingPreparation }) => recordingPreparation,
    ({ recordedByLoop }) => recordedByLoop,
    ({ recordedByLoop, recording }) => recordedByLoop / recording,
  ]),
].join('\n');
console.log(table);

if (values.write) writeTable('npm run bench:kernels -- --write', table);
