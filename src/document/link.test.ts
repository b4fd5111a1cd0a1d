import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open, type TestPage } from '../app/testing/bench.ts';
import { optimizers } from '../core/optimizers/index.ts';
import { column } from '../core/record.ts';
import { surfaces } from '../core/surfaces/index.ts';
import { defaults, optimizerTable } from '../core/tables.ts';
import { defaultRuns, defaultStart, type ExperimentRun, parseExperiment } from '../experiment/index.ts';

const SETTLED = 1000;
const runOf = (id: string): ExperimentRun => ({
  optimizer: { id, args: defaults(optimizerTable.get(id)) },
  schedules: [],
  stages: [],
  label: null,
  hidden: false,
  colour: null,
});
const state = ({ playground, training }: TestPage) => ({
  ...playground.store.getState(),
  ...training.store.getState(),
});

/** Everything that a person can do, by name, with numbers that say to what. */
const deeds: Readonly<Record<string, (page: TestPage, n: number, u: number) => void>> = {
  start: ({ playground }, n, u) => playground.edit({ start: [n / 8 - 4, u * 3] }),
  surface: ({ playground }, n) => playground.setSurface([...surfaces, { id: 'mnist' }][n % 25].id),
  steps: ({ playground }, n) => playground.edit({ steps: 1 + n * 5 }),
  seed: ({ playground }, n) => playground.edit({ seed: n }),
  view: ({ playground }, n) => playground.edit({ view: (['overlay', 'split', '3d'] as const)[n % 3] }),
  add: ({ playground }, n) => playground.addRun(runOf(optimizers[n % optimizers.length].id)),
  duplicate: (page, n) => page.playground.duplicateRun(n % state(page).displays.length),
  remove: (page, n) => page.playground.removeRun(n % state(page).displays.length),
  move: (page, n, u) =>
    page.playground.moveRun(n % state(page).displays.length, Math.floor(u * state(page).displays.length)),
  name: (page, n) =>
    page.playground.editRun(n % state(page).displays.length, { label: `run ${n}, ~2/3: 50%` }),
  rate(page, n, u) {
    const index = n % state(page).displays.length;
    const { optimizer } = state(page).experiment.runs[index];
    if (!('lr' in optimizer.args)) return;
    page.playground.editRun(index, {
      optimizer: { ...optimizer, args: { ...optimizer.args, lr: u + 1e-6 } },
    });
  },
  language: ({ playground }, n) => playground.setLanguage(n % 2 ? 'zh' : 'en'),
  theme: ({ playground }, n) => playground.setTheme((['auto', 'light', 'dark', 'projector'] as const)[n % 4]),
  seek: ({ playground }, n) => playground.seek(n * 4),
  play: ({ playground, clock }) => {
    playground.play();
    clock.pictures(3, 50);
  },
  pause: ({ playground }) => playground.pause(),
  answer: (page) => state(page).experiment.surface.id !== 'mnist' && page.engine.answer(),
  time: ({ clock }, n) => clock.pass(n * 20),
};

const history = fc.array(
  fc.record({
    deed: fc.constantFrom(...Object.keys(deeds)),
    n: fc.nat(99),
    u: fc.double({ min: 0, max: 0.99, noNaN: true }),
  }),
  { maxLength: 12 },
);

