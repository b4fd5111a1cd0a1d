import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stages as stageRows } from '../core/gradient/index.ts';
import { createObjective } from '../core/objective.ts';
import { optimizers } from '../core/optimizers/index.ts';
import { createRun } from '../core/run.ts';
import { schedules } from '../core/schedules/index.ts';
import { surfaces } from '../core/surfaces/index.ts';
import type { Row } from '../core/types.ts';
import { checkExperiment, computation, type Experiment, formatExperiment, parseExperiment } from './index.ts';
import { KEYS, MAX_LINK } from './link.ts';
import { experiments } from './testing/arbitraries.ts';

/** Lets every run of an experiment make a few steps; a run may diverge, nothing may throw. */
function runs(experiment: Experiment): void {
  const { surface, formula, rules, start, runs, steps, seed } = computation(experiment);
  expect(runs.length).toBeGreaterThan(0);
  expect(runs.length).toBeLessThanOrEqual(12);
  if (surface.id === 'mnist') return;
  for (const spec of runs) {
    const run = createRun(spec, createObjective(surface, formula, seed), start, seed, rules);
    while (run.step < Math.min(3, steps) && run.advance());
    expect(run.diverged || run.step === Math.min(3, steps)).toBe(true);
  }
}

/** Whatever the text: an experiment that runs, and a link that means the same. */
function holds(text: string): void {
  const { experiment } = parseExperiment(text);
  runs(experiment);
  const link = formatExperiment(experiment);
  if (link.length > MAX_LINK) return;
  const again = parseExperiment(link);
  expect(again.experiment).toEqual(experiment);
  // A formula or rule that cannot be read stays as it was typed, and so does its problem.
  expect(again.problems.filter(({ key }) => key !== 'f' && !key.startsWith('rule'))).toEqual([]);
  expect(formatExperiment(again.experiment)).toBe(link);
}

const nasty = [
  'hello',
  '%',
  '%%%%%',
  '%E0%A4%A',
  '\u0000\u0001',
  '\ud800',
  '?\udfff=\ud800&title=\ud83d',
  '__proto__=1&constructor=2&toString=3',
  'surface=__proto__',
  'surface=toString,constructor:1',
  'surface=,,,,:::,',
  'run=__proto__',
  'run=constructor,prototype:1~__proto__,a:b',
  'run=',
  'run=~~~~~',
  'run=adam,,,,lr::::1',
  'run=adam,lr:1:2',
  `run=adam${'~clip'.repeat(500)}`,
  `run=adam${',lr:1'.repeat(700)}`,
  Array(2000).fill('run').join('&'),
  '='.repeat(4000),
  '&'.repeat(100_000),
  '~'.repeat(100_000),
  '#'.repeat(5000),
  '%23run='.repeat(900),
  '&amp;'.repeat(5000),
  '%25'.repeat(3000),
  'steps=1e999&seed=1e-999&t=-0&speed=-0',
  'start=1e308,-1e308&run=sgd,lr:1e308',
  'start=1e-320,5e-324',
  'start=,',
  'seed=99999999999999999999',
  'run=adam,lr:1e308,beta1:0,beta2:0,eps:0',
  'run=sgd,momentum:1e308,weightDecay:1e308',
  'surface=quadratic,condition:1e308,angle:1e308',
  'surface=rosenbrock,a:1e308,b:1e308',
  'surface=custom',
  'surface=custom&f=',
  'surface=custom&f=((((((((',
  `surface=custom&f=${'('.repeat(3900)}`,
  'surface=custom&f=constructor.constructor("return this")()',
  'surface=custom&f=while(1){}',
  'run=custom',
  'run=custom&rule=',
  'run=custom,rule:99&rule=alert(1)',
  'run=custom,rule:-1&run=custom,rule:1e9',
  'title=<script>alert(1)</script>&note=javascript:alert(1)&run=sgd,label:<img onerror=x>',
  'javascript:alert(1)',
  'data:text/html,<script>',
  'steps=１００',
  'steps=0x64&seed=0b1&t=1_0',
  'v=1.5',
  'v=',
  'v=9999999999',
  'embed=1&embed=0&embed',
  `hide=${'runs/'.repeat(700)}`,
];

