/** Draws a plot: axis, curves, hairline at the playhead. Pure drawing: everything it shows is given. */

import type { Size } from '../canvas-layer.tsx';
import { crossOut } from '../crosses.ts';
import { DASHES, marker, overSolid, type Palette } from '../palette.ts';
import { type Area, type Axis, linearAxis, logAxis, stepAt, stepUnder } from './axis.ts';
import { excursionsOf, limitsOf, rowAt } from './limits.ts';
import { type PlotPoint, type Series, strokeSeries } from './series.ts';

/** The area between two curves, such as two quantiles. */
export interface Band {
  readonly low: Series;
  readonly high: Series;
  readonly alpha: number;
}

/** What lies across where it is not the step: something that grows with it, such as time. */
export interface Across {
  /** Its value at a step, and the step at a value. */
  at(step: number): number;
  stepAt(value: number): number;
  /** Its value at the right end, and how that is written. */
  readonly total: number;
  readonly text: string;
}

export interface PlotData {
  readonly series: readonly Series[];
  /** Drawn under the curves. */
  readonly bands?: readonly Band[];
  readonly steps: number;
  readonly scale: 'log' | 'linear';
  /** The vertical extent, where several plots share one; otherwise that of the series. */
  readonly extent: readonly [number, number] | null;
  /** Steps lie across unless said otherwise. */
  readonly across?: Across | null;
}

export interface PlotStyle {
  /** Over the curves; empty where a heading says it. */
  readonly title: string;
  /** Room right of the curves; 8 unless said otherwise. */
  readonly margin?: number;
  /** Whether the steps are written under the plot. */
  readonly stepLabels: boolean;
  /** Whether curves carry dashes (several share the plot) or are drawn through. */
  readonly dashed: boolean;
}

/** Room for tick labels left of the curves, in CSS pixels at the usual size of labels. */
const GUTTER = 40;

export const areaOf = ({ width, height }: Size, style: PlotStyle, { scale }: Palette): Area => ({
  left: GUTTER * scale,
  right: width - (style.margin ?? 8),
  top: (style.title ? 20 : 6) * scale,
  bottom: height - (style.stepLabels ? 18 * scale : 6),
});

/** The pixel of a step, and the step under a pixel. */
export const xOf = ({ across, steps }: PlotData, step: number, area: Area): number =>
  across ? stepAt(across.at(step), across.total, area) : stepAt(step, steps, area);
export function stepOf({ across, steps }: PlotData, px: number, area: Area): number {
  if (!across) return stepUnder(px, steps, area);
  const share = (px - area.left) / (area.right - area.left || 1);
  return across.stepAt(Math.max(0, Math.min(1, share)) * across.total);
}

/** Only what is known at a step: the curves, and bands between them, up to there. */
export function upTo(data: PlotData, step: number): PlotData {
  const past = <S extends Series>(series: S): S => {
    const length = series.length > 0 && series.stepOf(0) <= step ? rowAt(series, step) + 1 : 0;
    return { ...series, length, diverged: series.diverged && length === series.length };
  };
  return {
    ...data,
    series: data.series.map(past),
    bands: (data.bands ?? []).map((band) => ({ ...band, low: past(band.low), high: past(band.high) })),
  };
}

/** The vertical axis of a plot, or null when there is nothing to show. */
export function axisOf(data: PlotData, area: Area): Axis | null {
  const extent = data.extent ?? limitsOf(data.series, data.scale === 'log');
  if (!extent) return null;
  return data.scale === 'log' ? logAxis(extent, area) : linearAxis(extent, area);
}

