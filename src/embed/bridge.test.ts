import { describe, expect, it } from 'vitest';
import { open, type TestPage } from '../app/testing/bench.ts';
import { connect } from './bridge.ts';
import type { FromFrame } from './messages.ts';
import { createVisibilityPause, type VisibilityPause } from './visibility-pause.ts';

interface Guest extends TestPage {
  readonly said: FromFrame[];
  /** The states that it told of itself on opening. */
  readonly opening: readonly FromFrame[];
  readonly states: () => Extract<FromFrame, { type: 'state' }>[];
  readonly pause: VisibilityPause;
  /** What `hold` was told last. */
  readonly held: () => boolean;
  /** Posts a message to the frame, and lets it be worked off. */
  tell(message: unknown): void;
  post(data: unknown): void;
  close(): void;
}

function frame(query = ''): Guest {
  const page = open(query, { framed: true });
  const said: FromFrame[] = [];
  let receive: (data: unknown) => void = () => undefined;
  let held = false;
  const pause = createVisibilityPause(page.playground, (still) => {
    held = still;
  });
  const close = connect({
    playground: page.playground,
    pause,
    clock: page.clock,
    labels: () => page.playground.store.getState().experiment.runs.map(({ optimizer }) => optimizer.id),
    outside: {
      post: (message) => said.push(message),
      listen(callback) {
        receive = callback;
        return () => {
          receive = () => undefined;
        };
      },
    },
  });
  // What it says on opening has a test of its own.
  page.clock.pass(1);
  const opening = said.filter(({ type }) => type === 'state');
  said.splice(0, said.length, ...said.filter(({ type }) => type !== 'state'));
  const post = (data: unknown): void => receive(data);
  return {
    ...page,
    said,
    opening,
    pause,
    close,
    post,
    held: () => held,
    states: () => said.filter((message) => message.type === 'state'),
    tell(message) {
      post({ adascope: 1, ...(message as object) });
      page.clock.pass(40);
    },
  };
}

const plain = ({ playground }: TestPage) => playground.store.getState();

describe('a frame', () => {
  it('says that it is ready, and does not play', () => {
    const page = frame('surface=beale&embed=1');
    expect(page.said).toEqual([{ type: 'ready', version: 1 }]);
    expect(page.opening).toMatchObject([{ type: 'state', query: 'surface=beale&embed=1', step: 0 }]);
    expect(plain(page).playing).toBe(false);
    page.clock.pictures(20);
    expect(plain(page).playing).toBe(false);
  });

  it('says what was repaired in its own link', () => {
    const { said } = frame('surface=nowhere&steps=-1');
    expect(said[1]).toMatchObject({
      type: 'problem',
      problems: [
        { key: 'surface', given: 'nowhere', used: 'rosenbrock' },
        { key: 'steps', given: '-1', used: '1' },
      ],
    });
    const [, told] = said;
    const [first] = told.type === 'problem' ? told.problems : [];
    expect(Object.keys(first)).toEqual(['key', 'given', 'used', 'allowed']);
  });

  it('answers a get with where things stand', () => {
    const page = frame('surface=booth&start=1,3&run=sgd&run=adam&steps=50&embed=1');
    page.tell({ type: 'get' });
    expect(page.states()).toEqual([
      {
        type: 'state',
        query: 'surface=booth&start=1,3&run=sgd&run=adam&steps=50&embed=1',
        step: 0,
        playing: false,
        runs: [
          { label: 'sgd', loss: 0, status: 'finished' },
          { label: 'adam', loss: 0, status: 'finished' },
        ],
      },
    ]);
  });

  it('loads another experiment, shows it at once, and stays a frame', () => {
    const page = frame('embed=1');
    page.tell({ type: 'load', query: '?surface=beale&run=adam,lr:0.05&steps=20&t=7' });
    expect(page.states()).toMatchObject([
      {
        query: 'surface=beale&run=adam,lr:0.05&steps=20&t=7&embed=1',
        step: 7,
        runs: [{ status: 'finished' }],
      },
    ]);
    expect(plain(page).experiment.embed).toBe(true);
    expect(page.address.entries).toHaveLength(1);
  });

  it('tells what it repaired in what it was given to load', () => {
    const page = frame('embed=1');
    page.tell({ type: 'load', query: 'run=adam,lr:-1&embed=1' });
    expect(page.said.map(({ type }) => type)).toEqual(['ready', 'problem', 'state']);
    expect(page.said[1]).toMatchObject({ problems: [{ key: 'run[0].lr', given: '-1' }] });
  });

  it('shows nothing old while a long experiment is on its way, and tells again when it has come', () => {
    const page = frame('embed=1');
    page.tell({ type: 'load', query: 'run=adam&steps=900000' });
    expect(page.states()).toMatchObject([{ runs: [{ loss: null, status: 'waiting' }] }]);
    page.tell({ type: 'load', query: 'run=adam&steps=100' });
    expect(page.states()[1]).toMatchObject({ runs: [{ status: 'finished' }] });
  });

  it('seeks, and clamps what lies outside', () => {
    const page = frame('steps=50&embed=1');
    for (const step of [10, 2.6, 1e9, -5]) page.tell({ type: 'seek', step });
    expect(page.states().map(({ step }) => step)).toEqual([10, 3, 50, 0]);
  });

  it('plays when told to, tells at most four states a second, and one more when it stops', () => {
    const page = frame('steps=10000&speed=100&embed=1');
    page.tell({ type: 'play' });
    page.clock.pictures(300, 16);
    expect(plain(page).playing).toBe(true);
    const playing = page.states().length;
    expect(playing).toBeGreaterThanOrEqual(15);
    expect(playing).toBeLessThanOrEqual(20);
    page.tell({ type: 'pause' });
    expect(page.states()).toHaveLength(playing + 1);
    expect(page.states().at(-1)).toMatchObject({ playing: false, step: 480 });
  });

  it('tells when it has played to its end', () => {
    const page = frame('steps=20&speed=100&embed=1');
    page.tell({ type: 'play' });
    page.clock.pictures(50);
    expect(page.states().at(-1)).toMatchObject({ playing: false, step: 20 });
  });

  it('tells what a person changes in it, several changes together', () => {
    const page = frame('run=adam&embed=1');
    page.clock.pass(1000);
    for (let k = 0; k < 30; k++) {
      page.playground.edit({ start: [k / 100, 1] });
      page.clock.pass(16);
    }
    page.clock.pass(300);
    expect(page.states().length).toBeGreaterThan(0);
    expect(page.states().length).toBeLessThanOrEqual(4);
    expect(page.states().at(-1)?.query).toBe('start=0.29,1&run=adam&embed=1');
  });

  it('sets up no network before someone wants it trained', () => {
    const page = frame('surface=mnist&embed=1');
    expect(page.engine.asked).toEqual([]);
    page.tell({ type: 'play' });
    expect(page.engine.asked.map(({ what }) => what)).toEqual(['train']);
  });

  it('says nothing more when it is disconnected', () => {
    const page = frame('embed=1');
    page.close();
    page.tell({ type: 'get' });
    page.playground.edit({ steps: 7 });
    page.clock.pass(1000);
    expect(page.said).toHaveLength(1);
  });
});

