import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkArguments } from '../../../core/network.ts';
import { defaults, optimizerTable, scheduleTable, stageTable } from '../../../core/tables.ts';
import type { Argument, RunSpec } from '../../../core/types.ts';
import { drawSet } from '../../data/digits.ts';
import type { Dataset } from '../../data/images.ts';
import { openSimd } from '../../engines/simd/engine.ts';
import { type Columns, createColumns, type TakenColumns } from '../columns.ts';
import { pretendedThreads } from '../testing/own-threads.ts';
import { createTraining, type Training } from '../training.ts';
import { SharedStepper, sharesOf } from './cores.ts';
import type { Threads } from './helper.ts';

const run = (id: string, given: Record<string, Argument> = {}, more: Partial<RunSpec> = {}): RunSpec => ({
  optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...given } },
  schedules: [],
  stages: [],
  ...more,
});
const plateau = {
  id: 'plateau',
  args: { ...defaults(scheduleTable.get('plateau')), factor: 0.5, patience: 0, threshold: 0.99 },
};
const accumulate = { id: 'accumulate', args: { ...defaults(stageTable.get('accumulate')), every: 3 } };
/** Compiled rules and the core's, one that diverges, one that needs more batches, one that is driven by what is found. */
const RUNS: readonly RunSpec[] = [
  run('adam'),
  run('sgd', { lr: 10, weightDecay: 1 }),
  run('lion', { lr: 0.001 }, { schedules: [plateau] }),
  run('rmsprop', {}, { stages: [accumulate] }),
];
const ARGS: NetworkArguments = {
  ...{ data: 'digits', hidden: [3], batch: 5, dropout: 0.2, shift: 1 },
};
const SEED = 5;
const dataset: Dataset = { train: drawSet(45, 3), test: drawSet(20, 4) };
/** A step that is never reached: steps are always worth it. */
const STEPS = 1e6;
const soon = (callback: () => void) => setImmediate(callback);
const FOLLOWED = [
  { pixel: 300, unit: 2 },
  { pixel: 410, unit: 0 },
];

interface Bench {
  readonly training: Training;
  readonly columns: Columns;
  readonly stepper: SharedStepper;
  readonly cores: number[];
}

/** @param toll Milliseconds that a question to another thread costs; a step costs ten for each run that is moved here. */
async function bench(threads: Threads, toll = 0, tried = new Map<string, boolean>()): Promise<Bench> {
  const engine = await openSimd(null);
  if (!engine) throw new Error('There is no SIMD here.');
  const training = createTraining({ runs: RUNS, args: ARGS, seed: SEED, dataset, engine });
  let time = 0;
  let moved = RUNS.length;
  const { advance, only } = training;
  training.only = (chosen, step) => {
    moved = chosen.length;
    only.call(training, chosen, step);
  };
  training.advance = () => {
    time += 10 * moved;
    advance.call(training);
  };
  const later: Threads['later'] = (milliseconds, callback) => {
    time += toll;
    return threads.later(milliseconds, callback);
  };
  const columns = createColumns();
  columns.follow(FOLLOWED);
  const cores: number[] = [];
  const stepper = new SharedStepper({
    ...{ training, columns, runs: RUNS, args: ARGS, seed: SEED, rules: [], steps: STEPS, tried },
    images: dataset.train,
    guarded: async (work) => work(),
    now: () => time,
    threads: { most: threads.most, spawn: () => threads.spawn(), later },
    changed: (count) => cores.push(count),
  });
  return { training, columns, stepper, cores };
}

/** Lets other threads get ready. */
const idle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** Makes steps, in slices, up to one; what is found in between drives the schedules. */
async function advanceTo(step: number, { training, stepper }: Bench, slice = 2): Promise<void> {
  while (training.step < step) {
    const toObserve = 10 - (training.step % 10);
    await stepper.advance(Math.min(slice, toObserve, step - training.step), 1e3, () => training.step);
    if (training.step % 10 !== 0) continue;
    await stepper.gather();
    training.observe(Float64Array.from(training.theta, (_, k) => 1 + k + training.step / 100));
  }
}

