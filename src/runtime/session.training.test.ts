import { beforeEach, describe, expect, it, vi } from 'vitest';
import { computation, parseExperiment } from '../experiment/index.ts';
import type { TrainerEvent, TrainerOptions } from '../network/training/trainer.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { createSession } from './session.ts';

/** The trainers that were made, with what they were told and a way to let them speak. */
const trainers: { options: TrainerOptions; told: string[]; say(event: TrainerEvent): void }[] = [];
vi.mock('../network/training/trainer.ts', () => ({
  createTrainer(options: TrainerOptions, say: (event: TrainerEvent) => void) {
    if (options.args.batch === 13) throw new Error('thirteen');
    const told: string[] = [];
    trainers.push({ options, told, say });
    return {
      resume: () => told.push('resume'),
      pause: () => told.push('pause'),
      step: () => told.push('step'),
      watch: () => told.push('watch'),
      plane: (kind: string | null) => told.push(`plane ${kind}`),
      predict: () => told.push('predict'),
      dispose: (how?: { release: boolean }) => told.push(how?.release ? 'release' : 'dispose'),
    };
  },
}));

const ask = (query: string) => computation(parseExperiment(query).experiment);

function bench() {
  const said: FromWorker[] = [];
  const session = createSession({
    post: (message) => said.push(message),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => 0,
    loadTrainer: () => import('../network/training/trainer.ts'),
  });
  const train = (generation: number, playing = false, query = 'surface=mnist,hidden:8&run=adam&steps=30') => {
    const message: ToWorker = {
      type: 'train',
      generation,
      computation: ask(query),
      files: [],
      backend: 'auto',
      playing,
    };
    session.receive(message);
  };
  return { session, said, train };
}

const trainer = (count = 1) => vi.waitUntil(() => trainers.length >= count && trainers[count - 1]);
const idle = () => vi.dynamicImportSettled();

beforeEach(() => {
  trainers.length = 0;
});

describe('training in a session', () => {
  it('hands the experiment to a trainer, which stands still until it is told to go', async () => {
    const { train } = bench();
    train(1);
    const { options, told } = await trainer();
    expect(options).toMatchObject({
      args: { data: 'digits', hidden: [8], batch: 64, dropout: 0 },
      runs: [{ optimizer: { id: 'adam' } }],
      steps: 30,
      seed: 1,
      backend: 'auto',
    });
    expect(told).toEqual([]);
  });

  it('starts at once where it is asked for', async () => {
    const { train } = bench();
    train(1, true);
    expect((await trainer()).told).toEqual(['resume']);
  });

  it('remembers that play was pressed while the trainer was still being loaded', async () => {
    const { session, train } = bench();
    train(1);
    session.receive({ type: 'resume', generation: 1 });
    expect((await trainer()).told).toEqual(['resume']);
  });

  it('remembers that pause was pressed while the trainer was still being loaded', async () => {
    const { session, train } = bench();
    train(1, true);
    session.receive({ type: 'pause', generation: 1 });
    const { told } = await trainer();
    await idle();
    expect(told).not.toContain('resume');
  });

  it('passes on pause and resume', async () => {
    const { session, train } = bench();
    train(1, true);
    const { told } = await trainer();
    session.receive({ type: 'pause', generation: 1 });
    session.receive({ type: 'resume', generation: 1 });
    expect(told).toEqual(['resume', 'pause', 'resume']);
  });

  it('passes on single steps, what is watched, and images to read', async () => {
    const { session, train } = bench();
    const watched = { unit: 3, weights: [] };
    session.receive({ type: 'watch', generation: 0, watched });
    train(1);
    const { told } = await trainer();
    session.receive({ type: 'step', generation: 1 });
    session.receive({ type: 'predict', generation: 1, image: new Float32Array(784) });
    expect(told).toEqual(['watch', 'step', 'predict']);
    train(2);
    expect((await trainer(2)).told).toEqual(['watch']);
  });

  it('signs what the trainer says with its generation', async () => {
    const { train, said } = bench();
    train(7);
    (await trainer()).say({ type: 'progress', phase: 'drawing', fraction: 0.5 });
    expect(said).toEqual([{ type: 'progress', phase: 'drawing', fraction: 0.5, generation: 7 }]);
  });

  it('gives the trainer back, and is deaf to it, when another experiment is asked for', async () => {
    const { session, train, said } = bench();
    train(1, true);
    const first = await trainer();
    train(2);
    await trainer(2);
    session.receive({ type: 'compute', generation: 3, computation: ask('steps=10') });
    first.say({ type: 'finished' });
    trainers[1].say({ type: 'finished' });
    await vi.waitUntil(() => said.length > 0);
    expect(trainers.map(({ told }) => told[told.length - 1])).toEqual(['dispose', 'release']);
    expect(said.map(({ type }) => type)).toEqual(['computed']);
  });

  it('gives the graphics context back when nothing is trained any more', async () => {
    const { session, train } = bench();
    train(1);
    const { told } = await trainer();
    session.receive({ type: 'cancel', generation: 2 });
    expect(told).toEqual(['release']);
  });

  it('tells the trainer where the files of the page are', async () => {
    const { session } = bench();
    const wasm = { simd: 'https://example.org/simd.wasm', plain: 'https://example.org/plain.wasm' };
    session.receive({
      type: 'train',
      generation: 1,
      computation: ask('surface=mnist'),
      files: [],
      backend: 'auto',
      playing: false,
      addresses: { base: 'https://example.org/', wasm },
    });
    expect((await trainer()).options).toMatchObject({ assetBase: 'https://example.org/', wasm });
  });

  it('looks at the plane that is wanted, of this training and of the next', async () => {
    const { session, train } = bench();
    session.receive({ type: 'plane', generation: 0, kind: 'principal' });
    train(1);
    expect((await trainer()).told).toEqual(['plane principal']);
    session.receive({ type: 'plane', generation: 1, kind: 'random' });
    train(2);
    expect((await trainer(2)).told).toEqual(['plane random']);
    expect(trainers[0].told).toContain('plane random');
  });

  it('makes no trainer for what was replaced or cancelled before one was loaded', async () => {
    const { session, train } = bench();
    train(1);
    train(2);
    train(3);
    session.receive({ type: 'cancel', generation: 3 });
    await idle();
    expect(trainers).toEqual([]);
  });

  it('says that what trains could not be loaded, as data that can be worded', async () => {
    const said: FromWorker[] = [];
    const session = createSession({
      post: (message) => said.push(message),
      breathe: () => Promise.resolve(),
      now: () => 0,
      loadTrainer: () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')),
    });
    session.receive({
      type: 'train',
      generation: 1,
      computation: ask('surface=mnist'),
      files: [],
      backend: 'auto',
      playing: false,
    });
    await vi.waitUntil(() => said.length > 0);
    expect(said).toMatchObject([{ type: 'failed', code: 'error', trouble: { code: 'no-trainer' } }]);
  });

  it('says that a trainer could not be made', async () => {
    const { train, said } = bench();
    train(1, true, 'surface=mnist,batch:13');
    await vi.waitUntil(() => said.length > 0);
    expect(said).toEqual([{ type: 'failed', generation: 1, code: 'error', message: 'thirteen' }]);
  });
});
