import { describe, expect, it } from 'vitest';
import type { Palette } from '../palette.ts';
import { createPen } from '../testing/pen.ts';
import { areaOf, drawPlayhead, drawPlot, type PlotData, type PlotStyle, upTo } from './draw.ts';
import type { Series } from './series.ts';
import { seriesOf as series } from './testing/series.ts';

const palette: Palette = {
  ground: 'ground',
  ink: 'ink',
  muted: 'muted',
  hairline: 'hairline',
  contour: 'contour',
  contourHeavy: 'heavy contour',
  field: ['low', 'middle', 'high'],
  lines: Array.from({ length: 12 }, (_, slot) => `line ${slot}`),
  stroke: 2,
  scale: 1,
  font: '11px sans-serif',
};
const SIZE = { width: 300, height: 140 };
const STYLE: PlotStyle = { title: 'loss', stepLabels: true, dashed: true };
const AREA = areaOf(SIZE, STYLE, palette);

const plot = (all: Series[], more: Partial<PlotData> = {}): PlotData => ({
  series: all,
  steps: 10,
  scale: 'linear',
  extent: null,
  ...more,
});

function drawn(data: PlotData, style = STYLE) {
  const pen = createPen();
  drawPlot(pen.context, SIZE, data, style, palette);
  return pen;
}