/** Title, axis and steps. */
export function drawFrame(
  context: CanvasRenderingContext2D,
  size: Size,
  data: PlotData,
  style: PlotStyle,
  palette: Palette,
): void {
  const area = areaOf(size, style, palette);
  const axis = axisOf(data, area);
  context.font = palette.font;
  context.textBaseline = 'alphabetic';
  context.fillStyle = palette.muted;
  context.textAlign = 'left';
  // A title that is too long for its plot is set narrower rather than cut off.
  if (style.title) context.fillText(style.title, area.left, 12 * palette.scale, size.width - area.left);

  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.strokeStyle = palette.hairline;
  context.lineWidth = 1;
  context.beginPath();
  for (const { value, text } of axis?.ticks ?? []) {
    const y = Math.round((axis as Axis).at(value)) + 0.5;
    if (y < area.top - 1 || y > area.bottom + 1) continue;
    context.moveTo(area.left, y);
    context.lineTo(area.right, y);
    // A label that is too long for its place is set narrower rather than cut off.
    context.fillText(text, area.left - 6, y, area.left - 8);
  }
  context.stroke();

  if (style.stepLabels) {
    context.textBaseline = 'alphabetic';
    context.textAlign = 'left';
    context.fillText('0', area.left, size.height - 4);
    context.textAlign = 'right';
    context.fillText(data.across?.text ?? String(data.steps), area.right, size.height - 4);
  }
}

/** Bands and curves; what leaves the axis is marked at the edge. `axis`: that of all the data, of which this may be a part. */
export function drawCurves(
  context: CanvasRenderingContext2D,
  size: Size,
  data: PlotData,
  style: PlotStyle,
  palette: Palette,
  axis = axisOf(data, areaOf(size, style, palette)),
): void {
  const area = areaOf(size, style, palette);
  if (!axis) return;
  context.save();
  context.beginPath();
  // Half a line more than the area: a curve along its edge is seen whole, a spike ends there.
  const slack = palette.stroke / 2;
  context.rect(
    area.left - 3,
    area.top - slack,
    area.right - area.left + 7,
    area.bottom - area.top + 2 * slack,
  );
  context.clip();
  const xAt = (step: number) => xOf(data, step, area);
  for (const band of data.bands ?? []) fill(context, band, xAt, axis, palette, data.scale);
  const order = [...data.series].sort((a, b) => Number(b.dimmed) - Number(a.dimmed) || overSolid(a, b));
  for (const series of order) {
    context.globalAlpha = (series.dimmed ? 0.22 : 1) * (series.pale ? 0.4 : 1);
    context.strokeStyle = palette.lines[series.slot];
    context.lineWidth = palette.stroke * (series.pale ? 0.6 : 0.85);
    context.lineJoin = 'round';
    context.setLineDash(style.dashed && !series.pale ? [...DASHES[series.slot]] : []);
    strokeSeries(context, series, xAt, axis.at, data.scale === 'log');
    context.lineDashOffset = 0;
    context.setLineDash([]);
    if (!series.pale) markExcursions(context, series, data, area, axis, palette);
    if (series.diverged) cross(context, series, data, area, axis);
  }
  context.restore();
}

export function drawPlot(
  context: CanvasRenderingContext2D,
  size: Size,
  data: PlotData,
  style: PlotStyle,
  palette: Palette,
): void {
  drawFrame(context, size, data, style, palette);
  drawCurves(context, size, data, style, palette);
}

/** A small arrow at the edge where a curve leaves the plot, with a line along the edge for as long as it stays away. */
function markExcursions(
  context: CanvasRenderingContext2D,
  series: Series,
  data: PlotData,
  area: Area,
  axis: Axis,
  palette: Palette,
): void {
  const xAt = (step: number): number => xOf(data, step, area);
  const found = excursionsOf(series, xAt, axis.at, [area.top, area.bottom], data.scale === 'log');
  const size = 4 + palette.stroke / 2;
  context.strokeStyle = palette.lines[series.slot];
  context.fillStyle = palette.lines[series.slot];
  context.lineWidth = palette.stroke;
  for (const { side, from, to } of found) {
    const edge = side === 'above' ? area.top : area.bottom;
    const inwards = side === 'above' ? 1 : -1;
    if (to - from > 2 * size) {
      context.beginPath();
      context.moveTo(from, edge);
      context.lineTo(to, edge);
      context.stroke();
    }
    const x = Math.max(area.left, Math.min(area.right, (from + to) / 2));
    context.beginPath();
    context.moveTo(x, edge);
    context.lineTo(x + size, edge + inwards * size * 1.4);
    context.lineTo(x - size, edge + inwards * size * 1.4);
    context.closePath();
    context.fill();
  }
}

