/**
 * A hundred thousand links and as many messages, made of what links and messages are made of and of what is nobody's: none
 * throws, none makes an experiment that could not be computed, none makes a frame do what it was not told.
 */
import { describe, expect, it } from 'vitest';
import { open } from '../app/testing/bench.ts';
import { stages } from '../core/gradient/index.ts';
import { optimizers } from '../core/optimizers/index.ts';
import { random } from '../core/random.ts';
import { schedules } from '../core/schedules/index.ts';
import { surfaces } from '../core/surfaces/index.ts';
import {
  computation,
  type Experiment,
  formatExperiment,
  MAX_RUNS,
  parseExperiment,
} from '../experiment/index.ts';
import { connect } from './bridge.ts';
import type { FromFrame } from './messages.ts';
import { createVisibilityPause } from './visibility-pause.ts';

const COUNT = 100_000;

/** Choices that are the same in every run of the test. */
function chooser(seed: number) {
  const chance = random(seed);
  const below = (n: number): number => Math.floor(chance.uniform() * n);
  return { below, one: <T>(of: readonly T[]): T => of[below(of.length)] };
}

const KEYS = [
  ...['surface', 'f', 'rule', 'start', 'run', 'steps', 'seed', 'view', 't', 'speed', 'title', 'note', 'lang'],
  ...[
    'theme',
    'embed',
    'hide',
    'v',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    'utm_source',
  ],
];
const IDS = [...surfaces, ...optimizers, ...schedules, ...stages, { id: 'mnist' }, { id: 'custom' }].map(
  ({ id }) => id,
);
const ARGUMENTS = [
  'lr',
  'momentum',
  'beta1',
  'eps',
  'steps',
  'at',
  'norm',
  'label',
  'as',
  'rule',
  'a',
  'hidden',
  'data',
];
const VALUES = [
  ...[
    '0',
    '1',
    '-1',
    '0.5',
    '1e-9',
    '1e9',
    '1e999',
    '-1e999',
    'NaN',
    'Infinity',
    '',
    ' ',
    '1e308',
    '5e-324',
    '0x10',
  ],
  ...[
    '10/40/90',
    '1/2/3/4/5/6/7',
    '1,2',
    '1.5,-2',
    'keras',
    'optax',
    '64/32',
    'fashion',
    'overlay',
    'zh',
    'dark',
    '3d',
  ],
  ...[
    'x^2+y^2',
    '((((((',
    'x=x-lr*g',
    'while(1){}',
    'constructor.constructor("alert(1)")()',
    '\ud800',
    '%',
    '%E0%A4%A',
  ],
  ...[
    '<script>alert(1)</script>',
    'javascript:alert(1)',
    '學習率',
    '%2525',
    '../../etc',
    'a'.repeat(300),
    '\0',
    '🙂',
  ],
];
const MARKS = ['&', '=', ',', ':', '~', '/', '#', '?', '%', '+', '%2C', '%253A', '&amp;', '%23', ';', '\n'];

/** A text that is more or less a link. */
function link({ below, one }: ReturnType<typeof chooser>): string {
  if (below(20) === 0)
    return Array.from({ length: below(60) }, () => one([...MARKS, ...KEYS, ...VALUES])).join('');
  const stage = (): string =>
    [one(IDS), ...Array.from({ length: below(4) }, () => `${one(ARGUMENTS)}:${one(VALUES)}`)].join(',');
  const value = (key: string): string =>
    key === 'run' || key === 'surface'
      ? Array.from({ length: 1 + below(3) }, stage).join('~')
      : below(4) === 0
        ? encodeURIComponent(one(VALUES).replace(/[\ud800-\udfff]/g, ''))
        : one(VALUES);
  const text = Array.from({ length: below(12) }, () => one(KEYS))
    .map((key) => `${key}=${value(key)}`)
    .join(one(['&', '&', '&', '&amp;', '&&', '#']));
  return one(['', '?', '#', 'https://example.org/a/?']) + text;
}

