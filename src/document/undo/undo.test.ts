import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open, type TestPage } from '../../app/testing/bench.ts';
import { optimizers } from '../../core/optimizers/index.ts';
import { surfaces } from '../../core/surfaces/index.ts';
import { defaults, optimizerTable, scheduleTable, stageTable } from '../../core/tables.ts';
import { type Experiment, type ExperimentRun, parseExperiment } from '../../experiment/index.ts';
import { createUndo, MOST_ENTRIES, type Undo } from './undo.ts';

const runOf = (id: string): ExperimentRun => ({
  optimizer: { id, args: defaults(optimizerTable.get(id)) },
  schedules: [],
  stages: [],
  label: null,
  hidden: false,
  colour: null,
});

interface Bench {
  readonly page: TestPage;
  readonly undo: Undo;
  experiment(): Experiment;
  /** What is undone of it: neither the step nor language and theme. */
  undone(): unknown;
  keys(): readonly number[];
}

function bench(query = 'run=adam,lr:0.1&run=sgd,lr:0.001&run=adagrad,lr:0.5&steps=30'): Bench {
  const page = open(query);
  const undo = createUndo(page.playground, page.clock.now);
  const state = () => page.playground.store.getState();
  return {
    ...{ page, undo },
    experiment: () => state().experiment,
    undone() {
      const { t: _, lang: __, theme: ___, ...rest } = state().experiment;
      return rest;
    },
    keys: () => state().displays.map(({ key }) => key),
  };
}

const rate = ({ page, experiment }: Bench, index: number, lr: number): void => {
  const { optimizer } = experiment().runs[index];
  page.playground.editRun(index, { optimizer: { ...optimizer, args: { ...optimizer.args, lr } } });
};

/** Every kind of change, and what it is called. */
const CHANGES: readonly (readonly [kind: string, (bench: Bench) => void])[] = [
  ['start', ({ page }) => page.playground.edit({ start: [0.5, 0.25] })],
  ['steps', ({ page }) => page.playground.edit({ steps: 77, speed: 7.7 })],
  ['speed', ({ page }) => page.playground.edit({ speed: 5 })],
  ['seed', ({ page }) => page.playground.edit({ seed: 12 })],
  ['view', ({ page }) => page.playground.edit({ view: '3d' })],
  ['window', ({ page }) => page.playground.edit({ window: [0, 1, 0, 1] })],
  ['rates', ({ page }) => page.playground.edit({ rates: 'realized' })],
  ['future', ({ page }) => page.playground.edit({ future: false })],
  ['title', ({ page }) => page.playground.edit({ title: 'A title', note: 'A note' })],
  ['surface', ({ page }) => page.playground.setSurface('beale')],
  ['surface', ({ page }) => page.playground.setSurface('mnist')],
  ['experiment', ({ page }) => page.playground.open('surface=himmelblau&run=adam&t=12&title=Four')],
  ['added', ({ page }) => page.playground.addRun(runOf('lion'))],
  ['added', ({ page }) => page.playground.duplicateRun(1)],
  ['removed', ({ page }) => page.playground.removeRun(1)],
  ['order', ({ page }) => page.playground.moveRun(0, 2)],
  ['colours', ({ page }) => page.playground.colourRun(0, 9)],
  ['visibility', ({ page }) => page.playground.editRun(0, { hidden: true })],
  ['label', ({ page }) => page.playground.editRun(0, { label: 'mine' })],
  ['argument', (bench) => rate(bench, 0, 0.3)],
  ['rule', ({ page }) => page.playground.editRun(0, { optimizer: runOf('lion').optimizer })],
  [
    'schedules',
    ({ page }) =>
      page.playground.editRun(0, {
        schedules: [{ id: 'cosine', args: defaults(scheduleTable.get('cosine')) }],
      }),
  ],
  [
    'stages',
    ({ page }) =>
      page.playground.editRun(0, { stages: [{ id: 'clip', args: defaults(stageTable.get('clip')) }] }),
  ],
  [
    'arguments',
    ({ page, experiment }) =>
      page.playground.edit(
        {
          runs: experiment().runs.map((run) => ({
            ...run,
            optimizer: { ...run.optimizer, args: { ...run.optimizer.args, lr: 0.7 } },
          })),
        },
        'go',
      ),
  ],
];