describe('the link', () => {
  it('means the experiment that is shown, whatever was done', () => {
    fc.assert(
      fc.property(history, (done) => {
        const page = open('steps=20');
        for (const { deed, n, u } of done) deeds[deed](page, n, u);
        const { experiment } = state(page);
        const { experiment: meant, problems } = parseExperiment(page.playground.link());
        expect(problems).toEqual([]);
        const t = experiment.surface.id === 'mnist' ? experiment.t : page.playground.playhead.value;
        expect(meant).toEqual({ ...experiment, t });
      }),
      { numRuns: 150 },
    );
  });

  it('is in the address once changes have settled', () => {
    fc.assert(
      fc.property(history, (done) => {
        const page = open('steps=20');
        for (const { deed, n, u } of done) deeds[deed](page, n, u);
        page.playground.pause();
        page.clock.pass(SETTLED);
        const shown = parseExperiment(page.playground.link()).experiment;
        expect(parseExperiment(page.address.read()).experiment).toEqual(shown);
      }),
      { numRuns: 150 },
    );
  });

  it('is not written by merely looking', () => {
    const page = open('surface=beale&run=adam,lr:0.1');
    page.playground.highlight(0);
    page.playground.select(0);
    page.clock.pass(SETTLED);
    expect(page.address.written).toBe(0);
    expect(page.address.entries).toEqual(['surface=beale&run=adam,lr:0.1']);
  });

  it('is written once for a whole drag, in the entry that is there', () => {
    const page = open('run=adam,lr:0.1');
    for (let k = 0; k <= 100; k++) {
      page.playground.edit({ start: [k / 100, 1] });
      page.clock.pass(10);
    }
    expect(page.address.written).toBe(0);
    page.clock.pass(SETTLED);
    expect(page.address.written).toBe(1);
    expect(page.address.entries).toEqual(['start=1,1&run=adam,lr:0.1']);
  });

  it('is written at once when the page is left', () => {
    const page = open('run=adam,lr:0.1');
    page.playground.edit({ start: [1, 1] });
    page.playground.flush();
    expect(page.address.entries).toEqual(['start=1,1&run=adam,lr:0.1']);
    page.clock.pass(SETTLED);
    expect(page.address.written).toBe(1);
  });

  it('gets an entry of its own for another surface, and what was adjusted before stays in the old one', () => {
    const page = open('');
    page.playground.edit({ start: [1, 1] });
    page.playground.setSurface('beale');
    expect(page.address.entries).toEqual(['start=1,1', 'surface=beale']);
  });
});

describe('Back', () => {
  it('brings back surface, runs, start and playhead, and computes them', () => {
    const page = open('start=1,1&run=adam,lr:0.1&run=sgd&steps=50');
    page.engine.answer();
    page.playground.seek(20);
    page.playground.setSurface('beale');
    page.playground.edit({ start: [2, 2] });
    page.clock.pass(SETTLED);
    page.address.go(-1);
    expect(state(page).experiment).toMatchObject({
      surface: { id: 'rosenbrock' },
      start: [1, 1],
      steps: 50,
      runs: [{ optimizer: { id: 'adam' } }, { optimizer: { id: 'sgd' } }],
    });
    expect(page.playground.playhead.value).toBe(20);
    expect(page.engine.asked.filter(({ what }) => what === 'compute').at(-1)).toMatchObject({
      computation: { start: [1, 1], surface: { id: 'rosenbrock' } },
    });
  });

  it('and Forward end where they began', () => {
    const page = open('surface=booth');
    page.playground.setSurface('beale');
    page.playground.edit({ start: [2, 2] });
    page.clock.pass(SETTLED);
    const before = state(page).experiment;
    page.address.go(-1);
    page.address.go(1);
    expect(state(page).experiment).toEqual(before);
    page.clock.pass(SETTLED);
    expect(page.address.entries).toEqual(['surface=booth', 'surface=beale&start=2,2']);
  });

  it('while playing stops, and leaves the old entry as it was', () => {
    const page = open('surface=booth');
    page.playground.setSurface('beale');
    page.playground.play();
    page.clock.pictures(20);
    page.address.go(-1);
    page.clock.pass(SETTLED);
    page.clock.pictures(5);
    expect(state(page).playing).toBe(false);
    expect(state(page).experiment.surface.id).toBe('booth');
    expect(page.address.entries[0]).toBe('surface=booth');
  });

  it('right after a change does not write that change into the old entry', () => {
    const page = open('surface=booth');
    page.playground.setSurface('beale');
    page.playground.edit({ start: [2, 2] });
    page.address.go(-1);
    page.clock.pass(SETTLED);
    expect(page.address.entries[0]).toBe('surface=booth');
    expect(state(page).experiment.start).toEqual(defaultStart('booth'));
  });

  it('from the network to a function plays again', () => {
    const page = open('surface=booth');
    page.playground.setSurface('mnist');
    page.playground.play();
    page.address.go(-1);
    expect(state(page)).toMatchObject({ playing: false, network: null });
    page.playground.play();
    page.clock.pictures(10, 100);
    expect(page.playground.playhead.value).toBe(60);
  });

  it('never shows the paths of one surface on another', () => {
    for (const steps of [50, 20_000]) {
      const page = open(`surface=booth&start=1,3&steps=${steps}`);
      page.playground.setSurface('beale');
      page.engine.answer();
      page.address.go(-1);
      for (const record of page.surface.records.value) {
        if (record) expect(column(record, 'loss')[0]).toBe(0);
      }
      expect(page.surface.records.value).toHaveLength(5);
    }
  });
});

