import { describe, expect, it } from 'vitest';
import { open } from '../../../app/testing/bench.ts';
import { lossQuantity, rateQuantity } from './quantities.ts';
import { runSource } from './sources.ts';

const LINK = 'surface=booth&run=sgd,lr:0.01&run=adam,lr:0.1&run=sgd,lr:1e12&steps=50';
const LOSS = { column: 'loss', scale: 'log', floor: 0 } as const;

const page = (link = LINK) => {
  const opened = open(link);
  opened.engine.answer();
  return opened;
};

describe('the curves of runs', () => {
  it('are a column of each run, row by row', () => {
    const slice = page();
    const { series, steps, scale } = runSource(slice, LOSS, [0, 1]).data();
    expect([series.length, steps, scale]).toEqual([2, 50, 'log']);
    expect([series[0].length, series[0].stepOf(50)]).toEqual([51, 50]);
    // Booth at its start.
    expect(series[0].values[0]).toBe(series[1].values[0]);
    expect(series.map(({ slot }) => slot)).toEqual([0, 1]);
  });

  it('are heights above the lowest minimum, which none goes below', () => {
    const slice = page('surface=six-hump-camel&run=adam,lr:0.05&steps=800');
    const floor = -1.031628453489877;
    const plain = runSource(slice, LOSS, [0]).data().series[0];
    const above = runSource(slice, { ...LOSS, floor }, [0]).data().series[0];
    expect(above.values[10]).toBeCloseTo(plain.values[10] - floor, 12);
    expect(Math.min(...Array.from(above.values))).toBeGreaterThan(-1e-9);
  });

  it('leave out hidden runs, and their part in the scale', () => {
    const slice = page();
    const source = runSource(slice, LOSS, [0, 1]);
    const before = source.data().extent;
    slice.playground.editRun(0, { hidden: true });
    const { series, extent } = source.data();
    expect(series.map(({ slot }) => slot)).toEqual([1]);
    expect(extent).not.toEqual(before);
  });

  it('of cards side by side share one scale, over all runs and both coordinates', () => {
    const slice = page();
    const quantity = rateQuantity('effective', 'x');
    const extents = [0, 1, 2].map(
      (index) => runSource(slice, quantity, [index], [0, 1, 2], ['rx', 'ry']).data().extent,
    );
    expect(new Set(extents.map((extent) => JSON.stringify(extent))).size).toBe(1);
    const alone = runSource(slice, quantity, [0]).data().extent;
    expect(alone).not.toEqual(extents[0]);
  });

  it('know which run diverged, and leave the scale to the others', () => {
    const slice = page();
    const { series, extent } = runSource(slice, LOSS, [0, 1, 2]).data();
    expect(series.map(({ diverged }) => diverged)).toEqual([false, false, true]);
    expect(extent?.[1]).toBeLessThan(1e6);
  });

  it('are dimmed where another is pointed at, but not in a card of their own', () => {
    const slice = page();
    slice.playground.highlight(slice.playground.store.getState().displays[1].key);
    const dimmed = (runs: number[]) =>
      runSource(slice, LOSS, runs)
        .data()
        .series.map((series) => series.dimmed);
    expect(dimmed([0, 1])).toEqual([true, false]);
    expect(dimmed([0])).toEqual([false]);
  });

  it('find the row of a step; a rate at step 0 is the one that will come first', () => {
    const slice = page();
    const rate = runSource(slice, rateQuantity('effective', 'x'), [0]).data().series[0];
    expect([0, 1, 50, 99].map(rate.rowOf)).toEqual([1, 1, 50, 50]);
    const loss = runSource(slice, LOSS, [0]).data().series[0];
    expect(loss.rowOf(0)).toBe(0);
  });

  it('tell their plot when runs, colours, pointing or steps change, and only then', () => {
    const slice = page();
    const { playground, engine, clock } = slice;
    let calls = 0;
    for (const signal of runSource(slice, LOSS, [0, 1]).signals) {
      signal.subscribe(() => {
        calls++;
      });
    }
    playground.play();
    clock.pictures(20);
    playground.edit({ view: 'overlay', title: 'A' });
    expect(calls).toBe(0);
    engine.answer();
    expect(calls).toBe(1);
    playground.colourRun(0, 6);
    playground.highlight(1);
    expect(calls).toBeGreaterThan(2);
  });
});

describe('the scale of a plot', () => {
  const lossField = (minima: { x: number; y: number; loss: number }[]) =>
    ({ objective: { minima } }) as unknown as Parameters<typeof lossQuantity>[0];

  it('of losses is logarithmic above the lowest minimum that is known, else linear', () => {
    const two = [
      { x: 0, y: 0, loss: 3 },
      { x: 1, y: 0, loss: -2 },
    ];
    expect(lossQuantity(lossField(two))).toEqual({ column: 'loss', scale: 'log', floor: -2 });
    expect(lossQuantity(lossField([]))).toEqual({ column: 'loss', scale: 'linear', floor: 0 });
  });

  it('of rates is logarithmic as they are used, and linear as they turned out: those take both signs', () => {
    expect(rateQuantity('effective', 'y')).toMatchObject({ column: 'ry', scale: 'log' });
    expect(rateQuantity('realized', 'x')).toMatchObject({ column: 'zx', scale: 'linear' });
  });
});
