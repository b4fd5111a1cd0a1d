import { describe, expect, it } from 'vitest';
import { open, type TestPage } from '../../app/testing/bench.ts';
import type { NetworkChunk } from '../history/record.ts';
import { chunkOf } from '../history/testing/chunk.ts';

const RUNS = 2;
const LINK = 'surface=mnist,hidden:8&run=sgd,lr:0.1&run=adam&steps=100';
const state = ({ playground, training }: TestPage) => ({
  ...playground.store.getState(),
  ...training.store.getState(),
});
const of = (length: number, value: number) => new Float64Array(length).fill(value);

const chunk = (from: number, count: number, more: Partial<NetworkChunk> = {}): NetworkChunk =>
  chunkOf(RUNS, from, count, {
    trainLoss: of(count * RUNS, 2),
    trainAccuracy: of(count * RUNS, 0.5),
    lr: of(count * RUNS, 0.1),
    time: of(count, 1),
    ...more,
  });

/** A network that stands ready, evaluated once. */
function ready(link = LINK): TestPage {
  const page = open(link);
  stand(page);
  return page;
}

function stand(page: TestPage): void {
  page.engine.say({
    type: 'network',
    engine: 'wasm',
    reason: 'no-webgl',
    software: false,
    layers: [
      { inputs: 784, units: 8 },
      { inputs: 8, units: 10 },
    ],
    trainImages: 100,
    testImages: 20,
    sample: { pixels: new Uint8Array(0), labels: new Uint8Array(0) },
  });
  const evaluation = { loss: of(RUNS, 2.3), accuracy: of(RUNS, 0.1), test: null };
  page.engine.say({ type: 'trained', chunk: chunk(1, 0, { evaluation }) });
}

const train = (page: TestPage, from: number, count: number, more: Partial<NetworkChunk> = {}) =>
  page.engine.say({ type: 'trained', chunk: chunk(from, count, more) });

const UPDATER = { t: 0, memory: {}, scalars: {}, schedules: [] };
/** What training can go on from, of so many runs. */
const keep = (page: TestPage, step: number, runs = RUNS, divergedAt = of(runs, 0)) =>
  page.engine.say({
    type: 'checkpoint',
    checkpoint: {
      step,
      theta: Array.from({ length: runs }, (_, k) => Float32Array.of(step, k)),
      updaters: Array.from({ length: runs }, () => UPDATER),
      divergedAt: [...divergedAt],
      touched: Array.from({ length: runs }, () => Uint8Array.of(1)),
      seconds: step,
    },
  });

