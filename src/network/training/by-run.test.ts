import { describe, expect, it } from 'vitest';
import { defaults, optimizerTable, scheduleTable, stageTable } from '../../core/tables.ts';
import type { Argument, RunSpec } from '../../core/types.ts';
import { smallFiles } from '../data/testing/fixture.ts';
import { lastStep, type NetworkChunk } from '../history/record.ts';
import { chunkOfRun } from '../history/split.ts';
import { checkpointOfRun, mergedCheckpoint, mergedSnapshots, snapshotsOfRun } from './by-run.ts';
import type { Checkpoint } from './checkpoint.ts';
import { openTrainer, type TrainerEvent, type TrainerOptions } from './testing/open-trainer.ts';

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
const noise = { id: 'noise', args: { ...defaults(stageTable.get('noise')), sigma: 0.1 } };
const accumulate = { id: 'accumulate', args: { ...defaults(stageTable.get('accumulate')), every: 2 } };
const RUNS = [
  run('sgd', { lr: 0.1 }),
  run('adam', { lr: 0.01 }, { stages: [noise] }),
  run('muon', {}, { stages: [accumulate] }),
];

/** Trains to the end, and gives what was reported, what it may go on from, and what was visited. */
async function trained(options: Partial<TrainerOptions>) {
  const events: TrainerEvent[] = [];
  let time = 0;
  await new Promise<void>((resolve) => {
    const trainer = openTrainer(
      {
        runs: RUNS,
        args: { data: 'mnist', hidden: [6], batch: 16, dropout: 0.2, shift: 2 },
        steps: 30,
        seed: 1,
        files: smallFiles(),
        engine: 'wasm',
        now: () => time++,
        yieldToEventLoop: () => new Promise((done) => setImmediate(done)),
        ...options,
      },
      (event) => {
        events.push(structuredClone(event));
        if (event.type === 'failed') throw new Error(event.message);
        if (event.type === 'finished') resolve();
      },
    );
    trainer.resume();
  });
  const chunks = events.flatMap((event) => (event.type === 'trained' ? [event.chunk] : []));
  const checkpoints = events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []));
  const snapshots = events.flatMap((event) => (event.type === 'snapshot' ? [event.snapshot] : []));
  return { chunks, checkpoint: checkpoints.at(-1) as Checkpoint, snapshots };
}
/** A run's training losses and rates, step by step, and its validation losses by step. */
function numbersOf(chunks: readonly NetworkChunk[], index: number, runs: number) {
  const own = chunks.map((chunk) => chunkOfRun(chunk, index, runs));
  return {
    loss: own.flatMap(({ trainLoss }) => [...trainLoss]),
    lr: own.flatMap(({ lr }) => [...lr]),
    validation: Object.fromEntries(
      own.flatMap((chunk) =>
        chunk.evaluation ? [[chunk.evaluation.step ?? lastStep(chunk), chunk.evaluation.loss[0]]] : [],
      ),
    ),
  };
}

describe.each(['simd', 'wasm', 'cpu'] as const)('a run that is trained alone, on %s', (engine) => {
  it('has the numbers that it has among others, and goes on with them from there', async () => {
    const steps = engine === 'cpu' ? 12 : 30;
    const together = await trained({ engine, steps });
    const alone = await trained({ engine, steps, runs: [RUNS[1]] });
    expect(numbersOf(alone.chunks, 0, 1)).toEqual(numbersOf(together.chunks, 1, 3));
    expect(alone.checkpoint.theta[0]).toEqual(together.checkpoint.theta[1]);

    const further = steps + 10;
    const all = await trained({ engine, steps: further });
    const resumeFrom = mergedCheckpoint([
      checkpointOfRun(together.checkpoint, 0),
      checkpointOfRun(alone.checkpoint, 0),
      checkpointOfRun(together.checkpoint, 2),
    ]);
    const joined = await trained({ engine, steps: further, resumeFrom });
    for (const k of [0, 1, 2]) {
      expect(numbersOf(joined.chunks, k, 3).loss).toEqual(numbersOf(all.chunks, k, 3).loss.slice(steps));
    }
    expect(joined.checkpoint.theta).toEqual(all.checkpoint.theta);
  });
});

describe('a training that goes on after its end', () => {
  it('is the one that was as long from the start, also where a schedule hears of evaluations', async () => {
    const runs = [run('sgd', { lr: 0.1 }), run('adam', {}, { schedules: [plateau] })];
    const long = await trained({ runs, steps: 60 });
    // 33 is no step at which a longer training is evaluated.
    const short = await trained({ runs, steps: 33 });
    const rest = await trained({ runs, steps: 60, resumeFrom: short.checkpoint });
    for (const k of [0, 1]) {
      const [a, b, whole] = [short, rest, long].map(({ chunks }) => numbersOf(chunks, k, 2));
      expect([...a.loss, ...b.loss]).toEqual(whole.loss);
      expect([...a.lr, ...b.lr]).toEqual(whole.lr);
      expect({ ...a.validation, ...b.validation }).toMatchObject(whole.validation);
    }
    expect(long.chunks.flatMap(({ lr }) => [...lr]).at(-1)).toBeLessThan(0.001);
  });
});

describe('checkpoints and weights of several runs', () => {
  it('are the same again when they were taken apart', async () => {
    const { checkpoint, snapshots } = await trained({ steps: 8 });
    const { pending: _, ...given } = checkpoint;
    const parts = [0, 1, 2].map((k) => checkpointOfRun(checkpoint, k));
    expect(mergedCheckpoint(parts)).toEqual(given);
    expect(mergedSnapshots([0, 1, 2].map((k) => snapshotsOfRun(snapshots, k)))).toEqual(snapshots);
    expect(
      mergedSnapshots([snapshotsOfRun(snapshots, 0), snapshotsOfRun(snapshots.slice(2), 1)]),
    ).toHaveLength(snapshots.length - 2);
  });
});