describe('undo', () => {
  it.each(CHANGES)('takes back and does again a change of kind %s', (kind, change) => {
    const all = bench();
    const { page, undo } = all;
    const first = { experiment: all.undone(), keys: all.keys(), link: page.playground.link() };
    change(all);
    const last = { experiment: all.undone(), keys: all.keys(), link: page.playground.link() };
    expect(last.experiment).not.toEqual(first.experiment);
    expect(undo.state.value.undo?.kind).toBe(kind);
    undo.undo();
    expect({ experiment: all.undone(), keys: all.keys(), link: page.playground.link() }).toEqual(first);
    expect(undo.state.value).toMatchObject({ undo: null, redo: { kind }, done: { how: 'undo' } });
    undo.redo();
    expect({ experiment: all.undone(), keys: all.keys(), link: page.playground.link() }).toEqual(last);
    page.clock.pass(1000);
    expect(page.address.read()).toBe(`?${page.playground.link()}`);
  });

  it('leads from the last experiment to the first and back, whatever was done', () => {
    const step = fc.record({
      change: fc.nat(CHANGES.length - 1),
      n: fc.nat(99),
      pause: fc.constantFrom(0, 400, 2000),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const all = bench();
        const first = all.undone();
        for (const { change, n, pause } of steps) {
          const count = all.experiment().runs.length;
          if (n % 4 === 0) all.page.playground.setSurface(surfaces[n % surfaces.length].id);
          else if (n % 4 === 1) all.page.playground.addRun(runOf(optimizers[n % optimizers.length].id));
          else if (n % 4 === 2) all.page.playground.removeRun(n % count);
          else if (count >= 3) CHANGES[change][1](all);
          if (n % 7 === 0) all.undo.undo();
          all.page.clock.pass(pause);
        }
        // What was undone at the very end is done again: the last experiment is the one from which nothing can be redone.
        while (all.undo.state.value.redo) all.undo.redo();
        const last = all.undone();
        let count = 0;
        for (; all.undo.state.value.undo; count++) all.undo.undo();
        expect(all.undone()).toEqual(first);
        for (; count > 0; count--) all.undo.redo();
        expect(all.undone()).toEqual(last);
        expect(all.undo.state.value.redo).toBeNull();
        expect(parseExperiment(all.page.playground.link()).problems).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('takes a drag back as one, however long the hand rests in it', () => {
    const all = bench();
    const { page, undo } = all;
    const { start } = all.experiment();
    for (const drag of [1, 2]) {
      undo.hold();
      for (let k = 0; k < 20; k++) {
        page.playground.edit({ start: [drag + k / 100, 1] });
        page.clock.pass(k === 10 ? 5000 : 16);
      }
      undo.release();
    }
    undo.undo();
    expect(all.experiment().start).toEqual([1.19, 1]);
    undo.undo();
    expect(all.experiment().start).toEqual(start);
    expect(undo.state.value.undo).toBeNull();
  });

  it('takes what the keyboard moves back as far as there was no pause', () => {
    const all = bench();
    for (const lr of [0.2, 0.3, 0.4]) {
      rate(all, 0, lr);
      all.page.clock.pass(100);
    }
    all.page.clock.pass(2000);
    rate(all, 0, 0.5);
    rate(all, 1, 0.002);
    const rates = (): readonly unknown[] => all.experiment().runs.map(({ optimizer }) => optimizer.args.lr);
    all.undo.undo();
    expect(rates()).toEqual([0.5, 0.001, 0.5]);
    all.undo.undo();
    expect(rates()).toEqual([0.4, 0.001, 0.5]);
    all.undo.undo();
    expect(rates()).toEqual([0.1, 0.001, 0.5]);
  });

  it('has nothing to take back of what was dragged to where it was', () => {
    const all = bench();
    const { start } = all.experiment();
    all.undo.hold();
    all.page.playground.edit({ start: [3, 3] });
    all.page.playground.edit({ start });
    all.undo.release();
    expect(all.undo.state.value.undo).toBeNull();
  });

  it('shows a run that comes back at once where its numbers are known, and has the others computed', () => {
    const all = bench();
    all.page.engine.answer();
    const [first, , third] = all.page.surface.records.value;
    all.page.playground.removeRun(1);
    all.undo.undo();
    expect(all.page.surface.records.value[0]).toBe(first);
    expect(all.page.surface.records.value[1]).toBeNull();
    expect(all.page.surface.records.value[2]).toBe(third);
    all.page.engine.answer();
    expect(all.page.surface.records.value[1]?.last).toBe(30);
  });

  it('leaves language and theme as they are, and the entry of a step as it was shown', () => {
    const all = bench();
    all.page.playground.seek(20);
    all.page.playground.open('surface=beale&run=adam&t=5');
    all.page.playground.setLanguage('zh');
    all.page.playground.setTheme('dark');
    all.undo.undo();
    expect(all.page.playground.store.getState()).toMatchObject({ lang: 'zh', theme: 'dark' });
    expect(all.page.playground.playhead.value).toBe(20);
    all.undo.redo();
    expect(all.page.playground.playhead.value).toBe(5);
  });

  it('takes Back of the browser back too', () => {
    const all = bench();
    all.page.playground.setSurface('beale');
    all.page.address.go(-1);
    expect(all.experiment().surface.id).toBe('rosenbrock');
    all.undo.undo();
    expect(all.experiment().surface.id).toBe('beale');
  });

  it('forgets what was undone once something else is done', () => {
    const all = bench();
    all.page.playground.edit({ seed: 3 });
    all.undo.undo();
    all.page.playground.edit({ view: 'overlay' });
    expect(all.undo.state.value.redo).toBeNull();
    all.undo.redo();
    expect(all.experiment().seed).not.toBe(3);
  });

  it('remembers a great many changes, and not without end', () => {
    const all = bench();
    for (let seed = 1; seed <= MOST_ENTRIES + 50; seed++) {
      all.page.playground.edit({ seed: seed + 100 });
      all.page.clock.pass(5000);
    }
    for (let k = 0; k < MOST_ENTRIES + 50; k++) all.undo.undo();
    expect(all.experiment().seed).toBe(150);
  });

  it('knows what was changed before it came as one change', () => {
    const page = open('run=adam&steps=20');
    page.playground.edit({ seed: 9 });
    page.playground.edit({ steps: 40 });
    const undo = createUndo(page.playground, page.clock.now);
    undo.undo();
    expect(page.playground.store.getState().experiment).toMatchObject({ seed: 1, steps: 20 });
  });
});