describe('opening another link in the page', () => {
  it('adds an entry, so that Back returns', () => {
    const page = open('surface=booth');
    page.playground.edit({ start: [1, 1] });
    page.playground.open('surface=beale&run=adam&t=7');
    expect(page.address.entries).toEqual(['surface=booth&start=1,1', 'surface=beale&run=adam&t=7']);
    expect(page.playground.playhead.value).toBe(7);
    page.clock.pass(SETTLED);
    page.address.go(-1);
    expect(state(page).experiment.start).toEqual([1, 1]);
  });

  it('while playing writes each experiment into its own entry', () => {
    const page = open('surface=booth');
    page.playground.play();
    page.clock.pictures(10, 100);
    page.playground.open('surface=beale');
    page.clock.pass(SETTLED);
    expect(page.address.entries).toEqual(['surface=booth&t=60', 'surface=beale']);
  });
});

describe('what the link does not allow', () => {
  const BAD = 'surface=nope&run=adam,lr:-1&steps=x';

  it('is told, and the page opens with what is allowed', () => {
    const page = open(BAD);
    expect(state(page).problems.map(({ key, given }) => [key, given])).toEqual([
      ['surface', 'nope'],
      ['run[0].lr', '-1'],
      ['steps', 'x'],
    ]);
    expect(state(page).experiment).toMatchObject({ surface: { id: 'rosenbrock' }, steps: 500 });
    expect(page.surface.records.value).toHaveLength(1);
  });

  it('is told until it is dismissed, or something else is opened', () => {
    const page = open(BAD);
    page.playground.edit({ seed: 4 });
    expect(state(page).problems).toHaveLength(3);
    page.playground.dismissProblems();
    expect(state(page).problems).toEqual([]);
    page.playground.open('steps=-3');
    expect(state(page).problems).toHaveLength(1);
    page.playground.setSurface('beale');
    expect(state(page).problems).toEqual([]);
  });

  it('stays in the address until something is changed', () => {
    const page = open(BAD);
    page.clock.pass(SETTLED);
    expect(page.address.entries).toEqual([BAD]);
    page.playground.edit({ seed: 4 });
    page.clock.pass(SETTLED);
    expect(page.address.entries).toEqual(['run=adam&seed=4']);
  });
});