/** Everything that is known of all runs. */
const standing = ({ training }: Bench) => training.theta.map((_, k) => training.stateOf(k));

const refused: Threads = {
  most: 2,
  spawn() {
    throw new Error('Refused.');
  },
  later: () => () => undefined,
};
const known = new Map<number, Promise<{ states: ReturnType<typeof standing>; columns: TakenColumns }>>();
/** What one core makes of so many steps. */
function alone(step: number) {
  const found =
    known.get(step) ??
    bench(refused).then(async (whole) => {
      await advanceTo(step, whole);
      return { states: standing(whole), columns: whole.columns.take() };
    });
  known.set(step, found);
  return found;
}

describe('steps on several cores', () => {
  it.each([2, 3, 9])('have the bits of one core, with %i threads', async (most) => {
    const threads = pretendedThreads(most, soon);
    const split = await bench(threads);
    await advanceTo(12, split);
    await idle();
    await advanceTo(73, split);
    expect(split.stepper.cores).toBe(Math.min(most, RUNS.length));
    expect(split.cores).toEqual([Math.min(most, RUNS.length)]);
    await split.stepper.gather();
    expect(split.training.divergedAt.filter((at) => at > 0)).toHaveLength(1);
    const expected = await alone(73);
    expect(standing(split)).toEqual(expected.states);
    expect(split.columns.take()).toEqual(expected.columns);
    split.stepper.dispose();
    expect(threads.ended).toBe(threads.started);
  });

  it('survive the death of a thread whatever it was asked last', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 2, max: 4 }),
        async (deadly, slice, most) => {
          const threads = pretendedThreads(most, soon, (asked) => asked.length !== deadly);
          const split = await bench(threads);
          await advanceTo(6 * slice, split, slice);
          await idle();
          await advanceTo(45, split, slice);
          await split.stepper.gather();
          const expected = await alone(45);
          expect(standing(split)).toEqual(expected.states);
          expect(split.columns.take()).toEqual(expected.columns);
          if (threads.asked.length >= deadly) {
            expect(split.stepper.cores).toBe(1);
            expect(threads.ended).toBe(threads.started);
          }
          split.stepper.dispose();
        },
      ),
      { numRuns: 10 },
    );
  });

  it('go on here when a thread says nothing for too long', async () => {
    const threads = pretendedThreads(2, soon);
    const split = await bench(threads);
    await advanceTo(12, split);
    await idle();
    await advanceTo(60, split);
    expect(split.stepper.cores).toBe(2);
    threads.hang();
    await advanceTo(70, split);
    expect(split.cores).toEqual([2, 1]);
    expect(standing(split)).toEqual((await alone(70)).states);
  });

  it('are given up where they are not faster, and not tried again for such networks', async () => {
    const threads = pretendedThreads(3, soon);
    const tried = new Map<string, boolean>();
    const split = await bench(threads, 500, tried);
    await advanceTo(12, split);
    await idle();
    await advanceTo(60, split);
    expect(threads.started).toBe(2);
    expect(threads.ended).toBe(2);
    expect(split.cores).toEqual([]);
    expect(standing(split)).toEqual((await alone(60)).states);
    const again = await bench(threads, 500, tried);
    await advanceTo(60, again);
    expect(threads.started).toBe(2);
  });

  it('are made at once with others where that was faster before', async () => {
    const threads = pretendedThreads(2, soon);
    const tried = new Map<string, boolean>();
    const first = await bench(threads, 0, tried);
    await advanceTo(12, first);
    await idle();
    await advanceTo(60, first);
    expect(first.cores).toEqual([2]);
    const second = await bench(threads, 0, tried);
    await advanceTo(12, second);
    await idle();
    expect(second.stepper.cores).toBe(2);
    first.stepper.dispose();
    second.stepper.dispose();
  });
});

describe('the runs of a thread', () => {
  it('are all runs, each once, as many as another’s, and the fewest here', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 16 }), (runs, threads) => {
        const shares = sharesOf(runs, threads);
        expect(shares.flat().sort((a, b) => a - b)).toEqual([...Array(runs).keys()]);
        const sizes = shares.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(sizes[0]).toBe(Math.min(...sizes));
      }),
    );
  });
});