/** Says what is wrong with an experiment. */
function wrongWith(experiment: Experiment): string | null {
  const { runs, steps, t, speed, seed, start } = experiment;
  if (runs.length < 1 || runs.length > MAX_RUNS) return 'runs';
  if (!(Number.isInteger(steps) && steps >= 1 && steps <= 1_000_000)) return 'steps';
  if (!(Number.isInteger(t) && t >= 0 && t <= steps)) return 't';
  if (!(speed > 0 && Number.isFinite(speed) && Number.isFinite(seed))) return 'speed';
  if (!start.every(Number.isFinite)) return 'start';
  if (computation(experiment).runs.length !== runs.length) return 'computation';
  return null;
}

describe('a hundred thousand links', () => {
  it('all open, within every bound, and say the same when they are written again', () => {
    const choose = chooser(5);
    let repaired = 0;
    for (let k = 0; k < COUNT; k++) {
      const text = link(choose);
      const { experiment, problems } = parseExperiment(text);
      const wrong = wrongWith(experiment);
      if (wrong) throw new Error(`${wrong} of ${text}`);
      repaired += Number(problems.length > 0);
      if (k % 50 === 0) {
        const again = parseExperiment(formatExperiment(experiment)).experiment;
        expect(again, text).toEqual(experiment);
      }
    }
    // Most of them are bad, and say so.
    expect(repaired).toBeGreaterThan(COUNT / 2);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('a hundred thousand messages', () => {
  it('make a frame do what the last good ones say, and nothing else', () => {
    const page = open('embed=1', { framed: true });
    const said: FromFrame[] = [];
    let receive: (data: unknown) => void = () => undefined;
    connect({
      playground: page.playground,
      pause: createVisibilityPause(page.playground, () => undefined),
      clock: page.clock,
      labels: () => [],
      outside: {
        post: (message) => said.push(message),
        listen(callback) {
          receive = callback;
          return () => undefined;
        },
      },
    });
    const choose = chooser(7);
    const { below, one } = choose;
    const message = (): unknown => {
      const type = one(['load', 'play', 'pause', 'seek', 'get', 'state', 'ready', 'eval', '', 1, null, {}]);
      const step = one([0, 1, -1, 7.5, 1e9, Number.NaN, Number.POSITIVE_INFINITY, '3', null, [], 2 ** 53]);
      const query = one([link(choose), 'x'.repeat(below(2000)), null, 5, {}, [], `steps=${below(100)}`]);
      return one([
        { adascope: 1, type, step, query },
        { adascope: 1, type, step, query },
        { adascope: one([0, 2, '1', true, null]), type, step, query },
        { type, step, query },
        JSON.stringify({ adascope: 1, type }),
        one([null, undefined, 0, '', [], 'slide:stop', Symbol.iterator, () => 1]),
      ]);
    };
    for (let k = 0; k < COUNT; k++) {
      receive(message());
      // A few hundred times what waits is worked off.
      if (k % 400 === 399) page.clock.pictures(3, 20);
    }
    page.clock.pictures(5, 100);
    const { experiment } = page.playground.store.getState();
    expect(wrongWith(experiment)).toBeNull();
    expect(experiment.embed).toBe(true);
    // Nothing was added to the history of the page, and answers were few.
    expect(page.address.entries).toHaveLength(1);
    expect(said.length).toBeLessThan(2500);
    for (const { type } of said) expect(['ready', 'state', 'problem']).toContain(type);
    // After all that it does as it is told.
    receive({ adascope: 1, type: 'load', query: 'surface=booth&run=adam&steps=30' });
    receive({ adascope: 1, type: 'seek', step: 12 });
    page.clock.pass(100);
    expect(said.at(-1)).toMatchObject({
      type: 'state',
      query: 'surface=booth&run=adam&steps=30&t=12&embed=1',
      step: 12,
    });
  });
});
