import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkExperiment, type Experiment, formatExperiment, parseExperiment } from './index.ts';
import { experiments } from './testing/arbitraries.ts';

const LINK =
  'surface=beale&start=1,1.5&run=sgd,lr:0.02&run=adam,lr:0.05~cosine&steps=300&seed=7&view=overlay&t=3';
const whole = parseExperiment(LINK).experiment;
const with_ = (change: object): object => ({ ...whole, ...change });
const keys = (value: unknown, otherwise?: Experiment) =>
  checkExperiment(value, otherwise).problems.map(({ key }) => key);

describe('a field of the wrong type', () => {
  it.each([
    ['steps', '300', LINK],
    ['t', '3', LINK],
    ['start', '1,1.5', LINK],
    ['start', ['1', '1.5'], LINK],
    ['embed', 0, LINK],
    ['embed', 1, `${LINK}&embed=1`],
  ])('is read as text where that makes sense: %s %j', (key, value, link) => {
    const { experiment, problems } = checkExperiment(with_({ [key]: value }));
    expect(formatExperiment(experiment)).toBe(formatExperiment(parseExperiment(link).experiment));
    expect(problems.map((problem) => problem.key)).toEqual([key]);
  });

  const wrong = [undefined, null, {}, [], 'x', 5, true, [[]], Symbol('x'), 1n, () => 1, Number.NaN];
  it.each(Object.keys(whole))('does not touch any other field: %s', (key) => {
    for (const value of wrong) {
      const { experiment } = checkExperiment(with_({ [key]: value }));
      const others = { ...whole, [key]: null };
      if (key === 'surface') expect({ ...experiment, surface: null, formula: null }).toEqual(others);
      else expect({ ...experiment, [key]: null }).toEqual(others);
    }
  });

  it.each(Object.keys(whole).filter((key) => key !== 'version'))(
    'is taken from the link in the same file, where there is a good one: %s',
    (key) => {
      const { experiment, problems } = checkExperiment(with_({ [key]: Symbol('x') }), whole);
      expect(experiment).toEqual(whole);
      expect(problems.map((problem) => problem.key)).toEqual([key]);
    },
  );

  it('of one run leaves the other runs and the rest of this one alone', () => {
    const [sgd, adam] = whole.runs;
    const runs = (run: unknown) => checkExperiment(with_({ runs: [sgd, run] })).experiment.runs;
    expect(runs({ ...adam, label: 5 })).toEqual(whole.runs);
    expect(runs({ ...adam, hidden: 'yes', colour: 'red' })).toEqual(whole.runs);
    expect(runs({ ...adam, stages: 'none' })).toEqual(whole.runs);
    expect(runs({ ...adam, schedules: [...adam.schedules, 5] })).toEqual(whole.runs);
    const args = { ...adam.optimizer.args, lr: '0.05', beta1: {} };
    expect(runs({ ...adam, optimizer: { id: 'adam', args } })).toEqual(whole.runs);
    expect(runs(7)[0]).toEqual(sgd);
    expect(keys(with_({ runs: [sgd, 7] }))).toEqual(['run[1]']);
    expect(checkExperiment(with_({ runs: [sgd, 7] }), whole).experiment).toEqual(whole);
  });

  it('may be a stage as a link says it', () => {
    const { experiment } = checkExperiment(with_({ surface: 'booth', runs: ['sgd,lr:0.1~clip'] }));
    expect(formatExperiment(experiment)).toContain('surface=booth&start=1,1.5&run=sgd,lr:0.1~clip');
  });
});

