/** Draws curves with bands round them over a horizontal axis. Pure drawing: everything that is shown is given. */
import type { Size } from '../../../ui/canvas-layer.tsx';
import { DASHES, marker, overSolid, type Palette } from '../../../ui/palette.ts';
import { type Area, type Axis, linearAxis, logAxis } from '../../../ui/plot/axis.ts';
import { strokeSeries } from '../../../ui/plot/series.ts';
import { type Across, acrossOf, areaOf, frame, type PictureTexts } from '../glance/draw.ts';
import { drawBand } from './band.ts';

export type Scale = 'log' | 'linear';

export interface ChartCurve {
  readonly run: number;
  readonly key: number;
  readonly slot: number;
  readonly dimmed: boolean;
  /** Ascending. */
  readonly xs: ArrayLike<number>;
  /** NaN where there is none. */
  readonly ys: ArrayLike<number>;
  /** The lower and upper edge of what lies round the curve. */
  readonly band?: { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> };
  /** It keeps each value up to the next. */
  readonly stairs?: boolean;
}

export interface ChartData {
  readonly curves: readonly ChartCurve[];
  readonly ends: readonly [from: number, to: number];
  readonly across: Scale;
  readonly up: Scale;
  /** null where there is nothing to show. */
  readonly extent: readonly [number, number] | null;
}

export interface Geometry {
  readonly area: Area;
  readonly across: Across;
  readonly up: Axis | null;
}

export function geometryOf(size: Size, data: ChartData, palette: Palette): Geometry {
  const area = areaOf(size, palette, 0);
  const across = acrossOf(data.ends, data.across, area, palette.scale);
  const room = { ...area, bottom: area.bottom - 3 };
  const up = data.extent && (data.up === 'log' ? logAxis(data.extent, room) : linearAxis(data.extent, room));
  return { area, across, up };
}

/** The row of a curve that holds at a place: the last one that is not beyond it; −1 before the first. */
export function rowUnder({ xs }: Pick<ChartCurve, 'xs'>, x: number): number {
  let low = -1;
  let high = xs.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle] <= x) low = middle;
    else high = middle;
  }
  return low;
}

/** Stairs as a line: every value is kept up to the next, the last to the end of the axis. */
function corners({ xs, ys }: ChartCurve, end: number): { readonly xs: number[]; readonly ys: number[] } {
  const found = { xs: [] as number[], ys: [] as number[] };
  for (let i = 0; i < xs.length; i++) {
    found.xs.push(xs[i], i + 1 < xs.length ? xs[i + 1] : end);
    found.ys.push(ys[i], ys[i]);
  }
  return found;
}

function drawCurve(
  context: CanvasRenderingContext2D,
  curve: ChartCurve,
  { across, up }: Geometry,
  data: ChartData,
  palette: Palette,
): void {
  if (!up) return;
  const { slot, dimmed } = curve;
  const { xs, ys } = curve.stairs ? corners(curve, data.ends[1]) : curve;
  context.globalAlpha = dimmed ? 0.22 : 1;
  context.strokeStyle = palette.lines[slot];
  context.lineWidth = palette.stroke * 0.85;
  context.lineJoin = 'round';
  context.setLineDash([...DASHES[slot]]);
  const series = {
    slot,
    values: ys,
    length: ys.length,
    diverged: false,
    dimmed,
    stepOf: (row: number) => row,
  };
  strokeSeries(context, series, (row) => across.at(xs[row]), up.at, data.up === 'log');
  context.setLineDash([]);
  context.lineDashOffset = 0;
  context.globalAlpha = 1;
}

/** The marker of a run where its curve ends: beside colour and dashes what tells it from others. */
function drawEnd(
  context: CanvasRenderingContext2D,
  { xs, ys, slot, dimmed, stairs }: ChartCurve,
  { area, across, up }: Geometry,
  data: ChartData,
  palette: Palette,
): void {
  let row = ys.length - 1;
  while (row >= 0 && !Number.isFinite(ys[row])) row--;
  if (!up || row < 0 || (data.up === 'log' && ys[row] <= 0)) return;
  const x = across.at(stairs ? data.ends[1] : xs[row]);
  const y = Math.max(area.top, Math.min(area.bottom, up.at(ys[row])));
  context.globalAlpha = dimmed ? 0.25 : 1;
  marker(context, slot, x, y, 3.2, palette.lines[slot], palette.ground);
  context.globalAlpha = 1;
}

export function drawChart(
  context: CanvasRenderingContext2D,
  size: Size,
  data: ChartData,
  texts: PictureTexts,
  palette: Palette,
): void {
  const geometry = geometryOf(size, data, palette);
  const { area, across, up } = geometry;
  frame(context, size, area, up, across, texts, palette);
  if (!up) return;
  context.save();
  context.beginPath();
  context.rect(area.left - 1, area.top - 4, area.right - area.left + 2, area.bottom - area.top + 6);
  context.clip();
  const order = [...data.curves].sort((a, b) => Number(b.dimmed) - Number(a.dimmed) || overSolid(a, b));
  for (const { xs, band, slot, dimmed } of order) {
    if (band) drawBand(context, { xs, ...band, slot, dimmed }, across.at, up.at, palette);
  }
  for (const curve of order) drawCurve(context, curve, geometry, data, palette);
  context.restore();
  for (const curve of order) drawEnd(context, curve, geometry, data, palette);
}
