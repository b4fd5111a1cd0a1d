import { describe, expect, it } from 'vitest';
import { stages as stageRows } from '../core/gradient/index.ts';
import { mnist } from '../core/network.ts';
import { optimizers } from '../core/optimizers/index.ts';
import { schedules } from '../core/schedules/index.ts';
import { surfaces } from '../core/surfaces/index.ts';
import { defaults } from '../core/tables.ts';
import type { Argument, Parameter, Row } from '../core/types.ts';
import { formatExperiment, parseExperiment } from './index.ts';
import { LESSONS } from './lessons.ts';

/** Where a row stands in a link, how its problems are called, and where its arguments are found. */
const places = [
  ...[...surfaces, mnist].map((row) => ({
    row,
    link: (items: string) => `surface=${row.id}${items}${row.id === 'custom' ? '&f=x*y' : ''}`,
    path: 'surface',
    args: (link: string) => parseExperiment(link).experiment.surface.args,
  })),
  ...optimizers.map((row) => ({
    row,
    link: (items: string) => `run=${row.id}${items}&rule=x%3Dx-lr*g`,
    path: 'run[0]',
    args: (link: string) => parseExperiment(link).experiment.runs[0].optimizer.args,
  })),
  ...schedules.map((row) => ({
    row,
    link: (items: string) => `run=sgd~${row.id}${items}`,
    path: `run[0].${row.id}`,
    args: (link: string) => parseExperiment(link).experiment.runs[0].schedules[0].args,
  })),
  ...stageRows.map((row) => ({
    row,
    link: (items: string) => `run=sgd~${row.id}${items}`,
    path: `run[0].${row.id}`,
    args: (link: string) => parseExperiment(link).experiment.runs[0].stages[0].args,
  })),
];

const numeric = ({ kind }: Parameter): boolean => kind === 'number' || kind === 'integer' || kind === 'list';
const every = (row: Row, allowed: (parameter: Parameter) => boolean) => row.parameters.filter(allowed);

function allowed(value: Argument, { min, max, above, below }: Parameter): boolean {
  const numbers = Array.isArray(value) ? value : [value];
  return numbers.every(
    (n) =>
      typeof n === 'number' &&
      Number.isFinite(n) &&
      n >= (min ?? -Infinity) &&
      n <= (max ?? Infinity) &&
      n > (above ?? -Infinity) &&
      n < (below ?? Infinity),
  );
}

describe('every parameter of every table', () => {
  for (const { row, link, path, args } of places) {
    it(`of ${row.id} is repaired, and the repair reported, when it is not allowed`, () => {
      for (const parameter of row.parameters) {
        const { key, min, max, above, below } = parameter;
        const wrong = ['', 'abc', 'NaN', 'Infinity', '1e999', '0x10', '__proto__', '１'].filter(
          (text) => !(parameter.optional && text === ''),
        );
        if (min !== undefined) wrong.push(String(min - 1));
        if (max !== undefined) wrong.push(String(max + 1));
        if (above !== undefined) wrong.push(String(above), String(above - 1));
        if (below !== undefined) wrong.push(String(below), String(below + 1));
        if (parameter.kind === 'integer') wrong.push('2.5');
        if (parameter.kind === 'flag') wrong.push('2', '0.5', 'true');
        for (const text of wrong) {
          const query = link(`,${key}:${text}`);
          const { problems } = parseExperiment(query);
          const told = problems.find((problem) => problem.key === `${path}.${key}`);
          expect(told, query).toMatchObject({ given: text });
          expect(told?.allowed, query).not.toBe('');
          const value = args(query)[key];
          if (numeric(parameter) && value !== null) expect(allowed(value, parameter), query).toBe(true);
        }
      }
    });

    it(`of ${row.id} takes its bounds, where they are allowed, as they are`, () => {
      for (const parameter of every(row, numeric)) {
        for (const bound of [parameter.min, parameter.max]) {
          if (bound === undefined) continue;
          const query = link(`,${parameter.key}:${bound}`);
          const value = args(query)[parameter.key];
          const told = parseExperiment(query).problems.filter(({ rule }) => rule?.kind !== 'together');
          expect(told, query).toEqual([]);
          if (parseExperiment(query).problems.length === 0) expect([value].flat()).toEqual([bound]);
        }
      }
    });

    it(`of ${row.id} has a default that is allowed`, () => {
      expect(parseExperiment(link('')).problems).toEqual([]);
      const conventions = row.parameters.find(({ key }) => key === 'as')?.choices ?? ['pytorch'];
      for (const as of conventions) {
        const usual = defaults(row, as);
        expect(row.check?.(usual) ?? []).toEqual([]);
        for (const parameter of every(row, numeric)) {
          const value = usual[parameter.key];
          expect(value === null ? parameter.optional : allowed(value, parameter), parameter.key).toBe(true);
        }
      }
    });
  }
});