describe('a network', () => {
  it('is loaded when it is chosen, and does not train by itself', () => {
    const page = open('');
    page.playground.setSurface('mnist');
    expect(page.engine.asked.at(-1)).toMatchObject({
      what: 'train',
      options: { playing: false, engine: 'auto' },
    });
    expect(state(page)).toMatchObject({ playing: false, network: { state: 'loading', phase: 'loading' } });
  });

  it('says what is being done and how far it is', () => {
    const page = open(LINK);
    page.engine.say({ type: 'progress', phase: 'drawing', fraction: 0.4 });
    expect(state(page).network).toMatchObject({ state: 'loading', phase: 'drawing', fraction: 0.4 });
    stand(page);
    expect(state(page).network).toMatchObject({
      state: 'ready',
      phase: null,
      engine: 'wasm',
      reason: 'no-webgl',
      trainImages: 100,
      testImages: 20,
    });
  });

  it('trains when play is pressed, stops at pause, and goes on', () => {
    const page = ready();
    page.playground.toggle();
    expect(page.engine.asked.at(-1)).toEqual({ what: 'resume' });
    expect(state(page)).toMatchObject({ playing: true, network: { state: 'training' } });
    page.playground.toggle();
    expect(page.engine.asked.at(-1)).toEqual({ what: 'pause' });
    expect(state(page)).toMatchObject({ playing: false, network: { state: 'paused' } });
    page.playground.toggle();
    expect(state(page)).toMatchObject({ playing: true, network: { state: 'training' } });
  });

  it('trains at once when play was pressed while it was being loaded', () => {
    const page = open(LINK);
    page.playground.play();
    expect(page.engine.asked.at(-1)).toEqual({ what: 'resume' });
    stand(page);
    expect(state(page)).toMatchObject({ playing: true, network: { state: 'training' } });
  });

  it('takes the playhead along while it trains', () => {
    const page = ready();
    page.playground.play();
    train(page, 1, 10);
    expect(page.playground.playhead.value).toBe(10);
    train(page, 11, 5);
    expect(page.playground.playhead.value).toBe(15);
  });

  it('leaves the playhead where someone looks back to', () => {
    const page = ready();
    page.playground.play();
    train(page, 1, 10);
    page.playground.seek(4);
    train(page, 11, 5);
    expect(page.playground.playhead.value).toBe(4);
    page.playground.seek(1e9);
    expect(page.playground.playhead.value).toBe(15);
    train(page, 16, 5);
    expect(page.playground.playhead.value).toBe(20);
  });

  it('tells the store nothing while steps arrive', () => {
    const page = ready();
    page.playground.play();
    train(page, 1, 10);
    let calls = 0;
    page.playground.store.subscribe(() => {
      calls++;
    });
    for (let k = 1; k < 9; k++) train(page, 10 * k + 1, 10);
    expect(page.training.history.value?.last).toBe(90);
    expect(calls).toBe(0);
  });

  it('says which runs diverged', () => {
    const page = ready();
    train(page, 1, 10, { divergedAt: [0, 7] });
    expect(state(page).statuses).toEqual(['waiting', 'diverged']);
  });

  it('stops by itself at the last step, and starts over from the same weights', () => {
    const page = ready();
    page.playground.play();
    train(page, 1, 100);
    keep(page, 100);
    page.engine.say({ type: 'finished' });
    expect(state(page)).toMatchObject({ playing: false, network: { state: 'finished' } });
    page.playground.play();
    expect(page.engine.asked.at(-1)).toMatchObject({ what: 'train', options: { playing: true } });
    expect(page.training.history.value).toBeNull();
    expect(page.playground.playhead.value).toBe(0);
  });

  it('goes back to its initial weights', () => {
    const page = ready();
    page.playground.play();
    train(page, 1, 10);
    page.playground.reset();
    expect(page.engine.asked.at(-1)).toMatchObject({ what: 'train', options: { playing: false } });
    expect(state(page)).toMatchObject({ playing: false, network: { state: 'loading' } });
    expect(page.playground.playhead.value).toBe(0);
  });

  it('is set up anew when a run is changed, and not when one is renamed', () => {
    const page = ready();
    page.playground.play();
    train(page, 1, 10);
    const asked = page.engine.asked.length;
    page.playground.editRun(0, { label: 'Mine' });
    expect(page.engine.asked).toHaveLength(asked);
    expect(state(page).playing).toBe(true);
    page.playground.edit({ seed: 9 });
    expect(page.engine.asked.at(-1)).toMatchObject({ what: 'train', computation: { seed: 9 } });
    expect(state(page).playing).toBe(false);
  });

  it('keeps what is recorded when the graphics context was lost, and stays paused if it was', () => {
    const page = ready();
    page.playground.play();
    train(page, 1, 10);
    page.playground.pause();
    page.engine.say({ type: 'progress', phase: 'compiling', fraction: 0 });
    page.engine.say({
      type: 'network',
      engine: 'wasm',
      reason: 'lost',
      software: false,
      layers: [],
      trainImages: 100,
      testImages: 20,
      sample: { pixels: new Uint8Array(0), labels: new Uint8Array(0) },
    });
    expect(page.training.history.value?.last).toBe(10);
    expect(state(page).network).toMatchObject({ state: 'paused', reason: 'lost' });
  });

  it('keeps what is recorded when another worker goes on from a step before, and records no step twice', () => {
    const page = ready();
    page.playground.play();
    train(page, 1, 30);
    page.engine.notice('restarted');
    expect(state(page)).toMatchObject({ playing: true, network: { state: 'loading' } });
    expect(page.training.history.value?.last).toBe(30);
    stand(page);
    train(page, 21, 10);
    train(page, 31, 5);
    const history = page.training.history.value;
    expect(history?.last).toBe(35);
    expect(history?.runs[0].trainLoss.length).toBe(35);
    expect(history?.runs[0].evaluatedAt.length).toBe(1);
    expect(page.playground.playhead.value).toBe(35);
    expect(state(page).network?.state).toBe('training');
  });

  it('that was trained to its end keeps its record when the idle worker is replaced', () => {
    const page = ready();
    page.playground.play();
    train(page, 1, 100);
    page.engine.say({ type: 'finished' });
    page.engine.notice('restarted');
    expect(page.training.history.value?.last).toBe(100);
    expect(state(page).network?.state).toBe('finished');
  });

  it('gets the files that a person dropped, and keeps them for the next training', () => {
    const page = ready();
    const files = [{ name: 'train-images', bytes: new ArrayBuffer(8) }];
    page.training.takeFiles(files);
    expect(page.engine.asked.at(-1)).toMatchObject({ what: 'train', options: { files } });
    expect(state(page).network?.files).toEqual(['train-images']);
    // Drawn digits have no files: the link says that these are others.
    expect(state(page).experiment.surface.args.data).toBe('mnist');
    page.playground.reset();
    expect(page.engine.asked.at(-1)).toMatchObject({ options: { files } });
  });

  it('that could not be had is not loading any more, and play tries again', () => {
    const page = open(LINK);
    page.training.takeFiles([{ name: 'cat.jpg', bytes: new ArrayBuffer(8) }]);
    page.engine.say({ type: 'failed', code: 'bad-file', message: 'cat.jpg' });
    expect(state(page)).toMatchObject({ failure: { code: 'bad-file' }, playing: false });
    expect(state(page).network).toMatchObject({ state: 'failed', phase: null });
    page.playground.play();
    expect(page.engine.asked.at(-1)).toMatchObject({ what: 'train', options: { playing: true } });
    expect(state(page).failure).toBeNull();
  });

  it('that failed says why as data, so that the page can say it in its own language', () => {
    const page = open(LINK);
    const diagnostic = {
      code: 'broken-gzip',
      parameters: { name: 'a.gz' },
      message: 'a.gz: is broken.',
    } as const;
    const { message } = diagnostic;
    page.engine.say({ type: 'failed', code: 'bad-file', message, diagnostic });
    expect(state(page).failure).toEqual({ code: 'bad-file', message, diagnostic });
  });

  it('goes back to drawn digits, with which files have nothing to do', () => {
    const page = open(LINK);
    page.training.takeFiles([{ name: 'cat.jpg', bytes: new ArrayBuffer(8) }]);
    page.training.takeFiles([]);
    expect(state(page).experiment.surface.args.data).toBe('digits');
    expect(page.engine.asked.at(-1)).toMatchObject({ what: 'train', options: { files: [] } });
    page.training.takeFiles([{ name: 'cat.jpg', bytes: new ArrayBuffer(8) }]);
    const { surface } = state(page).experiment;
    page.playground.edit({ surface: { ...surface, args: { ...surface.args, data: 'digits' } } });
    expect(state(page).network?.files).toEqual([]);
  });

  it('keeps the fashion that was chosen when its files come', () => {
    const page = open('surface=mnist,data:fashion');
    page.training.takeFiles([{ name: 'train-images', bytes: new ArrayBuffer(8) }]);
    expect(state(page).experiment.surface.args.data).toBe('fashion');
  });

  it('is computed with what the person chose', () => {
    const page = ready();
    page.training.computeWith('wasm');
    expect(page.engine.asked.at(-1)).toMatchObject({ what: 'train', options: { engine: 'wasm' } });
  });

  it('makes a step of training when it goes forward from the newest, else looks at the next', () => {
    const page = ready();
    page.playground.forward();
    expect(page.engine.asked.at(-1)).toEqual({ what: 'step' });
    train(page, 1, 1);
    expect(page.playground.playhead.value).toBe(1);
    expect(state(page)).toMatchObject({ playing: false, network: { state: 'paused' } });
    page.playground.seek(0);
    const asked = page.engine.asked.length;
    page.playground.forward();
    expect(page.playground.playhead.value).toBe(1);
    expect(page.engine.asked).toHaveLength(asked);
    page.playground.play();
    page.playground.forward();
    expect(page.engine.asked.filter(({ what }) => what === 'step')).toHaveLength(1);
  });

  it('follows the weights that were picked latest, each once, and lets them go', () => {
    const { training, engine } = ready();
    for (let pixel = 0; pixel < 8; pixel++) training.follow({ pixel, unit: 1 });
    training.follow({ pixel: 5, unit: 1 });
    expect(training.store.getState().watched.weights.map(({ pixel }) => pixel)).toEqual([2, 3, 4, 6, 7, 5]);
    training.unfollow({ pixel: 3, unit: 1 });
    training.watchUnit(4);
    const { watched } = training.store.getState();
    expect(watched).toMatchObject({ unit: 4, weights: { length: 5 } });
    expect(engine.asked.at(-1)).toEqual({ what: 'watch', watched });
  });

  it('shows a drawing to the networks again whenever they have learned something', () => {
    const page = ready();
    const image = new Float32Array(784);
    page.training.predict(image);
    expect(page.engine.asked.at(-1)).toEqual({ what: 'predict', image });
    const probabilities = new Float32Array(20).fill(0.1);
    page.engine.say({ type: 'predicted', step: 0, probabilities });
    expect(page.training.prediction.value).toEqual({ step: 0, probabilities });
    train(page, 1, 10);
    expect(page.engine.asked.filter(({ what }) => what === 'predict')).toHaveLength(2);
    page.training.predict(null);
    train(page, 11, 10);
    expect(page.engine.asked.filter(({ what }) => what === 'predict')).toHaveLength(2);
    expect(page.training.prediction.value).toBeNull();
  });

  it('says how many bytes have arrived', () => {
    const page = open(LINK);
    const bytes = { arrived: 3, total: 12 };
    page.engine.say({ type: 'progress', phase: 'loading', fraction: 0.25, bytes });
    expect(state(page).network?.bytes).toEqual(bytes);
    page.engine.say({ type: 'progress', phase: 'compiling', fraction: 0 });
    expect(state(page).network?.bytes).toBeNull();
  });
});