describe('any text', () => {
  it.each(nasty)('opens: %s', (text) => {
    holds(text);
    holds(`?${text}`);
    holds(`#${text}`);
  });

  it('opens with any argument of any row at its extremes', () => {
    const texts = ['1e300', '1e9', '1e-300', '0', '-1'];
    const extremes = (rows: readonly Row[], link: (id: string) => string) =>
      rows.flatMap(({ id, parameters }) =>
        parameters.flatMap(({ key }) => texts.map((text) => `${link(id)},${key}:${text}`)),
      );
    const links = [
      ...extremes(optimizers, (id) => `run=${id}`),
      ...extremes([...schedules, ...stageRows], (id) => `run=sgd~${id}`),
      ...extremes(surfaces, (id) => `run=sgd&run=adam&surface=${id}`),
    ];
    for (const link of links) runs(parseExperiment(link).experiment);
  });

  it('opens, whatever its characters', () => {
    const unit = fc.oneof(fc.nat(0x7f), fc.nat(0x10ffff)).map((code) => String.fromCodePoint(code));
    fc.assert(fc.property(fc.string({ unit, maxLength: 200 }), holds), { numRuns: 100 });
  });

  it('opens, made of the words of links in any order', () => {
    const ids = [...surfaces, ...optimizers, ...schedules].map(({ id }) => id);
    const words = [...KEYS, ...ids, 'clip', 'lr', 'steps', 'label', 'norm', 'as', 'keras', 'rule'];
    const marks = ['&', '=', ',', ':', '~', '/', '#', '?', '%', '+', '%2C', '%253A', '&amp;', '%23', '-'];
    const numbers = ['0', '1', '-1', '0.5', '1e9', '1e999', 'NaN', '', '2.5', '1e-320'];
    const token = fc.oneof(fc.constantFrom(...words), fc.constantFrom(...marks), fc.constantFrom(...numbers));
    fc.assert(
      fc.property(
        fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join('')),
        holds,
      ),
      { numRuns: 400 },
    );
  });

  it('opens, made from a good link by replacing some of its characters', () => {
    const damaged = fc.tuple(
      experiments(2),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'&=,:~/#%+-.019eax')), { maxLength: 8 }),
    );
    fc.assert(
      fc.property(damaged, ([experiment, edits]) => {
        const characters = Array.from(formatExperiment(experiment));
        for (const [at, character] of edits) characters[at % (characters.length + 1)] = character;
        holds(characters.join(''));
      }),
      { numRuns: 100 },
    );
  });

  it('is refused, but not thrown at, when it is no text', () => {
    for (const value of [undefined, null, 1, {}, [], Symbol('x'), () => 1]) {
      expect(parseExperiment(value as never)).toEqual(parseExperiment(''));
    }
  });
});

describe('any value that is said to be an experiment', () => {
  it('gives an experiment that runs', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
        fc.pre(!keys.some((key) => key in parseExperiment('').experiment));
        const { experiment, problems } = checkExperiment(value);
        expect(experiment).toEqual(parseExperiment('').experiment);
        expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  it('is repaired like a link', () => {
    const { experiment } = parseExperiment('surface=beale&run=adam,lr:0.05~cosine');
    const [run] = experiment.runs;
    const args = { ...run.optimizer.args, lr: -1, rate: 3 };
    const wrong = {
      ...experiment,
      steps: Number.POSITIVE_INFINITY,
      t: 1e9,
      runs: [{ ...run, optimizer: { id: 'adam', args } }],
    };
    const checked = checkExperiment(wrong);
    expect(formatExperiment(checked.experiment)).toBe('surface=beale&run=adam~cosine&t=500');
    expect(checked.problems.map(({ key }) => key)).toEqual(['run[0].rate', 'run[0].lr', 'steps', 't']);
  });

  it('keeps labels with separators in them', () => {
    const { experiment } = parseExperiment('');
    const label = 'a,b:c~d/e%2C100%';
    const labelled = { ...experiment, runs: [{ ...experiment.runs[0], label }] };
    expect(checkExperiment(labelled)).toEqual({ experiment: labelled, problems: [] });
  });

  it('says which part has the wrong shape', () => {
    const { experiment } = parseExperiment('');
    const { problems } = checkExperiment({ ...experiment, steps: '500', start: [1] });
    expect(problems.map(({ key, given, allowed }) => [key, given, allowed])).toEqual([
      ['start', '[1]', 'two numbers, x,y'],
      ['steps', '"500"', 'a number'],
    ]);
  });
});