describe('choosing a surface', () => {
  it('brings its start and its own default runs', () => {
    const page = open('');
    page.playground.setSurface('beale');
    expect(state(page).experiment).toMatchObject({
      start: defaultStart('beale'),
      runs: defaultRuns('beale'),
      t: 0,
    });
  });

  it('keeps runs that were changed', () => {
    const page = open('');
    page.playground.removeRun(0);
    const { runs } = state(page).experiment;
    page.playground.setSurface('beale');
    expect(state(page).experiment.runs).toEqual(runs);
  });

  it('takes the person’s default runs along to the next default', () => {
    const page = open('');
    page.playground.setSurface('beale');
    page.playground.setSurface('himmelblau');
    expect(state(page).experiment.runs).toEqual(defaultRuns('himmelblau'));
  });

  it('keeps colours, names and which runs are hidden', () => {
    const page = open('');
    page.playground.editRun(1, { hidden: true });
    page.playground.colourRun(1, 10);
    const { displays } = state(page);
    page.playground.setSurface('beale');
    expect(state(page).displays).toEqual(displays);
  });

  it('that is shown already does nothing', () => {
    const page = open('surface=beale&start=2,2');
    const asked = page.engine.asked.length;
    page.playground.setSurface('beale');
    page.clock.pass(SETTLED);
    expect(page.address.entries).toEqual(['surface=beale&start=2,2']);
    expect(page.engine.asked).toHaveLength(asked);
  });

  it('for the network takes no more steps than it allows', () => {
    const page = open('steps=100000');
    page.playground.setSurface('mnist');
    expect(state(page).experiment.steps).toBe(20_000);
  });

  it('for a formula of one’s own begins with one that works', () => {
    const page = open('');
    page.playground.setSurface('custom');
    expect(parseExperiment(page.playground.link()).problems).toEqual([]);
    expect(state(page).experiment.formula).not.toBeNull();
  });
});

describe('a rule of one’s own', () => {
  it('begins with one that works, and is in the link', () => {
    const page = open('run=adam');
    page.playground.addRun(runOf('custom'));
    expect(parseExperiment(page.playground.link()).problems).toEqual([]);
    expect(state(page).experiment.rules).toHaveLength(1);
  });
});

describe('language and theme', () => {
  it('are the browser’s, then the visitor’s choice, then the link’s', () => {
    expect(state(open('', { language: 'zh' })).lang).toBe('zh');
    expect(state(open('', { language: 'zh', stored: { lang: 'en' } })).lang).toBe('en');
    expect(state(open('lang=zh', { stored: { lang: 'en' } })).lang).toBe('zh');
    expect(state(open('')).theme).toBe('auto');
    expect(state(open('', { stored: { theme: 'projector' } })).theme).toBe('projector');
    expect(state(open('theme=light', { stored: { theme: 'dark' } })).theme).toBe('light');
  });

  it('chosen by the visitor are kept for the next visit and not put into the link', () => {
    const page = open('');
    page.playground.setLanguage('zh');
    page.playground.setTheme('dark');
    page.clock.pass(SETTLED);
    expect(Object.fromEntries(page.stored)).toEqual({ lang: 'zh', theme: 'dark' });
    expect(page.address.written).toBe(0);
    expect(state(page)).toMatchObject({ lang: 'zh', theme: 'dark' });
    const next = open('', { stored: Object.fromEntries(page.stored) });
    expect(state(next)).toMatchObject({ lang: 'zh', theme: 'dark' });
  });

  it('that the link says change in the link, and take effect', () => {
    const page = open('lang=zh&theme=dark');
    page.playground.setLanguage('en');
    page.playground.setTheme('light');
    page.clock.pass(SETTLED);
    expect(page.address.entries).toEqual(['lang=en&theme=light']);
    expect(state(page)).toMatchObject({ lang: 'en', theme: 'light' });
    page.playground.setTheme('auto');
    expect(state(page).theme).toBe('auto');
  });

  it('that make no sense in the storage are not believed', () => {
    const page = open('', { stored: { lang: 'tlh', theme: 'pink' } });
    expect(state(page)).toMatchObject({ lang: 'en', theme: 'auto' });
  });

  it('cost no computation', () => {
    const page = open('lang=zh');
    const asked = page.engine.asked.length;
    page.playground.setLanguage('en');
    page.playground.setTheme('dark');
    page.playground.edit({ view: 'overlay', title: 'A' });
    expect(page.engine.asked).toHaveLength(asked);
  });
});