/** The latest training that was asked for. */
const asked = ({ engine }: TestPage) => {
  const request = engine.asked.findLast(({ what }) => what === 'train');
  if (request?.what !== 'train') throw new Error('None.');
  return request;
};
const runsOf = (page: TestPage) =>
  asked(page).computation.runs.map(({ optimizer: { id, args } }) => `${id} ${args.lr}`);
const setRate = ({ playground }: TestPage, run: number, lr: number): void => {
  const { optimizer } = playground.store.getState().experiment.runs[run];
  playground.editRun(run, { optimizer: { ...optimizer, args: { ...optimizer.args, lr } } });
};
/** A network that was trained to step 100, its last. */
function finished(link = LINK): TestPage {
  const page = ready(link);
  page.playground.play();
  train(page, 1, 100);
  keep(page, 100);
  page.engine.say({ type: 'finished' });
  return page;
}

describe('more steps', () => {
  it('after the last one go on from there', () => {
    const page = finished();
    page.playground.edit({ steps: 300 });
    expect(asked(page)).toMatchObject({
      computation: { steps: 300 },
      options: { playing: false, resumeFrom: { step: 100 } },
    });
    expect(page.training.history.value?.last).toBe(100);
    expect(page.playground.playhead.value).toBe(100);
    stand(page);
    expect(state(page).network?.state).toBe('paused');
    page.playground.play();
    train(page, 101, 50);
    expect(page.playground.playhead.value).toBe(150);
  });

  it('do not stop a training in progress; fewer end it, and lose nothing', () => {
    const page = ready();
    page.playground.play();
    train(page, 1, 60);
    keep(page, 60);
    page.playground.edit({ steps: 300 });
    expect(asked(page).options).toMatchObject({ playing: true, resumeFrom: { step: 60 } });
    expect(state(page).playing).toBe(true);
    page.playground.edit({ steps: 40 });
    expect(page.playground.playhead.value).toBe(40);
    page.playground.edit({ steps: 100 });
    expect(asked(page).options.resumeFrom?.step).toBe(60);
    expect(page.training.history.value?.last).toBe(60);
  });

  it('go on in a frame too, when the page around it says so', () => {
    const page = open(LINK, { framed: true });
    page.playground.play();
    stand(page);
    train(page, 1, 100);
    keep(page, 100);
    page.engine.say({ type: 'finished' });
    page.playground.open(LINK.replace('steps=100', 'steps=300'));
    page.playground.play();
    expect(asked(page)).toMatchObject({
      computation: { steps: 300 },
      options: { resumeFrom: { step: 100 } },
    });
  });
});

