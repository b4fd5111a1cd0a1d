/** PyTorch runs the programs, and ends where our own code does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optimizers } from '../../core/optimizers/index.ts';
import { schedules } from '../../core/schedules/index.ts';
import { surfaces } from '../../core/surfaces/index.ts';
import { defaults, optimizerTable, scheduleTable, stageTable, surfaceTable } from '../../core/tables.ts';
import type { Argument, Row, StageSpec } from '../../core/types.ts';
import { defaultStart, type Experiment, parseExperiment } from '../../experiment/index.ts';
import { experiments } from '../../experiment/testing/arbitraries.ts';
import { pytorchProgram } from './pytorch.ts';
import { apart, endsOf, linesOf } from './testing/ends.ts';
import { hasModule, runPrograms } from './testing/python.ts';

const torch = hasModule('torch');
if (!torch) console.warn('Not run: the programs for PyTorch, since /usr/bin/python3 cannot import torch.');

/** How far a program may end from our own end. */
const CLOSE = 1e-9;
/**
 * Armijo's test compares two losses, which near a minimum differ in their last digits only: roots of these are what the point is worth.
 * Shampoo's first factor is singular but for eps, which magnifies the last digits of gradients and draws by ‖g‖²/eps.
 */
const LESS_CLOSE: Readonly<Record<string, number>> = { armijo: 1e-7, shampoo: 1e-3 };
/** Ends that move by more than this when the start moves by rounding say nothing. */
const SENSITIVE = 1e-10;
/** By how much the start is moved, in x and y. */
const PROBES = [
  [1e-14, 0],
  [0, 1e-14],
  [-3e-15, 2e-15],
] as const;

const overflows = ({ runs }: Experiment, run: number): boolean =>
  runs[run].stages.some(({ id }) => id === 'precision');

/** The runs of experiments that end elsewhere in PyTorch, in words, and how many of all were compared. */
function compare(all: readonly Experiment[]): {
  readonly wrong: readonly string[];
  readonly compared: number;
} {
  const programs = all.map(pytorchProgram);
  const printed = runPrograms(programs);
  let compared = 0;
  const wrong = all.flatMap((experiment, i) => {
    const ours = endsOf(experiment);
    const moved = PROBES.map((probe) => endsOf(experiment, probe));
    const theirs = linesOf(printed[i], experiment.runs.length);
    if (theirs === null) return [printed[i]];
    return ours.flatMap((end, run) => {
      // To PyTorch the sign of what is not a number is 0: after an overflow some rules stand still there.
      if (overflows(experiment, run) && end.status === 'diverged') return [];
      if (moved.some((ends) => apart(end, ends[run]) > SENSITIVE)) return [];
      compared++;
      const distance = apart(end, theirs[run]);
      if (distance <= (LESS_CLOSE[experiment.runs[run].optimizer.id] ?? CLOSE)) return [];
      const { optimizer, schedules: chain, stages } = experiment.runs[run];
      const said = JSON.stringify([
        experiment.surface,
        experiment.start,
        experiment.steps,
        optimizer,
        chain,
        stages,
      ]);
      return [`${distance} in ${said}: ${JSON.stringify(end)}, PyTorch ${JSON.stringify(theirs[run])}`];
    });
  });
  return { wrong, compared };
}

const RULE = encodeURIComponent('m = 0.9*m + max(g, -abs(g)*2); x = if(t < 20, x - lr*m, x - lr*sign(m)/t)');
const FORMULA = encodeURIComponent('log(1 + x^2) + sigmoid(y) + cosh(y)/4 + cbrt(2 + x^2)*min(x, y)^2');

const experimentOf = (query: string): Experiment => {
  const { experiment, problems } = parseExperiment(query);
  expect(problems).toEqual([]);
  return experiment;
};

/** Whether a number is one that arithmetic in float64 does not overflow or vanish with. */
const isTame = (value: Argument): boolean =>
  Array.isArray(value)
    ? value.every(isTame)
    : typeof value !== 'number' || value === 0 || (Math.abs(value) > 1e-9 && Math.abs(value) < 1e9);

