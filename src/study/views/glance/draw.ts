/** Draws the two pictures of a study over one axis. Pure drawing: everything that they show is given. */
import { ticks as niceTicks } from 'd3';
import type { Size } from '../../../ui/canvas-layer.tsx';
import { power, short } from '../../../ui/format.ts';
import { DASHES, marker, overSolid, type Palette } from '../../../ui/palette.ts';
import { type Area, type Axis, linearAxis, logAxis, tickTexts } from '../../../ui/plot/axis.ts';
import { strokeSeries } from '../../../ui/plot/series.ts';
import { drawBand } from '../chart/band.ts';
import type { Sensitivity, SensitivityCurve } from './curves.ts';

/** A horizontal axis: pixels of values, and values of pixels. */
export interface Across {
  at(value: number): number;
  valueAt(px: number): number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** Room for tick labels left of the curves and below them, in CSS pixels at the usual size of labels. */
const GUTTER = 40;
const FOOT = 18;
/** The rows over the plot in which trials that failed stand, one a run. */
const STRIP = 36;
const ROW = 7;
/** The radius of the ring round the best trial. */
const BEST = 4;

/** Texts that a picture bears. */
export interface PictureTexts {
  readonly title: string;
  /** What lies across: η, k. */
  readonly across: string;
}

/** Where the rows of failed trials stand: one a run, as high as there is room. */
const rowHeight = (rows: number): number => Math.min(ROW, STRIP / Math.max(1, rows));

/** @param rows How many runs have a row over the curves. */
export const areaOf = ({ width, height }: Size, { scale }: Palette, rows: number): Area => ({
  left: GUTTER * scale,
  right: width - 8,
  top: 20 * scale + (rows > 0 ? rows * rowHeight(rows) + 4 : 0),
  bottom: height - FOOT * scale,
});

/** A horizontal axis between two values. */
export function acrossOf(
  [from, to]: readonly [number, number],
  scale: 'log' | 'linear',
  area: Area,
  fontScale: number,
): Across {
  const place = scale === 'log' ? Math.log10 : (value: number) => value;
  const back = scale === 'log' ? (value: number) => 10 ** value : (value: number) => value;
  const flat = place(to) === place(from);
  const [low, high] = flat ? [place(from) - 0.5, place(to) + 0.5] : [place(from), place(to)];
  const width = area.right - area.left;
  const room = Math.max(2, Math.floor(width / (34 * fontScale)));
  const ticks =
    scale === 'log' && high - low >= 2.5
      ? decades(low, high, room)
      : textsOf(
          scale === 'log' ? onesTwosFives(back(low), back(high), room) : niceTicks(low, high, room / 1.6),
        );
  return {
    at: (value) => area.left + ((place(value) - low) / (high - low)) * width,
    valueAt: (px) => back(low + Math.max(0, Math.min(1, (px - area.left) / (width || 1))) * (high - low)),
    ticks,
  };
}

const textsOf = (values: readonly number[]): Across['ticks'] => {
  const texts = tickTexts(values);
  return values.map((value, i) => ({ value, text: texts[i] }));
};

function decades(low: number, high: number, room: number): Across['ticks'] {
  const [first, last] = [Math.ceil(low - 1e-9), Math.floor(high + 1e-9)];
  const stride = Math.max(1, Math.ceil((last - first + 1) / room));
  const found = [];
  // From the right: what is large is what one asks for.
  for (let e = last; e >= first; e -= stride) found.push({ value: 10 ** e, text: power(e) });
  return found.reverse();
}

/** Between powers of ten. */
function onesTwosFives(from: number, to: number, room: number): readonly number[] {
  const found: number[] = [];
  for (let e = Math.floor(Math.log10(from)); e <= Math.ceil(Math.log10(to)); e++)
    for (const digit of [1, 2, 5]) {
      const value = digit * 10 ** e;
      if (value >= from * 0.999 && value <= to * 1.001) found.push(value);
    }
  const stride = Math.ceil(found.length / room);
  return found.filter((_, i) => i % stride === 0);
}

/** The vertical axis of the first picture; null when there is nothing to show. */
export const upOf = ({ extent, scale }: Sensitivity, area: Area): Axis | null => axisOf(extent, scale, area);

/** That of the second, which goes down as far as tuning does. */
export function upOfExpected({ curves, scale }: Sensitivity, area: Area): Axis | null {
  const shown = curves.flatMap(({ expected }) => expected).filter((y) => scale === 'linear' || y > 0);
  return axisOf(shown.length === 0 ? null : [Math.min(...shown), Math.max(...shown)], scale, area);
}

function axisOf(
  extent: Sensitivity['extent'],
  scale: Sensitivity['scale'],
  { bottom, ...area }: Area,
): Axis | null {
  // The best of all is seen whole.
  const room = { ...area, bottom: bottom - BEST - 2 };
  return extent && (scale === 'log' ? logAxis(extent, room) : linearAxis(extent, room));
}

/** Axes, their ticks and the texts of a picture. */
export function frame(
  context: CanvasRenderingContext2D,
  { height }: Size,
  area: Area,
  up: Axis | null,
  across: Across,
  { title, across: name }: PictureTexts,
  palette: Palette,
): void {
  context.font = palette.font;
  context.fillStyle = palette.muted;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.fillText(title, area.left, 12 * palette.scale, area.right - area.left);
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.strokeStyle = palette.hairline;
  context.lineWidth = 1;
  context.beginPath();
  for (const { value, text } of up?.ticks ?? []) {
    const y = Math.round((up as Axis).at(value)) + 0.5;
    if (y < area.top - 1 || y > area.bottom + 1) continue;
    context.moveTo(area.left, y);
    context.lineTo(area.right, y);
    context.fillText(text, area.left - 6, y, area.left - 8);
  }
  // Ticks across are marks, not lines: the curves are what is read along them.
  for (const { value } of across.ticks) {
    const x = Math.round(across.at(value)) + 0.5;
    context.moveTo(x, area.bottom);
    context.lineTo(x, area.bottom + 4);
  }
  context.moveTo(area.left, Math.round(area.bottom) + 0.5);
  context.lineTo(area.right, Math.round(area.bottom) + 0.5);
  context.stroke();
  context.textBaseline = 'alphabetic';
  const base = height - 2;
  for (const { value, text } of across.ticks) {
    const x = across.at(value);
    const half = context.measureText(text).width / 2;
    context.textAlign = 'center';
    context.fillText(text, Math.max(area.left + half - 6, Math.min(area.right + 6 - half, x)), base);
  }
  context.textAlign = 'left';
  context.font = `italic ${palette.font}`;
  context.fillText(name, 4, base, area.left - 12);
  context.font = palette.font;
}

const inOrder = (curves: readonly SensitivityCurve[]): readonly SensitivityCurve[] =>
  [...curves].sort((a, b) => Number(b.dimmed) - Number(a.dimmed) || overSolid(a, b));

function stroke(
  context: CanvasRenderingContext2D,
  curve: SensitivityCurve,
  values: ArrayLike<number>,
  xAt: (row: number) => number,
  up: Axis,
  palette: Palette,
  positive: boolean,
): void {
  context.globalAlpha = curve.dimmed ? 0.22 : 1;
  context.strokeStyle = palette.lines[curve.slot];
  context.lineWidth = palette.stroke * 0.85;
  context.lineJoin = 'round';
  context.setLineDash([...DASHES[curve.slot]]);
  const series = { slot: curve.slot, values, length: values.length, diverged: false, dimmed: curve.dimmed };
  strokeSeries(context, { ...series, stepOf: (row) => row }, xAt, up.at, positive);
  context.lineDashOffset = 0;
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** The values of a curve that did not fail, with what the run is set to now among them: its marker stands on its line. */
function lineOf(
  { xs, ys, status, current }: SensitivityCurve,
  positive: boolean,
): { xs: number[]; ys: number[] } {
  // A loss that is the minimum's to the last bit has no logarithm: the line goes down to it all the same.
  const shown = (y: number): number => (positive ? Math.max(y, 1e-300) : y);
  const points = [...xs].map((x, i) => ({ x, y: status[i] === 1 ? shown(ys[i]) : Number.NaN }));
  if (current && current.status === 1 && Number.isFinite(current.y) && !xs.includes(current.x)) {
    points.push({ x: current.x, y: shown(current.y) });
    points.sort((a, b) => a.x - b.x);
  }
  return { xs: points.map(({ x }) => x), ys: points.map(({ y }) => y) };
}

/** Final loss against a setting: curves, over them a row a run for the trials that failed, and what each run is set to. */
export function drawSensitivity(
  context: CanvasRenderingContext2D,
  size: Size,
  data: Sensitivity,
  texts: PictureTexts,
  palette: Palette,
): void {
  const { curves, axis, scale } = data;
  const area = areaOf(size, palette, curves.length);
  const across = acrossOf([axis.from, axis.to], axis.scale, area, palette.scale);
  const up = upOf(data, area);
  frame(context, size, area, up, across, texts, palette);
  if (!up) return;
  const positive = scale === 'log';
  context.save();
  context.beginPath();
  context.rect(area.left - 6, 0, area.right - area.left + 12, area.bottom + palette.stroke);
  context.clip();
  for (const curve of inOrder(curves)) {
    if (curve.xs.length === 1 && Number.isNaN(curve.xs[0])) {
      // It lacks the setting: the same for every value.
      stroke(
        context,
        curve,
        [curve.ys[0], curve.ys[0]],
        (row) => (row === 0 ? area.left : area.right),
        up,
        palette,
        positive,
      );
      continue;
    }
    if (data.scattered) {
      scatter(context, curve, across, up, palette);
    } else {
      if (curve.band) drawBandOf(context, curve, curve.band, across, up, palette);
      const line = lineOf(curve, positive);
      stroke(context, curve, line.ys, (row) => across.at(line.xs[row]), up, palette, positive);
    }
    const failed = { index: curves.indexOf(curve), rows: curves.length, falls: !data.scattered };
    drawFailed(context, curve, failed, area, across, up, palette);
    drawBest(context, curve, area, across, up, palette);
  }
  context.restore();
  for (const curve of inOrder(curves)) drawCurrent(context, curve, curves, area, across, up, palette);
}

/** Where most repetitions lie, beside those that failed nothing. */
function drawBandOf(
  context: CanvasRenderingContext2D,
  { xs, status, slot, dimmed }: SensitivityCurve,
  band: { readonly low: Float64Array; readonly high: Float64Array },
  across: Across,
  up: Axis,
  palette: Palette,
): void {
  const kept = (values: Float64Array): Float64Array =>
    values.map((value, i) => (status[i] === 1 ? value : Number.NaN));
  drawBand(
    context,
    { xs, low: kept(band.low), high: kept(band.high), slot, dimmed },
    across.at,
    up.at,
    palette,
  );
}

/** Trials that did not fail, as points: hollow, so that those below are seen. */
function scatter(
  context: CanvasRenderingContext2D,
  { xs, ys, status, slot, dimmed }: SensitivityCurve,
  across: Across,
  up: Axis,
  palette: Palette,
): void {
  context.globalAlpha = dimmed ? 0.15 : 0.7;
  context.strokeStyle = palette.lines[slot];
  context.lineWidth = palette.stroke * 0.6;
  context.beginPath();
  for (let i = 0; i < xs.length; i++) {
    if (status[i] !== 1 || !Number.isFinite(ys[i])) continue;
    const [x, y] = [across.at(xs[i]), up.at(ys[i])];
    context.moveTo(x + 2, y);
    context.arc(x, y, 2, 0, 2 * Math.PI);
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** The middle of the row of failed trials of a run. */
export const rowAt = (index: number, rows: number, area: Area): number =>
  area.top - 4 - (rows - index - 0.5) * rowHeight(rows);

/**
 * Trials that failed: a cross where it diverged, a ring where it ended above its start. `falls`: thin lines lead there from the last
 * trial that did not.
 */
function drawFailed(
  context: CanvasRenderingContext2D,
  curve: SensitivityCurve,
  { index, rows, falls }: { readonly index: number; readonly rows: number; readonly falls: boolean },
  area: Area,
  across: Across,
  up: Axis,
  palette: Palette,
): void {
  const { xs, ys, status, slot, dimmed } = curve;
  const y = rowAt(index, rows, area);
  const apart = xs.length > 1 ? Math.abs(across.at(xs[1]) - across.at(xs[0])) : 8;
  const r = Math.max(1, Math.min(rowHeight(rows) / 2 - 1, apart / 2 - 0.75, 2.5));
  context.globalAlpha = dimmed ? 0.22 : 1;
  context.strokeStyle = palette.lines[slot];
  context.lineWidth = 1;
  context.beginPath();
  for (let i = 0; i < xs.length; i++) {
    const x = across.at(xs[i]);
    if (status[i] === 3) {
      context.moveTo(x + r, y);
      context.arc(x, y, r, 0, 2 * Math.PI);
    } else if (status[i] === 2) {
      context.moveTo(x - r, y - r);
      context.lineTo(x + r, y + r);
      context.moveTo(x - r, y + r);
      context.lineTo(x + r, y - r);
    }
  }
  context.stroke();
  context.globalAlpha *= 0.45;
  context.beginPath();
  for (let i = 1; falls && i < xs.length; i++) {
    const [left, right] = [status[i - 1], status[i]];
    if ((left === 1) === (right === 1) || left === 0 || right === 0) continue;
    const good = left === 1 ? i - 1 : i;
    const lost = left === 1 ? i : i - 1;
    if (!Number.isFinite(ys[good])) continue;
    context.moveTo(across.at(xs[good]), Math.min(area.bottom, up.at(ys[good])));
    context.lineTo(across.at(xs[lost]), y + r);
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** The best trial of a run; at the lower edge where it lies below. */
function drawBest(
  context: CanvasRenderingContext2D,
  { xs, ys, best, slot, dimmed }: SensitivityCurve,
  area: Area,
  across: Across,
  up: Axis,
  palette: Palette,
): void {
  if (best < 0) return;
  context.globalAlpha = dimmed ? 0.22 : 1;
  context.beginPath();
  const y = Math.min(area.bottom - BEST, up.at(Math.max(0, ys[best])));
  context.arc(across.at(xs[best]), y, BEST, 0, 2 * Math.PI);
  context.fillStyle = palette.ground;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = palette.lines[slot];
  context.stroke();
  context.globalAlpha = 1;
}

/** Where the marker of a run stands, in pixels; null where it has none. */
export function currentAt(
  curve: SensitivityCurve,
  index: number,
  rows: number,
  area: Area,
  across: Across,
  up: Axis,
): readonly [x: number, y: number] | null {
  if (!curve.current) return null;
  const { x, y, status } = curve.current;
  const px = Math.max(area.left, Math.min(area.right, across.at(x)));
  if (status !== 1) return [px, rowAt(index, rows, area)];
  // Not known before the trials beside it are.
  if (!Number.isFinite(y)) return null;
  return [px, Math.max(area.top, Math.min(area.bottom, up.at(y)))];
}

function drawCurrent(
  context: CanvasRenderingContext2D,
  curve: SensitivityCurve,
  curves: readonly SensitivityCurve[],
  area: Area,
  across: Across,
  up: Axis,
  palette: Palette,
): void {
  const at = currentAt(curve, curves.indexOf(curve), curves.length, area, across, up);
  if (!at) return;
  context.globalAlpha = curve.dimmed ? 0.25 : 1;
  marker(context, curve.slot, at[0], at[1], 4.2, palette.lines[curve.slot], palette.ground);
  context.globalAlpha = 1;
}

/** The axis of the second picture: 1 to as many trials as there are values. */
export const drawsOf = ({ curves }: Sensitivity): number =>
  Math.max(2, ...curves.map(({ expected }) => expected.length));

/** The expected best of k trials against k. */
export function drawExpected(
  context: CanvasRenderingContext2D,
  size: Size,
  data: Sensitivity,
  texts: PictureTexts,
  palette: Palette,
): void {
  const { curves, scale } = data;
  const area = areaOf(size, palette, 0);
  const across = acrossOf([1, drawsOf(data)], 'log', area, palette.scale);
  const up = upOfExpected(data, area);
  frame(context, size, area, up, across, texts, palette);
  if (!up) return;
  context.save();
  context.beginPath();
  context.rect(area.left - 6, 0, area.right - area.left + 14, area.bottom + 2);
  context.clip();
  for (const curve of inOrder(curves)) {
    const last = curve.expected.length === 1 ? [curve.expected[0], curve.expected[0]] : curve.expected;
    const xAt = (row: number): number =>
      curve.expected.length === 1 && row === 1 ? area.right : across.at(row + 1);
    stroke(context, curve, last, xAt, up, palette, scale === 'log');
    const end = last[last.length - 1];
    if (!Number.isFinite(end) || (scale === 'log' && end <= 0)) continue;
    context.globalAlpha = curve.dimmed ? 0.25 : 1;
    marker(
      context,
      curve.slot,
      xAt(last.length - 1),
      Math.min(area.bottom - 2, up.at(end)),
      3.2,
      palette.lines[curve.slot],
      palette.ground,
    );
    context.globalAlpha = 1;
  }
  context.restore();
}

/** The hairline at what is pointed at. */
export function drawHairline(
  context: CanvasRenderingContext2D,
  px: number,
  area: Area,
  palette: Palette,
): void {
  const x = Math.round(px) + 0.5;
  context.save();
  context.setLineDash([2, 3]);
  context.beginPath();
  context.moveTo(x, 16 * palette.scale);
  context.lineTo(x, area.bottom);
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}

/** A value of the axis, for people. */
export const valueText = (value: number): string => short(value, 3);