describe('a run whose rate is changed', () => {
  it('is trained again alone, up to where the others are, and these keep what they have', () => {
    const page = finished();
    const other = page.training.history.value?.runs[1];
    setRate(page, 0, 0.5);
    expect(state(page)).toMatchObject({ setAside: 100, playing: false });
    expect(page.training.history.value?.runs.map(({ last }) => last)).toEqual([0, 100]);
    expect(page.training.history.value?.runs[1]).toBe(other);
    // What the others have reached is still looked at.
    expect(page.playground.playhead.value).toBe(100);
    expect(runsOf(page)).toEqual(['sgd 0.5']);
    expect(asked(page).computation.steps).toBe(100);
    expect(asked(page).options.resumeFrom).toBeUndefined();

    stand(page);
    page.playground.play();
    expect(page.playground.playhead.value).toBe(0);
    const alone = { trainLoss: of(40, 7), trainAccuracy: of(40, 0), lr: of(40, 0.5), divergedAt: [0] };
    train(page, 1, 40, alone);
    expect(page.playground.playhead.value).toBe(40);
    expect(page.training.history.value?.runs.map(({ last }) => last)).toEqual([40, 100]);
    expect(page.training.history.value?.runs[0].trainLoss.values[39]).toBe(7);
    expect(page.training.history.value?.runs[1].trainLoss.values[39]).toBe(2);
  });

  it('has its steps back when the rate is set back, or the change is taken back', () => {
    const page = finished();
    setRate(page, 0, 0.5);
    setRate(page, 0, 0.6);
    expect(state(page).setAside).toBe(100);
    setRate(page, 0, 0.1);
    expect(state(page).setAside).toBeNull();
    expect(page.training.history.value?.runs.map(({ last }) => last)).toEqual([100, 100]);
    setRate(page, 1, 0.6);
    page.training.takeBack();
    expect(state(page).experiment.runs[1].optimizer.args.lr).toBe(0.001);
    expect(page.training.history.value?.runs.map(({ last }) => last)).toEqual([100, 100]);
    expect(state(page).setAside).toBeNull();
  });

  it('joins the others where they stand, and goes on with them', () => {
    const page = ready();
    page.playground.play();
    train(page, 1, 60);
    keep(page, 60);
    page.playground.pause();
    setRate(page, 1, 0.5);
    stand(page);
    page.playground.play();
    expect(asked(page).computation.steps).toBe(60);
    const alone = { trainLoss: of(60, 7), trainAccuracy: of(60, 0), lr: of(60, 0.5), divergedAt: [0] };
    train(page, 1, 60, alone);
    keep(page, 60, 1);
    page.engine.say({ type: 'finished' });
    expect(runsOf(page)).toEqual(['sgd 0.1', 'adam 0.5']);
    expect(asked(page)).toMatchObject({
      computation: { steps: 100 },
      options: { playing: true, resumeFrom: { step: 60, theta: [{ 1: 0 }, { 1: 0 }] } },
    });
    expect(state(page).playing).toBe(true);
    train(page, 61, 5);
    expect(page.training.history.value?.runs.map(({ last }) => last)).toEqual([65, 65]);
    expect(page.playground.playhead.value).toBe(65);
  });

  it('is not waited for by one that diverged', () => {
    const page = ready();
    page.playground.play();
    train(page, 1, 100, { divergedAt: [30, 0] });
    keep(page, 100, 2, Float64Array.of(30, 0));
    page.engine.say({ type: 'finished' });
    page.playground.edit({ steps: 200 });
    expect(runsOf(page)).toEqual(['adam 0.001']);
    expect(state(page).statuses).toEqual(['diverged', 'waiting']);
  });

  it('that is added is trained alone first; one that is removed takes nothing from the others', () => {
    const page = finished();
    const [sgd] = state(page).experiment.runs;
    page.playground.addRun({
      ...sgd,
      optimizer: { ...sgd.optimizer, args: { ...sgd.optimizer.args, lr: 0.9 } },
    });
    expect(runsOf(page)).toEqual(['sgd 0.9']);
    expect(state(page).setAside).toBeNull();
    page.playground.moveRun(0, 1);
    page.playground.removeRun(2);
    expect(page.training.history.value?.runs.map(({ last }) => last)).toEqual([100, 100]);
    expect(state(page).setAside).toBeNull();
  });
});