/** Fills a band, piece by piece where values are missing. */
function fill(
  context: CanvasRenderingContext2D,
  { low, high, alpha }: Band,
  xAt: (step: number) => number,
  axis: Axis,
  palette: Palette,
  scale: PlotData['scale'],
): void {
  const shown = (value: number): boolean => (scale === 'log' ? value > 0 : Number.isFinite(value));
  const usable = (row: number): boolean => shown(high.values[row]) && shown(low.values[row]);
  context.fillStyle = palette.lines[low.slot];
  context.globalAlpha = alpha;
  context.beginPath();
  for (let from = 0; from < low.length; from++) {
    if (!usable(from)) continue;
    let to = from;
    while (to + 1 < low.length && usable(to + 1)) to++;
    for (let row = from; row <= to; row++) context.lineTo(xAt(low.stepOf(row)), axis.at(high.values[row]));
    for (let row = to; row >= from; row--) context.lineTo(xAt(low.stepOf(row)), axis.at(low.values[row]));
    context.closePath();
    from = to;
    if (to + 1 < low.length) context.moveTo(xAt(low.stepOf(to + 1)), axis.at(high.values[to + 1] || 1));
  }
  context.fill();
  context.globalAlpha = 1;
}

/** Where a diverged curve was last seen. */
function cross(
  context: CanvasRenderingContext2D,
  series: Series,
  data: PlotData,
  area: Area,
  axis: Axis,
): void {
  let row = series.length - 1;
  while (row > 0 && !Number.isFinite(series.values[row])) row--;
  const x = xOf(data, series.stepOf(row), area);
  const y = Math.max(area.top, Math.min(area.bottom, axis.at(series.values[row])));
  context.setLineDash([]);
  crossOut(context, x, y, 4);
}

/** The hairline at the step that is pointed at. */
export function drawCursor(
  context: CanvasRenderingContext2D,
  size: Size,
  data: PlotData,
  style: PlotStyle,
  palette: Palette,
  step: number,
): void {
  const area = areaOf(size, style, palette);
  const x = Math.round(xOf(data, Math.min(step, data.steps), area)) + 0.5;
  context.save();
  context.setLineDash([2, 3]);
  context.beginPath();
  context.moveTo(x, area.top - 2);
  context.lineTo(x, area.bottom);
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}

/** The hairline at the playhead, and each curve's marker on it. */
export function drawPlayhead(
  context: CanvasRenderingContext2D,
  size: Size,
  data: PlotData,
  style: PlotStyle,
  palette: Palette,
  step: number,
  pointAt: (series: Series, step: number) => PlotPoint,
  future = true,
): void {
  const area = areaOf(size, style, palette);
  const axis = axisOf(data, area);
  const x = xOf(data, Math.min(step, data.steps), area);
  context.beginPath();
  context.moveTo(Math.round(x) + 0.5, area.top - 2);
  context.lineTo(Math.round(x) + 0.5, area.bottom);
  context.strokeStyle = palette.muted;
  context.lineWidth = 1;
  context.stroke();
  if (!axis) return;
  for (const series of data.series) {
    if (series.pale) continue;
    // Rates belong to updates: at step 0 there is none yet, and the first shows where it will begin, unless that is hidden.
    const { step: at, value } = pointAt(series, step);
    if (!future && at > step) continue;
    if (!Number.isFinite(value) || (data.scale === 'log' && value <= 0)) continue;
    const y = axis.at(value);
    if (y < area.top - 6 || y > area.bottom + 6) continue;
    context.globalAlpha = series.dimmed ? 0.25 : 1;
    marker(
      context,
      series.slot,
      xOf(data, Math.min(step, at), area),
      y,
      3.2,
      palette.lines[series.slot],
      palette.ground,
    );
    context.globalAlpha = 1;
  }
}
