import { describe, expect, it, vi } from 'vitest';
import { open, type TestPage } from '../../app/testing/bench.ts';
import type { NetworkChunk } from '../history/record.ts';
import { chunkOfRun } from '../history/split.ts';
import { chunkOf } from '../history/testing/chunk.ts';
import { checkpointOfRun, snapshotsOfRun } from '../training/by-run.ts';
import type { Checkpoint, TrajectorySnapshot } from '../training/checkpoint.ts';
import { type Archive, createPersistence, type Persistence, thinned } from './archive.ts';
import { createTrainingRecord, type StoredRun, type TrainingRecord } from './training-records.ts';

const LINK = 'surface=mnist,hidden:8&run=sgd,lr:0.1&run=adam&steps=100';
const LAYERS = [
  { inputs: 784, units: 8 },
  { inputs: 8, units: 10 },
];
const of = (length: number, value: number) => new Float64Array(length).fill(value);
const chunk = (from: number, count: number, more: Partial<NetworkChunk> = {}): NetworkChunk =>
  chunkOf(2, from, count, {
    trainLoss: of(count * 2, from),
    trainAccuracy: of(count * 2, 0.5),
    lr: of(count * 2, 0.1),
    time: of(count, 1),
    ...more,
  });
const checkpoint = (step: number): Checkpoint => ({
  step,
  theta: [Float32Array.of(1), Float32Array.of(2)],
  updaters: [UPDATER, UPDATER],
  divergedAt: [0, 0],
  touched: [Uint8Array.of(1), Uint8Array.of(1)],
  seconds: step,
  evaluated: 0,
});
const UPDATER = { t: 0, memory: {}, scalars: {}, schedules: [] };

const snapshot = (step: number): TrajectorySnapshot => ({ step, theta: [Float32Array.of(step), null] });

/** A store in memory, which keeps copies as a browser's does. */
function memory(): Archive & { readonly entries: Map<string, StoredRun>; written: number } {
  const entries = new Map<string, StoredRun>();
  const archive: ReturnType<typeof memory> = {
    entries,
    written: 0,
    read: async (keys) => keys.map((key) => structuredClone(entries.get(key) ?? null)),
    write: async (runs) => {
      archive.written++;
      for (const { key, whole, ...run } of structuredClone(runs)) {
        const before = whole ? [] : (entries.get(key)?.chunks ?? []);
        entries.set(key, { ...run, chunks: [...before, ...run.chunks] });
      }
    },
  };
  return archive;
}
const refusing: Archive = {
  read: () => Promise.reject(new Error('SecurityError')),
  write: () => Promise.reject(new Error('SecurityError')),
};

/** A run of a network that stands. */
function recordOf(key: string): TrainingRecord {
  const record = createTrainingRecord(key, true);
  record.stand(LAYERS);
  return record;
}

const state = ({ playground, training }: TestPage) => ({
  ...playground.store.getState(),
  ...training.store.getState(),
});
function stand({ engine }: TestPage): void {
  engine.say({
    type: 'network',
    engine: 'wasm',
    reason: null,
    software: false,
    layers: LAYERS,
    trainImages: 100,
    testImages: 20,
    sample: { pixels: new Uint8Array(784), labels: Uint8Array.of(3) },
  });
}
const report = ({ engine }: TestPage, from: number, count: number, more: Partial<NetworkChunk> = {}) =>
  engine.say({ type: 'trained', chunk: chunk(from, count, more) });
const keep = ({ engine }: TestPage, step: number) =>
  engine.say({ type: 'checkpoint', checkpoint: checkpoint(step) });

/** A page on which 40 steps are trained and recorded, 30 of them kept with the latest checkpoint. */
function trained(archive: Archive): TestPage {
  const page = open(LINK, { archive });
  stand(page);
  page.playground.play();
  for (const step of [8, 16, 24, 32])
    page.engine.say({ type: 'snapshot', snapshot: snapshot(step), stride: 8 });
  const evaluation = { loss: of(2, 1), accuracy: of(2, 0.5), test: null };
  report(page, 1, 0, { evaluation });
  report(page, 1, 30, { divergedAt: [0, 12] });
  keep(page, 30);
  report(page, 31, 10, { divergedAt: [0, 12] });
  return page;
}