describe('a plot', () => {
  it('has its title, its labels and its steps, all inside', () => {
    const { texts } = drawn(plot([series([0, 1, 2, 3, 4])]));
    expect(texts.map(({ text }) => text)).toEqual(['loss', '0', '1', '2', '3', '4', '0', '10']);
    // The title begins where it is put, what labels the axis ends there.
    const [title, ...labels] = texts;
    expect(title.x + (title.most ?? Number.POSITIVE_INFINITY)).toBe(SIZE.width);
    for (const { x, most } of labels) expect(x - (most ?? 0)).toBeGreaterThanOrEqual(0);
    for (const { x, y } of texts) {
      expect(x).toBeLessThanOrEqual(SIZE.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(SIZE.height);
    }
  });

  it('with nothing to show is a frame and no more', () => {
    const { texts, strokes } = drawn(plot([]));
    expect(texts.map(({ text }) => text)).toEqual(['loss', '0', '10']);
    expect(strokes.filter(({ colour }) => colour.startsWith('line'))).toEqual([]);
  });

  it('draws what is pointed at last, over the others, which are pale', () => {
    const { strokes } = drawn(
      plot([series([1, 2]), series([1, 3], { slot: 1, dimmed: true }), series([1, 4], { slot: 2 })]),
    );
    const lines = strokes.filter(({ colour }) => colour.startsWith('line'));
    expect(lines.map(({ colour }) => colour)).toEqual(['line 1', 'line 0', 'line 2']);
    expect(lines[0].alpha).toBeLessThan(0.5);
    expect(lines[1].alpha).toBe(1);
  });

  it('gives each run its dashes where several share it, and none where one is alone', () => {
    const one = [series([1, 2], { slot: 1 })];
    const dashes = (style: PlotStyle) =>
      drawn(plot(one), style).strokes.filter(({ colour }) => colour === 'line 1')[0].dash;
    expect(dashes(STYLE).length).toBeGreaterThan(0);
    expect(dashes({ ...STYLE, dashed: false })).toEqual([]);
  });

  it('marks with a cross where a run was last seen, at the edge when that is beyond', () => {
    const gone = series([1, 2, 1e60, Number.NaN], { diverged: true });
    const { strokes } = drawn(plot([series([1, 2, 3, 4], { slot: 1 }), gone]));
    const cross = strokes.filter(({ colour }) => colour === 'line 0').at(-1);
    expect(cross?.points).toHaveLength(4);
    const [x, y] = [0, 1].map(
      (axis) => (cross?.points.reduce((sum, point) => sum + point[axis], 0) ?? 0) / 4,
    );
    expect(x).toBeCloseTo(AREA.left + 0.2 * (AREA.right - AREA.left), 6);
    expect(y).toBe(AREA.top);
  });

  it('shares a scale where one is given', () => {
    const heights = (extent: readonly [number, number] | null) =>
      drawn(plot([series([1, 2])], { extent }))
        .strokes.filter(({ colour }) => colour === 'line 0')[0]
        .points.map(([, y]) => y);
    expect(heights(null)).toEqual([AREA.bottom, AREA.top]);
    const [first, second] = heights([0, 4]);
    expect(first - second).toBeCloseTo((AREA.bottom - AREA.top) / 4, 6);
  });
});

describe('the playhead', () => {
  const shown = (data: PlotData, step: number) => {
    const pen = createPen();
    drawPlayhead(pen.context, SIZE, data, STYLE, palette, step, (of, at) => {
      const row = Math.min(of.length - 1, at);
      return { step: row, value: of.values[row] };
    });
    return pen;
  };

  it('is a hairline at its step, with a marker on every curve', () => {
    const pen = shown(plot([series([0, 4, 2]), series([1, 1, 1], { slot: 1 })]), 1);
    const x = AREA.left + 0.1 * (AREA.right - AREA.left);
    expect(pen.strokes[0].points.map(([at]) => at)).toEqual([Math.round(x) + 0.5, Math.round(x) + 0.5]);
    expect(pen.fills).toHaveLength(2);
    const [circle] = pen.fills;
    expect((circle[0][0] + circle[1][0]) / 2).toBeCloseTo(x, 6);
    expect(circle[0][1]).toBeCloseTo(AREA.top, 6);
  });

  it('leaves markers behind on runs that ended before', () => {
    const pen = shown(plot([series([0, 4, 2])]), 9);
    const [circle] = pen.fills;
    expect((circle[0][0] + circle[1][0]) / 2).toBeCloseTo(AREA.left + 0.2 * (AREA.right - AREA.left), 6);
  });

  it('marks nothing where there is no number, or where it is beyond the scale', () => {
    expect(shown(plot([series([1, Number.NaN, 2])]), 1).fills).toEqual([]);
    expect(shown(plot([series([1, 50, 2])], { extent: [0, 4] }), 1).fills).toEqual([]);
    expect(shown(plot([series([1, -1, 2])], { scale: 'log' }), 1).fills).toEqual([]);
  });
});

describe('a curve that leaves the plot', () => {
  it('ends at its edge, and an arrow of its colour is there', () => {
    const values = [1, 2, 3, 1e6, 2, 1];
    const pen = drawn(plot([series(values)], { extent: [0, 4] }));
    const [arrow] = pen.fills;
    expect(arrow).toHaveLength(3);
    expect(Math.min(...arrow.map(([, y]) => y))).toBe(AREA.top);
    expect(Math.max(...arrow.map(([, y]) => y))).toBeLessThan(AREA.top + 10);
    const x = AREA.left + (3 / 10) * (AREA.right - AREA.left);
    expect(arrow[0][0]).toBeCloseTo(x, 6);
  });

  it('is marked below too, with a line along the edge for as long as it stays away', () => {
    const pen = drawn(plot([series([3, 2, -50, -60, -70, -50, 2])], { extent: [0, 4] }));
    expect(pen.fills).toHaveLength(1);
    const along = pen.strokes.find(
      ({ points, colour }) => colour === 'line 0' && points.every(([, y]) => y === AREA.bottom),
    );
    const [from, to] = (along?.points ?? []).map(([x]) => x);
    expect(to - from).toBeCloseTo((3 / 10) * (AREA.right - AREA.left), 6);
  });

  it('that stays inside has no arrow', () => {
    expect(drawn(plot([series([1, 2, 3])])).fills).toEqual([]);
  });
});

describe('what is known at a step', () => {
  const stepOf = (row: number) => [0, 1, 2, 10, 50][row];
  const long = { ...series([5, 4, 3, 2, 1], { diverged: true }), stepOf };

  it('is the curve up to there, and no end that is still to come', () => {
    const lengths = [0, 1, 9, 10, 50].map((step) => upTo(plot([long]), step).series[0]);
    expect(lengths.map(({ length }) => length)).toEqual([1, 2, 3, 4, 5]);
    expect(lengths.map(({ diverged }) => diverged)).toEqual([false, false, false, false, true]);
  });

  it('is nothing before the first value', () => {
    const later = { ...series([1, 2]), stepOf: (row: number) => row + 5 };
    expect(upTo(plot([later]), 4).series[0].length).toBe(0);
  });

  it('cuts bands with their curves', () => {
    const bands = [{ low: series([1, 2, 3]), high: series([2, 3, 4]), alpha: 0.2 }];
    expect(upTo(plot([], { bands }), 1).bands?.map(({ low, high }) => [low.length, high.length])).toEqual([
      [2, 2],
    ]);
  });
});