/** The stage with defaults in the place of numbers that nobody would take. */
function tamed(row: Row, { id, args }: StageSpec): StageSpec {
  const usual = defaults(row, String(args.as ?? 'pytorch'));
  const values: Record<string, Argument> = Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, isTame(value) ? value : usual[key]]),
  );
  for (const { key, used } of row.check?.(values) ?? []) values[key] = used;
  return { id, args: values };
}

describe.runIf(torch)('a program for PyTorch', () => {
  const rules = optimizers.map(({ id }) => id);

  it('repeats every rule on smooth, curved and noisy surfaces', { timeout: 600_000 }, () => {
    const places = ['rosenbrock', 'quadratic', 'himmelblau', 'regression'];
    const all = places.flatMap((place) =>
      rules.map((rule) =>
        experimentOf(`surface=${place}&run=${rule}&steps=150${rule === 'custom' ? `&rule=${RULE}` : ''}`),
      ),
    );
    const { wrong, compared } = compare(all);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(0.95 * all.length);
  });

  it('repeats every schedule, alone, with a warm-up and after one', { timeout: 600_000 }, () => {
    const all = schedules.flatMap(({ id }) =>
      (id === 'warmup'
        ? ['~warmup,steps:30']
        : [`~${id}`, `~${id}~warmup,steps:30`, `~${id}~warmup,steps:30,wait:1`]
      ).map((chain) =>
        experimentOf(`surface=beale&run=adam,lr:0.02${chain}&run=lion,lr:0.01${chain}&steps=200`),
      ),
    );
    const { wrong, compared } = compare(all);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(0.95 * 2 * all.length);
  });

  it('repeats every gradient stage and every surface', { timeout: 600_000 }, () => {
    const stages = [
      'noise',
      'precision',
      'precision,format:bf16,scale:64',
      'accumulate',
      'clip',
      'clip,norm:3,value:0.5',
    ];
    const all = surfaces.map(({ id }) =>
      experimentOf(
        `surface=${id}${id === 'custom' ? `&f=${FORMULA}` : ''}${stages.map((stage) => `&run=sgd,momentum:0.5,lr:0.001~${stage}`).join('')}&run=rmsprop~noise~accumulate,every:3~clip&steps=60`,
      ),
    );
    const { wrong, compared } = compare(all);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(0.9 * 7 * all.length);
  });

  it('repeats functions of one variable', { timeout: 600_000 }, () => {
    const all = ['', '~noise', '~accumulate,every:2~clip'].map((stages) =>
      experimentOf(
        `surface=custom&f=${encodeURIComponent('x^4 - 3*x^2 + x')}&start=2${rules
          .filter((rule) => rule !== 'custom')
          .slice(0, 11)
          .map((rule) => `&run=${rule}${stages}`)
          .join('')}&run=muon${stages}&steps=100`,
      ),
    );
    const { wrong, compared } = compare(all);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(30);
  });

  it('repeats any experiment', { timeout: 600_000 }, () => {
    const any = fc
      .sample(experiments(), 400)
      .filter(({ surface }) => surface.id !== 'mnist')
      .map((experiment) => ({
        ...experiment,
        surface: tamed(surfaceTable.get(experiment.surface.id), experiment.surface),
        start: experiment.start.every(isTame) ? experiment.start : defaultStart(experiment.surface.id),
        steps: Math.min(experiment.steps, 40),
        runs: experiment.runs.slice(0, 3).map((run) => ({
          ...run,
          optimizer: tamed(optimizerTable.get(run.optimizer.id), run.optimizer),
          schedules: run.schedules.map((spec) => tamed(scheduleTable.get(spec.id), spec)),
          stages: run.stages
            .map((spec) => tamed(stageTable.get(spec.id), spec))
            .filter(({ id, args }) => id !== 'accumulate' || Number(args.every) < 20),
        })),
      }));
    const { wrong, compared } = compare(any);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(any.length / 2);
  });
});