describe('a training, after the page was loaded again', () => {
  it('can be continued from its latest checkpoint, with everything recorded before it', async () => {
    const archive = memory();
    trained(archive);
    await vi.waitUntil(() => archive.written > 0);

    const page = open(LINK, { archive });
    expect(state(page).checkpointed).toBeNull();
    await vi.waitUntil(() => state(page).checkpointed !== null);
    expect(state(page)).toMatchObject({ checkpointed: 30, persistence: 'all', playing: false });
    page.training.resumeCheckpoint();
    expect(page.engine.asked.at(-1)).toMatchObject({
      what: 'train',
      options: { playing: true, resumeFrom: { step: 30 }, snapshots: [8, 16, 24].map(snapshot) },
    });
    const history = page.training.history.value;
    expect(history?.last).toBe(30);
    expect(history?.runs.map(({ evaluatedAt }) => evaluatedAt.length)).toEqual([1, 1]);
    expect(page.playground.playhead.value).toBe(30);
    expect(state(page)).toMatchObject({
      checkpointed: null,
      playing: true,
      statuses: ['waiting', 'diverged'],
    });
    stand(page);
    report(page, 31, 5);
    expect(page.training.history.value).toBe(history);
    expect(history?.runs[0].trainLoss.length).toBe(35);

    keep(page, 35);
    await vi.waitUntil(() => archive.written > 1);
    const again = open(LINK, { archive });
    await vi.waitUntil(() => state(again).checkpointed === 35);
    again.training.resumeCheckpoint();
    expect(again.training.history.value?.last).toBe(35);
  });

  it('is offered for its own experiment only, and no more once another has begun', async () => {
    const archive = memory();
    trained(archive);
    await vi.waitUntil(() => archive.written > 0);
    const other = open(`${LINK}&seed=5`, { archive });
    await vi.waitUntil(() => state(other).persistence !== null);
    expect(state(other).checkpointed).toBeNull();

    const page = open(LINK, { archive });
    await vi.waitUntil(() => state(page).checkpointed !== null);
    stand(page);
    page.playground.play();
    report(page, 1, 5);
    expect(state(page).checkpointed).toBeNull();
  });

  it('trained on files that a person dropped is not kept: the files are gone', async () => {
    const archive = memory();
    const page = open(LINK, { archive });
    page.training.takeFiles([{ name: 'images', bytes: new ArrayBuffer(8) }]);
    stand(page);
    report(page, 1, 30);
    keep(page, 30);
    page.playground.flush();
    await Promise.resolve();
    expect(archive.written).toBe(0);
  });

  it('begins anew where storage is refused, which is said and disturbs nothing', async () => {
    const page = trained(refusing);
    await vi.waitUntil(() => state(page).persistence === 'nothing');
    expect(state(page)).toMatchObject({ checkpointed: null, failure: null, playing: true });
    report(page, 41, 10);
    expect(page.training.history.value?.last).toBe(50);
  });
});

describe('the weights that the plane is laid through', () => {
  /** A store that has room for a training, not for its snapshots. */
  const small = (): ReturnType<typeof memory> => {
    const archive = memory();
    const { write } = archive;
    return Object.assign(archive, {
      write: (runs: Parameters<typeof write>[0]) =>
        runs.some(({ snapshots }) => snapshots.length > 0)
          ? Promise.reject(new DOMException('No room.', 'QuotaExceededError'))
          : write(runs),
    });
  };

  it('are left out where there is no room for them, which is said, and the rest is kept', async () => {
    const archive = small();
    const page = trained(archive);
    await vi.waitUntil(() => state(page).persistence === 'training');
    expect(state(page)).toMatchObject({ failure: null, playing: true });
    const again = open(LINK, { archive });
    await vi.waitUntil(() => state(again).checkpointed === 30);
    again.training.resumeCheckpoint();
    expect(again.engine.asked.at(-1)).toMatchObject({ options: { resumeFrom: { step: 30 }, snapshots: [] } });
  });

  it('are tried to be kept once a training where there is no room, and again with the next', async () => {
    const archive = small();
    const tried = vi.spyOn(archive, 'write');
    const said: Persistence[] = [];
    const persistence = createPersistence(
      archive,
      () => 0,
      (persistence) => said.push(persistence),
    );
    for (const key of ['a', 'b']) {
      const record = recordOf(key);
      persistence.begin([record]);
      for (const step of [10, 20]) {
        record.checkpoint = checkpointOfRun(checkpoint(step), 0);
        record.snapshots = snapshotsOfRun([snapshot(8)], 0);
        persistence.flush();
        const { length } = said;
        await vi.waitUntil(() => said.length > length);
      }
    }
    expect(tried.mock.calls.map(([[{ key, snapshots }]]) => `${key} ${snapshots.length}`)).toEqual([
      ...['a 1', 'a 0', 'a 0', 'b 1', 'b 0', 'b 0'],
    ]);
    expect(said).toEqual(['training', 'training', 'training', 'training']);
  });

  it('are as many as there is room for, evenly apart', () => {
    const all = Array.from({ length: 15 }, (_, k) => snapshot(2 * (k + 1)));
    expect(thinned(all)).toBe(all);
    const steps = (most: number) => thinned(all, most).map(({ step }) => step);
    expect(steps(15 * 4)).toEqual(all.map(({ step }) => step));
    expect(steps(14 * 4)).toEqual([4, 8, 12, 16, 20, 24, 28]);
    expect(steps(3 * 4)).toEqual([8, 16, 24]);
    expect(steps(0)).toEqual([]);
  });
});

describe('a training in progress', () => {
  it('is written at once, then every ten seconds, and what is left when asked', async () => {
    const archive = memory();
    let time = 0;
    const persistence = createPersistence(
      archive,
      () => time,
      () => undefined,
    );
    const record = recordOf('a');
    persistence.begin([record]);
    for (let step = 10; step <= 100; step += 10) {
      time += 2000;
      record.record(chunkOfRun(chunk(step - 9, 10), 0, 2));
      record.checkpoint = checkpointOfRun(checkpoint(step), 0);
      persistence.checkpoint();
    }
    expect(archive.written).toBe(2);
    persistence.flush();
    persistence.flush();
    expect(archive.written).toBe(3);
    const [kept] = await archive.read(['a']);
    expect(kept?.checkpoint.step).toBe(100);
    expect(kept?.chunks.reduce((sum, { count }) => sum + count, 0)).toBe(100);
    expect(createTrainingRecord('a', true, kept ?? undefined).history?.last).toBe(100);
  });

  it('that was reset leaves nothing of the earlier one in what is kept', async () => {
    const archive = memory();
    const page = trained(archive);
    page.playground.reset();
    stand(page);
    report(page, 1, 4);
    keep(page, 4);
    const [kept] = archive.entries.values();
    expect(kept.checkpoint.step).toBe(4);
    expect(kept.chunks.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });
});
