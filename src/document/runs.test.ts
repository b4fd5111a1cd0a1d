import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open, type TestPage } from '../app/testing/bench.ts';
import { column } from '../core/record.ts';
import { defaults, optimizerTable } from '../core/tables.ts';
import { computation, type ExperimentRun } from '../experiment/index.ts';
import { SLOTS } from './run-list.ts';

const state = ({ playground }: TestPage) => playground.store.getState();
const runOf = (id: string, args = {}): ExperimentRun => ({
  optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...args } },
  schedules: [],
  stages: [],
  label: null,
  hidden: false,
  colour: null,
});
const ids = (page: TestPage) => state(page).experiment.runs.map(({ optimizer }) => optimizer.id);
const keys = (page: TestPage) => state(page).displays.map(({ key }) => key);

/** Four runs, of which the second diverges, computed. */
const four = () => {
  const page = open('run=sgd,lr:0.001&run=sgd,lr:1&run=adam,lr:0.1&run=rmsprop&steps=50');
  page.engine.answer();
  return page;
};

describe('the list of runs', () => {
  it('grows by a run of a colour that is not taken, which is then selected', () => {
    const page = four();
    page.playground.colourRun(0, 8);
    page.playground.addRun(runOf('adagrad'));
    expect(ids(page)).toEqual(['sgd', 'sgd', 'adam', 'rmsprop', 'adagrad']);
    expect(state(page).displays.map(({ slot }) => slot)).toEqual([7, 1, 2, 3, 0]);
    expect(state(page).selected).toBe(keys(page)[4]);
    expect(page.engine.asked.at(-1)).toMatchObject({ what: 'compute', computation: { runs: { length: 5 } } });
  });

  it('takes twelve and no more', () => {
    const page = open('run=adam');
    for (let k = 0; k < 20; k++) page.playground.addRun(runOf('sgd'));
    for (let k = 0; k < 20; k++) page.playground.duplicateRun(0);
    expect(ids(page)).toHaveLength(12);
    expect(state(page).displays.map(({ slot }) => slot)).toEqual(Array.from({ length: SLOTS }, (_, k) => k));
  });

  it('keeps its last run', () => {
    const page = open('run=adam&run=sgd');
    page.playground.removeRun(0);
    page.playground.removeRun(0);
    expect(ids(page)).toEqual(['sgd']);
  });

  it('has nothing highlighted once that run is removed or hidden, and never what is hidden', () => {
    const page = four();
    const [first, second, third] = keys(page);
    page.playground.highlight(second);
    page.playground.removeRun(1);
    expect(state(page).highlighted).toBeNull();
    page.playground.highlight(third);
    page.playground.removeRun(0);
    expect(state(page).highlighted).toBe(third);
    page.playground.editRun(0, { hidden: true });
    expect(state(page).highlighted).toBeNull();
    page.playground.highlight(third);
    expect(state(page).highlighted).toBeNull();
    page.playground.highlight(first);
    expect(state(page).highlighted).toBeNull();
  });

  it('selects another run when the selected one is removed', () => {
    const page = four();
    page.playground.select(keys(page)[3]);
    page.playground.removeRun(3);
    expect(keys(page)).toContain(state(page).selected);
  });

  it('puts the copy of a run behind it, with the same numbers at once', () => {
    const page = four();
    page.playground.duplicateRun(2);
    expect(ids(page)).toEqual(['sgd', 'sgd', 'adam', 'adam', 'rmsprop']);
    expect(new Set(keys(page)).size).toBe(5);
    const { value } = page.surface.records;
    expect(value[3]).toBe(value[2]);
    expect(value.every((record) => record !== null)).toBe(true);
  });

  it('does not move a run beyond its ends', () => {
    const page = four();
    const before = keys(page);
    page.playground.moveRun(0, -1);
    page.playground.moveRun(3, 4);
    page.playground.moveRun(2, 2);
    expect(keys(page)).toEqual(before);
  });

  it('never shows one run’s path, colour or end as another’s, whatever is done before the answer comes', () => {
    const deed = fc.record({
      what: fc.constantFrom('move', 'remove', 'duplicate', 'add'),
      a: fc.nat(11),
      b: fc.nat(11),
    });
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 6 }), (deeds) => {
        const page = four();
        const slots = new Map(state(page).displays.map(({ key, slot }) => [key, slot]));
        for (const { what, a, b } of deeds) {
          const count = state(page).displays.length;
          if (what === 'move') page.playground.moveRun(a % count, b % count);
          if (what === 'remove') page.playground.removeRun(a % count);
          if (what === 'duplicate') page.playground.duplicateRun(a % count);
          if (what === 'add') page.playground.addRun(runOf('adagrad'));
          for (const { key, slot } of state(page).displays) {
            if (!slots.has(key)) slots.set(key, slot);
            expect(slot).toBe(slots.get(key));
          }
        }
        const { experiment, statuses } = state(page);
        const { value } = page.surface.records;
        expect(value).toHaveLength(experiment.runs.length);
        expect(statuses).toHaveLength(experiment.runs.length);
        for (const [index, { optimizer }] of experiment.runs.entries()) {
          const record = value[index];
          const { lr } = optimizer.args;
          // The rate is written in every row, and another in each run: 0.001, 1, 0.1 and RMSprop's 0.01.
          expect(record && column(record, 'lr')[1]).toBe(optimizer.id === 'adagrad' ? null : lr);
          const end = lr === 1 ? 'diverged' : 'finished';
          expect(statuses[index]).toBe(record ? end : 'waiting');
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a run', () => {
  it('that is changed is computed again with what it was changed to', () => {
    const page = four();
    page.playground.editRun(2, { optimizer: runOf('adam', { lr: 0.3 }).optimizer });
    expect(page.engine.asked.at(-1)).toEqual({
      what: 'compute',
      computation: computation(state(page).experiment),
    });
    expect(state(page).experiment.runs[2].optimizer.args.lr).toBe(0.3);
    expect(state(page).experiment.runs[3].optimizer.id).toBe('rmsprop');
  });

  it('that is renamed, hidden or coloured is not computed again', () => {
    const page = four();
    const asked = page.engine.asked.length;
    page.playground.editRun(2, { label: 'Mine' });
    page.playground.editRun(2, { hidden: true });
    page.playground.colourRun(2, 6);
    expect(page.engine.asked).toHaveLength(asked);
    expect(state(page).displays[2]).toMatchObject({ hidden: true, slot: 5 });
    expect(state(page).experiment.runs[2].label).toBe('Mine');
  });

  it('says how it ended as soon as it is known', () => {
    const page = four();
    expect(state(page).statuses).toEqual(['finished', 'diverged', 'finished', 'finished']);
    const waiting = open('run=adam&steps=1000000');
    expect(state(waiting).statuses).toEqual(['waiting']);
  });
});

describe('how a run is shown', () => {
  const slots = (page: TestPage) => state(page).displays.map(({ slot }) => slot);
  const reopened = (page: TestPage) => open(page.playground.link());

  it('comes from the link: colours, and what is hidden; other runs take the next free colours', () => {
    const page = open('run=sgd,colour:3&run=adam&run=adam,hidden:1&run=sgd,colour:1');
    expect(slots(page)).toEqual([2, 1, 3, 0]);
    expect(state(page).displays.map(({ hidden }) => hidden)).toEqual([false, false, true, false]);
  });

  it('is different for two runs of one colour, where there is a second marker for it', () => {
    expect(slots(open('run=sgd,colour:1&run=adam,colour:1&run=rmsprop'))).toEqual([0, 10, 1]);
  });

  it('is in the link as soon as it is chosen, and computes nothing', () => {
    const page = open('run=sgd&run=adam');
    const asked = page.engine.asked.length;
    page.playground.editRun(1, { hidden: true });
    expect(page.playground.link()).toBe('run=sgd&run=adam,hidden:1');
    page.playground.editRun(1, { hidden: false });
    page.playground.colourRun(0, 8);
    expect(page.playground.link()).toBe('run=sgd,colour:8&run=adam,colour:2');
    expect(slots(page)).toEqual([7, 1]);
    expect(page.engine.asked).toHaveLength(asked);
  });

  it('is the same when the link is opened, whatever was added, removed, moved or coloured', () => {
    const deed = fc.record({
      what: fc.constantFrom('move', 'remove', 'duplicate', 'add', 'colour', 'hide'),
      a: fc.nat(11),
      b: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 8 }), (deeds) => {
        const page = open('');
        for (const { what, a, b } of deeds) {
          const count = state(page).displays.length;
          if (what === 'move') page.playground.moveRun(a % count, b % count);
          if (what === 'remove') page.playground.removeRun(a % count);
          if (what === 'duplicate') page.playground.duplicateRun(a % count);
          if (what === 'add') page.playground.addRun(runOf('adagrad'));
          if (what === 'colour') page.playground.colourRun(a % count, b + 1);
          if (what === 'hide') page.playground.editRun(a % count, { hidden: b < 5 });
        }
        const looks = (shown: TestPage) =>
          state(shown).displays.map(({ slot, hidden }) => ({ slot, hidden }));
        expect(looks(reopened(page))).toEqual(looks(page));
      }),
      { numRuns: 100 },
    );
  });

  it('goes along to the default runs of another surface', () => {
    const page = open('');
    page.playground.editRun(1, { hidden: true });
    page.playground.setSurface('beale');
    expect(page.playground.link()).toContain('run=sgd,lr:0.002,momentum:0.9,hidden:1');
  });
});