describe('many messages', () => {
  it('are worked off together: of each kind the last, in order', () => {
    const page = frame('steps=50&embed=1');
    for (let k = 0; k <= 10_000; k++) page.post({ adascope: 1, type: 'seek', step: k % 50 });
    for (let k = 0; k < 1000; k++) page.post({ adascope: 1, type: 'get' });
    page.clock.pass(1);
    expect(page.states()).toHaveLength(1);
    expect(page.states()[0].step).toBe(0);
  });

  it('of which one loads: what came before it is not done', () => {
    const page = frame('steps=50&embed=1');
    page.post({ adascope: 1, type: 'seek', step: 40 });
    page.post({ adascope: 1, type: 'play' });
    page.post({ adascope: 1, type: 'load', query: 'steps=30' });
    page.post({ adascope: 1, type: 'seek', step: 20 });
    page.clock.pass(1);
    expect(page.playground.playhead.value).toBe(20);
    expect(plain(page)).toMatchObject({ playing: false, experiment: { steps: 30 } });
  });

  it('that are a flood are hardly obeyed while it lasts, and the newest at once when it is over', () => {
    const page = frame('steps=1000&embed=1');
    for (let k = 0; k < 1000; k++) {
      for (let j = 0; j < 100; j++) page.post({ adascope: 1, type: 'seek', step: (k + j) % 900 });
      page.clock.pass(1);
    }
    // Some three times in this second.
    expect(page.states().length).toBeLessThanOrEqual(5);
    page.post({ adascope: 1, type: 'seek', step: 999 });
    for (let k = 0; k < 3; k++) page.clock.pass(30);
    expect(page.states().at(-1)?.step).toBe(999);
  });

  it('are worked off some thirty times a second at most', () => {
    const page = frame('steps=1000&embed=1');
    for (let k = 0; k < 1000; k++) {
      page.post({ adascope: 1, type: 'seek', step: k });
      page.clock.pass(1);
    }
    expect(page.states().length).toBeLessThanOrEqual(36);
    page.clock.pass(40);
    expect(page.states().at(-1)?.step).toBe(999);
  });
});

describe('a frame that is not seen', () => {
  it('stops playing and drawing, and goes on when it is seen again', () => {
    const page = frame('steps=10000&embed=1');
    page.tell({ type: 'play' });
    page.clock.pictures(10);
    page.pause.set('in view', false);
    expect(page.held()).toBe(true);
    expect(plain(page).playing).toBe(false);
    const { value } = page.playground.playhead;
    page.clock.pictures(10);
    expect(page.playground.playhead.value).toBe(value);
    page.pause.set('in view', true);
    expect(page.held()).toBe(false);
    expect(plain(page).playing).toBe(true);
  });

  it('is not seen as long as anything is missing', () => {
    const page = frame('embed=1');
    page.pause.set('slide shown', false);
    page.pause.set('page shown', false);
    page.pause.set('slide shown', true);
    expect(page.held()).toBe(true);
    page.pause.set('page shown', true);
    expect(page.held()).toBe(false);
    expect(plain(page).playing).toBe(false);
  });

  it('plays later when told to, unless it is told to pause before', () => {
    const page = frame('steps=10000&embed=1');
    page.pause.set('in view', false);
    page.tell({ type: 'play' });
    expect(plain(page).playing).toBe(false);
    page.pause.set('in view', true);
    expect(plain(page).playing).toBe(true);
    page.pause.set('in view', false);
    page.tell({ type: 'pause' });
    page.pause.set('in view', true);
    expect(plain(page).playing).toBe(false);
  });

  it('does not play what is loaded meanwhile', () => {
    const page = frame('steps=10000&embed=1');
    page.tell({ type: 'play' });
    page.pause.set('page shown', false);
    page.tell({ type: 'load', query: 'steps=9000' });
    page.pause.set('page shown', true);
    expect(plain(page).playing).toBe(false);
  });

  it('answers all the same', () => {
    const page = frame('steps=100&embed=1');
    page.pause.set('in view', false);
    page.tell({ type: 'seek', step: 60 });
    expect(page.states()).toMatchObject([{ step: 60, runs: [{}, {}, {}, {}, {}] }]);
  });
});