describe('a repair', () => {
  const problemOf = (link: string) => {
    const [{ key, given, used, allowed }] = parseExperiment(link).problems;
    return `${key}: ${given} → ${used} (${allowed})`;
  };

  it.each([
    ['steps=0', 'steps: 0 → 1 (a whole number, 1 to 1000000)'],
    ['steps=1e7', 'steps: 1e7 → 1000000 (a whole number, 1 to 1000000)'],
    ['surface=mnist&steps=1e7', 'steps: 1e7 → 20000 (a whole number, 1 to 20000)'],
    ['steps=2.5', 'steps: 2.5 → 3 (a whole number, 1 to 1000000)'],
    ['steps=50&t=51', 't: 51 → 50 (a whole number, 0 to 50)'],
    ['seed=-1', 'seed: -1 → 0 (a whole number, 0 to 4294967295)'],
    ['speed=0', 'speed: 0 → 60 (0 < … ≤ 100000)'],
    ['speed=1e9', 'speed: 1e9 → 100000 (0 < … ≤ 100000)'],
    ['view=4d', 'view: 4d → split (one of overlay, split, 3d, study)'],
    ['lang=fr', 'lang: fr → the default (one of en, zh)'],
    ['theme=', 'theme:  → auto (one of light, dark, auto, projector)'],
    ['embed=yes', 'embed: yes → 0 (one of 0, 1)'],
    ['lesson=rotatoin', `lesson: rotatoin → ignored (did you mean rotation? one of ${LESSONS.join(', ')})`],
    ['start=1', 'start: 1 → -1.5,2 (two numbers, x,y)'],
    [
      'window=1,2,3',
      "window: 1,2,3 → the surface's own (four numbers, x0,x1,y0,y1, with x0 < x1 and y0 < y1)",
    ],
    [
      'window=2,1,0,1',
      "window: 2,1,0,1 → the surface's own (four numbers, x0,x1,y0,y1, with x0 < x1 and y0 < y1)",
    ],
    [
      'window=0,1,1,1',
      "window: 0,1,1,1 → the surface's own (four numbers, x0,x1,y0,y1, with x0 < x1 and y0 < y1)",
    ],
    [
      'window=0,1,0,1e999',
      "window: 0,1,0,1e999 → the surface's own (four numbers, x0,x1,y0,y1, with x0 < x1 and y0 < y1)",
    ],
    ['rates=adaptive', 'rates: adaptive → effective (one of effective, realized, stability)'],
    ['future=no', 'future: no → 1 (one of 0, 1)'],
    ['run=sgd,hidden:2', 'run[0].hidden: 2 → 0 (one of 0, 1)'],
    ['run=sgd,colour:11', 'run[0].colour: 11 → 10 (a whole number, 1 to 10)'],
    ['run=sgd,colour:red', 'run[0].colour: red → the next free one (a whole number, 1 to 10)'],
    ['start=1,2,3', 'start: 1,2,3 → -1.5,2 (two numbers, x,y)'],
    ['start=NaN,2', 'start: NaN,2 → -1.5,2 (two numbers, x,y)'],
    ['v=2', 'v: 2 → 1 (1)'],
    ['run=adam,lr:0', 'run[0].lr: 0 → 0.001 (above 0)'],
    ['run=adam,beta1:1', 'run[0].beta1: 1 → 0.9 (0 ≤ … < 1)'],
    ['run=adam,beta1:-1', 'run[0].beta1: -1 → 0 (0 ≤ … < 1)'],
    ['run=sgd&run=adam~cosine,steps:0', 'run[1].cosine.steps: 0 → 1 (a whole number, at least 1)'],
    ['run=sgd,nesterov:1', 'run[0].nesterov: 1 → 0 (1 only with momentum above 0 and dampening 0)'],
    ['run=sgd,lr:0.1,lr:0.2', 'run[0].lr: 0.2 → 0.1 (once)'],
    ['run=sgd~clip~clip,norm:2', 'run[0].clip: clip → ignored (once)'],
    ['f=x', 'f: x → ignored (only with surface=custom)'],
    [
      `title=${'x'.repeat(201)}`,
      `title: ${'x'.repeat(200)}… → ${'x'.repeat(200)} (plain text of at most 200 characters)`,
    ],
  ])('of %s says what was given, what is used and what is allowed', (link, told) => {
    expect(problemOf(link)).toBe(told);
    expect(parseExperiment(link).problems).toHaveLength(1);
  });

  it('replaces an unknown surface by the default one', () => {
    const { experiment, problems } = parseExperiment('surface=rosenbrok,a:2');
    expect(experiment).toEqual(parseExperiment('').experiment);
    expect(problems).toMatchObject([{ key: 'surface', given: 'rosenbrok', used: 'rosenbrock' }]);
  });

  it('replaces an unknown optimizer by gradient descent at the given rate', () => {
    const { experiment, problems } = parseExperiment('run=adm,lr:0.3,label:mine~cosine');
    expect(formatExperiment(experiment)).toBe('run=sgd,lr:0.3,label:mine~cosine');
    expect(problems).toMatchObject([{ key: 'run[0]', given: 'adm', used: 'sgd' }]);
  });

  it('leaves out unknown stages, second optimizers and unknown keys', () => {
    const { experiment, problems } = parseExperiment('run=sgd,rate:1~cosinus~adam~clip,max:2');
    expect(formatExperiment(experiment)).toBe('run=sgd~clip');
    expect(problems.map(({ key, given, used }) => [key, given, used])).toEqual([
      ['run[0].rate', '1', 'ignored'],
      ['run[0].cosinus', 'cosinus', 'ignored'],
      ['run[0].adam', 'adam', 'ignored'],
      ['run[0].clip.max', '2', 'ignored'],
    ]);
  });

  it('leaves out the runs after the twelfth', () => {
    const { experiment, problems } = parseExperiment(Array(14).fill('run=sgd').join('&'));
    expect(experiment.runs).toHaveLength(12);
    expect(problems).toMatchObject([
      { key: 'run', given: '14 runs', used: 'the first 12', allowed: 'at most 12' },
    ]);
  });

  it('cuts a label between characters, not inside them', () => {
    const { experiment, problems } = parseExperiment(`run=sgd,label:${'🎓'.repeat(90)}`);
    expect(experiment.runs[0].label).toBe('🎓'.repeat(80));
    expect(problems).toMatchObject([{ key: 'run[0].label' }]);
  });

  it('takes control characters out of text, keeps the lines of a note, and reports it', () => {
    const { experiment, problems } = parseExperiment('title=a%0Ab&note=a%0D%0Ab%00c');
    expect(experiment.title).toBe('a b');
    expect(experiment.note).toBe('a\nb c');
    expect(problems.map(({ key }) => key)).toEqual(['title', 'note']);
  });

  it('leaves out parts to hide that there are not', () => {
    const { experiment, problems } = parseExperiment('hide=rates/menu/loss/rates');
    expect(experiment.hide).toEqual(['rates', 'loss']);
    expect(problems).toMatchObject([{ key: 'hide', given: 'menu', used: 'ignored' }]);
  });
});