describe('the first picture', () => {
  it('is finished before any worker has answered', () => {
    const { surface } = open('');
    expect(surface.records.value.map((record) => record?.rows)).toEqual([501, 501, 501, 501, 501]);
  });

  it('of a long experiment does not wait for it', () => {
    const { surface, engine } = open('steps=1000000');
    expect(surface.records.value.every((record) => record === null)).toBe(true);
    expect(engine.asked.at(-1)).toMatchObject({ what: 'compute', computation: { steps: 1_000_000 } });
  });
});

describe('pointing at a run', () => {
  it('is calls once', () => {
    const page = four();
    let calls = 0;
    page.playground.store.subscribe(() => {
      calls++;
    });
    page.playground.highlight(2);
    page.playground.highlight(2);
    page.playground.highlight(null);
    page.playground.highlight(null);
    expect(calls).toBe(2);
  });
});

describe('what the engine says', () => {
  it('about a failure is shown until it is dismissed, or the next answer comes', () => {
    const page = four();
    page.engine.notice('restarted');
    expect(state(page).notice).toBe('restarted');
    page.engine.fail({ code: 'error', message: 'no' }, 'error');
    expect(state(page).failure).toEqual({ code: 'error', message: 'no' });
    page.engine.answer();
    expect(state(page).failure).toBeNull();
    page.playground.dismissNotice();
    expect(state(page).notice).toBeNull();
  });

  it('about a step is kept for the inspector', () => {
    const page = four();
    const inspection = {
      run: 0,
      step: 3,
      before: [0, 0],
      theta: [1, 1],
      loss: 2,
      lr: 0.1,
      gradient: [1, 2],
      rate: [0.1, 0.1],
      direction: [1, 2],
      realized: [0.1, 0.1],
      memory: {},
      scalars: {},
    };
    page.engine.say({ type: 'inspected', inspection });
    expect(page.surface.inspection.value).toBe(inspection);
  });
});

describe('leaving the page', () => {
  it('writes the link, stops playing, and gives the engine back', () => {
    const page = open('run=adam');
    page.playground.edit({ start: [1, 1] });
    page.playground.play();
    page.playground.dispose();
    expect(page.address.entries).toEqual(['start=1,1&run=adam']);
    expect(page.engine.asked.at(-1)).toEqual({ what: 'dispose' });
    page.clock.pictures(10);
    expect(page.playground.playhead.value).toBe(0);
  });
});
