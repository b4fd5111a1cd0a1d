import { describe, expect, it, vi } from 'vitest';
import type { Checkpoint } from '../engine/protocol.ts';
import type { NetworkChunk } from '../frames/network.ts';
import { type Archive, createKeeper, type Kept } from './archive.ts';
import { open, type TestPage } from './testing/bench.ts';

const LINK = 'surface=mnist,hidden:8&run=sgd,lr:0.1&run=adam&steps=100';
const LAYERS = [
  { inputs: 784, units: 8 },
  { inputs: 8, units: 10 },
];
const of = (length: number, value: number) => new Float64Array(length).fill(value);
const chunk = (from: number, count: number, more: Partial<NetworkChunk> = {}): NetworkChunk => ({
  from,
  count,
  trainLoss: of(count * 2, from),
  trainAccuracy: of(count * 2, 0.5),
  lr: of(count * 2, 0.1),
  time: of(count, 1),
  followed: null,
  sample: null,
  rates: null,
  evaluation: null,
  seconds: from + count,
  divergedAt: [0, 0],
  ...more,
});
const checkpoint = (step: number): Checkpoint => ({
  step,
  theta: [],
  updaters: [],
  divergedAt: [0, 0],
  touched: [],
  seconds: step,
});

/** A store in memory, which keeps copies as a browser's does. */
function memory(): Archive & { readonly entries: Map<string, Kept>; written: number } {
  const entries = new Map<string, Kept>();
  const archive = {
    entries,
    written: 0,
    read: async (key: string) => structuredClone(entries.get(key) ?? null),
    write: async (key: string, kept: Kept) => {
      archive.written++;
      entries.set(key, structuredClone(kept));
    },
  };
  return archive;
}
const refusing: Archive = {
  read: () => Promise.reject(new Error('SecurityError')),
  write: () => Promise.reject(new Error('SecurityError')),
};

const state = ({ playground }: TestPage) => playground.store.getState();
function stand({ engine }: TestPage): void {
  engine.say({
    type: 'network',
    generation: 1,
    backend: 'wasm',
    reason: null,
    software: false,
    layers: LAYERS,
    trainImages: 100,
    testImages: 20,
    perEpoch: 2,
    sample: { pixels: new Uint8Array(784), labels: Uint8Array.of(3) },
  });
}
const report = ({ engine }: TestPage, from: number, count: number, more: Partial<NetworkChunk> = {}) =>
  engine.say({ type: 'trained', generation: 1, chunk: chunk(from, count, more) });
const keep = ({ engine }: TestPage, step: number) =>
  engine.say({ type: 'checkpoint', generation: 1, checkpoint: checkpoint(step) });

/** A page on which 40 steps are trained and recorded, 30 of them kept with the latest checkpoint. */
function trained(archive: Archive): TestPage {
  const page = open(LINK, { archive });
  stand(page);
  page.playground.play();
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
    expect(state(page).kept).toBeNull();
    await vi.waitUntil(() => state(page).kept !== null);
    expect(state(page)).toMatchObject({ kept: 30, keeps: true, playing: false });
    page.playground.continueKept();
    expect(page.engine.asked.at(-1)).toMatchObject({
      what: 'train',
      options: { playing: true, resumeFrom: { step: 30 } },
    });
    const history = page.playground.history.value;
    expect(history?.last).toBe(30);
    expect(history?.evaluatedAt.length).toBe(1);
    expect(page.playground.playhead.value).toBe(30);
    expect(state(page)).toMatchObject({
      kept: null,
      playing: true,
      statuses: ['waiting', 'diverged'],
    });
    stand(page);
    report(page, 31, 5);
    expect(page.playground.history.value).toBe(history);
    expect(history?.runs[0].trainLoss.length).toBe(35);

    keep(page, 35);
    await vi.waitUntil(() => archive.written > 1);
    const again = open(LINK, { archive });
    await vi.waitUntil(() => state(again).kept === 35);
    again.playground.continueKept();
    expect(again.playground.history.value?.last).toBe(35);
  });

  it('is offered for its own experiment only, and no more once another has begun', async () => {
    const archive = memory();
    trained(archive);
    await vi.waitUntil(() => archive.written > 0);
    const other = open(`${LINK}&seed=5`, { archive });
    await vi.waitUntil(() => state(other).keeps !== null);
    expect(state(other).kept).toBeNull();

    const page = open(LINK, { archive });
    await vi.waitUntil(() => state(page).kept !== null);
    stand(page);
    page.playground.play();
    report(page, 1, 5);
    expect(state(page).kept).toBeNull();
  });

  it('trained on files that a person dropped is not kept: the files are gone', async () => {
    const archive = memory();
    const page = open(LINK, { archive });
    page.playground.takeFiles([{ name: 'images', bytes: new ArrayBuffer(8) }]);
    stand(page);
    report(page, 1, 30);
    keep(page, 30);
    page.playground.settle();
    await Promise.resolve();
    expect(archive.written).toBe(0);
  });

  it('begins anew where storage is refused, which is said and disturbs nothing', async () => {
    const page = trained(refusing);
    await vi.waitUntil(() => state(page).keeps === false);
    expect(state(page)).toMatchObject({ kept: null, failure: null, playing: true });
    report(page, 41, 10);
    expect(page.playground.history.value?.last).toBe(50);
  });
});

describe('a training in progress', () => {
  it('is written at once, then every ten seconds, and what is left when asked', async () => {
    const archive = memory();
    let time = 0;
    const keeper = createKeeper(
      archive,
      () => time,
      () => undefined,
    );
    keeper.begin('a');
    for (let step = 10; step <= 100; step += 10) {
      time += 2000;
      keeper.record(chunk(step - 9, 10));
      keeper.checkpoint(checkpoint(step));
    }
    expect(archive.written).toBe(2);
    keeper.flush();
    keeper.flush();
    expect(archive.written).toBe(3);
    const kept = await archive.read('a');
    expect(kept?.checkpoint.step).toBe(100);
    expect(kept?.chunks.map(({ from, count }) => [from, count])).toEqual([[1, 100]]);
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
