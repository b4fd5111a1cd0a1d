import { describe, expect, it } from 'vitest';
import type { Palette } from '../../ui/palette.ts';
import { logAxis } from '../../ui/plot/axis.ts';
import { createPen } from '../../ui/testing/pen.ts';
import { binEdge, RATE_BINS } from '../history/record.ts';
import { drawHistograms, HISTOGRAM } from './histogram.ts';

const palette = { lines: ['#2f7fd0', '#e08a00'], hairline: '#eeeeee', stroke: 2 } as unknown as Palette;
const area = { left: 40, right: 200, top: 20, bottom: 120 };
const axis = logAxis([1e-3, 1e2], area);

/** Counts of some weights at some rates. */
function counts(...at: readonly (readonly [rate: number, weights: number])[]): Uint32Array {
  const bins = new Uint32Array(RATE_BINS.COUNT);
  for (const [rate, weights] of at) {
    bins[Math.floor(Math.log10(rate / RATE_BINS.LOWEST) * RATE_BINS.PER_DECADE + 1e-9)] += weights;
  }
  return bins;
}

describe('the histogram beside a fan', () => {
  it('is as wide as its room at the fullest bin, and stands where the axis has its rates', () => {
    const pen = createPen();
    const bins = counts([0.1, 30], [1, 60]);
    drawHistograms(pen.context, area, axis, [{ counts: bins, slot: 0, dimmed: false }], palette);
    const [outline] = pen.fills;
    const xs = outline.map(([x]) => x);
    const [least, most] = [Math.min(...xs), Math.max(...xs)];
    expect(most - least).toBe(HISTOGRAM - 2);
    expect(least).toBeGreaterThan(area.right);
    const widest = outline.filter(([x]) => x === most).map(([, y]) => y);
    expect(widest[0]).toBeCloseTo(axis.at(1), 6);
    expect(widest[1]).toBeCloseTo(axis.at(10 ** (1 / RATE_BINS.PER_DECADE)), 6);
    // Half as many weights, half as wide.
    const half = outline.filter(([x]) => Math.abs(x - least - (HISTOGRAM - 2) / 2) < 1e-9);
    expect(half).toHaveLength(2);
    expect(half[0][1]).toBeCloseTo(axis.at(0.1), 6);
  });

  it('is an outline where several runs share the room, and nothing before the first measurement', () => {
    const pen = createPen();
    const run = (slot: number, bins: Uint32Array) => ({ counts: bins, slot, dimmed: slot === 1 });
    const both = [run(0, counts([0.1, 3])), run(1, counts([10, 5]))];
    drawHistograms(pen.context, area, axis, both, palette);
    expect(pen.fills).toHaveLength(0);
    const outlines = pen.strokes.filter(({ colour }) => colour !== palette.hairline);
    expect(outlines.map(({ colour }) => colour)).toEqual(palette.lines);
    expect(outlines[1].alpha).toBeLessThan(outlines[0].alpha);

    const empty = createPen();
    drawHistograms(empty.context, area, axis, [run(0, new Uint32Array(RATE_BINS.COUNT))], palette);
    expect(empty.fills).toHaveLength(0);
  });
});

describe('the bins of rates', () => {
  it('divide each tenfold evenly, from the lowest on', () => {
    expect(binEdge(0)).toBe(RATE_BINS.LOWEST);
    expect(binEdge(RATE_BINS.PER_DECADE) / binEdge(0)).toBeCloseTo(10, 9);
    // Rates up to a hundred million have a bin of their own.
    expect(binEdge(RATE_BINS.COUNT)).toBeCloseTo(1e8, 0);
  });
});