describe('a file', () => {
  it('keeps to the limits of links', () => {
    const [sgd] = whole.runs;
    const long = 'x'.repeat(900_000);
    const at = Array.from({ length: 100_000 }, (_, i) => i + 1);
    const checked = checkExperiment({
      ...whole,
      surface: { id: 'custom', args: {} },
      formula: `x+${long}`,
      rules: Array(400).fill(long),
      runs: Array(400).fill({ ...sgd, label: long, schedules: [{ id: 'multistep', args: { at } }] }),
      title: long,
      note: long,
    });
    const { formula, rules, runs, title, note } = checked.experiment;
    expect(formula?.length).toBeLessThanOrEqual(4000);
    expect(rules).toHaveLength(12);
    expect(rules.every((rule) => rule.length <= 4000)).toBe(true);
    expect(runs).toHaveLength(12);
    expect(runs.every(({ label }) => label?.length === 80)).toBe(true);
    expect((runs[0].schedules[0].args.at as number[]).length).toBeLessThanOrEqual(2000);
    expect([title?.length, note?.length]).toEqual([200, 2000]);
    for (const key of [
      'f',
      'rule',
      'rule[0]',
      'run',
      'run[11].label',
      'run[0].multistep.at',
      'title',
      'note',
    ]) {
      expect(checked.problems.map((problem) => problem.key)).toContain(key);
    }
  });

  it('has a problem for each key that is none, and for very many of them one', () => {
    expect(checkExperiment(with_({ stpes: 5 })).problems).toMatchObject([
      { key: 'stpes', given: '5', used: 'ignored', allowed: expect.stringContaining('did you mean steps?') },
    ]);
    const args = Object.fromEntries(Array.from({ length: 190_000 }, (_, i) => [`key${i}`, i]));
    const { problems } = checkExperiment(with_({ surface: { id: 'beale', args } }));
    expect(problems.length).toBeLessThan(120);
    expect(problems[0]).toMatchObject({ key: 'surface.args', given: '190000 keys', used: 'the first 100' });
  });
});

describe('a check never throws', () => {
  const thrower = (): never => {
    throw new Error('no');
  };
  const hostile: readonly unknown[] = [
    new Proxy({}, { get: thrower, ownKeys: thrower, getOwnPropertyDescriptor: thrower, has: thrower }),
    new Proxy([], { get: thrower }),
    new Proxy({}, { getPrototypeOf: thrower }),
    new Proxy([], { get: (_, key) => (key === 'length' ? Number.NaN : 1) }),
    new Proxy([], { get: (_, key) => (key === 'length' ? { valueOf: thrower } : 1) }),
    new Proxy(() => 1, { get: thrower, apply: thrower }),
    Object.defineProperty({}, 'id', { get: thrower, enumerable: true }),
    { toString: thrower, valueOf: thrower, toJSON: thrower, [Symbol.toPrimitive]: thrower },
    { id: { toString: thrower }, args: thrower },
    Object.create(null),
    new Date(Number.NaN),
    /x/,
  ];
  const revoked = [Proxy.revocable({}, {}), Proxy.revocable([], {})].map(({ proxy, revoke }) => {
    revoke();
    return proxy;
  });
  const circle: Record<string, unknown> = { ...whole };
  for (const key of Object.keys(circle)) circle[key] = circle;

  it('at circles, in which it is not lost', () => {
    for (const value of [circle, { ...whole, runs: [circle] }, { ...whole, surface: circle }]) {
      expect(checkExperiment(value).experiment.steps).toBeGreaterThan(0);
    }
  });

  it('at getters, proxies and what is no data, wherever they stand', () => {
    for (const value of [...hostile, ...revoked]) {
      expect(checkExperiment(value).experiment).toBeDefined();
      for (const key of Object.keys(whole)) {
        expect(checkExperiment(with_({ [key]: value })).experiment, key).toBeDefined();
        const getter = Object.defineProperty({ ...whole }, key, { get: thrower, enumerable: true });
        expect(keys(getter).length, key).toBeGreaterThanOrEqual(0);
      }
      const [run] = whole.runs;
      const parts = [
        ...Object.keys(run).map((key) => ({ ...run, [key]: value })),
        { ...run, optimizer: { id: value, args: value } },
        { ...run, optimizer: { id: 'adam', args: { lr: value, as: value, label: value } } },
        { ...run, schedules: [value], stages: [{ id: 'clip', args: { norm: value } }] },
        { ...run, schedules: [{ id: 'multistep', args: { at: [value] } }] },
      ];
      for (const part of parts)
        expect(checkExperiment(with_({ runs: [part, value] })).experiment).toBeDefined();
      expect(
        checkExperiment(with_({ hide: [value], rules: [value], start: [value, 1] })).experiment,
      ).toBeDefined();
    }
  });

  it('at whole experiments in which anything stands anywhere', () => {
    const places = fc.constantFrom(...Object.keys(whole));
    fc.assert(
      fc.property(experiments(2), places, fc.anything(), (experiment, key, value) => {
        const checked = checkExperiment({ ...experiment, [key]: value });
        expect(parseExperiment(formatExperiment(checked.experiment)).experiment.steps).toBe(
          checked.experiment.steps,
        );
      }),
      { numRuns: 60 },
    );
  });
});