describe('arguments that may be left out', () => {
  const clip = (items: string) => parseExperiment(`run=sgd~clip${items}`).experiment.runs[0].stages[0].args;

  it('have their defaults when none is said, and are not used beside one that is', () => {
    expect(clip('')).toEqual({ norm: 1, value: null });
    expect(clip(',norm:3')).toEqual({ norm: 3, value: null });
    expect(clip(',value:3')).toEqual({ norm: null, value: 3 });
    expect(clip(',norm:2,value:3')).toEqual({ norm: 2, value: 3 });
    expect(clip(',norm:1,value:3')).toEqual({ norm: 1, value: 3 });
    expect(clip(',norm:')).toEqual({ norm: null, value: null });
  });

  it('are as if not said when they cannot be read', () => {
    expect(clip(',value:abc')).toEqual({ norm: 1, value: null });
    expect(clip(',value:-1')).toEqual({ norm: 1, value: null });
  });
});

describe('a convention', () => {
  it("brings that library's defaults, wherever it stands in the stage", () => {
    const keras = optimizers.flatMap((row) =>
      row.conventions?.keras ? [[row, defaults(row, 'keras')] as const] : [],
    );
    expect(keras.length).toBeGreaterThan(0);
    for (const [row, usual] of keras) {
      expect(parseExperiment(`run=${row.id},as:keras`).experiment.runs[0].optimizer.args).toEqual(usual);
      expect(parseExperiment(`run=${row.id},lr:0.5,as:keras`).experiment.runs[0].optimizer.args).toEqual({
        ...usual,
        lr: 0.5,
      });
    }
  });
});
