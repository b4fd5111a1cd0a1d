import { describe, expect, it } from 'vitest';
import { open, type TestPage } from '../../app/testing/bench.ts';
import { column, isKept, type Row, rowOfStep, stepOfRow } from '../../core/record.ts';
import { summary } from '../../document/summary.ts';
import { valueAt } from './replayed.ts';

const LINK = 'surface=rosenbrock&steps=20000&run=adam,lr:0.01&run=sgd,lr:0.001';

/** A page whose runs are computed. */
function computed(link = LINK): TestPage {
  const page = open(link);
  page.engine.answer();
  return page;
}

const recordOf = ({ surface }: TestPage, run: number) => {
  const record = surface.records.value[run];
  if (!record) throw new Error('There are none.');
  return record;
};

/** A late step that is kept of none of the runs. */
const between = (page: TestPage): number => {
  const all = page.surface.records.value.flatMap((record) => record ?? []);
  for (let step = 9000; ; step++) if (!all.some((record) => isKept(record, step))) return step;
};

const row = (loss: number): Row => ({ x: 1, y: 2, loss, lr: 1, gx: 0, gy: 0, rx: 3, ry: 4, zx: 5, zy: 6 });
const asked = ({ engine }: TestPage) => engine.asked.filter(({ what }) => what === 'replay');
const loss = (page: TestPage, run: number) =>
  valueAt(page.surface.replayed.value, run, recordOf(page, run), 'loss', page.playground.playhead.value);
const answer = (page: TestPage, step: number, runs = [0, 1]) =>
  page.engine.say({
    type: 'replayed',
    step,
    rows: runs.map((run) => ({ run, row: row(10 + run) })),
  });

describe('the playhead on a step that is not kept', () => {
  it('shows the values of the latest step that is, with that step, until those of its own are computed', () => {
    const page = computed();
    const step = between(page);
    page.playground.seek(step);
    const record = recordOf(page, 1);
    const kept = rowOfStep(record, step);
    expect(stepOfRow(record, kept)).toBeLessThan(step);
    expect(loss(page, 1)).toEqual({ step: stepOfRow(record, kept), value: column(record, 'loss')[kept] });
    expect(asked(page).at(-1)).toEqual({ what: 'replay', runs: [0, 1], step });
    answer(page, step);
    expect(loss(page, 1)).toEqual({ step, value: 11 });
    expect(page.surface.replayed.value?.rows.get(0)?.rx).toBe(3);
  });

  it('has no loss for other pages until that of its own step is there', () => {
    const page = computed();
    const losses = () => summary(page.playground, ['a', 'b']).runs.map(({ loss }) => loss);
    const step = between(page);
    page.playground.seek(step);
    expect(losses()).toEqual([null, null]);
    answer(page, step);
    expect(losses()).toEqual([10, 11]);
    page.playground.seek(0);
    expect(losses()).toEqual([0, 1].map((run) => column(recordOf(page, run), 'loss')[0]));
  });

  it('takes no answer for another step, and none for what has been changed since', () => {
    const page = computed();
    const step = between(page);
    page.playground.seek(step);
    answer(page, step + 1);
    expect(loss(page, 0).step).toBeLessThan(step);
    page.playground.edit({ start: [1, 2] });
    answer(page, step);
    expect(loss(page, 0).step).toBeLessThan(step);
    page.engine.answer();
    expect(loss(page, 0).step).toBeLessThanOrEqual(step);
    answer(page, step);
    expect(loss(page, 0)).toEqual({ step, value: 10 });
  });

  it('asks for nothing while it plays, and for its step when it stops', () => {
    const page = computed();
    page.playground.seek(between(page));
    const before = asked(page).length;
    page.playground.play();
    page.clock.pictures(20);
    expect(asked(page).length).toBe(before);
    page.playground.pause();
    const { value } = page.playground.playhead;
    if (!isKept(recordOf(page, 0), value)) expect(asked(page).at(-1)).toMatchObject({ step: value });
  });

  it('asks for nothing where every step is kept', () => {
    const page = computed('run=adam&run=sgd,lr:0.001&steps=10000');
    for (const step of [0, 1, 5001, 9999, 10_000]) page.playground.seek(step);
    expect(asked(page)).toEqual([]);
  });
});