describe('what was trained in this visit', () => {
  it('is there again after another surface, wrong files, or another engine', () => {
    const page = finished();
    page.playground.setSurface('beale');
    page.address.go(-1);
    expect(page.training.history.value?.last).toBe(100);
    expect(page.playground.playhead.value).toBe(100);
    expect(asked(page).options).toMatchObject({ playing: false, resumeFrom: { step: 100 } });

    page.training.takeFiles([{ name: 'cat.jpg', bytes: new ArrayBuffer(8) }]);
    page.engine.say({ type: 'failed', code: 'bad-file', message: 'cat.jpg' });
    expect(page.training.history.value).toBeNull();
    page.training.takeFiles([]);
    expect(page.training.history.value?.last).toBe(100);
    expect(page.playground.playhead.value).toBe(100);

    page.training.computeWith('cpu');
    expect(asked(page).options).toMatchObject({ engine: 'cpu', resumeFrom: { step: 100 } });
  });

  it('is offered when someone has started over, until the new one is as far', () => {
    const page = finished();
    page.playground.reset();
    expect(state(page).checkpointed).toBe(100);
    stand(page);
    page.playground.play();
    train(page, 1, 50);
    expect(state(page).checkpointed).toBe(100);
    page.training.resumeCheckpoint();
    expect(page.training.history.value?.last).toBe(100);
  });

  it('is computed by the engine that was chosen, after a reload too', () => {
    const visit = new Map<string, string>();
    const page = open(LINK, { visit });
    page.training.computeWith('wasm');
    page.playground.edit({ seed: 4 });
    expect(asked(page).options.engine).toBe('wasm');
    const again = open(LINK, { visit });
    expect(asked(again).options.engine).toBe('wasm');
    expect(state(again).engine).toBe('wasm');
  });
});

describe('the newest step', () => {
  it('is followed again when that is asked for, also beyond what is looked at', () => {
    const page = ready();
    page.playground.play();
    train(page, 1, 10);
    page.playground.seek(0);
    train(page, 11, 10);
    expect([page.playground.playhead.value, page.training.newest.value]).toEqual([0, 20]);
    page.training.followNewest();
    expect(page.playground.playhead.value).toBe(20);
    train(page, 21, 10);
    expect(page.playground.playhead.value).toBe(30);
  });
});
